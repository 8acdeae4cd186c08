"""Telephone numbers; toll-free numbers, hotlines and press lines are public."""

import re
from collections.abc import Iterator

import phonenumbers

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.context import after, before, in_web_address, nearest
from evenhand.signals.private_info.phone_words import CALLS, IS_LINE, TELLING, WHOSE, WHOSE_AFTER

HINTS = (re.compile(r"\d(?:[ .\-/()]{0,3}\d){6}"),)

_REGION = "US"
"""The country of a number that does not name one."""

_FLAGS = re.IGNORECASE | re.VERBOSE
_EXTENSION = r"(?:,?\s?(?:x|ext\.?|extension)\s?\d{1,6})?"
_DIGITS = r"\(?\d(?:[ .\-/()]{0,3}\d){6,14}+"

_NORTH_AMERICAN = re.compile(
    rf"""(?<![\w.\-/+$\#@])(?:(?:\+|00)?1[ .\-]?)?
    (?:\(\d{{3}}\)[ .\-]?|\d{{3}}[ .\-])\d{{3}}[ .\-]\d{{4}}{_EXTENSION}(?!\w|[.\-]\d)""",
    _FLAGS,
)
_INTERNATIONAL = re.compile(rf"(?<![\w+])\+{_DIGITS}{_EXTENSION}(?!\w)", _FLAGS)
_LABELLED = re.compile(
    rf"{CALLS}(?<!\+)(?P<value>\+?{_DIGITS}{_EXTENSION})(?!\w|[.\-/]\d)"
    rf"|(?<![\w.\-/+(])(?P<listed>\+?{_DIGITS}{_EXTENSION})(?={IS_LINE})",
    _FLAGS,
)
_NOT_PHONE = re.compile(
    r"(?:19|20)\d\d[ .\-/]\d\d?[ .\-/]\d\d?\b.*|\d\d?[./\-]\d\d?[./\-]\d{4}\b.*"  # dates
    r"|\d{3}-\d\d-\d{4}"  # the shape of a social security number
    r"|\d{1,3}(?:\.\d{1,3}){3}|\d+\.\d+"  # internet addresses, decimals
)
_PLAUSIBLE = re.compile(
    r"(?:(?:\+|00)?1[ .\-]?)?(?:\([2-9]\d\d\)[ .\-]?|[2-9]\d\d[.\-])[2-9]\d\d[.\-]\d{4}"
    r"|\+[1-9]\d{0,2}[ .\-](?=(?:\D{0,3}\d){7})\(?\d{1,4}\)?[ .\-]\d{3}"
)
"""Formed as in North America (areas and exchanges begin with 2 to 9) or abroad, if unassigned."""

_UNKNOWN = int(phonenumbers.PhoneNumberType.UNKNOWN)
_FOR_ALL = frozenset(
    {
        int(phonenumbers.PhoneNumberType.TOLL_FREE),
        int(phonenumbers.PhoneNumberType.PREMIUM_RATE),
        int(phonenumbers.PhoneNumberType.SHARED_COST),
        int(phonenumbers.PhoneNumberType.UAN),
    }
)
"""Kinds of number that no person has at home."""


def find(text: str) -> Iterator[Candidate]:
    """Numbers in North American shape, with a country code, or beside a word such as "call"."""
    for match in _NORTH_AMERICAN.finditer(text):
        yield from _judge(text, *match.span(), named=False)
    for match in _INTERNATIONAL.finditer(text):
        yield from _judge(text, match.start(), _end_of_number(text, *match.span()), named=False)
    for match in _LABELLED.finditer(text):
        start, end = match.span("value" if match["value"] else "listed")
        yield from _judge(text, start, _end_of_number(text, start, end), named=True)


def _judge(text: str, start: int, end: int, *, named: bool) -> Iterator[Candidate]:
    value = text[start:end]
    if _NOT_PHONE.fullmatch(value) or in_web_address(text, start):
        return
    lead = before(text, start, 80)
    telling = "phone" if named else nearest(lead, TELLING)
    if telling == "other":
        return
    kind = _kind(value)
    score = _score(value, kind, telling == "phone")
    if score < COUNTS_FROM:
        return
    if kind in _FOR_ALL:
        detail = {"public": True, "cue": "toll-free"}
    elif _whose(lead, after(text, end)) == "public":
        detail = {"public": True, "cue": "office line"}
    else:
        yield Candidate("phone", start, end, score, {"valid": kind != _UNKNOWN})
        return
    yield Candidate("phone", start, end, PUBLIC_AT_MOST, detail)


def _whose(lead: str, trail: str) -> str | None:
    """Whose number the words call it: `personal`, `public` or None."""
    for whose, pattern in WHOSE_AFTER.items():
        if pattern.match(trail):
            return whose
    return nearest(lead, WHOSE)


def _kind(value: str) -> int:
    """The numbering plan's kind of number; `_UNKNOWN` where the plan has no such number."""
    try:
        number = phonenumbers.parse(value, _REGION)
    except phonenumbers.NumberParseException:
        return _UNKNOWN
    return int(phonenumbers.number_type(number))


def _score(value: str, kind: int, named: bool) -> float:
    """How sure a person would be that this is a telephone number.

    Shape alone says much where it has marks of a telephone number (brackets, hyphens, `+`),
    little where only spaces part the figures.
    """
    if kind != _UNKNOWN:
        marked = not re.fullmatch(r"[\d ]+", value)
        return 0.95 if named else 0.8 if marked else 0.6
    if named:
        return 0.7
    return 0.55 if _PLAUSIBLE.match(value) else 0.3


def _end_of_number(text: str, start: int, end: int) -> int:
    """Without figures behind the number that only a space parts from it.

    `+44 20 7946 0018 2 times`: the longest of three heads that the numbering plan knows.
    """
    head = end
    for _ in range(3):
        if _kind(text[start:head]) != _UNKNOWN:
            return head
        head = max(text.rfind(" ", start, head), start)
    return end
