"""A stretch of folded text as the finders see it: what they all ask is worked out once."""

import re
from functools import cached_property
from operator import methodcaller

from evenhand.signals.private_info.cue_scan import Cues, shared

_RUN = re.compile(r"\d(?:[ .\-/()\n]{0,3}+\d)++")
"""Digits with at most three signs between two: everything that may be part of one number.

Begun with a digit, since patterns that begin with what may be missing are searched for slowly.
"""


_SPAN = methodcaller("span")
_DIGITS = str.maketrans("012345678", "999999999")


class Window:
    """A text of some thousand code points at most, with the places where values may be."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def numbers(self) -> list[tuple[int, int]]:
        """The stretches of two digits and more with their separators, in order, as far as they go.

        Two numbers that only a blank parts are one stretch: a finder looks inside
        (`pattern.finditer(text, start, end)`) and at what stands around it.
        """
        return [(self._sign(start), end) for start, end in map(_SPAN, _RUN.finditer(self.text))]

    def _sign(self, start: int) -> int:
        """Where a number begins with its bracket and plus."""
        if start and self.text[start - 1] == "(":
            start -= 1
        if start and self.text[start - 1] == "+":
            start -= 1
        return start

    @cached_property
    def shapes(self) -> list[str]:
        """How each of `numbers` is written: any digit is `9`, all else as it stands."""
        text = self.text
        stretches = "\0".join([text[start:end] for start, end in self.numbers])
        return stretches.translate(_DIGITS).split("\0") if stretches else []

    @cached_property
    def cues(self) -> Cues:
        """The words that say what a value is and whose."""
        return Cues(shared().find(self.text))
