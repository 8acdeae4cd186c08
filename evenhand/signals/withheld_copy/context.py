"""What stands around copied passages: criticism and news quote, too, and say so."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from evenhand.model.reading import Span
from evenhand.signals.withheld_copy.align import Passage
from evenhand.signals.withheld_copy.quoted import quotations
from evenhand.signals.withheld_copy.words import Place
from evenhand.text.fold import Folded

_MOSTLY = 0.9
"""Share of a passage's words in quotation from which it is quoted: its ends are not exact."""


class Context:
    """A text that holds copied passages, as rows of words."""

    def __init__(
        self, folded: Folded, places: Sequence[Place], passages: Iterable[Passage]
    ) -> None:
        """Take a text in.

        Args:
            folded: the text.
            places: where each of its words stands in the folded text.
            passages: all that was copied into it, from whatever document.
        """
        self._folded = folded
        self._places = places
        self._copied = self._covered(passages)

    def span(self, passage: Passage) -> Span:
        """Where a passage stands in the text as it was given."""
        return self._folded.span(self._places[passage.start][0], self._places[passage.end - 1][1])

    def is_quoted(self, passage: Passage) -> bool:
        """Whether a passage stands inside quotation marks or a block quote."""
        return bool(self._quoted[passage.start : passage.end].mean() >= _MOSTLY)

    def share(self, passages: Iterable[Passage]) -> float:
        """How much of the text these passages are, by words, from 0 to 1."""
        return float(self._covered(passages).mean())

    @cached_property
    def own_words(self) -> int:
        """How many words of the text are neither copied nor quoted: the writer's own."""
        return int((~(self._copied | self._quoted)).sum())

    def _covered(self, passages: Iterable[Passage]) -> npt.NDArray[np.bool_]:
        covered = np.zeros(len(self._places), bool)
        for passage in passages:
            covered[passage.start : passage.end] = True
        return covered

    @cached_property
    def _quoted(self) -> npt.NDArray[np.bool_]:
        """Whether each word stands in a quotation."""
        spans = quotations(self._folded.original)
        begins = [span.start for span in spans]
        quoted = np.zeros(len(self._places), bool)
        for number, place in enumerate(self._places):
            at = self._folded.span(*place).start
            nearest = bisect_right(begins, at) - 1
            quoted[number] = nearest >= 0 and at < spans[nearest].end
        return quoted
