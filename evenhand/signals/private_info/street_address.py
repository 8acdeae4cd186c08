"""Plain US street addresses: house number, street name, suffix word, then unit, city, state, ZIP.

Post boxes are not streets. An institution's or a business's address is public; a home never is.
"""

import re
from collections.abc import Iterator

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.context import after, before, nearest
from evenhand.signals.private_info.street_words import (
    DIRECTION,
    HOME,
    HOME_BEHIND,
    LIVES,
    MAY_FOLLOW,
    NOT_IN_NAMES,
    NUMBERED,
    OFFICE,
    SEATS,
    SHORT_SUFFIXES,
    STATE_NAMES,
    STATES,
    STRONG_SUFFIXES,
    WEAK_SUFFIXES,
)

HINTS = (re.compile(r"\d[A-Za-z]?[ \t]{1,3}[A-Za-z\d]"),)

_STRONG = re.compile(STRONG_SUFFIXES, re.IGNORECASE)
_SHORT = re.compile(SHORT_SUFFIXES, re.IGNORECASE)
_CAPITAL = re.compile(r"[ \t]+[A-Z]")
_WORD = r"(?:[A-Za-z][A-Za-z.'\-]{0,19}|\d{1,3}(?:st|nd|rd|th))"
_STREET = re.compile(
    rf"""(?<![\w.,$€£#:/+\-])\d{{1,5}}(?:-\d{{1,4}})?(?:[ ]1/2)?[A-Za-z]?[ \t]{{1,3}}
    (?:{DIRECTION}[ \t]{{1,3}})?
    (?:(?i:{NUMBERED})\b
    |(?P<name>(?:{_WORD}[ \t]{{1,3}}){{1,4}}?)
       (?P<suffix>(?i:{STRONG_SUFFIXES}|{SHORT_SUFFIXES}|{WEAK_SUFFIXES}))\b\.?
       (?:[ \t]{{1,3}}(?i:{STRONG_SUFFIXES})\b\.?)?)
    (?:,?[ \t]{{1,3}}{DIRECTION})?""",
    re.VERBOSE,
)
_UNIT = re.compile(
    r"""[,\s]{1,3}(?:(?:(?P<home>apt|apartment)|suite|ste|unit|floor|fl|room|rm|bldg|building)\b\.?
        [ ]?\#?[ ]?\w[\w\-]{0,7}
    |\#[ ]?\w[\w\-]{0,5})""",
    re.IGNORECASE | re.VERBOSE,
)

_CITY = r"[A-Za-z][A-Za-z.'\-]{0,19}(?:[ \t][A-Za-z][A-Za-z.'\-]{0,19}){0,2}"
_TITLED_CITY = r"[A-Z][A-Za-z.'\-]{0,19}(?:[ \t][A-Z][A-Za-z.'\-]{0,19}){0,2}"
_ZIP = r"\d{5}(?:-\d{4})?(?![\w\-])"
_NO_CITY = "|".join(sorted(NOT_IN_NAMES | MAY_FOLLOW))
_TAILS = (
    re.compile(
        rf"[,\s]{{1,3}}{_CITY}[,\s]{{1,3}}(?i:{STATES}|{STATE_NAMES})(?!\w)[,\s]{{1,3}}{_ZIP}"
    ),
    re.compile(rf"[,\s]{{1,3}}{_TITLED_CITY},?[ \t](?:{STATES}|{STATE_NAMES})(?!\w)"),
    re.compile(rf",[ \t]?{_CITY},[ \t]?(?i:{STATES}|{STATE_NAMES})(?!\w)"),
    re.compile(
        rf",[ \t]?(?!(?:{_NO_CITY})\b){_CITY}[ \t](?!(?:in|or|me|ok|hi)\b)(?i:{STATES})"
        r"(?=[ \t]*(?:[.;)!?\n]|$))",
    ),
    re.compile(rf"[,\n][ \t]?{_TITLED_CITY}[,\s]{{1,2}}{_ZIP}"),
    re.compile(rf"[,\s]{{1,3}}{_ZIP}"),
)
"""City, state and postcode as far as they follow at once, the fullest first.

A state in small letters needs a comma before it or an end behind it, and words are no states.
"""

_CITY_ALONE = re.compile(r",[ \t]?[A-Z][a-z]{2,19}(?:[ \t][A-Z][a-z]{2,19})?(?=[.;)!?]|\s*$|\s*\n)")
"""`, Springfield` where nothing else follows that the word could belong to."""

_IN_CITY = re.compile(rf"[,\s]{{1,3}}in[ \t](?P<city>{_TITLED_CITY})")
_LEADS_TO_PLACE = re.compile(
    r"(?:\b(?:at|to|on|from|near|of|by|outside|is|address|behind|opposite)|[@:(])\W{0,3}$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19\d\d|20[0-3]\d)\s")
