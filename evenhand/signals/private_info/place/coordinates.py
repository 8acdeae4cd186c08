"""Coordinates exact enough to lead to a door: pairs of degrees, map links, codes, grids."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.place.coordinate_forms import (
    DECIMAL,
    DEGREES,
    GRID,
    IN_LINK,
    PLUS_CODE,
    THREE_WORDS,
    degrees,
)
from evenhand.signals.private_info.window import Window

_HALF = r"[0-9]\.[0-9]{4}"
SIGNS = (
    rf"{_HALF}[0-9]{{0,11}}(?:\xc2\xb0)?[ nsdeg]{{0,4}}[ ,;/|+%\"'&2c\n\r\t]{{1,6}}"
    rf"[&ampnlogitude\"' :=ew]{{0,16}}[-+]?[0-9]{{1,3}}\.[0-9]{{4}}",
    r"[0-9][ ]?\xc2[\xb0\xba][ ]?[0-9]",
    r"[0-9][ ]?[od][ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?(?:[m']|\xe2\x80[\x98\x99\xb2])",
    r"[0-9][ ]?\*[ ]?[0-9]{1,2}(?:\.[0-9]{1,6})?[ ]?(?:[m']|\xe2\x80[\x98\x99\xb2])",
    r"[2-9c][2-9cfghjmpqrv][2-9cfghjmpqrvwx]{6}\+[2-9cfghjmpqrvwx]{2}",
    r"///[a-z\x80-\xff]{2}",
    r"\b[0-9]{1,2} ?[c-hj-np-x] [0-9]{6}[ m.][^\x00]{0,5}[0-9]{6}",
    r"\b[0-9]{1,2}[c-x] ?[a-z]{2} ?[0-9]{4}",
)

_NAMED = frozenset({"place named"})
_WHOSE = frozenset({"place whose", "home", "lives at", "dwelling"})
_PUBLIC = frozenset({"place public", "institution", "venue"})
_SURVEY = frozenset({"place survey"})
_NO = frozenset({"place no", "thing"})
_NEAR = _NAMED | _WHOSE | _PUBLIC | _NO
_POINT = re.compile(r"(?<![\w.])(?:[NS] ?)?[-+]?\d{1,3}\.\d{4}", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"\d\s{0,2}[,;|\s]\s{0,2}$")
_NUMBER_AFTER = re.compile(r"\s{0,2}[,;|\s]\s{0,2}[-+]?\d{1,4}\.\d{2}")


def find(window: Window) -> Iterator[Candidate]:
    """Every way of writing that the text holds."""
    text = window.text
    for match in _at_numbers(window):
        yield from _decimal(window, match)
    if "°" in text or "'" in text:
        for match in DEGREES.finditer(text):
            yield from _degrees(window, match)
    if "+" in text:
        yield from _coded(window, PLUS_CODE, "place.plus_code")
    if "///" in text:
        yield from _coded(window, THREE_WORDS, "place.three_words")
    yield from _coded(window, GRID, "place.grid")


def _at_numbers(window: Window) -> Iterator[re.Match[str]]:
    """Decimal pairs, each looked for at the points with four figures behind."""
    reach = 0
    for first, last in window.numbers:
        for half in _POINT.finditer(window.text, max(0, first - 2), last):
            if half.start() < reach:
                continue
            match = DECIMAL.match(window.text, half.start())
            if match is not None:
                reach = match.end()
                yield match


def _decimal(window: Window, match: re.Match[str]) -> Iterator[Candidate]:
    text = window.text
    start, end = match.span()
    first, second = float(match["lat"]), float(match["lon"])
    if not _in_range(first, second):
        return
    linked = IN_LINK.search(text, max(0, start - 170), start) is not None
    named = linked or bool(match["ns"] or match["ew"] or match["head"])
    exact = min(len(match[part].partition(".")[2]) for part in ("lat", "lon"))
    cue = _nearest(window, start, end)
    if not named and cue is None:
        listed = _NUMBER_BEFORE.search(text, max(0, start - 6), start) or _NUMBER_AFTER.match(
            text, end
        )
        small = abs(first) < 2 and abs(second) < 2
        if exact < 5 or small or listed:
            return
    if not linked and cue is not None and not _NO.isdisjoint(cue.tags):
        return
    pattern = "place.link" if linked else "place.decimal"
    yield _judged(window, start, end, pattern, cue, sure=named or exact >= 5)


def _degrees(window: Window, match: re.Match[str]) -> Iterator[Candidate]:
    """Both with hemisphere, or beside a word of places: `5° 10'` may be any angle."""
    cue = _nearest(window, *match.span())
    sided = (match["ns"] or match["first"]) is not None
    placed = cue is not None and _NO.isdisjoint(cue.tags)
    fine = any(sign in match[0] for sign in (".", '"', "''"))
    if fine and (sided or placed) and _in_range(degrees(match["lat"]), degrees(match["lon"])):
        yield _judged(window, *match.span(), "place.degrees", cue, sure=True)


def _coded(window: Window, form: re.Pattern[str], pattern: str) -> Iterator[Candidate]:
    """Codes that could be anything else count beside a word of places alone."""
    for match in form.finditer(window.text):
        cue = _nearest(window, *match.span())
        if cue is not None and _NO.isdisjoint(cue.tags):
            yield _judged(window, *match.span(), pattern, cue, sure=True)


def _in_range(first: float, second: float) -> bool:
    """Latitude and longitude in either order (GeoJSON puts longitude first)."""
    low, high = sorted((abs(first), abs(second)))
    return low <= 90 and high <= 180 and (first, second) != (0.0, 0.0)


def _nearest(window: Window, start: int, end: int) -> Cue | None:
    before = window.cues.before(start, _NEAR, 70)
    return before or window.cues.after(end, _NEAR, 40)


def _judged(
    window: Window, start: int, end: int, pattern: str, cue: Cue | None, *, sure: bool
) -> Candidate:
    """A home is never public; beside a public place, or in a table of sites, all are."""
    whose = window.cues.before(start, _WHOSE, 90) or window.cues.after(end, _WHOSE, 40)
    public = ""
    if whose is None:
        known = window.cues.before(start, _PUBLIC, 80) or window.cues.after(end, _PUBLIC, 40)
        if known is not None:
            public, cue = "landmark", known
        elif window.cues.before(start, _SURVEY, 400) is not None:
            public = "survey"
    score = PUBLIC_AT_MOST if public else 0.95 if whose else 0.8 if cue or sure else 0.6
    cues = tuple({found for found in (cue, whose) if found is not None})
    checks = ("in_range", "spot")
    return Candidate(
        "coordinates", start, end, score, pattern, checks, tuple(sorted(cues)[:2]), public
    )
