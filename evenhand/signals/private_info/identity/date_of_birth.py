"""Dates of birth: full dates that the words beside them call so."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.identity.birth_dates import DATE, year_of
from evenhand.signals.private_info.identity.documents import BEHIND, beneath
from evenhand.signals.private_info.window import Window

NUMBERED = True
SIGNS = (
    r"\bd\.?[ ]?o\.?[ ]?b\b",
    r"date (?:of birth|born)|birth ?-?_?date|b-?day[^\x00]{1,16}[0-9]{2}|fodselsdat|fodelsedat",
    r"birth ?(?:day|dt)[^\x00]{1,24}[0-9]{2}|[0-9]{2}[^\x00a-z]{1,4}(?:is|was)[^\x00]{1,24}birth",
    r"born[^\x00]{1,52}[0-9]{2}",
    r"[( ]b\. ?[0-9a-z]{1,10}[^\x00]{1,10}[0-9]{2}",
    r"turn(?:s|ed) [0-9]{1,3} on",
    r"geburts|\bgeb(?:\.|oren|oorte)[^\x00]{0,40}[0-9]{2}|geboorte|gebdat|\bgeb [0-9]",
    r"naissance|\bn(?:e|\xc3\xa9)(?:e|\(e\)|\xc2\xb7e)? le [0-9]|\bddn\b",
    r"nacimi|\bnaci(?:do|da|o|\xc3\xb3)[^\x00]{1,40}[0-9]{2}",
    r"\bf\. ?nac|nascita|nascimento|\bnasc\b",
    r"\bnat[oa] (?:il|a)[^\x00]{1,40}[0-9]{2}|\bnasc(?:id[oa]|eu)[^\x00]{1,40}[0-9]{2}|urodzenia",
    r"[a-z),]?[ (]\*[ ]?[0-9]{1,2}[. ]{1,2}[0-9a-z]{1,10}[. ]{1,2}[0-9]{4}",
)

_LABEL = frozenset({"birth label"})
_BORN = frozenset({"born"})
_SHORT = frozenset({"born short"})
_ALL = _LABEL | _BORN | _SHORT
_THING = frozenset({"born thing"})
_DIED = frozenset({"died"})
_ROLE = frozenset({"public role"})

_AFTER_LABEL = re.compile(
    r"""[\s"'`*_.)\]]{0,4}+(?:\([^()\n\d]{1,25}\)\s{0,2})?
    (?:(?:of|for)[ ][A-Z][\w'.]{1,20}(?:[ ][A-Z][\w'.]{1,20}){0,3}[ ,:]{1,2}
    |(?:is|was|on|am|ist|est|es|è|é|le|el|il|op|the|given|listed|recorded|as)\b\s{0,2}+
    |[:=>|,?<\-]\s{0,3}+|["'*`]\s?|A:\s?
    |(?:mon|tues?|wednes|thurs?|fri|satur|sun)day,?[ ]){0,6}+["'`*_(\[]{0,3}+""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD_BROKEN = re.compile(
    r"""\d|[.!?;][ \n](?!$)|\n\s*\n
    |\b(?:died|dies|founded|joined|married|issued|arrived|moved|graduated|until|expires|since
    |and\ was|updated|posted|released|deceased
    |worked|elected|from|yesterday|hearing|trial|visit)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Between `born` and the date: the date is another's."""

_FEAST = frozenset({"birthday", "bday", "b day", "birth day", "birthdays", "geburtstag"})
_SAID = re.compile(r"[:=>|]|\b(?:is|was|on|am|ist)\b", re.IGNORECASE)
"""`on her birthday, 5 June 2017` is no birth; `birthday: 5 June 2017` is one."""

_BEFORE_LABEL = re.compile(BEHIND, re.IGNORECASE | re.VERBOSE)
_LED_BY_FIGURE = re.compile(r"\d" + BEHIND, re.IGNORECASE | re.VERBOSE)
"""Before a label behind its date: found sooner than the date."""

_FIGURE = re.compile(r"\d")
_TURNS = re.compile(r"\bturn(?:s|ed)\ \d{1,3}\ on\ ", re.IGNORECASE | re.VERBOSE)
_STAR = re.compile(r"(?<=[\w),] |[\w),]\(| \()\* ?(?=\d)")

_LONG_AGO = 1905
"""Who was born before is history; fixed, since a signal knows no clock."""


def find(window: Window) -> Iterator[Candidate]:
    """Full dates behind, before or beneath the words."""
    text = window.text
    for cue in window.cues.between(0, len(text), _ALL):
        for match in _dates(text, cue):
            short = not _SHORT.isdisjoint(cue.tags) and year_of(match) is None
            if not short and not _of_thing(window, cue):
                yield _judged(window, match, (cue,))
    leads = [*_TURNS.finditer(text)] if "urn" in text else []
    leads += _STAR.finditer(text) if "*" in text else []
    for lead in leads:
        told = DATE.match(text, lead.end())
        if told is not None:
            yield _judged(window, told, ())


def _dates(text: str, cue: Cue) -> Iterator[re.Match[str]]:
    """The dates that a word speaks of: the one behind it, else before it, else those beneath."""
    found = _behind(text, cue) or _before(text, cue)
    if found is not None:
        yield found
    elif not _LABEL.isdisjoint(cue.tags):
        for start, end in beneath(text, cue.start, cue.end):
            cell = DATE.match(text, start, end)
            if cell is not None:
                yield cell


def _behind(text: str, cue: Cue) -> re.Match[str] | None:
    if _BORN.isdisjoint(cue.tags):
        gap = _AFTER_LABEL.match(text, cue.end)
        if gap is None or (cue.phrase in _FEAST and not _SAID.search(gap[0])):
            return None
        return DATE.match(text, gap.end())
    if _FIGURE.search(text, cue.end, cue.end + 95) is None:
        return None
    found = DATE.search(text, cue.end, cue.end + 95)
    if found is None or found.start() > cue.end + 60:
        return None
    return None if _LEAD_BROKEN.search(text, cue.end, found.start()) else found


def _before(text: str, cue: Cue) -> re.Match[str] | None:
    """`14/03/1988 is her birthday`, `14.03.1988 (date of birth)`."""
    low = max(0, cue.start - 60)
    if _LABEL.isdisjoint(cue.tags) or _LED_BY_FIGURE.search(text, low, cue.start) is None:
        return None
    for match in DATE.finditer(text, low, cue.start):
        if _BEFORE_LABEL.match(text, match.end(), cue.start):
            return match
    return None


def _of_thing(window: Window, cue: Cue) -> bool:
    """Whether something else than a person was born."""
    return _LABEL.isdisjoint(cue.tags) and (window.cues.before(cue.start, _THING, 25) is not None)


def _judged(window: Window, match: re.Match[str], cues: tuple[Cue, ...]) -> Candidate:
    """Public where a death or a place in history stands beside the date."""
    start, end = match.span()
    public = _public(window, start, end, year_of(match))
    sure = not cues or not _SHORT.isdisjoint(cues[0].tags)
    score = PUBLIC_AT_MOST if public else 0.75 if sure else 0.95
    return Candidate(
        "date_of_birth", start, end, score, "birth.labelled", ("date_exists",), cues, public
    )


def _public(window: Window, start: int, end: int, year: int | None) -> str:
    if year is not None and year < _LONG_AGO:
        return "historic"
    died = window.cues.after(end, _DIED, 30)
    tail = window.text[died.end if died else end : end + 60]
    if re.search(r"^[^\n]{0,25}\b(?:1[5-9]|20)\d\d\b", tail) and (
        died is not None or re.match(r"[ ]?[-†+][ ]?\S{1,12}[ .]", tail)
    ):
        return "historic"
    role = window.cues.after(end, _ROLE, 70)
    if role is not None and re.match(
        r"[^.\n]{0,45}\)[ ](?:is|was)[ ]an?\b", window.text[end : role.start]
    ):
        return "encyclopedic"
    return ""
