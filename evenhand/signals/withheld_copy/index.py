"""Where runs of words stand in the withheld documents: about 15 bytes a word, in sorted arrays."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from evenhand.signals.withheld_copy.align import MARGIN
from evenhand.signals.withheld_copy.arrays import Arrays
from evenhand.signals.withheld_copy.background import Mask
from evenhand.signals.withheld_copy.words import NO_WORD, RUN, Runs, Words, runs_of

MAX_PLACES = 8
"""A run that stands in more places (drafts of one document) is followed from the first eight."""

WHOLE_WORDS = 30_000_000
"""Up to so many words, 100,000 pages, each run is kept; of more, one of each WINDOW in a row."""

WINDOW = 4
"""Of so many runs side by side at least one is kept: eight words copied verbatim hold a seed."""

_PLACE_BITS = 28
_PLACE = np.uint64((1 << _PLACE_BITS) - 1)
_RUN = ~_PLACE
"""A key is a run's first 36 bits and its place in the row; that few bits agree is looked at."""

_AT_ONCE = 1 << 16
"""Places that are worked on at a time: a hostile text has millions of seeds."""

_SIEVE = 16
"""Least bits a run in the sieve: it spares 19 of 20 searches of the sorted keys, which are too many
for the processor's cache (25 million: a microsecond a search).
"""

Places = npt.NDArray[np.int64]


class Seeds(NamedTuple):
    """Places of a text beside those of the row at which RUN words agree, by place in the text."""

    here: Places
    there: Places

    def cut(self, start: int, end: int) -> "Seeds":
        """Some of them."""
        return Seeds(self.here[start:end], self.there[start:end])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """One by one, made in small numbers."""
        for start in range(0, len(self.here), _AT_ONCE):
            here, there = self.cut(start, start + _AT_ONCE)
            yield from zip(here.tolist(), there.tolist(), strict=True)


