"""What a finder of one kind of value hands to the reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

PUBLIC_AT_MOST = 0.3
"""The score of a value that is public by nature (contract: under 0.5)."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Cue(NamedTuple):
    """A word or phrase of the list that stands in the text, half-open, and what it speaks of."""

    start: int
    end: int
    tags: frozenset[str]
    phrase: str


class Candidate(NamedTuple):
    """A value in a window's text, half-open, as sure as `score` (0 to 1) says.

    Attributes:
        pattern: what it is written like; a key of `explain.PATTERNS`.
        checks: which checks it passed or failed; keys of `explain.CHECKS`.
        cues: words that say what it is or whose.
        public: why everybody may know it, a key of `explain.PUBLIC`; empty for a private value.
        detail: further facts, such as `country`; never a piece of the value.
        person: where a person is named nearby.
    """

    kind: str
    start: int
    end: int
    score: float
    pattern: str = ""
    checks: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    public: str = ""
    detail: Mapping[str, Any] = NOTHING
    person: tuple[int, int] | None = None
