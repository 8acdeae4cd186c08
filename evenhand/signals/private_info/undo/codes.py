"""Signs written as codes: HTML entities, percent-encoding, backslash escapes, quoted-printable."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window
from evenhand.text.fold import fold

_NAMED = "commat|period|hyphen|dash|lowbar|nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|sol|num|colon|plus"
_PLAIN = r"(?:4[5-7]|[4-5][0-9]|6[4-9]|[7-8][0-9]|9[0-57-9]|1[0-1][0-9]|12[0-2])"
"""Decimal codes of ASCII letters, digits and `@`, `.`, `-`; not of quotes, brackets and `&`."""

SIGNS = (
    rf"&#0{{0,4}}{_PLAIN}[^\x000-9]",
    r"&#x0{0,4}(?:[46][0-9a-f]|[57][0-9a]|2[def]|3[0-9])[^0-9a-f]",
    rf"[0-9a-z\-.]&(?:{_NAMED});",
    r"(?:amp;|&)#(?:xff|65[23])",
    r"[0-9a-z,.]&#(?:32|160|x20|xa0);",
    r"&amp;(?:#[0-9x]|commat|period|hyphen)",
    r"%3[0-9](?:%|[0-9\-])",
    r"[0-9a-z._\-](?:%40|%25(?:3[0-9]|40|2[0de]))[0-9a-z%]",
    r"[0-9]%2[0de][0-9(%]",
    r"%20[a-z0-9.]{1,20}%2[0c]",
    r"(?:\\x|\\u00|\\u\{)(?:3[0-9]|40|[46][1-9a-f]|[57][0-9a])",
    r"(?:=3[0-9]){3}",
    r"=40[a-z0-9=]",
)

_HIGH = r"%[89ab][0-9a-f]"
_ENTITY = re.compile(r"&(?:#\d{1,8}|#x[0-9a-f]{1,7}|[a-z]{2,24}\d{0,2}(?=;));?", re.IGNORECASE)
_PERCENT = re.compile(
    rf"%[2-7][0-9a-f]|%[cd][0-9a-f]{_HIGH}|%e[0-9a-f](?:{_HIGH}){{2}}|%f[0-7](?:{_HIGH}){{3}}",
    re.IGNORECASE,
)
"""One sign of UTF-8, percent-encoded (RFC 3986 2.1)."""

_ESCAPE = re.compile(r"\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2})", re.I)
_PRINTABLE = re.compile(r"=[2-7][0-9A-F]|=\r?\n")
"""Quoted-printable (RFC 2045 6.7), ASCII only: digits and letters need no other."""

_HEX = re.compile(r"[0-9A-Fa-f]{2,8}")
_LAST = 0x10FFFF


def _escaped(code: str) -> str:
    number = _HEX.search(code, 2)
    point = int(number[0], 16) if number else _LAST + 1
    return code if point > _LAST else chr(point)


def _quoted(code: str) -> str:
    return "" if code.endswith("\n") else chr(int(code[1:], 16))


_CODES: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("entities", _ENTITY, unescape),
    ("percent", _PERCENT, unquote),
    ("escapes", _ESCAPE, _escaped),
)
_ANY = re.compile("|".join(rf"(?P<{step}>{pattern.pattern})" for step, pattern, _ in _CODES), re.I)
_READ = {step: read for step, _, read in _CODES}
_MARKS = ("&", "%", "\\")
_LAST_RUN = re.compile(r"(?:=3[0-9]){3}|=40", re.IGNORECASE)


def codes(window: Window) -> Iterator[Edit]:
    """Each code, and the sign it stands for as fold reads it."""
    text = window.text
    if any(mark in text for mark in _MARKS):
        for match in _ANY.finditer(text):
            step = str(match.lastgroup)
            plain = _plain(step, match[0])
            if plain != match[0]:
                yield Edit(match.start(), match.end(), plain, step)


@lru_cache(maxsize=1024)
def _plain(step: str, code: str) -> str:
    """The sign that a code stands for, as fold reads it: a text of codes repeats few."""
    return fold(_READ[step](code)).text


def quoted_printable(window: Window) -> Iterator[Edit]:
    """The same for the code of e-mails, where a text shows that it is written so."""
    text = window.text
    if "=" in text and _LAST_RUN.search(text):
        for match in _PRINTABLE.finditer(text):
            yield Edit(*match.span(), _quoted(match[0]), "quoted_printable")
