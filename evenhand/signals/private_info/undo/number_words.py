"""Figures that are written as words: `four one two, five five`, `double five`, `fünfundfünfzig`."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise, zip_longest
from typing import NamedTuple

from evenhand.signals.private_info.cue_scan import plain
from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.undo.number_tables import HYPHENS, SPOKEN
from evenhand.signals.private_info.window import Window

_LONG = (
    "zero|three|four|five|seven|eight|nine|teen|nty|rty|fty|xty|hty"
    "|cero|tres|cuatro|cinco|siete|ocho|nueve|enta|quince|diez"
    "|null|drei|vier|f(?:\xfc|ue?)nf|sechs|sieben|acht|neun|zehn|zig"
    "|z\xe9ro|deux|trois|quatre|cinq|sept|huit|neuf|treize|quinze|vingt"
)
_SHORT = "oh|one|two|six"
_GAP = r"[ ,.\-/*_|;\n]{0,2}"

SIGNS = (
    rf"(?:{_LONG}){_GAP}(?:{_LONG})",
    rf"(?:zero|three|four|five|seven|eight|nine){_GAP}(?:{_SHORT}){_GAP}"
    r"(?:zero|three|four|five|seven|eight|nine)",
    rf"(?:{_SHORT}|nine|zero){_GAP}(?:{_SHORT}|nine|zero){_GAP}(?:{_SHORT}|nine|zero)",
    rf"(?:double|triple|doble|doppel) ?(?:{_LONG}|{_SHORT}|o |uno|dos)",
    rf"[0-9](?:{_LONG}|{_SHORT})-?[0-9]",
    rf"[0-9] (?:{_SHORT}|zero) (?:{_SHORT}|zero|{_LONG})",
    r"[0-9] (?:three|four|five|six|seven|eight|nine) [0-9]",
)
"""Words of four letters and more are seldom next to each other; short ones are everywhere."""

_WEAK = frozenset((" ", "-", "_", "  "))
"""Gaps that part figures of one group; the commoner of them, where both stand in a row."""

_FEWEST_WORDS = 3
_NUMBER_LIKE = 7
"""So many figures may be a number although only one of them is a word."""

_ONE_GROUP = 4
_MOST_FIGURES = 34
"""An IBAN's length is the longest."""

_HEAD = 2
"""Letters that the shortest words have; by them most words are seen to be no figures."""

_FEWEST_GLUED = 4
"""Letters of two words in one."""

STEP = "number_words"


class _Speech:
    """The figures of one language, as patterns over `plain` text."""

    def __init__(self, language: str) -> None:
        spoken = {**SPOKEN[language], "o": "0"}
        hyphens = "|".join(HYPHENS[language])
        longest_first = sorted(SPOKEN[language], key=len, reverse=True)
        words = "|".join(word.replace(" ", " ?") for word in longest_first)
        some = rf"(?:{words}|\d{{1,4}}|o(?![a-z]))"
        gap = rf"[ ,./*|;:~]{{1,4}}(?:(?:{hyphens})[ ,]{{1,3}})?"
        whole = rf"(?<![a-z]){some}{some}*+(?![a-z])"
        self.figures = {word.replace(" ", ""): figures for word, figures in spoken.items()}
        self._words = frozenset(part.encode() for word in SPOKEN[language] for part in word.split())
        self._glued = re.compile(rf"(?:{words}){{2,}}+".encode())
        self.run = re.compile(rf"{whole}(?:{gap}{whole})*+".encode("latin-1"))
        self.token = re.compile(some.encode("latin-1"))

        self._heads = frozenset(word[:_HEAD] for word in self._words)

    def is_in(self, words: set[bytes]) -> bool:
        """Whether any of the words is a figure's or is made of such; most texts have none."""
        return not self._words.isdisjoint(words) or any(
            word[:_HEAD] in self._heads and self._glued.fullmatch(word)
            for word in words
            if len(word) >= _FEWEST_GLUED
        )


_WORD = re.compile(rb"[a-z]+")
_SPEECHES = tuple(_Speech(language) for language in SPOKEN)


class _Token(NamedTuple):
    """Figures in a row, at `start:end` of the text."""

    start: int
    end: int
    figures: str
    spoken: bool


def number_words(window: Window) -> Iterator[Edit]:
    """Each word in a row of figures, and the figures that it says; what parts them goes.

    A row has three words or the length of a number, and is no counting up or down. Groups stay
    where a comma, a line's end or a word ("dash") parts them, or figures are written together.
    """
    text = window.text
    heard = plain(text)
    words = set(_WORD.findall(heard))
    spoken = [speech for speech in _SPEECHES if speech.is_in(words)]
    rows = [(run, speech) for speech in spoken for run in speech.run.finditer(heard)]
    done: list[tuple[int, int]] = []
    edits: list[Edit] = []
    for run, speech in sorted(rows, key=lambda row: row[0].start() - row[0].end()):
        tokens = list(islice(_tokens(run, speech), _MOST_FIGURES + 1))
        if _is_number(tokens) and not _meets(run.span(), done):
            done.append(run.span())
            edits += _edits(text, tokens)
    return iter(sorted(edits))


def _meets(span: tuple[int, int], done: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in done)


def _tokens(run: re.Match[bytes], speech: _Speech) -> Iterator[_Token]:
    """The row's figures; `plain` sets one blank before the text."""
    for match in speech.token.finditer(run.string, *run.span()):
        word = match[0].decode().replace(" ", "")
        figures = speech.figures.get(word, word)
        yield _Token(match.start() - 1, match.end() - 1, figures, figures != word)


def _is_number(tokens: list[_Token]) -> bool:
    spoken = sum(token.spoken for token in tokens)
    length = sum(len(token.figures) for token in tokens)
    steps = {int(b.figures) - int(a.figures) for a, b in pairwise(tokens)}
    counting = steps <= {1} or steps <= {-1}
    enough = spoken >= _FEWEST_WORDS or (spoken and length >= _NUMBER_LIKE)
    return bool(enough) and length <= _MOST_FIGURES and not counting


def _edits(text: str, tokens: list[_Token]) -> Iterator[Edit]:
    within = _gap_within_groups(text, tokens)
    for token, following in zip_longest(tokens, tokens[1:]):
        figures = token.figures
        if following is not None and _adds(token, following):
            figures = figures[: -len(following.figures)]
        if token.spoken:
            yield Edit(token.start, token.end, figures, STEP)
        if following is not None and token.end < following.start:
            gap = text[token.end : following.start]
            written = any(not t.spoken and len(t.figures) > 1 for t in (token, following))
            kept = written or (within is not None and gap != within)
            yield Edit(token.end, following.start, "-" if kept else "", STEP)


def _gap_within_groups(text: str, tokens: list[_Token]) -> str | None:
    """What parts figures of one group: nothing where figures are glued; None where all gaps do."""
    if sum(len(token.figures) for token in tokens) <= _ONE_GROUP:
        return None
    gaps = Counter(text[a.end : b.start] for a, b in pairwise(tokens))
    if gaps[""]:
        return ""
    weak = {gap for gap in gaps if gap in _WEAK} or set(gaps)
    return max(weak, key=gaps.__getitem__)


def _adds(token: _Token, following: _Token) -> bool:
    """`four hundred` before `twelve`, `fifty five`."""
    hundreds = token.spoken and len(token.figures) > 2 and token.figures.endswith("00")
    return hundreds and following.spoken and len(following.figures) == 2
