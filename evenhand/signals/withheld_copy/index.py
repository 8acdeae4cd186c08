"""Where runs of words stand in the withheld documents, as sorted arrays: about 24 bytes a word."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from evenhand.signals.withheld_copy.align import MARGIN
from evenhand.signals.withheld_copy.words import NO_WORD, Words, runs_of

MAX_PLACES = 8
"""A run that stands in more places (drafts of one document) is followed from the first eight."""

_SIEVE = 4
"""Least slots a run in the sieve: it spares 9 of 10 searches of the sorted runs, which take ten
times as long when these are too many for the processor's cache (25 million: 450 us a post).
"""


class RunIndex:
    """The texts of all documents in one row of words, and the places of each run in it.

    Attributes:
        row: the words as hashes, NO_WORD between texts.
    """

    def __init__(self, texts: Sequence[Words]) -> None:
        self._starts = np.cumsum([0, *(len(text) + MARGIN for text in texts)]).tolist()
        row = np.full(self._starts[-1], NO_WORD, np.uint32)
        runs, places = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
        for start, text in zip(self._starts, texts, strict=False):
            row[start : start + len(text)] = text
            runs.append(runs_of(text))
            places.append(np.arange(start, start + len(runs[-1]), dtype=np.uint32))
        self.row = row
        all_runs = np.concatenate(runs)
        order = np.argsort(all_runs, kind="stable")
        self._runs = all_runs[order]
        self._places = np.concatenate(places)[order]
        bits = max(1, (len(all_runs) * _SIEVE).bit_length())
        self._top = np.uint64(64 - bits)
        self._sieve = np.zeros(1 << bits, bool)
        self._sieve[all_runs >> self._top] = True

    def locate(self, place: int) -> tuple[int, int]:
        """(number of the text, word in it) of a place in the row."""
        text = bisect_right(self._starts, place) - 1
        return text, place - self._starts[text]

    def seeds(self, words: Words) -> list[tuple[int, int]]:
        """(place in `words`, place in the row) of each run that both hold, by place in `words`."""
        runs = runs_of(words)
        known = np.flatnonzero(self._sieve[runs >> self._top])
        first = np.searchsorted(self._runs, runs[known], "left")
        last = np.searchsorted(self._runs, runs[known], "right")
        count = np.minimum(last - first, MAX_PLACES)
        nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        places = self._places[np.repeat(first, count) + nth]
        return list(zip(np.repeat(known, count).tolist(), places.tolist(), strict=True))
