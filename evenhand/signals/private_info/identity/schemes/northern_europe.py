"""Personal numbers of the Nordic and Baltic countries."""

from evenhand.signals.private_info.identity.schemes.checks import (
    a_date,
    both,
    day_month_year,
    dot,
    luhn,
    weighted,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme

_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _personnummer(value: str) -> bool:
    """Skatteverket SKV 704: Luhn over ten digits; 60 more on the day tell a coordination number."""
    ten = value[-10:]
    return a_date(ten[2:4], f"{int(ten[4:6]) % 60:02}") and luhn(ten)


def _fodselsnummer(value: str) -> bool:
    """Skatteetaten: two sums; 40 more on the day tell a D number."""
    first = dot((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), value) % 11 == 0
    second = dot((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), value) % 11 == 0
    return first and second and a_date(value[2:4], f"{int(value[:2]) % 40:02}")


def _hetu(value: str) -> bool:
    """Digital and Population Data Services Agency: the rest by 31 as a letter.

    A hyphen or plus for the century is gone by now.
    """
    digits = "".join(filter(str.isdigit, value[:-1]))
    return day_month_year(digits) and _HETU[int(digits) % 31] == value[-1]


def _isikukood(value: str) -> bool:
    """Estonia and Lithuania: one row of weights, a second where the first leaves 10."""
    rest = dot((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), value) % 11
    if rest == 10:
        rest = dot((3, 4, 5, 6, 7, 8, 9, 1, 2, 3), value) % 11 % 10
    return rest == int(value[10]) and a_date(value[3:5], value[5:7])


def _personas_kods(value: str) -> bool:
    """Latvia, until 2017; numbers given since begin with 32 and tell no date."""
    if value.startswith("32"):
        return True
    rest = (1101 - dot((1, 6, 3, 7, 9, 10, 5, 8, 4, 2), value)) % 11 % 10
    return rest == int(value[10]) and day_month_year(value)


SCHEMES = (
    Scheme(
        "SE",
        "personnummer",
        "(?:1[89]|20)?999999[-+ ]?9999",
        _personnummer,
        r"(?:19|20)\d{6}-\d{4}",
    ),
    Scheme("NO", "fodselsnummer", "99 99 99 99999", _fodselsnummer),
    # CPR-kontoret: the check was given up in 2007.
    Scheme("DK", "cpr", "99 99 99 9999", day_month_year, checked=False),
    Scheme(
        "FI",
        "hetu",
        "999999[-+A-FU-Y]999[0-9A-FHJ-NPR-Y]",
        _hetu,
        r"\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]",
    ),
    # Registers Iceland; the last digit tells the century.
    Scheme(
        "IS",
        "kennitala",
        "[0-7]99999 999[089]",
        both(weighted((3, 2, 7, 6, 5, 4, 3, 2, 1), 11), day_month_year),
    ),
    Scheme("EE", "isikukood", "[1-6]9999999999", _isikukood),
    Scheme("LT", "asmens_kodas", "[1-6]9999999999", _isikukood),
    Scheme("LV", "personas_kods", "999999 99999", _personas_kods, r"(?!32)\d{6}-\d{5}"),
)
