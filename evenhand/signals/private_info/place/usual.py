"""Complete addresses as they are written in the United States, by one pattern.

Most addresses are such. What is written in any other way is left to the grammar of `tokens`.
"""

import re
from collections.abc import Iterable, Iterator

from evenhand.signals.private_info.place.looks import OF_STREET_WORD
from evenhand.signals.private_info.place.streets import SIGNS_OF_WORDS, listed, us
from evenhand.signals.private_info.place.written import Written


def _any(kind: str) -> str:
    return "|".join(re.escape(word.capitalize()) for word in sorted(listed(kind)))


_WORD = "[A-Z][a-z]{1,15}+"
_CODES = "|".join(code for code in us.WORDS["region code"].split() if code.isalpha())
_USUAL = re.compile(
    rf"""[0-9](?<![^\s"'(>|:;{{\[][0-9])(?<![\d,&#$][ ][0-9])[0-9]{{0,4}}+[ ]
    (?:(?:[NSEW]|North|South|East|West)\.?[ ])?
    (?:{_WORD}[ ]|[0-9]{{1,3}}(?:st|nd|rd|th)[ ]){{1,3}}?
    (?:(?P<S>{_any("street")})|(?P<T>{_any("street or not")})|(?P<A>{_any("street, short")}))\b\.?
    (?:[ ](?:N[EW]?|S[EW]?|E|W)\b\.?)?
    (?P<units>,?[ ](?:(?:Apt|Apartment|Suite|Ste|Unit)\.?[ ]\#?|\#[ ]?)[0-9]{{0,5}}+[A-Z]?\b)?
    ,?[ \n](?:{_WORD}[ ]){{0,2}}{_WORD},?[ ](?:{_CODES}),?[ ][0-9]{{5}}(?:-[0-9]{{4}})?
    (?![\w-]|,?[ ]\(?[A-Z]|,?\n[A-Z][a-zA-Z .]*+(?:\n|$))""",
    re.VERBOSE,
)
"""House, street, unit, town, state and postcode, with nothing behind that may be a country."""

_STATE_AND_CODE = re.compile("[A-Z]{2},? [0-9]{5}")
"""Seen sooner than the whole."""

_BEFORE, _BEHIND = 50, 110
"""The widest stretch around the word for the street."""

_WORD_BEFORE = re.compile(r"([^\W\d_]++)[. ]{0,2}$")


def usual(text: str, streets: Iterable[int]) -> Iterator[Written]:
    """The addresses that hold all parts, in order; `streets`: where words of streets begin."""
    end = 0
    for street in streets:
        if street < end or not _STATE_AND_CODE.search(text, street, street + _BEHIND):
            continue
        match = _USUAL.search(text, max(end, street - _BEFORE), street + _BEHIND)
        if match is None:
            continue
        start, end = match.span()
        before = _WORD_BEFORE.search(text, max(0, start - 12), start)
        if before and SIGNS_OF_WORDS.get(before[1].lower()) in _GOES_BEFORE:
            continue
        kind = next(kind for kind in "STA" if match[kind])
        name, units = match.end(kind), match.end("units")
        yield Written(
            start,
            end,
            name,
            max(name, units),
            "number_first",
            "postcode",
            OF_STREET_WORD[kind],
            american=True,
        )


_GOES_BEFORE = frozenset("UNPZ")
"""Kinds of words with which an address may begin: `Apt 5, 12 Oak Street`."""
