"""Where addresses stand that are written with blanks: `news dot example slash page`.

What is found here is looked up in a list and never shown as a link, so that prose which happens
to read like an address (`the end dot Now`) costs a look-up and nothing else.
"""

import re
from collections.abc import Iterator

from evenhand.text.addresses.respell import CLOSE, DASH_WORD, DOT_WORD, OPEN, SLASH_WORD

_HINTS = (
    " .", " /", "/ ", "p :", "s :", " [.", " (.", " {.", " <.",
    "dot", "d0t", "punkt", "punto", "ponto", "точка",
)  # fmt: skip
"""One of them stands in every zone, in lower case and with blanks for line ends and tabs.

They spare most texts the search for zones.
"""

_STOP = re.compile(r"\.\s{1,2}[a-z]{2,24}/")

_GAP = r"(?:[ \t]{1,3}|[ \t]?\n[ \t]?)"
"""Blanks inside an address; an empty line ends it."""

_DOT = (
    rf"(?:\.|{_GAP}?{OPEN}{_GAP}?(?:\.|{DOT_WORD}){_GAP}?{CLOSE}{_GAP}?"
    rf"|{_GAP}{DOT_WORD}{_GAP}|{_GAP}dot(?=(?:com|net|org|info)\b)|{_GAP}\.{_GAP}?)"
)
_SLASH = (
    rf"(?:{_GAP}?{OPEN}{_GAP}?(?:/|{SLASH_WORD}){_GAP}?{CLOSE}{_GAP}?"
    rf"|{_GAP}{SLASH_WORD}{_GAP}|{_GAP}?/{_GAP}?)"
)
_SCHEME = (
    rf"h(?:tt|xx|\*\*)ps?(?:{_GAP}?[\[(]?:[\])]?{_GAP}?/{_GAP}?/{_GAP}?"
    rf"|{_GAP}colon{_GAP}slash{_GAP}slash{_GAP})"
)
_PIECE = r"[^\s/<>\"\[\](){}]{1,200}"
_ENDING = r"(?=(?:html?|php|aspx?|jsp|pdf|txt|docx?|jpe?g|png|zip)\b)"
_SEGMENT = rf"{_PIECE}(?:(?:{_GAP}{DASH_WORD}{_GAP}|{_DOT}{_ENDING}){_PIECE}){{0,6}}"
_ZONE = re.compile(
    rf"(?<![\w.@-])(?:{_SCHEME})?[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,63}}){{1,6}}"
    rf"(?:{_SLASH}{_SEGMENT}){{0,12}}",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"(?<![^\W_])[^\W_][\w.-]{0,99}\.\s{1,2}[a-z]{2,24}/[^\s<>\"]{1,200}")
"""A blank behind a dot is the end of a sentence, unless a lower-case word with a path follows."""

_LONE_DOT = re.compile(r"\s\.\s{0,3}[A-Z0-9]")
_SPELT = re.compile(r"\s")
_MAILBOX = re.compile(
    r"(?:[\[({<]\s?at\s?[\])}>]|(?:mail|write|contact|reach)[^.!?]{0,40}\sat)\s*$", re.IGNORECASE
)
"""`press at news dot example`, where mail is spoken of, is no web address."""

_APART = re.compile(rf"(?<!\S)(?:(?:\S|{OPEN}\.{CLOSE}) {{1,3}}){{7,400}}\S(?!\S)")
"""Letters set apart, one by one."""

_BROKEN = re.compile(r"(?:\t|=?\r?\n\t{0,5}(?:[>|] ?){0,5})(?=\S)")
"""A tab or line break; in a mail with the sign of a soft break before it and of quoting behind."""

_BEGUN = re.compile(r"h(?:tt|xx|\*\*)ps?:|[\w-]\.[a-z]{2,24}/", re.IGNORECASE)
_CUT = re.compile(r"[-./:]$|//[^./]*$")
"""How an address ends that is cut: in a sign that joins, or within its host's first label."""

_ANEW = re.compile(r"[\w-]+(?:\.[\w-]+)+/")
_WORD = re.compile(r"\S{1,500}")
_MAX_BEGUN, _MAX_LINES = 500, 3


def spelled(text: str) -> Iterator[tuple[int, int]]:
    """Stretches with blanks inside that may be one address; they may overlap. Linear in time."""
    hinted = _hinted(text)
    for pattern, wanted in ((_ZONE, hinted), (_STOPPED, _STOP.search(text))):
        for zone in pattern.finditer(text) if wanted else ():
            if _SPELT.search(zone[0]) and not _is_prose(text, zone):
                yield zone.span()
    for apart in _APART.finditer(text) if hinted else ():
        if "." in apart[0]:
            yield apart.span()
    if "\n" in text or "\t" in text:
        yield from _broken(text)


def _hinted(text: str) -> bool:
    small = text.lower().replace("\n", " ").replace("\t", " ")
    # A loop: `any` takes three times as long, and nearly every text comes here.
    for hint in _HINTS:  # noqa: SIM110
        if hint in small:
            return True
    return False


def _is_prose(text: str, zone: re.Match[str]) -> bool:
    before = text[max(0, zone.start() - 60) : zone.start()]
    return bool(_MAILBOX.search(before) or _LONE_DOT.search(zone[0]))


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Addresses that a tab or line break splits, joined with up to _MAX_LINES words after it."""
    for gap in _BROKEN.finditer(text):
        begun = text[max(0, gap.start() - _MAX_BEGUN) : gap.start()].rsplit(None, 1)
        if not begun or text[gap.start() - 1].isspace() or not _BEGUN.search(begun[-1]):
            continue
        whole = not _CUT.search(begun[-1]) and gap[0][0] != "="
        next_gap: re.Match[str] | None = gap
        for _ in range(_MAX_LINES):
            word = _WORD.match(text, next_gap.end()) if next_gap else None
            if word is None or "://" in word[0] or (whole and _ANEW.match(word[0])):
                break
            yield gap.start() - len(begun[-1]), word.end()
            next_gap = _BROKEN.match(text, word.end())
