"""E-mail addresses whose signs are written as words, to be missed by machines."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.cues import words
from evenhand.signals.private_info.reach.email import judged
from evenhand.signals.private_info.reach.email_roles import FILE_ENDS, MAIL_TAGS
from evenhand.signals.private_info.window import Window

_DOTS = "dot|punkt|punto|point|ponto|punt|kropka|prik"
_ATS = (
    "at|ät|arroba|arobase|chiocciola|apenstaartje|apestaartje|malpa|małpa|klammeraffe|snabel-a|aet"
)

_TOPS = words("""
    com org net edu gov example test de fr es it nl uk us ca ch br mx pt pl se dk fi io me
    info co eu au nz ie invalid email app dev gmx
""")
"""Names of the net that plain words (`dot com`) are believed to spell."""

SIGNS = (
    r"[\[({<] ?(?:at|\xc3\xa4t|aet|@) ?[\])}>]",
    rf"[^\x00a-z](?:{_DOTS})[ \n](?:{'|'.join(sorted(_TOPS))})",
    r"(?:arroba|arobase|chiocciola|apenstaartje|apestaartje|klammeraffe|snabel-a) ?[a-z0-9]",
    r"[a-z0-9]_at_[a-z0-9]",
    r"[a-z0-9] at [a-z0-9][a-z0-9\-]{0,40}\.[a-z]",
    rf"[\[({{<] ?(?:{_DOTS}) ?[\])}}>] ?[a-z]",
    r"[\[({<] ?\. ?[\])}>] ?[a-z]",
)
"""For `[at]`, `dot com`, `arroba`."""

_LOCAL = r"(?<![\w.%+\-@])(?P<local>\w[\w%+\-]{0,63}(?:\.[\w%+\-]{1,40}){0,4})"
_LABEL = r"[^\W_][\w\-]{0,61}"
_TOP = r"(?P<top>[^\W\d_]{2,12})(?!\w|\.\w)"
_BOXED_AT = r"\s?[\[({<]\s?(?:at|ät|aet|@)\s?[\])}>]\s?"
_BOXED_DOT = rf"\s?[\[({{<]\s?(?:{_DOTS}|\.)\s?[\])}}>]\s?"
_WORD_DOT = rf"\s(?:{_DOTS})\s"
_ANY_DOT = rf"(?:\.|{_BOXED_DOT}|{_WORD_DOT})"

_BOXED = re.compile(
    rf"{_LOCAL}{_BOXED_AT}{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,4}}?{_ANY_DOT}{_TOP}", re.IGNORECASE
)
"""`jane [at] mail [dot] example`, also `jane(at)mail.example`: the brackets say enough."""

_DOTTED = re.compile(
    rf"{_LOCAL}\s?@\s?{_LABEL}(?:(?:\.|{_BOXED_DOT}){_LABEL}){{0,4}}?(?:{_BOXED_DOT}|{_WORD_DOT}){_TOP}",
    re.IGNORECASE,
)
"""`jane@mail[.]example`, `jane@mail dot com`."""

_IN_WORDS = re.compile(
    rf"{_LOCAL}(?P<dots>(?:\s(?:{_DOTS})\s\w{{1,40}}){{0,3}}?)\s(?P<at>{_ATS})\s"
    rf"(?P<host>{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,4}}?)(?P<dot>{_ANY_DOT}){_TOP}",
    re.IGNORECASE,
)
"""`jane at mail dot example`: plain words, so something else must speak for an address."""

_UNDERSCORED = re.compile(
    rf"(?<![\w@])(?P<local>[a-z0-9][a-z0-9.\-]{{0,40}})_at_"
    rf"[a-z0-9\-]{{1,60}}(?:_dot_[a-z0-9\-]{{1,60}}){{0,3}}?_dot_{_TOP}",
    re.IGNORECASE,
)

_SURE_ATS = frozenset(_ATS.split("|")) - {"at", "aet", "malpa"}
_NAMELIKE = re.compile(r"[\d._]")
_PROVIDERS = words("""
    gmail googlemail yahoo hotmail outlook live msn icloud aol mail email gmx web proton protonmail
    tutanota fastmail zoho yandex orange free laposte wanadoo libero t-online freenet posteo uol bol
    terra comcast verizon btinternet
""")
"""Hosts with which most people have their mailbox."""

_NO_MAILBOX = words("""
    look looks looking looked me us meet him her them it here there up laugh live found find only
    sold see visit join shop buy now is are was be been read posted click work works working worked
    office down out order in on online held starts start stay party store listen watch more website
    site page blog people stuff everyone or the a an just
""")
"""What stands before an "at" that is a mere word."""


def find(window: Window) -> Iterator[Candidate]:
    """Addresses with `[at]`, ` at `, ` dot ` and their like in the main European languages."""
    text = window.text
    for match in _BOXED.finditer(text):
        if match["top"].lower() not in FILE_ENDS:
            yield _candidate(window, match, 0.9)
    for match in _DOTTED.finditer(text):
        if match["top"].lower() not in FILE_ENDS:
            yield _candidate(window, match, 0.85)
    for match in _UNDERSCORED.finditer(text):
        if match["top"].lower() in _TOPS:
            yield _candidate(window, match, 0.8)
    for match in _IN_WORDS.finditer(text):
        if _is_meant(window, match):
            yield _candidate(window, match, 0.8)


def _is_meant(window: Window, match: re.Match[str]) -> bool:
    """Whether words such as "at" and "dot" stand for signs, and not in a sentence."""
    local = match["local"].lower()
    if local in _NO_MAILBOX or match["top"].lower() not in _TOPS:
        return False
    if match["at"].lower() in _SURE_ATS:
        return True
    told = window.cues.before(match.start(), MAIL_TAGS, 30) is not None
    shouted = match["at"].isupper() and not match["local"].isupper()
    looks_so = shouted or bool(match["dots"]) or _NAMELIKE.search(local) is not None
    if match["dot"] == ".":
        behind = window.text[match.end() : match.end() + 2].strip()
        return told and (looks_so or behind[:1] in {"", ".", ","})
    return told or looks_so or match["host"].lower() in _PROVIDERS


def _candidate(window: Window, match: re.Match[str], score: float) -> Candidate:
    undone = {"undone": ["at_dot_words"]}
    found = Candidate("email", *match.span(), score, "email.words", detail=undone)
    return judged(window, found, match["local"])
