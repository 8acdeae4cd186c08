"""Street addresses of twelve countries: house, street, then unit, town, region and postcode.

Rules judge how it is written and what stands around it; where they are not sure, a tagger is asked.
An institution's or a business's address is public; a home never is.
"""

import re
from collections.abc import Iterator

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.candidate import NOTHING, PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.place import tagger
from evenhand.signals.private_info.place.grammar import houses, with_tail
from evenhand.signals.private_info.place.looks import doubts, is_day
from evenhand.signals.private_info.place.seats import is_seat
from evenhand.signals.private_info.place.signs import SIGNS
from evenhand.signals.private_info.place.spots import around, spots
from evenhand.signals.private_info.place.tokens import line
from evenhand.signals.private_info.place.usual import usual
from evenhand.signals.private_info.place.written import Written, written
from evenhand.signals.private_info.window import Window

__all__ = ["SIGNS", "find"]

KIND = "street_address"

_HOME = frozenset({"home"})
_LIVES = _HOME | {"lives at"}
_DWELLING = frozenset({"dwelling"})
_LEADS = frozenset({"destination"})
_OPEN = frozenset({"open to all"})
_OFFICE = frozenset({"institution"}) | _OPEN
_ANY = _LIVES | _DWELLING | _OFFICE | _LEADS
_PERSON = frozenset({"given name"})

_POINTS = {
    "postcode": 0.4,
    "postcode_small": 0.4,
    "postcode_first": 0.4,
    "postcode_first_small": 0.35,
    "region": 0.4,
    "region_code": 0.35,
    "region_small": 0.35,
    "city": 0.3,
    "city_alone": 0.2,
    "": 0.0,
}
"""What town and region behind the street add to the score, by how they are written."""

_UNIT_POINTS = 0.3
_HOME_POINTS = 0.35
_DESTINATION_POINTS = 0.2
_LEAD_POINTS = 0.15

_UNSURE = 0.2
"""The tagger is asked from here on."""

_ASKS = 8
"""So often the tagger is asked for one window: it takes more time than all the rules."""

_HOUSES = 50
"""So many are judged in one window: a bound for hostile text."""

_SURE = 0.6
"""The tagger's probability that counts."""

_TAGGED_SCORE = 0.6
_AT_MOST = 0.97

_LEADS_TO_PLACE = re.compile(
    r"(?:\b(?:at|to|on|from|near|of|by|outside|is|address|behind|opposite|au|in|an|en|em|na)|[@:(])"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"""[!?;.w](?: (?<=[!?;])\s
        | (?<=\.)(?<!Inc\.)(?<!Ltd\.)(?<!Corp\.)(?<!Co\.)(?<!No\.)\s
        | (?<=w)(?<!\ww)ork(?:s|ed|ing)\b)""",
    re.VERBOSE,
)
"""Who works somewhere does not live there: what stands before it is of another place."""

_CLAUSE_END = re.compile(r"[.!?;\n]")
_ON_TO = re.compile(r"[\s,;:(\-]*(?:(?:is|was|in|the|our|a|an)\s+){0,3}")
_WHERE = re.compile(r"[\s,(\-]{0,4}where\b", re.IGNORECASE)
_SUITE = re.compile(r"\b(?:suite|ste)\b", re.IGNORECASE)

_LEAD = 80
_TRAIL = 45
"""So far before and behind an address words are looked for that tell whose it is."""


def find(window: Window) -> Iterator[Candidate]:
    """House number, name or street to the end of town, region, postcode and country."""
    text = window.text
    streets, others = spots(window)
    taken: list[Candidate] = []
    for one in usual(text, streets):
        found, _ = _judge(window, one, may_ask=False)
        if found is not None:
            taken.append(found)
            yield found
    judged, asks = _HOUSES, _ASKS
    known = [(found.start, found.end) for found in taken]
    for start, end in around(text, (*streets, *others), known):
        row = line(text, start, end)
        for house in houses(row.signs):
            if not judged:
                return
            if _overlaps(taken, row.spans[house.start][0], row.spans[house.end - 1][1]):
                continue
            one = written(text, row, with_tail(row.signs, house))
            if _overlaps(taken, one.start, one.end):
                continue
            judged -= 1
            found, asked = _judge(window, one, may_ask=asks > 0)
            asks -= asked
            if found is not None:
                taken.append(found)
                yield found


def _overlaps(taken: list[Candidate], start: int, end: int) -> bool:
    return any(start < other.end and other.start < end for other in taken)


