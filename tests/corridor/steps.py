"""What a town remembers: its steps, and what it knows whatever its home says."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.homes import START


@dataclass(slots=True)
class Step:
    """One command, by whom and when, and what came of it."""

    number: int
    what: str
    at: datetime
    by: str | None
    told: dict[str, Any]
    result: Any = None
    refused: str = ""
    crashed: str = ""

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.told.items())
        end = self.refused or self.crashed or "done"
        return f"{self.number:3} {self.at:%m-%d %H:%M:%S} {self.what} by {self.by} ({told}): {end}"


@dataclass(slots=True)
class Memory:
    """What the town knows of itself, whatever its home says.

    Attributes:
        contacts: ids of all contacts that were ever recorded.
        expired_at: when everything that was due had last ended.
        taken_back: decisions that a person has released or that an appeal has overturned.
        receipts: secrets of flaggers.
        press: what was asked and told to the press after the last step.
    """

    steps: list[Step] = field(default_factory=list)
    contacts: set[str] = field(default_factory=set)
    expired_at: datetime = START
    taken_back: set[str] = field(default_factory=set)
    receipts: set[str] = field(default_factory=set)
    press: dict[str, str] = field(default_factory=dict)
