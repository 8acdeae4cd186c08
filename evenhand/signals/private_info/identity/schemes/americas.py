"""Personal numbers of the Americas; those of the United States have finders of their own."""

from evenhand.signals.private_info.identity.schemes.checks import (
    a_date,
    dot,
    last_is,
    luhn,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme

_CURP = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_RFC = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def _any(_value: str) -> bool:
    return True


def _cpf(value: str) -> bool:
    first = dot(range(10, 1, -1), value) * 10 % 11 % 10
    second = dot(range(11, 1, -1), value) * 10 % 11 % 10
    return [first, second] == [int(value[9]), int(value[10])]


def _curp(value: str) -> bool:
    """RENAPO, instructivo normativo: weights 18 to 2 over the signs' ranks."""
    total = sum(_CURP.index(sign) * (18 - place) for place, sign in enumerate(value[:17]))
    return -total % 10 == int(value[17]) and a_date(value[6:8], value[8:10])


def _rfc(value: str) -> bool:
    """SAT: weights 13 to 2 over the signs' ranks; 10 is written A."""
    total = sum(_RFC.index(sign) * (13 - place) for place, sign in enumerate(value[:12]))
    return "0123456789A"[-total % 11] == value[12] and a_date(value[6:8], value[8:10])


def _cuil(digits: str) -> int:
    """ANSES; a rest that would need two digits is written 9."""
    return min(-dot((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), digits) % 11, 9)


def _rut(value: str) -> bool:
    """Registro Civil: weights 2 to 7 from the right; 10 is written K."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(value[:-1])))
    return "0123456789K"[-total % 11] == value[-1]


def _cedula_ec(value: str) -> bool:
    """Registro Civil: a province, then Luhn."""
    return (1 <= int(value[:2]) <= 24 or value[:2] == "30") and luhn(value)


def _cedula_uy(digits: str) -> int:
    """Direccion Nacional de Identificacion Civil."""
    return -dot((2, 9, 8, 7, 6, 3, 4), digits.zfill(7)) % 10


SCHEMES = (
    # Social Insurance Number Code of Practice; 8 is for companies.
    Scheme("CA", "sin", "(?!8)999 999 999", luhn),
    # Receita Federal, instrucao normativa 1548/2015.
    Scheme("BR", "cpf", "999 999 999 99", _cpf, r"\d{3}\.\d{3}\.\d{3}-\d\d"),
    Scheme(
        "MX",
        "curp",
        "@{4}999999[HMXhmx]@{5}[0-9A-Za-z]9",
        _curp,
        r"[A-Za-z]{4}\d{6}[HMXhmx][A-Za-z]{5}[0-9A-Za-z]\d",
    ),
    Scheme(
        "MX",
        "rfc",
        "@{4}[ -]?999999[ -]?[0-9A-Za-z]{2}[0-9Aa]",
        _rfc,
        r"[A-Z]{4}\d{6}[0-9A-Z]{2}[0-9A]",
    ),
    Scheme("AR", "cuil", "2[034567] 99999999 9", last_is(_cuil), r"2[034567]-\d{8}-\d"),
    # Registro Nacional de las Personas: no check digit.
    Scheme("AR", "dni", "9?9 999 999", _any, checked=False),
    # Companies have 50 millions and more.
    Scheme("CL", "rut", "[1-4]?9 999 999 [0-9Kk]", _rut, r"[1-4]?\d\.\d{3}\.\d{3}-[\dKk]"),
    Scheme("CO", "cedula", "(?:1 )?999 999 999|99 999 999", _any, checked=False),
    Scheme("PE", "dni", "99999999", _any, checked=False),
    Scheme("EC", "cedula", "999999999 ?9", _cedula_ec),
    Scheme("UY", "cedula", "9?999999 9|9 999 999 9", last_is(_cedula_uy)),
    # Junta Central Electoral.
    Scheme("DO", "cedula", "999 9999999 9", luhn),
    Scheme("VE", "cedula", "[VEve] ?9?9 999 999", _any, checked=False),
)
