"""Where runs of words stand in the withheld documents, as sorted arrays: about 24 bytes a word."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evenhand.signals.withheld_copy.align import MARGIN
from evenhand.signals.withheld_copy.arrays import Arrays
from evenhand.signals.withheld_copy.background import NOTHING, Background, Mask
from evenhand.signals.withheld_copy.words import NO_WORD, RUN, Words, runs_of

MAX_PLACES = 8
"""A run that stands in more places (drafts of one document) is followed from the first eight."""

_AT_ONCE = 4_096

_SIEVE = 4
"""Least slots a run in the sieve: it spares 9 of 10 searches of the sorted runs, which take ten
times as long when these are too many for the processor's cache (25 million: 450 us a post).
"""


class Seeds(NamedTuple):
    """Places of a text beside those of the row at which RUN words agree, by place in the text."""

    here: npt.NDArray[np.int64]
    there: npt.NDArray[np.uint32]

    def cut(self, start: int, end: int) -> "Seeds":
        """Some of them."""
        return Seeds(self.here[start:end], self.there[start:end])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """One by one, made in small numbers: a hostile text has millions."""
        for start in range(0, len(self.here), _AT_ONCE):
            here, there = self.cut(start, start + _AT_ONCE)
            yield from zip(here.tolist(), there.tolist(), strict=True)


def index_arrays(texts: Sequence[Words], background: Background = NOTHING) -> Arrays:
    """The texts as one row of words (`row`), NO_WORD between them, and the places of each run.

    `starts` tells where each text begins in the row, `common` whether a word of it stands in a
    common quotation; `runs` are sorted, `places` beside them; `sieve` tells which may be there.
    """
    starts = np.cumsum([0, *(len(text) + MARGIN for text in texts)])
    row = np.full(starts[-1], NO_WORD, np.uint32)
    common = np.zeros(len(row), bool)
    runs, places = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
    for start, text in zip(starts.tolist(), texts, strict=False):
        row[start : start + len(text)] = text
        common[start : start + len(text)] = background.common(text)
        own = _own_runs(common[start : start + len(text)])
        runs.append(runs_of(text)[own])
        places.append((start + own).astype(np.uint32))
    every = np.concatenate(runs)
    order = np.argsort(every, kind="stable")
    bits = max(1, (len(every) * _SIEVE).bit_length())
    sieve = np.zeros(1 << bits, bool)
    sieve[every >> np.uint64(64 - bits)] = True
    return {
        "starts": starts,
        "row": row,
        "common": common,
        "runs": every[order],
        "places": np.concatenate(places)[order],
        "sieve": sieve,
    }


class RunIndex:
    """The texts of all documents, and where their runs stand.

    Attributes:
        row: the words as hashes, NO_WORD between texts.
        common: whether each word of the row stands in a common quotation.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Use what `index_arrays` made."""
        self.row = arrays["row"]
        self.common = arrays["common"]
        self._starts = arrays["starts"]
        self._runs = arrays["runs"]
        self._places = arrays["places"]
        self._sieve = arrays["sieve"]
        self._top = np.uint64(65 - len(self._sieve).bit_length())

    def locate(self, place: int) -> tuple[int, int]:
        """(number of the text, word in it) of a place in the row."""
        text = int(np.searchsorted(self._starts, place, "right")) - 1
        return text, place - int(self._starts[text])

    def seeds(self, texts: Sequence[Words]) -> "list[Seeds]":
        """Where each run stands that a text and the row both hold, for each text.

        All texts are looked up at once.
        """
        lengths = np.array([len(text) for text in texts], np.int64)
        starts = np.cumsum(lengths) - lengths
        runs = runs_of(np.concatenate([np.empty(0, np.uint32), *texts]))
        at = np.flatnonzero(self._sieve[runs >> self._top])
        number = np.searchsorted(starts, at, "right") - 1
        inside = at + RUN <= (starts + lengths)[number]
        at, number = at[inside], number[inside]
        first = np.searchsorted(self._runs, runs[at], "left")
        last = np.searchsorted(self._runs, runs[at], "right")
        count = np.minimum(last - first, MAX_PLACES)
        nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        seeds = Seeds(
            np.repeat(at - starts[number], count), self._places[np.repeat(first, count) + nth]
        )
        cuts = np.searchsorted(np.repeat(number, count), np.arange(len(texts) + 1))
        return [seeds.cut(*cut) for cut in pairwise(cuts.tolist())]


def _own_runs(common: Mask) -> npt.NDArray[np.intp]:
    """Where the runs of a text begin that are not wholly a common quotation."""
    if len(common) < RUN:
        return np.empty(0, np.intp)
    rows = np.lib.stride_tricks.sliding_window_view(common, RUN)
    return np.flatnonzero(~rows.all(axis=1))