def _judge(window: Window, one: Written, *, may_ask: bool) -> tuple[Candidate | None, bool]:
    """The candidate, if it is sure enough, and whether the tagger was asked."""
    said = _said(window, one)
    score = _score(window.text, one, said)
    asked = may_ask and _UNSURE <= score < COUNTS_FROM
    tagged = _tagged(window.text, one.start, one.end) if asked else 0
    if tagged:
        score, one = _TAGGED_SCORE, one._replace(end=max(one.end, tagged))
    if score < COUNTS_FROM:
        return None, asked
    return _candidate(window, one, said, score, tagged=tagged > 0), asked


def _candidate(
    window: Window, one: Written, said: Cue | None, score: float, *, tagged: bool
) -> Candidate:
    """The address with what is said of it."""
    checks = ["unit"] if one.units > one.street else []
    checks += [one.tail.split("_")[0]] if one.tail else []
    checks += ["tagged"] if tagged else []
    public = _public(window, one, said)
    home = said is not None and not said.tags.isdisjoint(_LIVES)
    return Candidate(
        KIND,
        one.start,
        one.end,
        PUBLIC_AT_MOST if public else round(min(score, _AT_MOST), 2),
        pattern=f"address.{one.form}",
        checks=tuple(checks),
        cues=(said,) if said else (),
        public=public,
        detail={"home": True} if home else NOTHING,
    )


def _score(text: str, one: Written, said: Cue | None) -> float:
    """How sure it is an address: how it is written, what follows, and what is said before."""
    if one.form == "told" and is_day(text, one.start):
        return 0.0
    tags = said.tags if said else frozenset()
    unit = one.units > one.street
    home = not tags.isdisjoint(_LIVES | _DWELLING)
    score = one.looks + _POINTS[one.tail]
    score += _UNIT_POINTS * unit + _HOME_POINTS * home
    score += _DESTINATION_POINTS * (not tags.isdisjoint(_LEADS))
    score += _LEAD_POINTS * bool(_LEADS_TO_PLACE.search(text, max(0, one.start - 12), one.start))
    if not (unit or one.tail or home):
        score -= doubts(text, one.start, one.end)
    return score


def _tagged(text: str, start: int, end: int) -> int:
    """Where the tagger ends the address that it sees at this place; 0 where it sees none."""
    around = tagger.spans(text, max(0, start - 60), min(len(text), end + 100))
    for first, last, sure in around:
        if sure >= _SURE and first <= start + 8 and last >= end - 4:
            return last
    return 0


def _said(window: Window, one: Written) -> Cue | None:
    """The word that tells whose address it is: a home's before any other, else the nearest."""
    text, cues, start, end = window.text, window.cues, one.start, one.end
    if not (cues.before(start, _ANY, _LEAD) or cues.after(end, _ANY, _TRAIL)):
        return None
    lead = start - _sentence_start(text, start)
    stop = _CLAUSE_END.search(text, end, end + _TRAIL)
    trail = stop.start() - end if stop else _TRAIL
    tags = _LIVES if _WHERE.match(text, end, end + trail) else _HOME
    behind = cues.after(end, tags, trail)
    if behind is not None and not any(map(str.isdigit, text[end : behind.end + 12])):
        return behind
    before = cues.before(start, _LIVES, lead) or cues.after(end, _OPEN, trail)
    if before is not None:
        return before
    nearest = cues.before(start, _ANY, lead)
    if nearest is not None:
        return nearest
    office = cues.after(end, _OFFICE, 25)
    return office if office and _ON_TO.fullmatch(text, end, office.start) else None


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that `place` is in, or what is looked at of it."""
    start = max(0, place - _LEAD)
    for stop in _SENTENCE_END.finditer(text, start, place):
        start = stop.end()
    return start


def _public(window: Window, one: Written, said: Cue | None) -> str:
    """Why everybody may know the address, or nothing."""
    text, start = window.text, one.start
    tags = said.tags if said else frozenset()
    if not tags.isdisjoint(_LIVES):
        return ""
    if is_seat(text, start, one.units, one.end):
        return "famous_address"
    if not tags.isdisjoint(_OFFICE):
        return "institution"
    if said is not None or window.cues.before(start, _PERSON, 90):
        return ""
    if one.form == "box" and text[start] in "Pp":
        return "post_box"
    # Elsewhere than in North America a suite is any flat.
    return "institution" if one.american and _SUITE.search(text, start, one.end) else ""
