"""Where in a window addresses may be: the stretches worth a closer look."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from evenhand.signals.private_info.place.streets import listed
from evenhand.signals.private_info.place.tokens import NO_DUTCH
from evenhand.signals.private_info.window import Window

_STREET = frozenset({"street word"})
_OTHER = frozenset({"street first word", "unit word"})
_POST = frozenset({"post word"})
_LEADS = frozenset({"lives at", "dwelling", "destination", "home"})
_TRIGGERS = _STREET | _OTHER | _POST | _LEADS

_APART = r":;!?=|<>()\"\n"
"""What parts an address's number from the word of its street."""

_BEFORE_STREET = re.compile(rf"[0-9](?:[^.,{_APART}]|(?<![a-z]{{3}})\.)*+\Z")
"""An abbreviation may stand between, the end of a sentence not."""

_BEFORE_OTHER = re.compile(rf"[0-9](?:[^.{_APART}]|(?<![a-z]{{3}})\.)*+\Z")
_BEHIND_OTHER = re.compile(rf"[^0-9{_APART}]{{0,60}}[0-9]|[^0-9]{{0,6}}[0-9]")
_BEHIND_POST = re.compile(rf"[^0-9,{_APART}]{{0,14}}[0-9]++(?!/)")
_DIGIT = re.compile("[0-9]")

_NUMBER = re.compile(
    rf"""[0-9](?<![0-9]{{2}})(?:
      (?:(?<=[\s,(>|"'][A-Za-z][0-9])|(?<=[\s,(>|"'][A-Za-z]{{2}}[0-9]))(?:
          [A-Za-z0-9]?[ ][0-9][A-Za-z]{{2}}(?!\w)
        | [A-Za-z][ -][0-9][A-Za-z][0-9](?!\w)
        | [0-9Ww][ ](?=[A-Za-z]{{0,3}}[0-9])(?=[0-9]{{0,3}}[A-Za-z])[A-Za-z0-9]{{4}}(?!\w))
      | (?<!\w[0-9])(?:
          [0-9]{{3}}(?:[ ]?[A-Z]{{2}}|[ ](?!(?:{NO_DUTCH})\b)[a-z]{{2}})(?!\w)
        | [0-9]{{4,5}}+(?![0-9])
            (?:(?<=[^\W\d_][ ,.\n][0-9]{{5}})|(?<=[^\W\d_][ ,.\n][0-9]{{6}})
              |(?<=[,\n][0-9]{{5}})|(?<=[,\n][0-9]{{6}})
              |(?<=[,.-][ ][0-9]{{5}})|(?<=[,.-][ ][0-9]{{6}}))
        | (?P<behind>(?<=[^\W\d_][ ][0-9])|(?<=[.,][ ][0-9]))))""",
    re.VERBOSE,
)
"""A postcode by its shape or by what stands before it, or any number behind a word."""

_ENDINGS = tuple(listed("ending") | listed("ending or not"))

_BEFORE = 70
_BEHIND = 110


class Spots(NamedTuple):
    """Places of a text at which there may be an address, in order.

    Attributes:
        streets: words that stand behind a number and a street's name.
        others: other words, numbers and postcodes.
    """

    streets: list[int]
    others: list[int]


def spots(window: Window) -> Spots:
    """Words of streets with a number, words that lead to a number, postcodes."""
    text = window.text
    streets: list[int] = []
    others: list[int] = []
    for cue in window.cues.between(0, len(text), _TRIGGERS):
        start, end, tags, _ = cue
        if not _LEADS.isdisjoint(tags):
            number = _DIGIT.search(text, end, end + 6)
            if number:
                others.append(number.start())
        if not _STREET.isdisjoint(tags) and _BEFORE_STREET.search(text[max(0, start - 40) : start]):
            streets.append(start)
        elif not _POST.isdisjoint(tags):
            if _BEHIND_POST.match(text, end):
                others.append(start)
        elif not _OTHER.isdisjoint(tags) and _has_number(text, start, end):
            others.append(start)
    for match in _NUMBER.finditer(text):
        if match.lastgroup is None or _behind_street(text, match.start()):
            others.append(match.start())
    return Spots(streets, others)


def _has_number(text: str, start: int, end: int) -> bool:
    """Whether a number stands before or behind a word; the `c` in `36.8C` or `3c9b` is none."""
    if text[max(0, start - 1) : start].isdigit() or text[end : end + 1].isdigit():
        return False
    if _BEHIND_OTHER.match(text, end):
        return True
    return _BEFORE_OTHER.search(text[max(0, start - 40) : start]) is not None


def around(
    text: str, found: Iterable[int], known: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Stretches of a text around spots, in order, apart; a spot in a `known` one is left out."""
    start = end = -1
    for spot in sorted(found):
        if any(first <= spot < last for first, last in known):
            continue
        if spot - _BEFORE > end:
            if end > 0:
                yield start, end
            start = _word_start(text, max(0, spot - _BEFORE))
        end = min(len(text), spot + _BEHIND)
    if end > 0:
        yield start, end


def _word_start(text: str, place: int) -> int:
    """The next place at or behind `place` where a word begins."""
    while 0 < place < len(text) and not text[place - 1].isspace():
        place += 1
    return place


def _behind_street(text: str, place: int) -> bool:
    """Whether what stands before ends as streets' names do in one word: `Hauptstrasse 12`."""
    word = text[max(0, place - 16) : place].rstrip(" ,.")
    return word.lower().replace("ß", "ss").endswith(_ENDINGS)
