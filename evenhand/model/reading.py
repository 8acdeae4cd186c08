"""What a signal saw in an item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTS_FROM = 0.5
"""A reading counts as found from this score up (contract)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open, in Unicode code points of the text as given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that one signal saw.

    Attributes:
        score: 0 to 1, how sure the signal is.
        spans: where; several only where the value itself is split; none where the value is not
            in the text (an attachment, a link field).
        detail: JSON-able facts about the value, never the private value itself.
    """

    signal: str
    kind: str
    score: float
    spans: tuple[Span, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignalFailure:
    """A signal that failed or ran out of time on an item: not a crash, and not a clean bill."""

    signal: str
    reason: str
