"""A home that several people work in: each command is a step, and after each step all must hold.

A step can be refused (`EvenhandError`: an expected result), and it can be the program's last one:
a crash is planted before a commit, after it, or while the log is published, and the home is opened
again. Everything private in it, names and ids too, holds `zz-` and so is easily searched for.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from evenhand.log.writer import TileWriter
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import press
from evenhand.pipeline.people.staff import join
from evenhand.store import database
from evenhand.store.recording import Recording
from tests.corridor.invariants import check, check_files
from tests.corridor.seen import look
from tests.corridor.steps import Memory, Step
from tests.homes import START, new_home

T = TypeVar("T")

SECOND = timedelta(seconds=1)
LINK = "https://zz-letter.example/dossier"
DOSSIER = b"The zz-dossier of the campaign: who gave how much, to whom, and when. " * 8
STAFF = {
    "zz-ada": Role.MODERATOR,
    "zz-bo": Role.MODERATOR,
    "zz-cy": Role.SENIOR,
    "zz-out": Role.OUTSIDE_REVIEWER,
    "zz-adm": Role.ADMINISTRATOR,
    "zz-aud": Role.AUDITOR,
}
SOLO = {"zz-ada": Role.MODERATOR, "zz-aud": Role.AUDITOR}
LAST_PRESS = 8
"""Lines to the press that are read once more at the end: time has passed since they were."""

PUBLISH_BROKE = "EH346"
"""A full disk: what was decided is kept, and the log is published when the home opens again."""


class Crash(Exception):
    """The program is gone, in the middle of what it did."""


@cache
def _model() -> tuple[TemporaryDirectory[str], Screener]:
    """A home that others are copied from, and what screens for all of them: each takes a while."""
    folder = TemporaryDirectory(dir=_quick_folder())
    path = Path(folder.name)
    (path / "links.txt").write_text(f"{LINK}\n")
    (path / "withheld").mkdir()
    (path / "withheld" / "dossier.txt").write_bytes(DOSSIER)
    screener = Screener(
        packs=("private-information", "hacked-material-suspend"),
        links=path / "links.txt",
        withheld=path / "withheld",
    )
    new_home(path / "home", SetClock(START)).close()
    return folder, screener


def _quick_folder() -> str | None:
    """Memory, where there is such a folder: thousands of commits wait for their disk otherwise."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


class Town:
    """A home with its people. Commands are in `tests.corridor.commands`."""

    def __init__(self, staff: dict[str, Role] = STAFF) -> None:
        """A fresh home."""
        model, self.screener = _model()
        self._folder = TemporaryDirectory(dir=_quick_folder())
        self.path = Path(self._folder.name) / "home"
        shutil.copytree(Path(model.name) / "home", self.path)
        self.clock, self.entropy = SetClock(START), SeededEntropy(b"town")
        self.memory, self._fault = Memory(), ""
        self._open()
        for name, role in staff.items():
            join(self.home, "main", name, role)
        self.seen = look(self.path, self.clock.now())

    def do(
        self, what: str, command: Callable[[], T], by: str | None = None, **told: Any
    ) -> T | None:
        """One step: what the command gave, None where it was refused or the program crashed."""
        self.clock.advance(SECOND)
        step = Step(len(self.memory.steps) + 1, what, self.clock.now(), by, told)
        self.memory.steps.append(step)
        try:
            with self._planned_fault(step):
                step.result = command()
        except EvenhandError as refused:
            step.refused = refused.code
            if refused.code == PUBLISH_BROKE:
                step.refused, step.crashed = "", "disk"
        except Crash as crash:
            step.crashed = str(crash)
        if step.crashed:
            self._die()
            self._open()
        self.check()
        return step.result

    def check(self) -> None:
        """Everything must hold, now and compared with the last time."""
        before, self.seen = self.seen, look(self.path, self.clock.now())
        logged = [d for d in self.seen["decision"] if d["log_index"] is not None]
        touched = {m["decision"] for m in self.seen["measure"] if m not in before["measure"]}
        touched |= {d["id"] for d in logged if d["id"] not in before.decisions}
        self.memory.press = {d: press(d, self.clock.now()) for d in sorted(touched)}
        check(before, self.seen, self.memory)

    def break_next(self, fault: str) -> None:
        """The next step that comes so far ends the program there: a name in `FAULTS`."""
        self._fault = fault

    def restart(self) -> None:
        """The program ends as it should, and is started again."""

        def again() -> None:
            self.home.close()
            self._open()

        self.do("restart", again)

    def wait(self, time: timedelta) -> None:
        """Time passes."""
        self.clock.advance(time)

    def close(self) -> None:
        """Check everything for the last time."""
        try:
            last = look(self.path, self.clock.now())
            logged = [d for d in last["decision"] if d["log_index"] is not None]
            lately = sorted(logged, key=lambda d: d["log_index"])[-LAST_PRESS:]
            self.memory.press = {d["id"]: press(d["id"], last.at) for d in lately}
            check(last, last, self.memory)
            check_files(self.home, self.memory)
        finally:
            self.leave()

    def leave(self) -> None:
        """Close the home and throw it away."""
        self._die()
        self._folder.cleanup()

    def _open(self) -> None:
        self.home = Home(self.path, self.clock, self.entropy, write=True)
        self.corridor = Corridor(self.home, self.screener)

    def _die(self) -> None:
        """What the end of a process does, and nothing that the program does at its proper end."""
        database.close_database()
        self.home._lock.release()

    @contextmanager
    def _planned_fault(self, step: Step) -> Iterator[None]:
        if not self._fault:
            yield
            return
        owner, name, after = FAULTS[self._fault]
        original = getattr(owner, name)

        def failing(*args: Any, **more: Any) -> Any:
            setattr(owner, name, original)
            if after:
                original(*args, **more)
            fault, self._fault = self._fault, ""
            raise OSError(28, "no space left") if fault == "disk" else Crash(fault)

        setattr(owner, name, failing)
        try:
            yield
        finally:
            setattr(owner, name, original)


FAULTS: dict[str, tuple[Any, str, bool]] = {
    "before_writing": (Recording, "flush", False),
    "before_commit": (Recording, "flush", True),
    "before_publishing": (Home, "publish", False),
    "before_checkpoint": (TileWriter, "_demand_sole", False),
    "after_checkpoint": (TileWriter, "publish", True),
    "disk": (TileWriter, "_put_partials", False),
}
"""Where a program can be gone: what fails there, and whether it has done its work before."""
