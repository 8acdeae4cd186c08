"""Two reviewers at once on one case: one wins, the other is told and loses no text."""

import os
import subprocess
import sys
import threading

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store import database
from evenhand.store.cases import get_case, notes_of
from evenhand.store.decisions import later_decisions
from tests.homes import DATABASES

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
WHY = {"ada": "I compared both pages.", "bo": "The desk said it is an office."}


@pytest.fixture
def case(home):
    for name in WHY:
        join(home, "main", name, Role.MODERATOR)
    screener = Screener()
    item = Item(id="p-1", text=ADDRESS, author="quist", account=Account(roles=("journalist",)))
    (result,) = Corridor(home, screener).record(screener.gatherer.gather([item]))
    return result.decision.id


def check(case, lost):
    """One decided; the text of the other is a draft on the case."""
    assert get_case(case).closed_by in set(WHY) - set(lost)
    assert len(later_decisions(case)) == 1
    assert [(note.by, note.text, note.draft) for note in notes_of(case)] == [
        (name, WHY[name], True) for name in lost
    ]


def test_in_one_program(home, case):
    start, refused = threading.Barrier(len(WHY)), []

    def decide(name):
        start.wait()
        try:
            decide_case(home, case, name, Choice(Do.KEEP, False, why=WHY[name]))
        except EvenhandError as error:
            refused.append((name, error))
        finally:
            database.close_database()

    threads = [threading.Thread(target=decide, args=(name,)) for name in WHY]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((name, error),) = refused
    assert error.code == "EH640"
    assert "kept as a draft" in error.help
    check(case, [name])
    assert verify_log(DirectorySource(home.log_folder)).sound


@pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)
def test_in_two_programs(home, case):
    programs = {}
    for name, why in WHY.items():
        command = f"decide {case} --as {name} --asked no --keep --why".split()
        env = {**os.environ, "EVENHAND_HOME": str(home.path)}
        programs[name] = subprocess.Popen(
            [sys.executable, "-m", "evenhand", *command, why], env=env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    said = {name: program.communicate(timeout=120) for name, program in programs.items()}
    lost = [name for name, program in programs.items() if program.returncode == 2]
    assert len(lost) == 1, said
    assert b"EH640" in said[lost[0]][1]
    assert b"kept as a draft" in said[lost[0]][1]
    check(case, lost)
    assert verify_log(DirectorySource(home.log_folder)).sound
