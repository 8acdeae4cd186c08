"""Personal numbers of eastern Europe and the Balkans."""

from evenhand.signals.private_info.identity.schemes.checks import (
    a_date,
    both,
    day_month_year,
    dot,
    iso_11_10,
    last_is,
    weighted,
)
from evenhand.signals.private_info.identity.schemes.scheme import Scheme


def _pesel_date(value: str) -> bool:
    """PESEL raises the month by 20 a century."""
    return a_date(f"{int(value[2:4]) % 20:02}", value[4:6])


def _rodne_cislo(value: str) -> bool:
    """Act 133/2000: months of women are raised by 50, of either by 20 when a day's numbers ran out.

    Nine digits, given until 1953, have no check; ten are a multiple of 11, or the first nine leave
    10 and the last is 0.
    """
    month = int(value[2:4]) % 50
    dated = a_date(f"{month - 20 if month > 20 else month:02}", value[4:6])
    return dated and (len(value) == 9 or int(value[:9]) % 11 % 10 == int(value[9]))


def _cnp(digits: str) -> int:
    rest = dot((2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9), digits) % 11
    return 1 if rest == 10 else rest


def _cnp_place(value: str) -> bool:
    """Birth date and county: 1 to 52, or 70 and 80 to 83 for those without one."""
    county = int(value[7:9])
    return a_date(value[3:5], value[5:7]) and (0 < county <= 52 or county in {70, 80, 81, 82, 83})


def _egn(digits: str) -> int:
    return dot((2, 4, 8, 5, 10, 9, 7, 3, 6), digits) % 11 % 10


def _egn_date(value: str) -> bool:
    """Months are raised by 20 for the 1800s and by 40 for the 2000s."""
    return a_date(f"{int(value[2:4]) % 20:02}", value[4:6])


def _jmbg(value: str) -> bool:
    """Day, month, three digits of the year; a rest of 1 is never given out."""
    weights = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return dot(weights, value) % 11 == 0 and day_month_year(value)


def _hungarian(value: str) -> bool:
    """Act XX of 1996: persons born after 1996 have the weights the other way round."""
    dated = a_date(value[3:5], value[5:7])
    rising = dot(range(1, 11), value) % 11
    falling = dot(range(10, 0, -1), value) % 11
    return dated and int(value[10]) in {rising, falling}


def _taj(digits: str) -> int:
    return dot((3, 7) * 4, digits) % 10


def _rnokpp(digits: str) -> int:
    return dot((-1, 5, 7, 9, 4, 6, 10, 5, 7), digits) % 11 % 10


def _inn(value: str) -> bool:
    """Persons have twelve digits, companies ten."""
    first = dot((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), value) % 11 % 10
    second = dot((3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8), value) % 11 % 10
    return [first, second] == [int(value[10]), int(value[11])]


def _snils(value: str) -> bool:
    return dot((9, 8, 7, 6, 5, 4, 3, 2, 1), value) % 101 % 100 == int(value[9:])


SCHEMES = (
    # Act of 24 September 2010 on population records.
    Scheme(
        "PL",
        "pesel",
        "99999999999",
        both(weighted((1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), 10), _pesel_date),
    ),
    Scheme("CZ", "rodne_cislo", "999999 9999?", _rodne_cislo, r"\d{6}/\d{4}"),
    Scheme("SK", "rodne_cislo", "999999 9999?", _rodne_cislo),
    Scheme("HU", "szemelyi_szam", "[1-8] ?999999 ?9999", _hungarian),
    Scheme("HU", "taj", "999 999 999", last_is(_taj)),
    # Emergency ordinance 97/2005.
    Scheme("RO", "cnp", "(?!0)9999999999999", both(last_is(_cnp), _cnp_place)),
    # Ordinance RD-02-20-9 on the civil register.
    Scheme("BG", "egn", "9999999999", both(last_is(_egn), _egn_date)),
    # Act on the personal identification number, 60/2008.
    Scheme("HR", "oib", "99999999999", iso_11_10),
    # Yugoslav act of 1976 and its successors.
    Scheme("SI", "emso", "9999999 50 9999", _jmbg),
    Scheme("RS", "jmbg", "9999999999999", _jmbg),
    # Tax code of Ukraine, article 70.
    Scheme("UA", "rnokpp", "9999999999", last_is(_rnokpp)),
    # Order MMV-7-6/435 of the Federal Tax Service; Pension Fund decree 192p.
    Scheme("RU", "inn", "999999999999", _inn),
    Scheme("RU", "snils", "999 999 999 99", _snils, r"\d{3}-\d{3}-\d{3} \d\d"),
)
