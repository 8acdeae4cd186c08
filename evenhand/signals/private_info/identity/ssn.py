"""Whole US social security numbers: by their shape alone, or by the words beside them."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate, Cue
from evenhand.signals.private_info.identity.ssn_table import cells
from evenhand.signals.private_info.identity.ssn_words import (
    COUNTED,
    DIGIT_RUN,
    OTHER,
    RANGED,
    SSN,
    SSN_SIGNS,
    SURE,
    digits_of,
    leads,
    marks,
    tells,
)
from evenhand.signals.private_info.nearby import in_web_address
from evenhand.signals.private_info.window import Window

NUMBERED = True
SIGNS = (r"[0-9]{3}-[0-9]{2}-[0-9]{4}", *SSN_SIGNS)

_SHAPE = re.compile(r"(?<![\w.\-/$])\d{3}-\d\d-\d{4}(?![\w\-]|\.\d)")
"""What is taken for a number of this kind without a word beside it."""

_GROUPED = "999-99-9999"
_FIGURES = 9
_NINE = re.compile(
    r"""(?:(?<![^\W_])(?<!\d[.\-/])|(?<=ssn))
    (?:\d{3}[\s.\-/_]{0,3}\d\d[\s.\-/_]{0,3}\d{4}|\d(?:[ \-.,]\d){8})(?![^\W_]|[.\-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_CELL = re.compile(r"\d{3}[ .\-]?\d\d[ .\-]?\d{4}")

_VOID = frozenset({"078051120", "219099999"})
"""Printed in advertisements and void since (SSA, history of the number): nobody's."""

_REACH = 60
_CLOSE = 25
"""Code points in which any words may stand between the name of the number and nine digits."""

_BARE = re.compile(
    r"\W{0,3}(?:(?:is|was|are|no|nr|num|number|id|code|of)\b\W{0,2}|\#\W?){0,3}$", re.VERBOSE | re.I
)
_LIST = re.compile(
    r"[^\w\n]{0,3}(?:(?:is|are|was|were)\b)?[\d\s,;/&.\-:#\"']*(?:(?:and|or)\b[\d\s\-#]*)?$"
)
_BEHIND = re.compile(r"\W{0,4}(?:(?:is|was|as|being|for|<-|->)\b)?[^\d\n,;]{0,25}$", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"[^\d\n]{0,25}\d")


def find(window: Window) -> Iterator[Candidate]:
    """Nine digits that are, or are said to be, a social security number."""
    known = marks(window)
    if not known:
        for (start, end), form in zip(window.numbers, window.shapes, strict=True):
            if _GROUPED in form:
                for match in _SHAPE.finditer(window.text, start, end + 2):
                    yield from _judged(window, match, said=False)
        return
    for start, end in window.numbers:
        if window.text.startswith("_", end):  # a low line parts numbers elsewhere
            end += 9
        if end - start >= _FIGURES:
            for match in _NINE.finditer(window.text, start, end + 2):
                yield from _judged(window, match, said=True)
    yield from _in_words(window)
    for cell in cells(window):
        if not cell.part and _CELL.fullmatch(cell.text) and not _nobodys(digits_of(cell.text)):
            yield _candidate(cell.start, cell.end, 0.9, "ssn.column", cell.text, cell.head)


def _judged(window: Window, match: re.Match[str], *, said: bool) -> Iterator[Candidate]:
    """What the nearest word says nine digits are, or else their shape.

    Areas that were never issued count where the text speaks of such numbers: who writes the word
    means a person's number.
    """
    text, value = window.text, match[0]
    start, end = match.span()
    digits = digits_of(value)
    if _nobodys(digits) or masks_itself(digits):
        return
    cue = beside(window, start, end)
    if cue is not None and SSN & cue.tags:
        led_to = cue.end > start or "-" in value or _leads(text, cue, start)
        counted = RANGED if "-" in value else COUNTED  # things are counted in plain figures
        if led_to and not counted.match(text, end):
            score = 0.98 if issuable(digits) else 0.8
            yield _candidate(start, end, score, "ssn.labelled", value, cue)
        return
    shaped = cue is None and (said or issuable(digits)) and _SHAPE.match(text, start)
    if shaped and not in_web_address(text, start):
        score = 0.85 if issuable(digits) else 0.6
        yield _candidate(start, end, score, "ssn.grouped", value, None)


def _in_words(window: Window) -> Iterator[Candidate]:
    """Nine digits, at least one of them a word, beside the word for the number."""
    reach = -1
    for first in window.cues.between(0, len(window.text), frozenset({"digit"})):
        match = DIGIT_RUN.match(window.text, first.start) if first.start >= reach else None
        if match is None:
            continue
        reach = match.end()
        if len(digits_of(match[0])) != 9:
            continue
        cue = beside(window, *match.span())
        if cue is not None and SSN & cue.tags:
            yield _candidate(*match.span(), 0.9, "ssn.labelled", match[0], cue)


def _candidate(
    start: int, end: int, score: float, pattern: str, value: str, cue: Cue | None
) -> Candidate:
    digits = digits_of(value)
    checks = ["ssn_issuable" if issuable(digits) else "ssn_never_issued"]
    if any(sign.isalpha() for sign in value):
        checks.append("in_words")
    return Candidate("us_ssn", start, end, score, pattern, tuple(checks), (cue,) if cue else ())


def beside(window: Window, start: int, end: int) -> Cue | None:
    """The cue that says what a number is: of `SSN`, of `OTHER`, or None.

    What stands right behind it ("... is the part number") counts before the nearest word ahead.
    """
    text = window.text
    behind = window.cues.after(end, SSN | OTHER)
    if behind is not None and not _BEHIND.match(text[end : behind.start]):
        behind = None
    if (
        behind is not None
        and "thing" in behind.tags
        and re.match(r"\W{0,3}(?:is|was)\b|\s?\(", text[end : behind.start])
    ):
        return behind
    ahead = _ahead(window, start)
    if ahead is not None:
        return ahead
    if text[max(0, start - 2) : start].strip().endswith("#"):
        return Cue(start - 1, start, frozenset({"thing"}), "#")
    if behind is not None and SSN & behind.tags and not _NEXT_NUMBER.match(text, behind.end):
        return behind
    return None


def _ahead(window: Window, start: int) -> Cue | None:
    """The nearest word before a number that speaks of it.

    A bare noun must stand right before it ("part 4417"); "order no." may stand farther off, but
    the first number behind it, or a list of numbers, is its own.
    """
    text, at = window.text, start
    while (cue := window.cues.before(at, SSN | OTHER, _REACH)) is not None:
        if cue.start < start - _REACH:
            return None
        gap = text[cue.end : start]
        if SSN & cue.tags:
            return cue
        if "thing" in cue.tags:
            if not re.search(r"\d|\n\n", gap) or _LIST.match(gap):
                return cue
        elif _BARE.match(gap):
            return cue
        at = cue.start
    return None


def _leads(text: str, cue: Cue, start: int) -> bool:
    """Whether the words between the cue and ungrouped digits lead on to them."""
    gap = text[cue.end : start]
    if SURE & cue.tags and (
        _LIST.match(gap) or (len(gap) <= _CLOSE and not any(map(str.isdigit, gap)))
    ):
        return True
    return leads(gap) or tells(gap)


def masks_itself(digits: str) -> bool:
    """`000-00-1234`: noughts over the first five digits, only the last four are told."""
    return digits.startswith("00000")


def _nobodys(digits: str) -> bool:
    return digits in _VOID or len(set(digits)) == 1


def issuable(digits: str) -> bool:
    """Whether area, group and serial are of those that can be issued (SSA, POMS RM 10201.035)."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    never = area in {"000", "666"} or area[0] == "9" or group == "00" or serial == "0000"
    return not never
