"""Digits that the words around them call a part of a social security number."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evenhand.signals.private_info.candidate import Candidate, Cue
from evenhand.signals.private_info.identity.ssn_words import (
    COUNTED,
    DIGIT_RUN,
    OTHER,
    PART,
    SSN,
    SURE,
    digits_of,
    leads,
    owned,
    part_of,
    tells,
)
from evenhand.signals.private_info.window import Window

_AFAR = 90
"""Code points between the word for the number and the word for the part, at most."""

_NEXT = 4
"""Of the cues around a cue, so many on each side may belong to it."""

_DIGIT = frozenset({"digit"})

_AHEAD = 80
_BEHIND_AT_MOST = 40
_VALUE = re.compile(
    r"(?<![\w$€£])(?:\d(?:[ ,\-]{1,2}\d)+|\d{3}[ \-]\d\d|\d\d[ \-]\d\d|\d+)(?!\w|[.,/\-:]\d|\s?%)"
)
"""Digits as one figure, in two groups, or one by one."""

_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IS = re.compile(r"[:=#>]|\bis\b")
_FIELD_ENDS = re.compile(r"\s*(?:[,;.)\n(]|$)")
_SHOWS = re.compile(r"""[:=("'\#]|\b(?:is|are|was|were|reads?)\b""", re.IGNORECASE)
_COUNT = re.compile(r"(two|2|three|3|four|4|five|5|six|6)(?:s|ssn|digits)?\b|(?<=last)4")
_SIZES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ANY_SIZE = {
    "last": frozenset({3, 4, 5, 6}),
    "first": frozenset({3, 5, 6}),
    "middle": frozenset({2}),
    "some": frozenset({3, 4, 5, 6}),
}
_IS_THE = re.compile(
    r"""["')\]*]{0,3}[\s,\-:=(<]{0,4}(?:(?:is|are|was|were|being|as|being|thats|that's|those|these|how|what)\b\W{0,2}){0,3}
    (?:(?:the|his|her|their|my|your|ur|whose)\b\W?)?(?:only\W)?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Between digits and the words behind them that say what they are."""

_OF = re.compile(
    r"""[^\w;.!?]{0,5}(?:(?:of|from|in|for|is|on|that's|that|which|to)\b\W{0,2}){0,2}[^\d!?.]{0,30}$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT_NUMBER = re.compile(r"\W{0,5}\d")
_CHAIN = re.compile(
    r"""["')\]]{0,2}(?:\s*[,;/&|+]\s*|\s+)(?:(?:and|or|then|plus|&)\s+)?
    (?:(?:[A-Z][\w.']{0,15}\s?){1,3}[:(\-]?\s?)?["'(]?$""",
    re.VERBOSE,
)
_CHAIN_ENDS = re.compile(
    r"""["')\]]{0,2}\s*(?:[,;/&|.)!?\n]|$|(?:and|or|respectively)\b|[A-Z][a-z]+\s\d)"""
)


class Told(NamedTuple):
    """Digits with what they are called."""

    start: int
    end: int
    digits: str
    cues: tuple[Cue, ...]
    pattern: str
    score: float


def told(window: Window, known: Sequence[Cue]) -> Iterator[Candidate]:
    """Digits behind or before words that name the number and one of its parts."""
    if not window.numbers and not any(window.cues.between(0, len(window.text), _DIGIT)):
        return
    if not any(PART & cue.tags for cue in known):
        for place, cue in enumerate(known):
            if SSN & cue.tags:
                yield from map(_candidate, _in_field(window, known, place))
        return
    for place, cue in enumerate(known):
        if not (SSN | PART) & cue.tags or not _spoken_of(known, place):
            continue
        for value in (*_ahead(window, known, place), *_behind(window, known, place)):
            yield _candidate(value)
            yield from map(_candidate, _listed(window, value))


def _spoken_of(known: Sequence[Cue], place: int) -> bool:
    """Whether a word for the number is among the next cues before and behind."""
    return any(SSN & cue.tags for cue in known[max(0, place - _NEXT) : place + _NEXT + 1])


def _candidate(value: Told) -> Candidate:
    part = part_of(value.cues) if value.pattern != "ssn_part.field" else "last"
    checks = ("in_words",) if value.pattern == "in words" else ()
    return Candidate(
        "us_ssn_partial",
        value.start,
        value.end,
        value.score,
        value.pattern,
        checks,
        value.cues,
        "",
        {"partial": part},
    )


def _limit(window: Window, known: Sequence[Cue], place: int, width: int) -> int:
    """How far a cue may lead on: to the next one at most."""
    limit = min(len(window.text), known[place].end + width)
    return min(limit, known[place + 1].start) if place + 1 < len(known) else limit


def _in_field(window: Window, known: Sequence[Cue], place: int) -> Iterator[Told]:
    """`SSN: 0187`, where nothing in the text is called a part: see `_ahead`."""
    value = _following(window, known, place)
    if value is None:
        return
    (start, end, digits, gap), text, cue = value, window.text, known[place]
    if _is_field(text, cue, gap, digits, end) and leads(gap) and not COUNTED.match(text, end):
        first = Told(start, end, digits, (cue,), "ssn_part.field", 0.6)
        yield first
        yield from _listed(window, first)


def _ahead(window: Window, known: Sequence[Cue], place: int) -> Iterator[Told]:
    """The digits that a cue leads on to: "ends in 0187"."""
    value = _following(window, known, place)
    if value is None:
        return
    (start, end, digits, gap), text, cue = value, window.text, known[place]
    tight = leads(gap)
    if not tight and (PART & cue.tags and not SSN & cue.tags and " " in cue.phrase[:4]):
        return
    if (not tight and not tells(gap)) or COUNTED.match(text, end):
        return
    linked = _linked(window, known, place, start, end)
    if linked and len(digits) in sizes(linked):
        if not (_YEAR.fullmatch(digits) and _is_year(text, start, gap, linked)):
            yield Told(start, end, digits, linked, "ssn_part.told", 0.92)
    elif SSN & cue.tags and tight and _is_field(text, cue, gap, digits, end):
        yield Told(start, end, digits, (cue,), "ssn_part.field", 0.6)


def _following(
    window: Window, known: Sequence[Cue], place: int
) -> tuple[int, int, str, str] | None:
    """The first number behind a cue, its digits, and what stands between."""
    after = known[place].end
    value = _next_value(window, after, _limit(window, known, place, _AHEAD))
    return (*value, window.text[after : value[0]]) if value else None


def _next_value(window: Window, start: int, limit: int) -> tuple[int, int, str] | None:
    """The first number between two places, in figures or in words."""
    text = window.text
    figure = _FIGURE.search(text, start, limit)
    word = next(window.cues.between(start, limit, _DIGIT), None)
    if word is not None and (figure is None or word.start < figure.start()):
        match = DIGIT_RUN.match(text, word.start)
    elif figure is not None:
        match = _VALUE.match(text, figure.start())
        if match is not None and text[match.end() : match.end() + 1] == " ":
            mixed = DIGIT_RUN.match(text, figure.start())
            if mixed is not None and re.search("[a-z]", mixed[0], re.IGNORECASE):
                match = mixed
    else:
        return None
    return (match.start(), match.end(), digits_of(match[0])) if match else None


def _linked(
    window: Window, known: Sequence[Cue], place: int, start: int, end: int
) -> tuple[Cue, ...]:
    """The cue for the part and the cue for the number that belong together; none, where one lacks.

    The other cue stands before this one with nothing else's name between, or behind the digits.
    """
    text, cue = window.text, known[place]
    if SSN & cue.tags and PART & cue.tags:
        return (cue,)
    wanted = PART if SSN & cue.tags else SSN
    for other in reversed(known[max(0, place - _NEXT) : place]):
        if cue.start - other.end > _AFAR:
            break
        if OTHER & other.tags and not PART & other.tags:
            return ()
        if wanted & other.tags:
            between = text[other.end : cue.start]
            if len(re.findall(r"\d", between)) <= 6:
                return (other, cue) if wanted is PART else (cue, other)
            break
    for other in known[place + 1 : place + _NEXT]:
        if other.start < end:
            continue
        if not _OF.match(text[end : other.start]) or (OTHER & other.tags and not PART & other.tags):
            break
        if wanted & other.tags and not _NEXT_NUMBER.match(text, other.end):
            return (other, cue) if wanted is PART else (cue, other)
    return ()


def sizes(linked: Sequence[Cue]) -> frozenset[int]:
    """How many digits the part has: as counted in its name, else what is usual for it."""
    if "area" in linked[0].phrase:
        return frozenset({3})
    count = _COUNT.search(linked[0].phrase)
    if count:
        word = count[1] or "4"
        return frozenset({_SIZES[word] if word in _SIZES else int(word)})
    return _ANY_SIZE[part_of(linked)]


def _is_year(text: str, start: int, gap: str, linked: Sequence[Cue]) -> bool:
    """Whether 19.. or 20.. is a year: of the programme, or of what else the sentence is about."""
    part, number = linked[0], linked[-1]
    sure = bool(SURE & number.tags) or owned(text, number)
    if number.start > start:
        return not sure
    if part.start <= number.start:  # "the last four of his SSN are 2019", not "... in 2019"
        return not (_SHOWS.search(gap) or not gap.strip())
    return not (sure and leads(text[number.end : part.start])) or ". " in gap


def _is_field(text: str, cue: Cue, gap: str, digits: str, end: int) -> bool:
    """`SSN: 0187`: four digits can only be the last ones.

    A year there is more likely a heading's.
    """
    if len(digits) != 4 or len(gap) > 12 or _YEAR.fullmatch(digits):
        return False
    if SURE & cue.tags:
        return _IS.search(gap) is not None or (
            not gap.strip() and _FIELD_ENDS.match(text, end) is not None
        )
    return "social" in cue.tags and owned(text, cue) and gap.strip() in {":", "=", "is", "is:"}


def _behind(window: Window, known: Sequence[Cue], place: int) -> Iterator[Told]:
    """The digits before words that say what they are: "0187 are the last four of his social"."""
    text, cue = window.text, known[place]
    low = max(0, cue.start - _BEHIND_AT_MOST)
    if place:
        low = max(low, known[place - 1].end)
    value = _last_value(text, low, cue.start)
    if value is None or not _IS_THE.match(text[value[1] : cue.start]):
        return
    start, end, digits = value
    wanted = PART if SSN & cue.tags else SSN
    linked: tuple[Cue, ...] = (cue,) if SSN & cue.tags and PART & cue.tags else ()
    for other in known[place + 1 : place + 3]:
        gap = text[cue.end : other.start]
        if linked or len(gap) > 60 or re.search(r"[\d!?]", gap) or OTHER & other.tags:
            break
        if wanted & other.tags:
            linked = (other, cue) if wanted is PART else (cue, other)
    if (
        linked
        and len(digits) in sizes(linked)
        and not _NEXT_NUMBER.match(text, max(c.end for c in linked))
    ):
        yield Told(start, end, digits, linked, "ssn_part.told", 0.92)


def _last_value(text: str, low: int, high: int) -> tuple[int, int, str] | None:
    """The last number in a stretch."""
    found = None
    first = _FIGURE.search(text, low, high)
    if first is None:
        return None
    for match in _VALUE.finditer(text, first.start(), high):
        found = match
    return (found.start(), found.end(), digits_of(found[0])) if found else None


def _listed(window: Window, first: Told) -> Iterator[Told]:
    """Further digits of the same kind in a list: "0187, 4452 and 9031"."""
    text, at = window.text, first.end
    while True:
        value = _next_value(window, at, min(len(text), at + 40))
        if (
            value is None
            or len(value[2]) != len(first.digits)
            or not _CHAIN.match(text[at : value[0]])
        ):
            return
        if not _CHAIN_ENDS.match(text, value[1]) or COUNTED.match(text, value[1]):
            return
        if any(window.cues.between(at, value[0], OTHER)):
            return
        at = value[1]
        yield first._replace(start=value[0], end=at, pattern="ssn_part.listed", score=0.85)
