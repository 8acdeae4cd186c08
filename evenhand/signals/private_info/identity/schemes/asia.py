"""Personal numbers of Asia and the Middle East."""

from evenhand.signals.private_info.identity.schemes.checks import (
    a_date,
    dot,
    iso_11_2,
    last_is,
    luhn,
    verhoeff,
    year_month_day,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme

_SINGAPORE = {"ST": "JZIHGFEDCBA", "FG": "XWUTRQPNMLK", "M": "KLJNPQRTUWX"}
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def _any(_value: str) -> bool:
    return True


def _resident_id(value: str) -> bool:
    """GB 11643-1999: region, birth date, sequence, ISO 7064 MOD 11-2."""
    return a_date(value[10:12], value[12:14]) and iso_11_2(value)


def _hkid(value: str) -> bool:
    """Immigration Department: letters count from A = 10, a missing first one as 36."""
    signs = [int(sign, 36) for sign in value[:-1]]
    signs = [36, *signs] if len(signs) == 7 else signs
    total = sum(sign * weight for sign, weight in zip(signs, range(9, 1, -1), strict=True))
    return "0123456789A"[-total % 11] == value[-1]


def _nric(value: str) -> bool:
    """Immigration and Checkpoints Authority: 4 more from 2000 on (T, G), 3 for M."""
    total = dot((2, 7, 6, 5, 4, 3, 2), value[1:]) + {"T": 4, "G": 4, "M": 3}.get(value[0], 0)
    letters = next(row for first, row in _SINGAPORE.items() if value[0] in first)
    return letters[total % 11] == value[8]


def _rrn(value: str) -> bool:
    """Resident Registration Act: weights 2 to 9 and 2 to 5; given without check since 2020."""
    total = dot((2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), value)
    return year_month_day(value) and (11 - total % 11) % 10 == int(value[12])


def _my_number(digits: str) -> int:
    """Ordinance 85 of 2014 of the Ministry of Internal Affairs."""
    rest = dot((6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), digits) % 11
    return 0 if rest <= 1 else 11 - rest


def _tc_kimlik(value: str) -> bool:
    odd, even = sum(map(int, value[0:9:2])), sum(map(int, value[1:8:2]))
    tenth = (odd * 7 - even) % 10
    return [tenth, (odd + even + tenth) % 10] == [int(value[9]), int(value[10])]


def _iin(value: str) -> bool:
    """Kazakhstan: one row of weights, a second where the first leaves 10."""
    rest = dot(range(1, 12), value) % 11
    if rest == 10:
        rest = dot((3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), value) % 11
    return rest == int(value[11]) and year_month_day(value)


def _thai(digits: str) -> int:
    return (11 - dot(range(13, 1, -1), digits) % 11) % 10


def _taiwan(value: str) -> bool:
    """The letter's rank from 10 counts as two digits."""
    rank = _TAIWAN.index(value[0]) + 10
    total = rank // 10 + rank % 10 * 9 + dot((8, 7, 6, 5, 4, 3, 2, 1, 1), value[1:])
    return total % 10 == 0


def _nik(value: str) -> bool:
    """Indonesia: six digits of the district, then the date, 40 more on the day for women."""
    return a_date(value[8:10], f"{int(value[6:8]) % 40:02}")


SCHEMES = (
    # UIDAI: twelve digits that begin with neither 0 nor 1, Verhoeff.
    Scheme("IN", "aadhaar", "(?![01])9999 9999 9999", verhoeff),
    # Income Tax Department: the fourth letter is P for persons; how its last is made is not public.
    Scheme("IN", "pan", "@{3}[Pp]@ ?9999 ?@", _any, r"[A-Z]{3}P[A-Z]\d{4}[A-Z]", checked=False),
    Scheme("PK", "cnic", "99999 9999999 9", _any, checked=False),
    Scheme(
        "CN",
        "resident_id",
        "[1-8]9{5}(?:1[89]|20)9{9}[0-9Xx]",
        _resident_id,
        r"[1-8]\d{5}(?:19|20)\d{9}[\dXx]",
    ),
    Scheme("HK", "hkid", r"@{1,2}999999 ?\(?[0-9Aa]\)?", _hkid, r"[A-Z]{1,2}\d{6}\([\dA]\)"),
    Scheme("SG", "nric", "[STFGMstfgm]9999999@", _nric, r"[STFGM]\d{7}[A-Z]"),
    # National Registration Department: birth date, place, no check digit.
    Scheme("MY", "mykad", "999999 99 9999", year_month_day, checked=False),
    Scheme("KR", "rrn", "999999 [1-8]999999", _rrn, r"\d{6}-[1-8]\d{6}"),
    Scheme("JP", "my_number", "9999 9999 9999", last_is(_my_number)),
    # Department of Provincial Administration.
    Scheme(
        "TH", "national_id", "[1-8] 9999 99999 99 9", last_is(_thai), r"[1-8]-\d{4}-\d{5}-\d\d-\d"
    ),
    Scheme("TW", "national_id", "@[1289]99999999", _taiwan),
    Scheme("ID", "nik", "(?!0)9{16}|9{4} 9{4} 9{4} 9{4}", _nik, checked=False),
    # Law 5490 on population services.
    Scheme("TR", "tc_kimlik", "(?!0)999 999 999 99", _tc_kimlik),
    # Population Registry: nine digits, Luhn.
    Scheme("IL", "teudat_zehut", "99999999 9", luhn),
    Scheme("AE", "emirates_id", "784 9999 9999999 9", luhn, r"784-\d{4}-\d{7}-\d"),
    Scheme("SA", "national_id", "[12]999999999", luhn),
    Scheme("KZ", "iin", "999999999999", _iin),
)
