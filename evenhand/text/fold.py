"""How writing is read: one plain form for what looks the same, with the way back to the original.

Numbers and addresses are hidden from a plain search by zero-width signs, digits of other scripts,
typographic dashes and look-alike letters. Detectors search the folded text and report spans of
the original.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from evenhand.model.reading import Span
from evenhand.text.confusables import TABLE

_RUN = re.compile(r"[^\x00-\x7f]+")
"""Signs that need work."""

_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Signs that show nothing although they count as letters or marks (Default_Ignorable)."""

_VARIATION = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))

_MARKS_AT_MOST = 8
"""On one letter; no orthography needs as many, and sorting marks costs time by their square."""


class Edit(NamedTuple):
    """One place where folding changed the text.

    Attributes:
        at: where its outcome begins in the folded text.
        size: how many code points of the folded text it gave; 0 where signs were removed.
        start, end: the stretch of the original that it stands for.
    """

    at: int
    size: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded form.

    Attributes:
        text: the folded form, to be searched.
        original: the text as it was given.
        edits: where they differ, in order; between two edits, code point answers to code point.
    """

    text: str
    original: str
    edits: Sequence[Edit] = ()

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that `text[start:end]` stands for.

        Signs that folding removed inside the stretch belong to it; those before and after do not,
        marks on its last sign excepted. Raises IndexError outside of the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in {len(self.text)} code points")
        first = self._source(start)[0]
        return Span(first, self._source(end - 1)[1] if end > start else first)

    def _source(self, place: int) -> tuple[int, int]:
        """The stretch of the original that one folded code point stands for."""
        index = bisect(self.edits, place, key=_AT) - 1
        if index < 0:
            return place, place + 1
        edit = self.edits[index]
        beyond = place - (edit.at + edit.size)
        if beyond < 0:
            return edit.start, edit.end
        return edit.end + beyond, edit.end + beyond + 1


_AT = attrgetter("at")


def fold(text: str) -> Folded:
    """Fold a text: compatibility forms, digits, dashes, spaces, quotes and look-alikes to ASCII.

    Case, line breaks and accents are kept. Format characters, variation selectors and enclosing
    marks go. Folding is done for each base sign with its marks, not for the text as a whole, so
    that each folded sign knows its place: `e` + U+0301 gives `é` as NFKC would, while Hangul that
    is typed as single jamo stays apart. Marks on anything but a letter (a struck-out digit) go.
    Idempotent; ASCII text is returned as it is, uncopied. Linear in time.
    """
    if text.isascii():
        return Folded(text, text)
    pieces: list[str] = []
    edits: list[Edit] = []
    done = shift = 0
    for run in _RUN.finditer(text):
        at = max(0, run.start() - 1)  # a mark may sit on the ASCII sign before
        signs = text[at : run.end()]
        plain, changes = (_fold_short if len(signs) <= _SHORT else _fold_run)(signs)
        pieces += (text[done:at], plain)
        edits += [
            Edit(change.at + at + shift, change.size, change.start + at, change.end + at)
            for change in changes
        ]
        shift += len(plain) - len(signs)
        done = run.end()
    pieces.append(text[done:])
    return Folded("".join(pieces), text, edits) if edits else Folded(text, text)


def _fold_run(run: str) -> tuple[str, list[Edit]]:
    """A run folded cluster by cluster, and where that changed it."""
    pieces: list[str] = []
    edits: list[Edit] = []
    at = 0
    for plain, start, end in _clusters(run):
        if plain != run[start:end]:
            edits.append(Edit(at, len(plain), start, end))
        pieces.append(plain)
        at += len(plain)
    return "".join(pieces), edits


_SHORT = 32
_fold_short = lru_cache(maxsize=4_096)(_fold_run)
"""Posts repeat their quotes, emoji and words. Runs that are kept are short, to bound the memory."""


def _clusters(run: str) -> Iterator[tuple[str, int, int]]:
    """The run in stretches: a base sign with what joins it, folded, or removed signs as nothing."""
    base, marks, start, end = "", "", 0, 0
    for place, sign in enumerate(run):
        plain, joins = _point(sign)
        if joins:
            marks += plain
            end = place + 1
        elif plain:
            yield _compose(base, marks), start, end
            yield "", end, place
            base, marks, start, end = plain, "", place, place + 1
    yield _compose(base, marks), start, end
    yield "", end, len(run)


def _compose(base: str, marks: str) -> str:
    if marks and base and _takes_marks(base[-1]):
        return unicodedata.normalize("NFC", base + marks[:_MARKS_AT_MOST])
    return base


@lru_cache(maxsize=20_000)
def _point(sign: str) -> tuple[str, bool]:
    """One code point's folded form, and whether it joins the sign before it."""
    if sign in TABLE:
        return TABLE[sign], False
    plain = ""
    for part in unicodedata.normalize("NFKD", sign):
        part = _part(part)
        # A mark that NFKD set on a space (U+00A8) would be lost in a second folding anyway.
        if not plain or not _is_mark(part) or _takes_marks(plain[-1]):
            plain += part
    plain = unicodedata.normalize("NFC", plain)
    return plain, _is_mark(plain[:1] or sign)


def _part(sign: str) -> str:
    """A fully decomposed code point's folded form; empty where it goes."""
    if sign in TABLE:
        return TABLE[sign]
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category in {"Cf", "Me"} or sign in _IGNORED or _selects_variation(sign):
        return ""
    return {"Pd": "-", "Zs": " "}.get(category, sign)


def _selects_variation(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _VARIATION)


def _is_mark(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign).startswith("M")


def _takes_marks(sign: str) -> bool:
    """Whether marks after this sign stay: it is a letter, or a mark that sits on one."""
    return sign.isalpha() or _is_mark(sign)
