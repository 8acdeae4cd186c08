"""Time and randomness, handed in and never read inside, so that a replay is exact."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import shake_256
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class Entropy(Protocol):
    """Gives random bytes: salts, entry ids, keys."""

    def token(self, size: int) -> bytes:
        """`size` unpredictable bytes."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that somebody sets: for the example matter and for tests."""

    at: datetime

    def now(self) -> datetime:
        """The time it was set to."""
        return self.at

    def advance(self, step: timedelta) -> None:
        """Move on by `step`."""
        self.at += step


class SystemEntropy:
    """The operating system's randomness."""

    def token(self, size: int) -> bytes:
        """`size` unpredictable bytes."""
        return secrets.token_bytes(size)


@dataclass(slots=True)
class SeededEntropy:
    """Bytes that follow from a seed: for tests and golden files only, never for a real home."""

    seed: bytes
    drawn: int = 0

    def token(self, size: int) -> bytes:
        """The next `size` bytes of the stream."""
        self.drawn += 1
        return shake_256(self.seed + self.drawn.to_bytes(8, "big")).digest(size)


def utc_text(at: datetime) -> str:
    """A time as our formats write it: RFC 3339 in UTC, to the second, with `Z`."""
    # isoformat takes a third of strftime's time, and every entry and statement holds a few.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def day_text(at: datetime) -> str:
    """The UTC day, `YYYY-MM-DD`: the finest time that is ever public."""
    return at.astimezone(UTC).date().isoformat()
