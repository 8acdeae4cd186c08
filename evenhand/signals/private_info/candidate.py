"""What a finder of one kind of value hands to the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PUBLIC_AT_MOST = 0.3
"""The score of a value that is public by nature (contract: under 0.5)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value in the folded text, half-open, as sure as `score` (0 to 1) says.

    `detail` goes into the reading: cues and check results, never a piece of the value.
    """

    kind: str
    start: int
    end: int
    score: float
    detail: Mapping[str, Any] = field(default_factory=dict)
