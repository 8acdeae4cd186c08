"""Personal numbers of Africa and Oceania."""

from evenhand.signals.private_info.identity.schemes.checks import (
    dot,
    luhn,
    weighted,
    year_month_day,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme


def _za_id(value: str) -> bool:
    """Department of Home Affairs: birth date, then Luhn."""
    return year_month_day(value) and luhn(value)


def _medicare(value: str) -> bool:
    """Services Australia: the ninth digit is the check, then the issue and the person's line."""
    return dot((1, 3, 7, 9, 1, 3, 7, 9), value) % 10 == int(value[8])


def _ird(value: str) -> bool:
    """Inland Revenue: a second row of weights where the first leaves 10."""
    digits = value.zfill(9)
    rest = -dot((3, 2, 7, 6, 5, 4, 3, 2), digits) % 11
    if rest == 10:
        rest = -dot((7, 4, 3, 2, 5, 2, 7, 6), digits) % 11
    return rest == int(digits[8]) and 10_000_000 < int(digits) < 150_000_000


SCHEMES = (
    # Australian Taxation Office.
    Scheme("AU", "tfn", "999 999 999", weighted((1, 4, 3, 7, 5, 8, 6, 9, 10), 11)),
    Scheme("AU", "medicare", "[2-6]999 99999 9(?: ?9)?", _medicare),
    Scheme("NZ", "ird", "9?99 999 999", _ird),
    Scheme("ZA", "id_number", "999999 9999 [01]9 9", _za_id),
)
