"""A recording program is killed at random moments, again and again.

After each kill: no acknowledged decision is lost, no measure is without its entry, no size of the
log has two roots, and the log verifies.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evenhand.log.checkpoint import parse_checkpoint
from evenhand.log.note import parse_note
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.home import Home, create_home
from evenhand.store import models
from tests.homes import DATABASES, fresh_database

POSTS = 4_000
ENDLESS = 60


def feed(path: Path, first: int) -> None:
    """Posts, of which every third shows a number that is removed."""
    with path.open("w") as file:
        for n in range(first, first + POSTS):
            text = "My SSN is 536-22-8145, call me." if n % 3 == 0 else "Nothing to see here."
            line = {"id": f"p-{n}", "text": f"{text} {n}", "author": f"a-{n % 50}"}
            file.write(json.dumps(line) + "\n")


def killed_while_recording(home: Path, posts: Path, chance: random.Random) -> list[dict]:
    """The results that were acknowledged before the program was killed.

    One in four is killed while it starts (and mends what the last kill left), the others some
    time after the first answer.
    """
    answers = posts.with_suffix(".answers")
    with answers.open("wb") as out:
        program = subprocess.Popen(
            [sys.executable, "-m", "evenhand", "screen", str(posts), "--record", "--jsonl"],
            stdout=out, stderr=subprocess.PIPE, env={**os.environ, "EVENHAND_HOME": str(home)},
        )  # fmt: skip
        if chance.random() < 0.75:
            while answers.stat().st_size == 0 and program.poll() is None:
                time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 1.5))
        program.send_signal(signal.SIGKILL)
        _, said = program.communicate(timeout=ENDLESS)
    assert b"error[" not in said, said.decode()
    assert b"Traceback" not in said, said.decode()
    whole = answers.read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def check(home: Path, acknowledged: list[dict], roots: dict[int, bytes]) -> None:
    """Everything that must hold, before and after the home is opened again."""
    note_root(home, roots)
    with Home(home, SystemClock(), SystemEntropy(), write=True):
        kept = dict(models.Decision.objects.values_list("id", "log_index"))
        indexes = set(models.Journal.objects.values_list("log_index", flat=True))
        assert indexes == set(range(len(indexes)))
        for result in acknowledged:
            assert kept[result["case"]] == result["log_index"]
        for decision in models.Measure.objects.values_list("decision", flat=True).distinct():
            assert kept[decision] in indexes
    note_root(home, roots)
    report = verify_log(DirectorySource(home / "log"))
    assert report.sound, report.faults
    assert report.checkpoint.size == len(indexes)


def note_root(home: Path, roots: dict[int, bytes]) -> None:
    """There is one root for a size, for ever."""
    found = parse_checkpoint(parse_note((home / "log" / "checkpoint").read_bytes()).text)
    assert roots.setdefault(found.size, found.root) == found.root


@pytest.mark.kills
@pytest.mark.parametrize("kind", DATABASES)
def test_killed_at_random_moments(tmp_path, request, monkeypatch, kind):
    kills = request.config.getoption("--torture-kills")
    chance = random.Random(kills)
    roots: dict[int, bytes] = {}
    home = tmp_path / "home"
    with fresh_database(kind) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        create_home(home, "", SystemClock(), SystemEntropy())
        acknowledged: list[dict] = []
        for kill in range(kills):
            posts = tmp_path / "posts.jsonl"
            feed(posts, kill * POSTS)
            acknowledged += killed_while_recording(home, posts, chance)
            check(home, acknowledged, roots)
    assert acknowledged, "no kill came late enough to interrupt any recording"
