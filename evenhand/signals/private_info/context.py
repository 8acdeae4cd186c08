"""What stands around a value and says what it is."""

import re
from collections.abc import Mapping


def words(text: str) -> frozenset[str]:
    """A set of words, written one after another."""
    return frozenset(text.split())


def before(text: str, start: int, width: int = 60) -> str:
    """The `width` code points that lead to a value."""
    return text[max(0, start - width) : start]


def after(text: str, end: int, width: int = 40) -> str:
    """The `width` code points that follow a value."""
    return text[end : end + width]


def nearest(lead: str, cues: Mapping[str, re.Pattern[str]]) -> str | None:
    """Which cue stands closest to the end of `lead`: the nearest word says what a value is.

    Of two that end at the same place the first in `cues` is given; None where there is none.
    """
    best, best_end = None, -1
    for name, pattern in cues.items():
        for match in pattern.finditer(lead):
            if match.end() > best_end:
                best, best_end = name, match.end()
    return best


_THING = r"""(?:order|invoice|case|docket|part|tracking|serial|model|item|product|catalog(?:ue)?
    |ref(?:erence)?|confirmation|ticket|claim|lot|batch|form|permit|contract|policy|p\.?o|purchase|shipment|parcel
    |booking|reservation|flight|patent|grant|version|section|release|build|zip|bates|exhibit|stock)"""
_NUMBER = r"[ \t]*(?:(?:no|number|num|nr|id|code)\b\.?|\#)"

OTHER_NUMBER = re.compile(
    rf"""\b{_THING}{_NUMBER}                           # "order number", "case no."
    |\b{_THING}\W{{0,3}}(?:(?:is|was)\W{{1,2}})?$      # "part " right before the value
    |\b(?:isbn|issn|doi|sku|upc|asin|vin|imei|ein|rma|fec[ ]id)\b
    |\#(?=[ ]?$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""In front of a value: it numbers a thing, not a person."""

OTHER_NUMBER_AFTER = re.compile(
    rf"^\W{{0,3}}(?:is|was)\b[^\d\n]{{0,20}}\b{_THING}{_NUMBER}", re.IGNORECASE | re.VERBOSE
)
"""Behind a value: the same."""

_OPEN_ADDRESS = re.compile(r"(?:://|\bwww\.)[^\s?#]*$")


def in_web_address(text: str, start: int) -> bool:
    """Whether the value is part of a web address's host or path: an identifier, seldom a person's.

    Behind `?` somebody may well pass on a person's data (`?email=...`).
    """
    return _OPEN_ADDRESS.search(before(text, start, 300)) is not None