def index_arrays(texts: Sequence[Words], common: Sequence[Mask]) -> Arrays:
    """The texts as one row of words (`row`), NO_WORD between them, and where each run stands.

    `starts` tells where each text begins in the row, `common` whether a word of it stands in a
    common quotation; `runs` are keys of a run and its place, sorted; `sieve` tells which runs may
    be there, a bit each.
    """
    row, starts = _in_row(texts)
    common_row = np.zeros(len(row), bool)
    for start, flags in zip(starts.tolist(), common, strict=False):
        common_row[start : start + len(flags)] = flags
    window = WINDOW if len(row) - MARGIN * len(texts) > WHOLE_WORDS else 1
    keys = np.concatenate([np.empty(0, np.uint64), *_keys(row, common_row, window)])
    keys.sort()
    bits = max(3, (len(keys) * _SIEVE).bit_length())
    sieve = np.zeros(1 << bits - 3, np.uint8)
    for start in range(0, len(keys), _AT_ONCE):
        byte, bit = _slots(keys[start : start + _AT_ONCE], bits)
        np.bitwise_or.at(sieve, byte, bit)
    return {"starts": starts, "row": row, "common": common_row, "runs": keys, "sieve": sieve}


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
        self._sieve = arrays["sieve"]
        self._bits = len(self._sieve).bit_length() + 2

    def locate(self, place: int) -> tuple[int, int]:
        """(number of the text, word in it) of a place in the row."""
        text = int(np.searchsorted(self._starts, place, "right")) - 1
        return text, place - int(self._starts[text])

    def text(self, number: int, length: int) -> Words:
        """The words of a text that has so many."""
        start = int(self._starts[number])
        return self.row[start : start + length]

    def seeds(self, texts: Sequence[Words], expired: Callable[[], bool]) -> list[Seeds]:
        """Where each run stands that a text and the row both hold, for each text.

        Those beside which nothing else agrees are left out: five words are no passage. All texts
        are looked up at once. Raises TimeoutError where `expired()` says True.
        """
        row, starts = _in_row(texts)
        found = [np.empty((2, 0), np.int64)]
        for part in self._places(runs_of(row), row):
            if expired():
                raise TimeoutError("withheld_copy ran out of time")
            found.append(part[:, self._grow(row, *part)])
        here, there = np.concatenate(found, axis=1)
        cuts = np.searchsorted(here, starts)
        return [
            Seeds(here[first:last] - start, there[first:last])
            for (first, last), start in zip(pairwise(cuts.tolist()), starts.tolist(), strict=False)
        ]

    def _places(self, runs: Runs, row: Words) -> Iterator[npt.NDArray[np.int64]]:
        """(place here, place in the row) of runs whose keys agree, in pieces and in order."""
        byte, bit = _slots(runs, self._bits)
        at = np.flatnonzero((self._sieve[byte] & bit).astype(bool) & (row[: len(runs)] != NO_WORD))
        wanted = runs[at] & _RUN
        order = np.argsort(wanted)  # searches in order stay in the cache
        at, wanted = at[order], wanted[order]
        first = np.searchsorted(self._runs, wanted)
        there = first < len(self._runs)
        there[there] = (self._runs[first[there]] & _RUN) == wanted[there]
        at, first, wanted = at[there], first[there], wanted[there]
        last = np.searchsorted(self._runs, wanted | _PLACE, "right")
        count = np.minimum(last - first, MAX_PLACES)
        order = np.argsort(at)
        at, first, count = at[order], first[order], count[order]
        for start in range(0, len(at), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            many = count[part]
            nth = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            keys = self._runs[np.repeat(first[part], many) + nth]
            yield np.stack([np.repeat(at[part], many), (keys & _PLACE).astype(np.int64)])

    def _grow(self, here: Words, at: Places, beside: Places) -> Mask:
        """Where the runs agree word by word, and something on either side of them does.

        That is what a walk (`align.py`) from there asks first, for all at once.
        """
        same = np.ones(len(at), bool)
        for ahead in range(RUN):
            same &= here[at + ahead] == self.row[beside + ahead]
        after, before = RUN + np.arange(MARGIN), -1 - np.arange(MARGIN)
        grow = np.zeros(len(at), bool)
        at, beside = at[same, None], beside[same, None]
        grow[same] = _goes_on(here[at + after], self.row[beside + after])
        grow[same] |= _goes_on(here[at + before], self.row[beside + before])
        return grow


def _goes_on(here: Words, there: Words) -> Mask:
    """Whether a walk goes on over these words, a few for each seed: one that agrees at once or
    after one exchanged, or two in a row after some were skipped.
    """
    agree = (here[:, :, None] == there[:, None, :]) & (here != NO_WORD)[:, :, None]
    two = (agree[:, :-1, :-1] & agree[:, 1:, 1:]).any(axis=(1, 2))
    return np.asarray(agree[:, 0, 0] | agree[:, 1, 1] | two)


def _in_row(texts: Sequence[Words]) -> tuple[Words, Places]:
    """Texts in a row with MARGIN places that hold no word behind each, where each begins, and the
    row's end.
    """
    gap = np.full(MARGIN, NO_WORD, np.uint32)
    parts = (part for text in texts for part in (text, gap))
    row = np.concatenate([np.empty(0, np.uint32), *parts])
    return row, np.cumsum([0, *(len(text) + MARGIN for text in texts)])


def _keys(row: Words, common: Mask, window: int) -> Iterator[Runs]:
    """The keys of the runs that are kept, not sorted: of `window` runs side by side the smallest.

    None of those between texts, or wholly in a common quotation, is.
    """
    for start in range(0, len(row), _AT_ONCE):
        first = max(0, start - window)
        piece = slice(first, start + _AT_ONCE + window + RUN)
        runs = runs_of(row[piece])
        out = _near(row[piece] == NO_WORD, RUN, np.logical_or)
        out |= _near(common[piece], RUN, np.logical_and)
        kept = ~out
        if window > 1:
            runs = np.where(out, _RUN | _PLACE, runs)
            edge = np.full(window - 1, _RUN | _PLACE)
            lows = _near(np.concatenate([edge, runs, edge]), window, np.minimum)
            kept &= _near(lows, window, np.maximum) == runs
        place = np.flatnonzero(kept) + first
        place = place[(place >= start) & (place < start + _AT_ONCE)]
        yield (runs[place - first] & _RUN) | place.astype(np.uint64)


def _near(values: npt.NDArray[Any], count: int, fold: np.ufunc) -> npt.NDArray[Any]:
    """Each `count` values in a row as one."""
    size = max(0, len(values) - count + 1)
    return reduce(fold, (values[ahead : ahead + size] for ahead in range(count)))


def _slots(runs: Runs, bits: int) -> tuple[Places, npt.NDArray[np.uint8]]:
    """The byte of a sieve of 2**bits bits, and the bit in it, that stand for each run."""
    slot = (runs >> np.uint64(64 - bits)).view(np.int64)
    return slot >> 3, np.left_shift(1, slot & 7).astype(np.uint8)
