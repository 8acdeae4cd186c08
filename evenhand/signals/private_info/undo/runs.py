"""Text packed into runs of letters and figures: base64, hexadecimal."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator

from evenhand.signals.private_info.cues import words
from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window
from evenhand.text.fold import fold

_FIGURES = r"[I-P][CDSTijyz][AEIMQUYcgkosw048][g-z0-9+/_\-]"
"""Three figures, hyphens or blanks in base64: their high bits leave a quarter of all letters."""

_WORDS = words("""
    .com .org .net .example phone call street avenue lives address number home card iban social
    email name
""")


def _in_base64(word: str) -> Iterator[str]:
    """What a word gives in base64 for sure, by its place in the groups of three bytes."""
    for shift in range(3):
        code = b64encode(bytes(shift) + word.encode() + bytes(2)).decode()
        yield code[-(-shift * 8 // 6) : (shift + len(word)) * 8 // 6]


_CODED = sorted(
    {code for word in _WORDS for case in (word, word.title()) for code in _in_base64(case)}
)

SIGNS = (
    r"[A-Za-z0-9+/_\-]{15}=",
    rf"(?-i:(?:{_FIGURES}){{2}}[A-Za-z0-9+/_\-])",
    rf"(?-i:{'|'.join(code for code in _CODED if len(code) > 4)})",
    r"(?:[2-7][0-9a-f][ :]?){16}",
    r"(?:3[0-9][ :]?|2d[ :]?|20[ :]?){9}",
)

_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_\-=])(?:[A-Za-z0-9+/_\-]{40,76}\n){0,100}[A-Za-z0-9+/_\-]{12,5400}"
    r"={0,2}(?![A-Za-z0-9+/=])"
)
_WORDLIKE = re.compile(r"[a-z\-_/]+|[A-Z\-_/]+|[A-Z]?[a-z]+(?:[\-_/][A-Z]?[a-z]+)*|\d+")
"""What is a word, a path or a number before it is a code."""

_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0x)?[0-9A-Fa-f]{2}(?:[ :]?[0-9A-Fa-f]{2}){7,2700}+(?![0-9A-Za-z])"
)
_IMAGE = re.compile(r"data:(?:image|font|audio|video)/[^,\s]{1,60},$")

_SHORTEST = 8
"""Bytes; fewer hold no value."""


def packed(window: Window) -> Iterator[Edit]:
    """Each run that unpacks to readable text, and that text."""
    text = window.text
    found = [*_edits(text, _BASE64, _base64, "base64"), *_edits(text, _HEX, _hex, "hex")]
    done = 0
    for edit in sorted(found):
        if edit.start >= done:
            yield edit
            done = edit.end


def _edits(
    text: str, pattern: re.Pattern[str], unpack: Callable[[str], str], step: str
) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        plain = unpack(match[0])
        if plain and not _IMAGE.search(text, max(0, match.start() - 80), match.start()):
            yield Edit(*match.span(), plain, step)


def _base64(run: str) -> str:
    """The text of a run in the standard or the URL-safe alphabet (RFC 4648 4 and 5), or nothing."""
    body = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
    if len(body) % 4 == 1 or _WORDLIKE.fullmatch(run):
        return ""
    return _readable(b64decode(body + "=" * (-len(body) % 4)))


def _hex(run: str) -> str:
    """The text of a run of hexadecimal figures; a run of decimal ones is seldom more than that."""
    text = _readable(bytes.fromhex(run.removeprefix("0x").replace(":", " ")))
    decimal = run.replace(" ", "").isdigit()
    return "" if decimal and not text.replace(" ", "").isdigit() else text


def _readable(data: bytes) -> str:
    """The bytes as folded text, if a person could read it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    known = sum(sign.isalnum() or sign.isspace() for sign in text)
    shown = all(sign.isprintable() or sign in "\n\r\t" for sign in text)
    if len(data) < _SHORTEST or not shown or 3 * known < len(text):
        return ""
    return fold(text).text
