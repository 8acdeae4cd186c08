"""Telephone numbers; free lines, hotlines, offices and press lines are public."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.nearby import in_web_address
from evenhand.signals.private_info.reach.phone_context import (
    NOTHING_SAID,
    Said,
    called_at,
    in_a_record,
    joins,
    said,
)
from evenhand.signals.private_info.reach.phone_shape import (
    CUTS,
    FEWEST,
    FEWEST_UNGROUPED,
    FIGURES_AT_MOST,
    Figures,
    Shape,
    longest,
    plain,
)
from evenhand.signals.private_info.window import Window

_PARTED = r"[ .\-()\n]"
SIGNS = (
    *(
        rf"[0-9]{{{n}}}{_PARTED}{{1,3}}[0-9](?:{_PARTED}{{0,3}}[0-9]){{{6 - n}}}"
        for n in range(1, 6)
    ),
    rf"[0-9]{{6}}{_PARTED}{{1,3}}[0-9]",
    r"[0-9]{2}[ .\-][0-9]{2}[ .\-][0-9]{2}",
    r"[0-9]{3} ?/ ?[0-9]{3}",
    r"[^\x00a-z0-9_@#][0-9]{7}",
    r"[0-9]{10}[0-9]{0,3}[ ,\-]{0,3}[a-z(]",  # where a text begins with it
)

_PARTS = frozenset((" ", "-", ".", "/", ") ", ")", " (", ")-", " - ", " / "))
"""What may part the groups of a number that no table knows."""

_ENDLESS = 200
"""Signs of a stretch that is no number if its figures stand one by one."""

_DATES = frozenset({"9999-99-99", "9999/99/99", "9999.99.99"})
_CENTURIES = frozenset({"19", "20"})
"""The figures that documents hold most are known for no number at once."""

_EXTENSION = re.compile(
    r"[ ,;]{0,2}\(?(?:x|ext\.?|extension|extn\.?|durchwahl|dw|poste|anexo|ramal|int\.?)[ .:]{0,2}"
    r"\d{1,6}\)?(?!\w)",
    re.IGNORECASE,
)
_MAY_EXTEND = frozenset(" ,;(xXeEdDpPaArRiI")
_AS_TOLD = Shape("phone.told", 0, 0.7)
_WITH_EXTENSION = 0.6
_LONG = 9
"""Signs of a number that an extension alone shows to be one of a telephone."""

_OPEN = frozenset(" \n\t\"'")
_NO_START = frozenset("_$€£#@+~")
_NO_END = frozenset("_%@°$€")
_IN_ADDRESS = frozenset("/-._%~")

_NOT_PHONE = re.compile(
    r"(?:19|20)\d\d[ .\-/]\d\d?[ .\-/]\d\d?(?:[ \n].*)?"
    r"|\d\d?[./\-]\d\d?[./\-](?:\d\d|(?:19|20)\d\d)(?:[ \n].*)?"
    r"|\d{3}-\d\d-\d{4}"  # the shape of a social security number
    r"|\d{1,3}(?:\.\d{1,3}){3}|\d+\.\d+"  # internet addresses, decimals
    r"|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d|(\d)\1*",
    re.DOTALL,
)
"""Dates, spans of years and the like, however near a telephone word."""


class _Value(NamedTuple):
    start: int
    end: int
    shape: Shape


class _Last(NamedTuple):
    """The number read last: what is said of it may hold for the next.

    Attributes:
        floor: where the words about it end.
    """

    end: int = 0
    floor: int = 0
    said: Said = NOTHING_SAID


def find(window: Window) -> Iterator[Candidate]:
    """Numbers written as a country writes them, and any that somebody is told to call."""
    last = _Last()
    text = window.text
    for (start, end), form in zip(window.numbers, window.shapes, strict=True):
        if end - start < FEWEST or (end - start > _ENDLESS and "99" not in form):
            continue
        if form in _DATES and text[start : start + 2] in _CENTURIES:
            continue
        shape = plain(text, start, end)
        if shape is not None and text[start] == "+" and text[start - 1 : start].isalpha():
            shape = None  # `at+1 (202) 555-0143`: there is a number behind the country code
        for value in (
            _at_once(text, start, end, shape)
            if shape is not None
            else _in_turn(window, Figures.of(text, start, form))
        ):
            words = _words_about(window, value, last)
            candidate = _judge(window, value, words)
            if candidate is not None:
                yield candidate
                last = _Last(value.end, max([value.end, *[c.end for c in words.cues]]), words)


def _at_once(text: str, start: int, end: int, shape: Shape) -> tuple[_Value, ...]:
    """A stretch that is one number as a whole."""
    if not _may_begin(text, start) or _linked(text, start):
        return ()
    extended = _extension(text, end)
    if extended is None and not _may_stop(text, end):
        return ()
    if extended is not None:
        shape = shape._replace(alone=max(shape.alone, _WITH_EXTENSION))
    return (_Value(start, extended or end, shape),)


def _in_turn(window: Window, figures: Figures) -> Iterator[_Value]:
    """The numbers of a stretch in which there is more than one, or one of another shape."""
    beginnings = figures.beginnings()
    called = called_at(window, figures) if figures.countable else ()
    behind = 0
    for group in sorted({*beginnings, *called}) if called else beginnings:
        if group >= behind:
            found = _value_at(window, figures, group, called=group in called)
            if found is not None:
                behind, value = found
                yield value


def _value_at(
    window: Window, figures: Figures, group: int, *, called: bool
) -> tuple[int, _Value] | None:
    """The number that begins with a group, and the group behind it."""
    text = window.text
    if group and CUTS.isdisjoint(figures.between(group)):
        return None
    start = figures.start(group)
    if not group and not _may_begin(text, start):
        return None
    found = longest(figures, group) or (
        _any_figures(window, figures, group, start) if called else None
    )
    if found is None:
        return None
    behind, shape = found
    end = figures.places[behind - 1][1]
    if not shape.alone and _NOT_PHONE.fullmatch(text, start, end):
        return None
    if _linked(text, start):
        return None
    if behind == len(figures.places):
        extended = _extension(text, end)
        if extended is not None and end - start > _LONG:
            shape = shape._replace(alone=max(shape.alone, _WITH_EXTENSION))
        elif not _may_stop(text, end):
            return None
        end = extended or end
    return behind, _Value(start, end, shape)


def _may_begin(text: str, start: int) -> bool:
    """Whether what stands before a stretch lets a number begin."""
    if not start:
        return True
    before = text[start - 1]
    if before in _OPEN:
        return True
    if before.isalnum() or before in _NO_START:
        return False
    if before == "-":  # `Fax-202-...`, but no model `XJ-202-...`
        return text[max(0, start - 4) : start - 1].isalpha() or not text[start - 2].isalnum()
    return not (before in ".:" and text[max(0, start - 2)].isdigit())


def _may_stop(text: str, end: int) -> bool:
    """Whether what follows the last figure lets a number end there."""
    after = text[end : end + 1]
    if not after or after in _OPEN:
        return True
    if after.isalnum() or after in _NO_END:
        return False
    if after == "-":
        return text[end + 1 : end + 4].isalpha() or not text[end + 1 : end + 2].isalnum()
    return not (after in ":." and text[end + 1 : end + 2].isdigit())


def _extension(text: str, end: int) -> int | None:
    """Where an extension ends that follows a number."""
    if text[end : end + 1] not in _MAY_EXTEND:
        return None
    match = _EXTENSION.match(text, end)
    return match.end() if match else None


def _any_figures(
    window: Window, figures: Figures, group: int, start: int
) -> tuple[int, Shape] | None:
    """Figures grouped as no table knows, right beside a word that has them called."""
    count, behind = 0, group
    while behind < len(figures.places):
        a, b = figures.places[behind]
        if count + b - a > FIGURES_AT_MOST or (
            behind > group and figures.between(behind) not in _PARTS
        ):
            break
        count += b - a
        behind += 1
    if count < (FEWEST if behind - group > 1 else FEWEST_UNGROUPED):
        return None
    if said(window, start, figures.places[behind - 1][1], 0, sure=True).what != "told":
        return None
    return behind, _AS_TOLD


def _words_about(window: Window, value: _Value, last: _Last) -> Said:
    """What is said of a number, or of the one before where only an "or" parts them."""
    words = said(window, value.start, value.end, last.floor, sure=value.shape.alone > 0)
    if last.end and joins(window.text, last.end, value.start):
        before = last.said
        words = words._replace(what=words.what or before.what)
        if not words.public and not words.personal:
            words = words._replace(public=before.public, personal=before.personal)
    return words


def _judge(window: Window, value: _Value, words: Said) -> Candidate | None:
    """The candidate, if the words around do not speak against it."""
    start, end, shape = value
    what, public, personal, cues = words
    score = shape.beside if what else shape.alone
    if what == "thing" or score < COUNTS_FROM:
        return None
    if not public and shape.for_all and not personal and not in_a_record(window, start, end):
        public = "free_line"
    if public:
        score = PUBLIC_AT_MOST
    return Candidate("phone", start, end, score, shape.pattern, shape.checks, cues, public)


def _linked(text: str, start: int) -> bool:
    """Whether it is part of a web address: behind its host or in its path."""
    return text[start - 1 : start] in _IN_ADDRESS and in_web_address(text, start)
