"""Where addresses stand that are written with blanks: `news dot example slash page`.

What is found here is looked up in a list and never shown as a link, so that prose which happens
to read like an address (`the end dot Now`) costs a look-up and nothing else.
"""

import re
from collections.abc import Iterator

from evenhand.text.addresses.respell import CLOSE, DASH_WORD, DOT_WORD, OPEN, SLASH_WORD

_HINTS = (
    " .", "\n.", " /", "\n/", "/ ", "/\n", "p: /", "s: /", "p :", "s :", " [.", " (.", " {.", " <.",
    "dot", "d0t", "punkt", "punto", "ponto", "точка",
)  # fmt: skip
"""One of them stands in every zone, whatever its case; spares most texts the search for zones."""

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
_SEGMENT = rf"{_PIECE}(?:{_GAP}{DASH_WORD}{_GAP}{_PIECE}){{0,6}}"
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

_BROKEN = re.compile(r"(?:\t|\r?\n)(?=\S)")
_BEGUN = re.compile(r"h(?:tt|xx|\*\*)ps?:|[\w-]\.[a-z]{2,24}/", re.IGNORECASE)
_ANEW = re.compile(r"[\w-]+(?:\.[\w-]+)+/")
_WORD = re.compile(r"\S{1,500}")
_MAX_BEGUN, _MAX_LINES = 500, 3


def spelled(text: str) -> Iterator[tuple[int, int]]:
    """Stretches with blanks inside that may be one address; they may overlap. Linear in time."""
    for pattern, hinted in ((_ZONE, _hinted(text.lower())), (_STOPPED, _STOP.search(text))):
        for zone in pattern.finditer(text) if hinted else ():
            if _SPELT.search(zone[0]) and not _is_prose(text, zone):
                yield zone.span()
    if "\n" in text or "\t" in text:
        yield from _broken(text)


def _hinted(small: str) -> bool:
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
        whole = begun[-1][-1] not in "-./:"
        next_gap: re.Match[str] | None = gap
        for _ in range(_MAX_LINES):
            word = _WORD.match(text, next_gap.end()) if next_gap else None
            if word is None or "://" in word[0] or (whole and _ANEW.match(word[0])):
                break
            yield gap.start() - len(begun[-1]), word.end()
            next_gap = _BROKEN.match(text, word.end())
