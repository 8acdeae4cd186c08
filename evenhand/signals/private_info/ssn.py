"""Whole US social security numbers: by their shape alone, or by the words beside them."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.context import (
    OTHER_NUMBER,
    OTHER_NUMBER_AFTER,
    after,
    before,
    in_web_address,
    nearest,
)
from evenhand.signals.private_info.ssn_words import DIGIT, SSN, SSN_HINT, SSN_WORD, digits_of

HINTS = (re.compile(r"-\d\d-\d{4}"), SSN_HINT)

_SHAPE = re.compile(r"(?<![\w.\-/$])\d{3}-\d\d-\d{4}(?![\w\-]|\.\d)")
"""What is taken for a number of this kind without a word beside it."""

_NINE = re.compile(
    rf"""(?:(?<!\w)(?<!\d[.\-/])|(?<=ssn)|(?<=_))
    {DIGIT}(?:[\s,.\-/_]{{0,3}}{DIGIT}){{8}}(?!\w|[.\-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_GROUPINGS = {(3, 2, 4), (9,), (3, 6), (5, 4), (1,) * 9}
"""Lengths of the groups of figures; (5, 4) leaves one of the two hyphens out."""

_CUES = {"ssn": SSN_WORD, "other": OTHER_NUMBER}

_SSN_AFTER = re.compile(
    rf"""^\W{{0,3}}(?:(?:is|was|as|being|for)\b)?[^\d\n,;]{{0,25}}?{SSN}(?![^\d\n]{{0,25}}\d)""",
    re.IGNORECASE | re.VERBOSE,
)

_VOID = frozenset({"078051120", "219099999"})
"""Printed in advertisements and void since (SSA, history of the number): nobody's."""


def find(text: str) -> Iterator[Candidate]:
    """Nine digits that are, or are said to be, a social security number."""
    spoken_of = SSN_WORD.search(text) is not None
    yield from _by_shape(text, spoken_of)
    if spoken_of:
        yield from _by_word(text)


def _by_shape(text: str, spoken_of: bool) -> Iterator[Candidate]:
    """`123-45-6789`, no word beside it against it, and an area, group and serial that are issued.

    Where the text speaks of such numbers (the head of a table), those never issued count too.
    """
    for match in _SHAPE.finditer(text):
        digits = digits_of(match[0])
        other = beside(text, match.start(), match.end()) == "other"
        if other or _nobodys(digits) or in_web_address(text, match.start()):
            continue
        if _issuable(digits) or spoken_of:
            score = 0.85 if _issuable(digits) else 0.6
            yield Candidate("us_ssn", match.start(), match.end(), score, {"cue": "shape"})


def _by_word(text: str) -> Iterator[Candidate]:
    """Nine digits however written, whose nearest word says what they are.

    Areas that were never issued count too: who writes the word means a person's number.
    """
    for match in _NINE.finditer(text):
        digits = digits_of(match[0])
        groups = tuple(len(group) for group in re.findall(r"\d+", match[0]))
        if sum(groups) == 9 and groups not in _GROUPINGS:
            continue
        if _nobodys(digits):
            continue
        if beside(text, match.start(), match.end()) == "ssn":
            score = 0.98 if _issuable(digits) else 0.8
            yield Candidate("us_ssn", match.start(), match.end(), score, {"cue": "ssn"})


def beside(text: str, start: int, end: int) -> str | None:
    """What the words around a number call it: `ssn`, `other` or None."""
    trail = after(text, end)
    if OTHER_NUMBER_AFTER.match(trail):
        return "other"
    lead = nearest(before(text, start), _CUES)
    if lead is None and _SSN_AFTER.match(trail):
        return "ssn"
    return lead


def _nobodys(digits: str) -> bool:
    return digits in _VOID or len(set(digits)) == 1


def _issuable(digits: str) -> bool:
    """Whether area, group and serial are of those that can be issued (SSA, POMS RM 10201.035)."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    never = area in {"000", "666"} or area[0] == "9" or group == "00" or serial == "0000"
    return not never
