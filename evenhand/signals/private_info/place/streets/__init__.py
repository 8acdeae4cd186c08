"""How addresses are written, country by country: one file of words a country, found by looking.

A country's file holds `WORDS`: a kind of word (see `KINDS`) -> the words, in small letters without
accents and dots. A name of several words is listed by its last (`carolina`, `york`).
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

KINDS = {
    "ordinary": "-",  # words that no street's name holds
    "street": "S",  # behind a name, and hardly ever anything else: `12 Oak Street`
    "street or not": "T",  # behind a name, and words that mean other things too: `12 Oak Drive`
    "street, short": "A",  # behind a name; they begin names too: `St. Louis`, `Dr. Smith`
    "street first": "B",  # before a name: `rue de la Paix`
    "street first or not": "H",  # before a name, and words that mean other things too: `via`
    "direction": "D",
    "unit": "U",  # a part of a house, with its number or letter behind or before
    "whole unit": "G",  # a part of a house that needs no number: `Hinterhaus`
    "house": "X",  # a building's name ends so: `Rose Cottage`
    "region": "R",  # states and provinces in full
    "region code": "Q",  # their codes in capitals
    "country": "C",
    "city": "M",  # large ones, which follow a street without a comma
    "link": "K",  # small words inside names
    "number": "N",  # the word for number
    "half": "J",  # a second house of one number: `8 bis`
    "post": "P",  # what a post box or a military unit is called by
    "box": "Z",  # and what stands before its number
    "label": "L",  # names of fields in a form that lead on to the next part: `City:`
    "whole street": "Y",  # a street's name in itself: `1420 Broadway`
    "corner": "^",
    "and": "&",
}
"""A kind of word and its sign, with which the grammar is written."""

EITHER = {
    frozenset("SB"): "V",
    frozenset("SH"): "V",
    frozenset("TB"): "O",
    frozenset("TH"): "O",
    frozenset("AB"): "V",
    frozenset("AH"): "V",
}
"""The sign of a word that may stand before a name or behind it."""

ENDINGS = {"ending": "E", "ending or not": "F"}
"""A street's name may end so in one word: `Hauptstrasse`; the second ones end other words too."""


def _countries() -> Iterator[Mapping[str, str]]:
    for name in sorted(module.name for module in iter_modules(__path__)):
        yield import_module(f"{__name__}.{name}").WORDS


def listed(kind: str) -> frozenset[str]:
    """The words of a kind over all countries."""
    return frozenset(word for country in _countries() for word in country.get(kind, "").split())


def _signs() -> dict[str, str]:
    signs: dict[str, str] = {}
    for kind, sign in KINDS.items():
        for word in listed(kind):
            held = signs.get(word)
            signs[word] = sign if held is None else EITHER.get(frozenset(held + sign), held)
    return signs


SIGNS_OF_WORDS: Mapping[str, str] = _signs()
"""A word -> the sign of its kind; of several kinds the first in `KINDS` counts."""
