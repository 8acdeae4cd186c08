"""The machine-readable zone of passports and identity cards (ICAO Doc 9303, parts 3 to 6)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

CORE = re.compile(r"(?=(\d{6}\d[FMX<]\d{6}\d))", re.IGNORECASE)
"""Birth, sex and expiry with their check digits: in every such zone."""

_LEAD = re.compile(r"[A-Z0-9<]{9}\d[A-Z<]{3}$", re.IGNORECASE)
"""Number, its check digit and nationality: before the core in the zones of two lines."""

_TRAIL = re.compile(r"[A-Z0-9<]{0,16}", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z<]{5}[A-Z<]{25,39}\s{0,4}$", re.IGNORECASE)
"""The line with issuing country and names, above the line with the core."""

_CARD_FIRST = re.compile(
    r"[ACI][A-Z<]([A-Z<]{3})([A-Z0-9<]{9}\d)[A-Z0-9<]{15}\s{0,4}$", re.IGNORECASE
)
_CARD_LAST = re.compile(
    r"[A-Z<]{3}[A-Z0-9<]{11}\d(?:\s{0,4}[A-Z]{1,28}<[A-Z<]{1,28}(?![\w<]))?", re.IGNORECASE
)

_WEIGHTS = (7, 3, 1)
_LINE = 44


class Zone(NamedTuple):
    """A zone in a text, half-open, and the code of its issuing state or nationality."""

    start: int
    end: int
    state: str


def zones(text: str) -> Iterator[Zone]:
    """The zones whose check digits for number, birth and expiry are right."""
    for match in CORE.finditer(text):
        core = match[1]
        if checked(core[:7]) and checked(core[8:]):
            zone = _two_lines(text, match.start()) or _three_lines(text, match.start())
            if zone is not None:
                yield zone


def checked(field: str) -> bool:
    """Whether the last sign of a field is the check digit of those before it."""
    values = (0 if sign == "<" else int(sign, 36) for sign in field[:-1])
    total = sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values))
    return str(total % 10) == field[-1]


def _two_lines(text: str, core: int) -> Zone | None:
    lead = _LEAD.search(text[max(0, core - 13) : core])
    if lead is None or not checked(lead[0][:10]):
        return None
    trail = _TRAIL.match(text, core + 15)
    end = trail.end() if trail else core + 15
    start = core - 13
    above = text[max(0, start - _LINE - 4) : start]
    names = _NAMES.search(above)
    if names is not None:
        start -= len(names[0])
    return Zone(start, end, lead[0][10:13].upper())


def _three_lines(text: str, core: int) -> Zone | None:
    first = _CARD_FIRST.search(text[max(0, core - 34) : core])
    last = _CARD_LAST.match(text, core + 15)
    if first is None or last is None or not checked(first[2]):
        return None
    return Zone(core - len(first[0]), last.end(), first[1].upper())
