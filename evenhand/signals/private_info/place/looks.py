"""How much a stretch looks like a street address by itself, from 0 to 1."""

import re

from evenhand.signals.private_info.cues import words
from evenhand.signals.private_info.place.grammar import House
from evenhand.signals.private_info.place.tokens import Line

_SURE, _LIKELY, _MAYBE, _HARDLY = 0.55, 0.4, 0.35, 0.2

OF_STREET_WORD = {"S": _SURE, "A": _LIKELY, "T": _MAYBE}
"""By the kind of the word that ends a street's name behind its number."""

_FIXED = {
    "military": 0.6,
    "numbered": _MAYBE,
    "unit_behind": 0.25,
    "corner": _HARDLY,
    "link_first": 0.1,
    "two_numbers": 0.1,
    "told": -0.15,
}
_EVIDENCE = re.compile("[1458].*?,|[XU],|[SV],")
_SMALL_NAME = re.compile("[a-jl-z]")
_SMALL_BEHIND = re.compile("[bvho]k*[a-z]", re.IGNORECASE)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_NOT_BEFORE = re.compile(rf"(?:\b{_MONTH}|[$€£#])\s?$", re.IGNORECASE)
_DAY = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}[ ,]", re.IGNORECASE)
_OF_FEW_HOUSES = "0"
"""The sign of a postcode with letters in it (`CM23 4BQ`)."""

_A_WORD = re.compile("[A-Za-z]")
_NONE = -1.0
"""Nothing that is said of it makes an address of this."""

_YEAR = re.compile(r"(?:1[5-9]\d\d|20[0-3]\d)\s")
_NEXT_WORD = re.compile(r"[ \t]{1,3}([^\W\d_][\w'\-]*)")
_MAY_FOLLOW = words(
    """in on at and with near tonight now where is was until for to by from since or then today
    tomorrow this every between behind before after around as but if because when while lol
    please"""
)
"""Words that may stand right behind an address; another one makes `5 Wall Street banks` of it."""


def looks(house: House, row: Line) -> float:
    """By its words: in capitals, with a word that means little else than a street."""
    signs = row.signs[house.start : house.street]
    if house.form == "number_first":
        if row.small or "K" in signs[-2:-1] or _SMALL_NAME.search(signs):
            return _HARDLY
        if re.search("[SVE]", signs):
            return _SURE
        return OF_STREET_WORD.get(signs[-1], _MAYBE)
    if house.form in ("word_then_name", "number_last"):
        if row.small or _SMALL_BEHIND.search(signs):
            return _HARDLY
        return _SURE if re.search("[BVbv]", signs) else 0.3
    if house.form == "ending":
        if row.small or re.search("[ef]", signs):
            return 0.25
        return _SURE if "E" in signs else _MAYBE
    if house.form == "box":  # `RR 16` alone is as likely a patient's breaths a minute
        return 0.5 if re.search("[Zz]", signs) else _HARDLY
    if house.form == "up_to_postcode":
        parts = signs.removesuffix(",C")
        if _EVIDENCE.search(parts[:-1]):
            return _SURE
        # A town with its postcode is no address, unless the postcode is of a few houses.
        named = parts.endswith(_OF_FEW_HOUSES) and _A_WORD.search(parts)
        return _MAYBE if named else _NONE
    return _FIXED[house.form]


def is_day(text: str, start: int) -> bool:
    """Whether a date begins here rather than a house number and a name: `4 May 1980`."""
    return _DAY.match(text, start) is not None


def doubts(text: str, start: int, end: int) -> float:
    """What speaks against a bare street: a year or a date before it, a word that goes on."""
    doubt = 0.3 * bool(_YEAR.match(text, start))
    doubt += 0.4 * bool(_NOT_BEFORE.search(text[max(0, start - 10) : start]))
    following = _NEXT_WORD.match(text, end)
    if following and following[1].lower() not in _MAY_FOLLOW:
        headline = following[1][0].isupper() and not text[start:end].isupper()
        doubt += 0.2 if headline else 0.4
    return doubt
