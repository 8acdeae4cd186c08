"""Letters that stand for the figures they look like: `4I2-S5-O187`.

Look-alikes of other scripts are Latin letters by then (see `evenhand.text.fold`).
"""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window

FIGURES = {
    **dict.fromkeys("OoQD", "0"),
    **dict.fromkeys("lIi|!", "1"),
    "Z": "2",
    "E": "3",
    "A": "4",
    **dict.fromkeys("Ss$", "5"),
    **dict.fromkeys("Gb", "6"),
    "T": "7",
    "B": "8",
    **dict.fromkeys("gq", "9"),
}

_LETTERS = "OoQDlIi|!ZEASs$GbTBgq"
_LETTER = f"[{_LETTERS}]"
_ANY = f"[0-9{_LETTERS}]"
_NO_HOUR = "[" + _LETTERS.replace("T", "") + "]"
"""`2024-06-17T08` ends like a social security number whose last group holds a letter."""

_NO_BAR = "[" + _LETTERS.replace("|", "") + "]"
"""A bar between two numbers parts them."""


def _times(sign: str, count: int) -> str:
    return f"{sign}{{{count}}}" if count else ""


def _lettered(size: int, letter: str) -> str:
    """A group of so many signs, at least one of them a letter, `letter` the first of those."""
    each = (
        _times("[0-9]", place) + letter + _times(_ANY, size - 1 - place) for place in range(size)
    )
    return f"(?:{'|'.join(each)})"


def _shaped(*sizes: int, last: str = _LETTER) -> str:
    """Groups of these sizes; what stands before the first letter are figures."""
    letters = [_LETTER] * (len(sizes) - 1) + [last]
    each = (
        [_times("[0-9]", size) for size in sizes[:place]]
        + [_lettered(sizes[place], letters[place])]
        + [_times(_ANY, size) for size in sizes[place + 1 :]]
        for place in range(len(sizes))
    )
    return "|".join(r"[ .\-*()]{1,2}".join(groups) for groups in each)


def _alone() -> Iterator[str]:
    """Eight signs and more one by one, of which a letter is the second, third and so on."""
    for before in range(1, 8, 2):
        yield rf"(?:[0-9][ .\-]){{{before}}}{_LETTER}" + _times(rf"(?:[ .\-]{_ANY})", 7 - before)


SIGNS = (
    f"(?-i:{_shaped(3, 2, 4, last=_NO_HOUR)}|{_shaped(3, 3, 4)})",
    f"(?-i:{_shaped(4, 4, 4, 4)}|{_shaped(4, 6, 5)})",
    f"(?-i:[0-9]{_NO_BAR}{{1,3}}[0-9]{_ANY}{{4}}|[0-9]{{4}}{_NO_BAR}{{1,3}}[0-9]{_ANY})",
    "[0-9]{8}[OoIl]",
    f"(?-i:{'|'.join(_alone())})",
)
"""Letters at an end of figures in one mark serial numbers and units; those inside are suspicious.

None of them at all would make each number a sign.
"""

STEP = "letters"

_WORD = r"[0-9OoQDlIiZEASsGbTBgq]"
_TOKEN = rf"(?<![^\W_]){_WORD}(?:[|!$]?{_WORD})*+(?![^\W_]|[@/_])"
_RUN = re.compile(rf"(?<![\w@#/&=]){_TOKEN}(?:[ .\-*()]{{1,3}}{_TOKEN})*+")
_ACCOUNT = re.compile(r"[A-Z]{2}\d\d[ .*\-]?[A-Z0-9]{4}")
"""An IBAN's head: its letters are letters."""

_TOKENS = re.compile(_TOKEN)

_SHAPES = ((1, 3, 3, 4), (4, 4, 4, 4), (3, 2, 4), (3, 3, 4), (4, 6, 5))
"""Lengths of the groups of telephone numbers, cards and social security numbers."""

_LENGTHS = range(7, 20)
"""Of a number that is written in one, or sign by sign."""

_MOSTLY, _SOME = 0.5, 0.2
"""Shares of figures among the signs; the smaller beside a word that asks for a number."""

_NAMES = frozenset(("some number", "nine figures", "card figures", "phone", "personal", "ssn"))
_BARS = 2
"""More of them part something."""

_SIGNS = frozenset(FIGURES) | frozenset("0123456789")


def letters(window: Window) -> Iterator[Edit]:
    """Each letter in a token or row of tokens shaped like a number, and its figure.

    At least half of the signs are figures already; fewer do for groups behind the word for it.
    """
    text = window.text
    for run in _RUN.finditer(text):
        if len(run[0]) >= _LENGTHS[0] and not _ACCOUNT.match(run[0]):
            tokens = [token.span() for token in _TOKENS.finditer(text, *run.span())]
            for start, end, grouped in _numbers(tokens):
                named = grouped and window.cues.before(start, _NAMES)
                yield from _edits(text, start, end, _SOME if named else _MOSTLY)


def _numbers(tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a row of tokens of a number's length; whether they are grouped like one."""
    lengths = tuple(end - start for start, end in tokens)
    if set(lengths) == {1}:
        if len(lengths) in _LENGTHS:
            yield tokens[0][0], tokens[-1][1], False
        return
    place = 0
    while place < len(tokens):
        shape = next((s for s in _SHAPES if lengths[place : place + len(s)] == s), (1,))
        start, end = tokens[place][0], tokens[place + len(shape) - 1][1]
        if len(shape) > 1 or end - start in _LENGTHS:
            yield start, end, len(shape) > 1
        place += len(shape)


def _edits(text: str, start: int, end: int, share: float) -> Iterator[Edit]:
    places = [place for place in range(start, end) if text[place] in _SIGNS]
    figures = sum(text[place].isdigit() for place in places)
    if figures >= len(places) * share and text.count("|", start, end) <= _BARS:
        for place in places:
            if text[place] in FIGURES:
                yield Edit(place, place + 1, FIGURES[text[place]], STEP)