_NEXT_WORD = re.compile(r"[ \t]{1,3}([A-Za-z][\w'\-]*)")

_ON_TO = re.compile(r"^[\s,;:(\-]*(?:(?:is|was|in|the|our|a|an)\s+){0,3}")
_SENTENCE_END = re.compile(
    r"[!?;]\s|\bwork(?:s|ed|ing)\b|(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!No)\.\s"
)


def find(text: str) -> Iterator[Candidate]:
    """House number to the end of city, state and postcode where these follow at once."""
    for match in _STREET.finditer(text):
        if _is_name(match["name"]) or _is_the(match["name"]):
            candidate = _judge(match)
            if candidate is not None:
                yield candidate


def _is_name(name: str | None) -> bool:
    """Whether a street may be called so; None is a street that needs no suffix word."""
    words = (name or "").split()
    if len(words) == 1 and len(words[0]) == 1:
        return words[0].isupper()  # `A Street`
    return all(word.strip(".'-").lower() not in NOT_IN_NAMES for word in words)


def _is_the(name: str | None) -> bool:
    """`7 The Circle`: a street's name too, but only a city or a home can show it."""
    return name is not None and name.strip().lower() == "the"


def _judge(match: re.Match[str]) -> Candidate | None:
    text, start, end = match.string, match.start(), match.end()
    unit = _UNIT.match(text, end)
    end = unit.end() if unit else end
    tail = next((found for pattern in _TAILS if (found := pattern.match(text, end))), None)
    city = None if tail else _CITY_ALONE.match(text, end)
    end = (tail or city or unit or match).end()
    if end == match.end() and match[0].endswith("."):
        end -= 1  # more often the sentence's than the abbreviation's
    lead = before(text, start, 80)
    trail = after(text, end)
    home = bool(unit and unit["home"]) or HOME.search(lead) is not None
    home = home or HOME_BEHIND.match(trail) is not None
    if _is_the(match["name"]) and not (tail or home):
        return None
    score = _looks(match) + 0.3 * bool(unit) + 0.4 * bool(tail) + 0.2 * bool(city) + 0.35 * home
    score += 0.15 * bool(_LEADS_TO_PLACE.search(lead))
    if not (unit or tail or home):
        score -= _doubts(match, lead)
    if score < COUNTS_FROM:
        return None
    lives = LIVES.search(_SENTENCE_END.split(lead)[-1]) or HOME_BEHIND.match(trail)
    if not lives and (
        _is_seat(match, text[(unit or match).end() : end], end)
        or _is_office(lead, trail, unit, home)
    ):
        detail = {"public": True, "cue": "office"}
        return Candidate("street_address", start, end, PUBLIC_AT_MOST, detail)
    detail = {"cue": "home"} if home else {}
    return Candidate("street_address", start, end, round(min(score, 0.97), 2), detail)


def _looks(match: re.Match[str]) -> float:
    """How much like a street it is written: in capitals, with a word that means little else."""
    if match["name"] is None:
        return 0.35
    words = [*match["name"].split(), match["suffix"]]
    if not all(word[0].isupper() or word[0].isdigit() for word in words):
        return 0.2
    if _SHORT.fullmatch(match["suffix"]):
        return 0.35 if _CAPITAL.match(match.string, match.end()) else 0.55
    return 0.55 if _STRONG.fullmatch(match["suffix"]) else 0.35


def _doubts(match: re.Match[str], lead: str) -> float:
    """What speaks against a bare street: a year or a date before it, a word that goes on."""
    doubt = 0.3 * bool(_YEAR.match(match[0])) + 0.4 * bool(_MONTH.search(lead))
    following = _NEXT_WORD.match(match.string, match.end())
    if following and following[1].lower() not in MAY_FOLLOW:
        headline = following[1][0].isupper() and not match[0].isupper()
        doubt += 0.2 if headline else 0.4
    return doubt


def _is_seat(match: re.Match[str], tail: str, end: int) -> bool:
    """Whether everybody knows the address: its own town is named behind it, or none."""
    city = _IN_CITY.match(match.string, end)
    named = tail + (city["city"] if city else "")
    street = match[0].lower()
    town = next((town for seat, town in SEATS.items() if street.startswith(seat)), None)
    return town is not None and (not named or re.search(town, named, re.IGNORECASE) is not None)


def _is_office(lead: str, trail: str, unit: re.Match[str] | None, home: bool) -> bool:
    """Whether the nearest word tells of an institution; a home is never one."""
    if nearest(_SENTENCE_END.split(lead)[-1], {"home": HOME, "office": OFFICE}) == "office":
        return True
    if home:
        return False
    suite = unit is not None and OFFICE.search(unit[0]) is not None
    return suite or OFFICE.match(_ON_TO.sub("", trail)) is not None
