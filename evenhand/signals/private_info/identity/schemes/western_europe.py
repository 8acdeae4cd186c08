"""Personal numbers of western and southern Europe."""

from evenhand.signals.private_info.identity.schemes.checks import (
    a_date,
    both,
    dot,
    iso_11_10,
    letter_of,
    luhn,
    verhoeff,
    weighted,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme

_NINO = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE"
_PPS = "WABCDEFGHIJKLMNOPQRSTUV"
_CF_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
         6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip
_CF_DIGIT = "[0-9LMNP-V]"
"""Where two persons would share a code, letters take the place of digits."""


def _any(_value: str) -> bool:
    return True


def _pps(value: str) -> bool:
    second = _PPS.index(value[8]) if value[8:] else 0
    return letter_of(_PPS, dot((8, 7, 6, 5, 4, 3, 2), value) + 9 * second) == value[7]


def _tax_id_de(value: str) -> bool:
    """Of the first ten digits one stands there twice or three times, the others once or never."""
    counts = sorted(map(value[:10].count, set(value[:10])))
    return counts[-1] in {2, 3} and counts[-2] == 1 and iso_11_10(value)


def _identity_card_de(value: str) -> bool:
    """ICAO 9303: weights 7, 3, 1, letters from A = 10."""
    total = sum(int(sign, 36) * (7, 3, 1)[place % 3] for place, sign in enumerate(value[:9]))
    return len(value) == 9 or total % 10 == int(value[9])


def _pension_de(value: str) -> bool:
    """VKVV paragraph 4: the letter as two digits, cross sums of the products."""
    digits = f"{value[:8]}{ord(value[8]) - 64:02}{value[9:]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2)
    products = [weight * int(digit) for weight, digit in zip(weights, digits, strict=False)]
    day = int(value[2:4])
    right = sum(product // 10 + product % 10 for product in products) % 10 == int(digits[-1])
    return right and (day > 31 or a_date(value[4:6], value[2:4]))


def _nir(value: str) -> bool:
    """INSEE: 97 less the rest of the first 13; Corsica's 2A and 2B count as 19 and 18."""
    number = value[:13].replace("2A", "19").replace("2B", "18")
    month = int(value[3:5])
    return (month in range(1, 13) or month in range(20, 43) or month >= 50) and (
        97 - int(number) % 97 == int(value[13:])
    )


def _rijksregister(value: str) -> bool:
    """Who is born from 2000 on has a 2 before the number; months may be raised by 20 or 40."""
    number, check = int(value[:9]), int(value[9:])
    right = check in {97 - number % 97, 97 - (2_000_000_000 + number) % 97}
    return right and int(value[2:4]) % 20 <= 12


def _svnr(value: str) -> bool:
    """Dachverband der Sozialversicherungstraeger: the check is the fourth digit."""
    return dot((3, 7, 9, 0, 5, 8, 4, 2, 1, 6), value) % 11 == int(value[3])


def _ean_13(value: str) -> bool:
    return dot((1, 3) * 7, value) % 10 == 0


def _dni(value: str) -> bool:
    number = value[:-1].translate(str.maketrans("XYZ", "012"))
    return letter_of(_SPANISH, int(number)) == value[-1]


def _nif(value: str) -> bool:
    return -dot((9, 8, 7, 6, 5, 4, 3, 2), value) % 11 % 10 == int(value[8])


def _codice_fiscale(value: str) -> bool:
    """Ministerial decree 23 December 1976: odd places by table, even ones by their rank."""
    even = sum(int(sign, 36) - (10 if sign.isalpha() else 0) for sign in value[1:15:2])
    return chr(65 + (sum(_CF_ODD[sign] for sign in value[0:15:2]) + even) % 26) == value[15]


def _amka(value: str) -> bool:
    return a_date(value[2:4], value[:2]) and luhn(value)


def _matricule(value: str) -> bool:
    """Luxembourg: Luhn over eleven digits and the twelfth, Verhoeff over eleven and the last."""
    dated = a_date(value[4:6], value[6:8])
    return dated and luhn(value[:12]) and verhoeff(value[:11] + value[12])


SCHEMES = (
    # HMRC, NIM39110: prefixes that are not given out; no check digit.
    Scheme(
        "GB",
        "nino",
        rf"{_NINO} ?99 99 99 [A-D]",
        _any,
        rf"{_NINO}(?:\d{{6}}| ?\d\d \d\d \d\d ?)[A-D]",
        False,
    ),
    # NHS Data Dictionary, NHS number.
    Scheme("GB", "nhs", "999 999 9999", weighted((10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 11)),
    # Revenue, PPSN checksum.
    Scheme("IE", "pps", "9999999 [A-W][A-IW]?", _pps),
    # Bundeszentralamt fuer Steuern, Aufbau der IdNr.
    Scheme("DE", "steuer_id", "(?!0)99 999 999 999", _tax_id_de),
    Scheme(
        "DE", "personalausweis", "[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}9?", _identity_card_de
    ),
    Scheme(
        "DE", "rentenversicherung", "99 ?999999 ?@ ?999", _pension_de, r"\d\d ?\d{6} ?[A-Z] ?\d{3}"
    ),
    Scheme(
        "AT",
        "svnr",
        "(?!0)9999 999999",
        both(_svnr, lambda value: a_date(value[6:8], value[4:6]) or int(value[6:8]) > 12),
    ),
    # BSV, AHV-Nummer: an EAN-13 that begins with the country.
    Scheme("CH", "ahv", "756 9999 9999 99", _ean_13, r"756\.\d{4}\.\d{4}\.\d\d"),
    # INSEE, numero d'inscription au repertoire.
    Scheme(
        "FR",
        "nir",
        "[12] 99 99 (?:9[0-9AB]) 999 999 99",
        _nir,
        r"[12](?: ?\d\d){2} ?\d[0-9AB](?: ?\d{3}){2}[ \-]?\d\d",
    ),
    # Rijksdienst voor Identiteitsgegevens, elfproef.
    Scheme("NL", "bsn", "(?!000)9999 99 999", weighted((9, 8, 7, 6, 5, 4, 3, 2, -1), 11)),
    # Royal decree of 3 April 1984.
    Scheme(
        "BE", "rijksregister", "99 99 99 999 99", _rijksregister, r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d"
    ),
    Scheme("LU", "matricule", "(?:1[89]|20)99 99 99 999 99", _matricule),
    # Ministerio del Interior, calculo del digito de control del NIF/NIE.
    Scheme("ES", "dni", "99 999 999 [A-HJ-NP-TV-Z]", _dni),
    Scheme("ES", "nie", "[XYZ] 9999999 [A-HJ-NP-TV-Z]", _dni, r"[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z]"),
    # Autoridade Tributaria: 1, 2, 3 and 45 are persons.
    Scheme("PT", "nif", "(?=[123]|45)999 999 999", _nif),
    Scheme(
        "IT",
        "codice_fiscale",
        f"@@@ ?@@@ ?{_CF_DIGIT}{{2}}[A-EHLMPR-T]{_CF_DIGIT}{{2}} ?@{_CF_DIGIT}{{3}}@",
        _codice_fiscale,
        rf"[A-Za-z]{{6}}{_CF_DIGIT}{{2}}[A-Ea-eHhLlMmPpR-Tr-t]{_CF_DIGIT}{{2}}[A-Za-z]{_CF_DIGIT}{{3}}[A-Za-z]",
    ),
    Scheme("GR", "amka", "99 99 99 99999", _amka),
)
