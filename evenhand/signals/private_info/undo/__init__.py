"""Undoing what hides a value from a plain search: words for digits, codes, marks, reversed text.

A step is a function of a window that gives its edits. Steps are done one upon the other; what was
done to a place, and where it came from, is kept (see `mapped`). Every step is linear in the text.
"""

from collections.abc import Callable, Iterator

from evenhand.signals.private_info.undo import (
    backwards,
    codes,
    groups,
    letters,
    markup,
    number_words,
    runs,
    signs,
)
from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.undo.mapped import Mapped as Undone
from evenhand.signals.private_info.window import Window

__all__ = ["NUMBERED_SIGNS", "UNDO_SIGNS", "Undone", "undone"]

Step = Callable[[Window], Iterator[Edit]]

_MODULES = (backwards, codes, groups, letters, markup, number_words, runs, signs)

UNDO_SIGNS: tuple[str, ...] = tuple(sign for module in _MODULES for sign in module.SIGNS)
"""Of which a text must hold one to be worth the work (see `scan`)."""

NUMBERED_SIGNS = frozenset(letters.SIGNS)
"""Those of the letters ask for no digit, but what they stand in has some."""

_DECODING: tuple[Step, ...] = (codes.codes, codes.quoted_printable, runs.packed, backwards.rot13)
_DEPTH = 3
"""Codes within codes that are undone."""

_WRITING: tuple[Step, ...] = (
    markup.markup,
    markup.emphasis,
    number_words.number_words,
    letters.letters,
    signs.signs,
    groups.groups,
)

_AT_MOST = 4
"""Times the length of the text that is given back in all."""


def undone(text: str) -> Iterator[Undone]:
    """Every reading of a window's text that differs from how it is written.

    First with codes undone, then with numbers as they are written as a rule, then with what is
    said to be written backwards turned round, by values and by lines.
    """
    left = _AT_MOST * len(text)
    for reading in _readings(Undone(text)):
        left -= len(reading.text)
        if left >= 0:
            yield reading


def _readings(written: Undone) -> Iterator[Undone]:
    decoded = _decoded(written)
    if decoded is not written:
        yield decoded
    plain = _done(decoded, _WRITING)
    if plain is not decoded:
        yield plain
    by_value = plain.edited(backwards.turned_values(plain.window))
    if by_value is not plain:
        yield by_value
    by_line = decoded.edited(backwards.turned_lines(decoded.window))
    if by_line is not decoded:
        yield _done(by_line, _WRITING)


def _decoded(text: Undone) -> Undone:
    for _ in range(_DEPTH):
        before = text
        text = _done(text, _DECODING)
        if text is before:
            break
    return text


def _done(text: Undone, steps: tuple[Step, ...]) -> Undone:
    for step in steps:
        text = text.edited(step(text.window))
    return text
