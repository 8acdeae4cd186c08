"""Covering values for good: words that say what stood there, or blocks of the same length."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from evenhand.model.reading import Span

BLOCK = "█"


class Covered(NamedTuple):
    """A value that is to be covered.

    Attributes:
        span: where it stands.
        name: what it is, in words: `street address`.
        same: equal for values that are the same however they are written.
    """

    span: Span
    name: str
    same: str


class Placeholders:
    """Numbers values by their names: the same value gets the same number all through a text."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        """Count on behind the placeholders that a text already holds."""
        either = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
        self._last: dict[str, int] = defaultdict(int)
        self._given: dict[tuple[str, str], str] = {}
        for match in re.finditer(rf"\[({either}) (\d{{1,6}})\]", text):
            self._last[match[1]] = max(self._last[match[1]], int(match[2]))

    def of(self, value: Covered) -> str:
        """What stands in the place of a value: `[street address 1]`."""
        key = (value.name, value.same)
        if key not in self._given:
            self._last[value.name] += 1
            self._given[key] = f"[{value.name} {self._last[value.name]}]"
        return self._given[key]


def blocks(value: str) -> str:
    """A block for each code point; the ends of lines stay, so that the layout does."""
    return re.sub(r"[^\r\n]", BLOCK, value)


def replaced(text: str, by_span: Mapping[Span, str]) -> str:
    """The text with each stretch replaced; all else is as it was. Stretches do not overlap."""
    kept: list[str] = []
    done = 0
    for span in sorted(by_span):
        kept += (text[done : span.start], by_span[span])
        done = span.end
    kept.append(text[done:])
    return "".join(kept)
