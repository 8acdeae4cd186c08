"""Check digits: the few families that nearly all personal numbers use."""

from collections.abc import Callable, Sequence

Check = Callable[[str], bool]

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_DOUBLED = str.maketrans("0123456789", "0246813579")

_TURN = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip
"""Verhoeff's permutation, applied 0 to 7 times."""


def _dihedral(a: int, b: int) -> int:
    """The product of two members of the symmetries of a pentagon: 0-4 turns, 5-9 mirrors."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5
    return 5 + (a - 5 - b) % 5 if b < 5 else (a - b) % 5


_PRODUCT = tuple(tuple(_dihedral(a, b) for b in range(10)) for a in range(10))


def dot(weights: Sequence[int], digits: str) -> int:
    """The sum of the first digits, each times its weight."""
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))


def weighted(weights: Sequence[int], modulus: int) -> Check:
    """The digits, the check digit among them, times their weights are a multiple of `modulus`."""
    return lambda value: dot(weights, value) % modulus == 0


def last_is(rule: Callable[[str], int]) -> Check:
    """The last digit is what `rule` makes of those before."""
    return lambda value: rule(value[:-1]) == int(value[-1])


def luhn(value: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    return sum(map(int, value[-1::-2] + value[-2::-2].translate(_DOUBLED))) % 10 == 0


def verhoeff(value: str) -> bool:
    """J. Verhoeff, Error Detecting Decimal Codes, 1969."""
    state = 0
    for place, digit in enumerate(reversed(value)):
        state = _PRODUCT[state][_TURN[place % 8][int(digit)]]
    return state == 0


def iso_11_10(value: str) -> bool:
    """ISO/IEC 7064 MOD 11,10."""
    state = 10
    for digit in value[:-1]:
        state = ((state + int(digit)) % 10 or 10) * 2 % 11
    return (state + int(value[-1])) % 10 == 1


def iso_11_2(value: str) -> bool:
    """ISO/IEC 7064 MOD 11-2: X stands for 10."""
    state = 0
    for digit in value[:-1]:
        state = (state + int(digit)) * 2 % 11
    return (state + (10 if value[-1] == "X" else int(value[-1]))) % 11 == 1


def letter_of(alphabet: str, number: int) -> str:
    """The letter that a remainder stands for."""
    return alphabet[number % len(alphabet)]


def a_date(month: str, day: str) -> bool:
    """Whether a month has such a day."""
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS[int(month) - 1]


def year_month_day(value: str) -> bool:
    """Whether a number begins with a date, two digits each."""
    return a_date(value[2:4], value[4:6])


def day_month_year(value: str) -> bool:
    """Whether a number begins with a date the other way round."""
    return a_date(value[2:4], value[:2])


def both(first: Check, second: Check) -> Check:
    """Both rules are kept."""
    return lambda value: first(value) and second(value)
