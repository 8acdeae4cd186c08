"""A fault of a log: what it is, and where."""

from dataclasses import dataclass, field

MAX_FAULTS = 1_000
"""Kept in a report; beyond them faults are counted only."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be.

    Attributes:
        file: path below the log.
        index: of the entry, where the fault is in one.
    """

    code: str
    file: str
    what: str
    index: int | None = None


@dataclass(slots=True)
class Faults:
    """Faults as they are found, in bounded memory."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, code: str, file: str, what: str, index: int | None = None) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < MAX_FAULTS:
            self.kept.append(Fault(code, file, what, index))

    def extend(self, other: "Faults") -> None:
        """Those of another part of the audit."""
        room = MAX_FAULTS - len(self.kept)
        self.kept += other.kept[:room]
        self.count += other.count
