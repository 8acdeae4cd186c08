"""Text that is said to be written from the right to the left, or with its letters turned."""

import re
from codecs import encode
from collections.abc import Iterator

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window

SIGNS = (
    "backward|reversed|reverse[: ]|mirrored|right to left|from the right|flipped|back to front"
    "|r(?:\xfc|ue?)ckw|umgekehrt|verkehrt h|von hinten|von rechts|gespiegelt"
    "|l rev(?:\xe9|e)s|l'envers|invertido|al contrario|de derecha|de droite|sens inverse|rot ?-?13",
)

_BEFORE, _BEHIND = 150, 250
"""How far the words reach, in code points."""

_VALUE = re.compile(r"\d[\d .\-/()+]{2,40}[\d(+]|[^\s@:,;]{2,64}@[^\s@:,;]{2,64}")
_SEGMENT = re.compile(r"[^\n\"\u201c\u201d]+")
_WORD = re.compile(r"[A-Za-z]+")


def turned_values(window: Window) -> Iterator[Edit]:
    """Each number and mailbox near such words, turned round."""
    text = window.text
    for start, end in _spoken_of(window, "backwards"):
        for value in _VALUE.finditer(text, start, end):
            yield _turned(text, *value.span())


def turned_lines(window: Window) -> Iterator[Edit]:
    """The lines near such words, each turned round as a whole; the words themselves stay."""
    text = window.text
    for start, end in _spoken_of(window, "backwards"):
        for segment in _SEGMENT.finditer(text, start, end):
            yield _turned(text, *segment.span())


def rot13(window: Window) -> Iterator[Edit]:
    """Each word near the name of the cipher, its letters moved by thirteen."""
    text = window.text
    for start, end in _spoken_of(window, "rot13"):
        for word in _WORD.finditer(text, start, end):
            yield Edit(*word.span(), encode(word[0], "rot13"), "rot13")


def _turned(text: str, start: int, end: int) -> Edit:
    return Edit(start, end, text[start:end][::-1], "backwards", mirrored=True)


def _spoken_of(window: Window, tag: str) -> Iterator[tuple[int, int]]:
    """The stretches around the cues with the tag, in order and apart, without the cues."""
    done = reach = 0
    for cue in window.cues.between(0, len(window.text), frozenset((tag,))):
        if reach < cue.start - _BEFORE:
            yield done, reach
            done = cue.start - _BEFORE
        yield done, cue.start
        done, reach = cue.end, min(cue.end + _BEHIND, len(window.text))
    yield done, reach
