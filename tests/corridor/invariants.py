"""What must always hold, as house.md says it; each function names its line there.

Each is told what was seen before the last step and after it, and what the town remembers, and
gives what is broken. They read the database and the log by themselves (`seen`), and recompute.
"""

from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.pipeline.home import Home
from tests.corridor.holds_log import LOG, PRIVATE
from tests.corridor.holds_measures import MEASURES
from tests.corridor.holds_people import PEOPLE
from tests.corridor.holds_records import RECORDS
from tests.corridor.seen import Seen
from tests.corridor.steps import Memory

INVARIANTS = (*LOG, *MEASURES, *PEOPLE, *RECORDS)


class Broken(AssertionError):
    """An invariant does not hold."""

    def __init__(self, invariant: str, what: list[str], memory: Memory) -> None:
        steps = "\n".join(str(step) for step in memory.steps[-25:])
        found = "\n".join(what)
        super().__init__(f"{invariant}:\n{found}\nafter\n{steps}")
        self.invariant = invariant


def check(was: Seen, now: Seen, memory: Memory) -> None:
    """Everything must hold. Raises Broken, which names the invariant."""
    for invariant in INVARIANTS:
        if broken := list(invariant(was, now, memory)):
            raise Broken(invariant.__name__, broken, memory)


def check_files(home: Home, memory: Memory) -> None:
    """1 and 7, by all bytes that a stranger can get: the log verifies, nothing private is there."""
    report = verify_log(DirectorySource(home.log_folder))
    if not report.sound:
        raise Broken("the_log_verifies", [str(fault) for fault in report.faults], memory)
    for file in home.log_folder.rglob("*"):
        data = file.read_bytes().lower() if file.is_file() else b""
        marks = (*PRIVATE, *(receipt.lower().encode() for receipt in memory.receipts))
        if found := [mark for mark in marks if mark in data]:
            raise Broken("nothing_private_is_public", [f"{file.name}: {found}"], memory)
