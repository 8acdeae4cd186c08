"""Two programs that record at once: on PostgreSQL both, into one gap-free log."""

import json
import os
import subprocess
import sys

import pytest

from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.pipeline.home import Home
from evenhand.store import models
from tests.homes import DATABASES, START, new_home

SSN = "Her SSN is 536-22-8145, go and see her."


@pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)
def test_two_programs_share_one_log(tmp_path, database_url):
    folder = tmp_path / "home"
    new_home(folder, SetClock(START)).close()
    programs = []
    for writer in ("x", "y"):
        posts = tmp_path / f"{writer}.jsonl"
        lines = [{"id": f"{writer}-{n}", "text": SSN, "author": f"a-{n % 50}"} for n in range(900)]
        posts.write_text("".join(json.dumps(line) + "\n" for line in lines))
        command = [sys.executable, "-m", "evenhand", "screen", str(posts), "--record", "--jsonl"]
        env = {**os.environ, "EVENHAND_HOME": str(folder)}
        programs.append(
            subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
    said = [program.communicate(timeout=120) for program in programs]
    assert [program.returncode for program in programs] == [1, 1], said
    indexes = [json.loads(line)["log_index"] for out, _ in said for line in out.splitlines()]
    assert len(set(indexes)) == 1800
    with Home(folder, SetClock(START), SeededEntropy(b"z"), write=True):
        entries = models.Journal.objects.order_by("log_index")
        numbers = entries.filter(type="decision").values_list("number", flat=True)
        assert list(numbers) == list(range(1, 1801))
    report = verify_log(DirectorySource(folder / "log"))
    assert report.sound, report.faults
    assert report.checkpoint.size == max(indexes) + 1
