"""A sweep that is killed has decided whole portions; released again it goes on, and tells once."""

import os
import subprocess
import sys

import pytest

from evenhand import Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.model.people import Role
from evenhand.model.sweep import Fate
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import Listing, add_entry
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.sweeps import propose, resume
from evenhand.pipeline.screeners import Screeners
from evenhand.store import models
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.sweeps import all_sweeps, fates_of, get_sweep
from tests.homes import DATABASES, START, fresh_database, new_home

ITEMS = 600
LETTERS = "https://news.example/letters/7"
LATER = SetClock(START.replace(day=START.day + 1))
HEAD = """
import sys
from datetime import datetime
from pathlib import Path
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import Listing
from evenhand.pipeline.people.sweeps import propose, release
clock = SetClock(datetime.fromisoformat(sys.argv[2]))
tell = lambda done, total: print(done, flush=True)
with Home(Path(sys.argv[1]), clock, SystemEntropy(), write=True) as home:
    """
PROPOSE = HEAD + f'propose(home, "main", "ada", Listing("{LETTERS}", asked=False), tell)'
RELEASE = HEAD + 'release(home, sys.argv[3], "bo", asked=False, progress=tell)'


def begun(script, folder, at, *more):
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), at.isoformat(), *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ,
    )  # fmt: skip


def killed(*given):
    """Run a program and kill it right after it told of its first portion."""
    program = begun(*given)
    assert program.stdout.readline().strip().isdigit(), program.stderr.read().decode()
    program.kill()
    program.communicate(timeout=60)
    assert program.returncode != 0


def check(sweep, done):
    """Each item that is done was decided once, logged once and told once."""
    made = models.Decision.objects.filter(sweep=sweep)
    assert made.count() == done
    assert made.values("subject").distinct().count() == done
    entries = map(decode, read_journal(0, journal_size()))
    assert sum(entry.get("sweep") == sweep for entry in entries) == done
    assert models.Statement.objects.count() == done


@pytest.fixture(params=DATABASES)
def folder(request, tmp_path, monkeypatch):
    """A home in which many items carry what was listed after them."""
    with fresh_database(request.param) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        with new_home(tmp_path / "home", SetClock(START)) as home:
            for name in ("ada", "bo"):
                join(home, "main", name, Role.SENIOR)
            desk = Screeners(home).desk("main")
            posts = [Item(f"p-{n}", LETTERS, author=f"a-{n}") for n in range(ITEMS)]
            desk.corridor.record(desk.screener.gatherer.gather(posts))
            add_entry(home, "main", "ada", Listing(LETTERS, asked=False, reason="the letters"))
        yield tmp_path / "home"


@pytest.mark.kills
def test_a_killed_sweep_is_taken_up(folder):
    killed(PROPOSE, folder, START)
    with Home(folder, SetClock(START), SeededEntropy(b"kill"), write=True) as home:
        assert all_sweeps("main") == (), "half a sweep is none"
        assert models.Swept.objects.count() < ITEMS, "killed too late to see anything"
        sweep = propose(home, "main", "ada", Listing(LETTERS, asked=False)).id
    killed(RELEASE, folder, LATER.at, sweep)
    with Home(folder, LATER, SeededEntropy(b"kill"), write=True):
        left = fates_of(sweep)[Fate.WAITING]
        assert 0 < left < ITEMS, "killed too late to see anything"
        check(sweep, ITEMS - left)
    killed(RELEASE, folder, LATER.at, sweep)
    with Home(folder, LATER, SeededEntropy(b"kill"), write=True) as home:
        assert 0 < fates_of(sweep)[Fate.WAITING] < left
        assert resume(home, sweep).state == "done"
        check(sweep, ITEMS)
        assert verify_log(DirectorySource(home.log_folder)).sound


@pytest.mark.kills
@pytest.mark.parametrize("folder", DATABASES[1:], indirect=True)
def test_two_programs_at_once_tell_nobody_twice(folder):
    """On PostgreSQL: SQLite lets no two programs write in a home."""
    with Home(folder, SetClock(START), SeededEntropy(b"kill"), write=True) as home:
        sweep = propose(home, "main", "ada", Listing(LETTERS, asked=False)).id
    for program in [begun(RELEASE, folder, LATER.at, sweep) for _ in range(2)]:
        _, told = program.communicate(timeout=60)
        assert program.returncode == 0 or b"EH594" in told, "the other one had done it all"
    with Home(folder, LATER, SeededEntropy(b"kill"), write=True) as home:
        assert get_sweep(sweep).state == "done"
        check(sweep, ITEMS)
        assert verify_log(DirectorySource(home.log_folder)).sound
