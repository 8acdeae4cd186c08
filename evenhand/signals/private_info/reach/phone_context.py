"""What the words around a telephone number say: that it is one, and whose."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.reach.phone_shape import FIGURES_AT_MOST, Figures
from evenhand.signals.private_info.window import Window

_PHONE = frozenset({"phone"})
_PHONE_HERE = frozenset({"phone", "phone here"})
_OTHER = frozenset(
    {"thing", "thing here", "ssn", "card", "account", "routing", "iban", "passport", "license"}
)

_PUBLIC: Mapping[str, str] = {
    "press": "press_line",
    "hotline": "hotline",
    "service": "service_line",
    "office": "office_line",
    "office here": "office_line",
    "venue": "institution_line",
}
"""Tag of a word -> why everybody may know the number beside it."""

_WHOSE = frozenset({"personal", "nobody", *_PUBLIC})
_LABELS = frozenset({"personal", "press", "hotline", "office", "office here"})
_ROOMS = frozenset({"office", "office here"})
_LABEL = _PHONE | _LABELS
_WHAT = _PHONE_HERE | _OTHER | _LABELS
_CALLED = _PHONE_HERE | _LABELS
_ALL = _WHAT | _WHOSE

_WIDTH = 70
_PARTING = " -,;()[|\\"
_PARTS = frozenset(_PARTING)
_GAP = " \t\n.:=#,;-('\"|>*/)_"
_FILLER = re.compile(
    r"""(?:[ ]?(?:me|him|her|them|us|up|back|at|on|is|was|no|nr|num|number|now|directly|anytime|via
    |asap|to|an|pa|på|de|der|die|ist|unter|auf|au|sur|al|el|es|est|em|no|op|it's|its|today|tonight|please
    |home|work|mobile|cell|uk|us)\b[ ]?){0,4}[\s.:=\#,;\-('"|>*/)]{0,6}""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER = re.compile(r"(?<![\w'.])(?:[tmpfhcwo](?:\)|:|\):)|[tm]\.) ?$", re.IGNORECASE)
"""`T: ` or `(m) ` as on visiting cards."""

_LETTER_ENDS = frozenset(" :.)")

_NEW_SENTENCE = re.compile(r"[.!?]\s+(?!Tel|Phone|Call|Fax|Ph\b|Telefon)[A-Z]|\n[^\n]{12}|\n\n")
_JOINS = re.compile(r"[\s,;/|&]*(?:or|and|oder|und|ou|et|o|y|e|od)?[\s,/]*", re.IGNORECASE)
_LISTED = re.compile(r" ?[:.=]? ?[+(]{0,2}\d| ?[:=]")
"""Behind a word: it speaks of the next number."""

_OF_RECORD = frozenset({"record"})
_RECORD = re.compile(r"\b\d{3}-\d\d-\d{4}\b|\w@\w")


class Said(NamedTuple):
    """What the words say of a number.

    Attributes:
        what: `told` right beside a telephone word, `near` in its neighbourhood, `thing` where
            they call it something else, or empty.
        public: the code of why everybody may know it, or empty.
        personal: whether a word makes it a person's own.
        cues: the words that say so.
    """

    what: str = ""
    public: str = ""
    personal: bool = False
    cues: tuple[Cue, ...] = ()


NOTHING_SAID = Said()


def said(window: Window, start: int, end: int, floor: int, *, sure: bool = False) -> Said:
    """What the nearest words call a number, and whose; words before `floor` speak of another.

    `sure`: it is known to be a telephone number, so a word further behind need not say so.
    """
    lead = window.cues.before(start, _ALL, _WIDTH)
    if lead is not None and lead.start < floor:
        lead = None
    label = _label_behind(window, end)
    what_cue: Cue | None
    if label is not None:
        what, what_cue = "told", label
    else:
        what, what_cue = _what(window, start, end, floor, lead)
        if not what and not sure:
            what, what_cue = _behind(window, end)
    whose: Cue | None
    if label is not None and not label.tags.isdisjoint(_LABELS):
        # `202-555-0143 office` on a visiting card is a person's own line at work, like their
        # mailbox there; `our office: 202-555-0143` is everybody's.
        whose = label if label.tags.isdisjoint(_ROOMS) or "press" in label.tags else None
    else:
        whose = _owner(window, start, floor, lead) if lead is not None else None
    if whose is None:
        return Said(what, cues=(what_cue,)) if what_cue else Said(what)
    cues = (whose,) if what_cue is None or what_cue is whose else (what_cue, whose)
    if "personal" in whose.tags:
        return Said(what, "", True, cues)
    return Said(what, next(code for tag, code in _PUBLIC.items() if tag in whose.tags), False, cues)


def called_at(window: Window, figures: Figures) -> Sequence[int]:
    """The groups of a stretch with which a number that is told to be called may begin.

    Only the first one stands right behind a word, only the last ones right before a label.
    """
    start = figures.start(0)
    before = window.cues.before(start, _CALLED, _WIDTH) is not None or _letter_before(
        window.text, start
    )
    if _label_behind(window, figures.places[-1][1]) is None:
        return (0,) if before else ()
    last = range(figures.last_together(FIGURES_AT_MOST), len(figures.places))
    return (0, *last) if before else last


def _letter_before(text: str, start: int) -> bool:
    return (
        text[start - 1 : start] in _LETTER_ENDS
        and _LETTER.search(text, max(0, start - 6), start) is not None
    )


def _what(
    window: Window, start: int, end: int, floor: int, lead: Cue | None
) -> tuple[str, Cue | None]:
    """What the nearest word before a number calls it."""
    while lead is not None and lead.tags.isdisjoint(_WHAT):
        lead = window.cues.before(lead.start, _WHAT, _WIDTH - (start - lead.start))
    text = window.text
    if lead is None or lead.start < floor:
        return ("told", None) if _LETTER.search(text, max(floor, start - 6), start) else ("", None)
    gap = text[lead.end : start]
    touching = not gap.strip(_GAP) or _FILLER.fullmatch(gap) is not None
    if not lead.tags.isdisjoint(_PHONE_HERE):
        if touching:
            return "told", lead
        return ("near", lead) if "phone" in lead.tags and "\n\n" not in gap else ("", None)
    if lead.tags.isdisjoint(_OTHER):
        return ("told", lead) if touching and ":" in gap else ("", None)
    if touching or ("thing" in lead.tags and "\n" not in gap):
        return "thing", lead
    return "", None


def _behind(window: Window, end: int) -> tuple[str, Cue | None]:
    """`... is his number`."""
    trail = window.cues.after(end, _PHONE, 25)
    if trail is None or "\n" in window.text[end : trail.start]:
        return "", None
    return ("", None) if _LISTED.match(window.text, trail.end) else ("near", trail)


def _label_behind(window: Window, end: int) -> Cue | None:
    """A word right behind a number, on its line, as on a visiting card."""
    if window.text[end : end + 1] not in _PARTS:
        return None
    label = window.cues.after(end, _LABEL, 24)
    if label is None or window.text[end : label.start].strip(_PARTING):
        return None
    return None if _LISTED.match(window.text, label.end) else label


def _owner(window: Window, start: int, floor: int, lead: Cue) -> Cue | None:
    """The nearest word before a number that says whose it is."""
    cue: Cue | None = lead
    if lead.tags.isdisjoint(_WHOSE):
        cue = window.cues.before(lead.start, _WHOSE, _WIDTH - (start - lead.start))
    if cue is None or cue.start < floor or "nobody" in cue.tags:
        return None
    if "personal" in cue.tags or "press" in cue.tags:
        return cue
    gap = window.text[cue.end : start]
    if "office here" in cue.tags and gap.strip(_GAP):
        return None
    return None if _NEW_SENTENCE.search(gap) else cue


def in_a_record(window: Window, start: int, end: int) -> bool:
    """Whether it stands among a person's own data: their e-mail, number or date of birth."""
    cues = window.cues
    if cues.before(start, _OF_RECORD, 80) or cues.after(end, _OF_RECORD, 60):
        return True
    return _RECORD.search(window.text, max(0, start - 60), end + 60) is not None


def joins(text: str, end: int, start: int) -> bool:
    """Whether only a word such as "or" stands between two numbers: they are of one kind."""
    return start - end < 12 and _JOINS.fullmatch(text, end, start) is not None
