"""A sweep that is killed has erased whole batches, each with its entry; the next one goes on."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from evenhand import Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.retention import plan, sweep
from evenhand.store import models
from evenhand.store.journal import disclosures, journal_size, read_journal
from tests.homes import DATABASES, START, fresh_database, new_home

ITEMS = 1_500
LATER = START + timedelta(days=400)
SWEEP = """
import sys
from datetime import datetime
from pathlib import Path
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.retention import sweep
clock = SetClock(datetime.fromisoformat(sys.argv[2]))
with Home(Path(sys.argv[1]), clock, SystemEntropy(), write=True) as home:
    sweep(home, progress=lambda done, total: print(done, flush=True))
"""


def killed(folder):
    """Run a sweep and kill it right after it told of its first batch."""
    program = subprocess.Popen(
        [sys.executable, "-c", SWEEP, str(folder), LATER.isoformat()],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ,
    )  # fmt: skip
    assert program.stdout.readline().strip().isdigit(), program.stderr.read().decode()
    program.kill()
    program.communicate(timeout=60)
    return program.returncode


def told():
    """How many rows the entries say that were erased, by what opens them."""
    total = 0
    for index in range(journal_size()):
        if decode(next(read_journal(index, index + 1)))["type"] == "erasure":
            total += int({d.name: d.value for d in disclosures(index)}["count"])
    return total


@pytest.mark.kills
@pytest.mark.parametrize("kind", DATABASES)
def test_a_killed_sweep_is_taken_up(tmp_path, monkeypatch, kind):
    folder = tmp_path / "home"
    with fresh_database(kind) as address, monkeypatch.context() as patch:
        if address:
            patch.setenv("DATABASE_URL", address)
        with new_home(folder, SetClock(START)) as home:
            screener = Screener()
            posts = [Item(id=f"p-{n}", text="We meet on Monday.") for n in range(ITEMS)]
            Corridor(home, screener).record(screener.gatherer.gather(posts))
        for _ in range(2):
            assert killed(folder) != 0
            with Home(folder, SetClock(LATER), SeededEntropy(b"kill"), write=True):
                left = models.Evidence.objects.count()
                assert 0 < left < ITEMS, "killed too late to see anything"
                assert told() == ITEMS - left
        with Home(folder, SetClock(LATER), SeededEntropy(b"kill"), write=True) as home:
            wanted = plan(home)
            assert wanted["main"]["allowed_evidence"] == left
            assert sweep(home) == wanted
            assert models.Evidence.objects.count() == 0
            assert told() == ITEMS
            assert verify_log(DirectorySource(home.log_folder)).sound
