"""Columns of social security numbers: a head that says so, and the cells below it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.identity.ssn_words import PART, SSN, marks, part_of
from evenhand.signals.private_info.window import Window

_SPLITS = {
    "|": re.compile(r"[^|\n]*"),
    "\t": re.compile(r"[^\t\n]*"),
    ";": re.compile(r'(?:"[^"\n]*"|[^;"\n])*'),
    ",": re.compile(r'(?:"[^"\n]*"|[^,"\n])*'),
    "  ": re.compile(r"(?:[^ \n]| (?! ))*"),
}
"""What parts the cells of a row -> a cell. Of those in the head, the first listed does."""

_HEAD_AT_MOST = 40
_SIGNS_AROUND = " \t\"'`*"


class Cell(NamedTuple):
    """A cell under such a head: its place without quotes and blanks, half-open, and its text.

    Attributes:
        part: the part that the head names (`last`), empty for the whole number.
        head: the cue of the head.
    """

    start: int
    end: int
    text: str
    part: str
    head: Cue


@lru_cache(maxsize=1)
def cells(window: Window) -> Sequence[Cell]:
    """The cells below each head, down to a line without that column or to the next such head.

    Both finders ask for the same window, one after the other.
    """
    return tuple(_cells(window, marks(window)))


def _cells(window: Window, known: Sequence[Cue]) -> Iterator[Cell]:
    text = window.text
    line_end = -1
    for place, cue in enumerate(known):
        if cue.start < line_end or not SSN & cue.tags:
            continue
        line_start = text.rfind("\n", 0, cue.start) + 1
        line_end = text.find("\n", cue.end)
        if line_end < 0:
            return
        line = text[line_start:line_end]
        sign, splits = next((one for one in _SPLITS.items() if one[0] in line), ("", None))
        if splits is None or not _goes_on(text, line_start, line_end, sign):
            continue
        row = _row(splits, text, line_start, line_end)
        column = next((n for n, (a, b) in enumerate(row) if a <= cue.start < b), len(row))
        if column == len(row) or row[column][1] - row[column][0] > _HEAD_AT_MOST:
            continue
        inside = [c for c in known[max(0, place - 3) : place + 4] if _within(c, row[column])]
        parts = [c for c in inside if PART & c.tags]
        part = part_of(parts) if parts else ""
        yield from _below(window, known, line_end, splits, (len(row), column, part, cue))


def _goes_on(text: str, start: int, line_end: int, sign: str) -> bool:
    """Whether the next line may have columns: prose with a comma and a line's end has none."""
    after = text.find("\n", line_end + 1)
    after = len(text) if after < 0 else after
    return (
        text.find(sign, line_end, after) >= 0
        or sign == "  "  # blanks at a line's end part nothing
        or text.find('"', start, after) >= 0  # and neither does a sign in quotes
    )


def _within(cue: Cue, place: tuple[int, int]) -> bool:
    return place[0] <= cue.start and cue.end <= place[1]


def _row(split: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line; empty ones too, except between two double blanks."""
    spaced = split is _SPLITS["  "]
    found, at = [], start
    while at <= end:
        match = split.match(text, at, end)
        if match is None:
            break
        if not spaced or match[0].strip():
            found.append(match.span())
        at = match.end() + 1
    return found


def _below(
    window: Window,
    known: Sequence[Cue],
    line_end: int,
    split: re.Pattern[str],
    head: tuple[int, int, str, Cue],
) -> Iterator[Cell]:
    text = window.text
    width, column, part, cue = head
    while line_end < len(text):
        start = line_end + 1
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        if any(True for _ in window.cues.between(start, line_end, SSN)):
            return
        row = _row(split, text, start, line_end)
        if len(row) != width:
            return
        first, last = row[column]
        value = text[first:last]
        first += len(value) - len(value.lstrip(_SIGNS_AROUND))
        value = value.strip(_SIGNS_AROUND)
        if value:
            yield Cell(first, first + len(value), value, part, cue)
