"""Runs that are kept of what was screened, so that a copy is found when its document comes later.

Of any WINDOW runs side by side one is chosen, by its hash and by nothing else (winnowing): where a
text and a document share a passage, the same runs of it are chosen in both, wherever it stands.
A passage of LEAST_WORDS words or more holds two of them at least.

A sample is a row of 64-bit numbers, little-endian: 48 bits of a run's hash, then 16 of the place
of its first word in the text. What was chosen stands in the document as it stands in the text, so
that the distance between the two places tells a passage from scattered phrases, even where the
text itself is not kept any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from evenhand.signals.withheld_copy.align import MAX_SKIPPED
from evenhand.signals.withheld_copy.words import RUN, Words, hashes_of, runs_of, tokens_of

WINDOW = 8
"""Runs side by side of which one is kept: two for each nine of a text's words, on average."""

LEAST_WORDS = 20
"""A shorter text has no sample; a shorter passage may hold no run that was chosen."""

MAX_LETTERS = 1_000_000
"""What a text holds beyond these is not sampled."""

MAX_PLACES = 8
"""A run that stands in more places of documents is followed to the first eight."""

_ENOUGH = 2
"""Runs in step that tell a copy; one is a stock phrase. Of a document too short for two, one."""

_PLACE_BITS = np.uint64(16)
_PLACE = np.uint64(0xFFFF)

Sample = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a sample has in common with a document.

    Attributes:
        text: number of the sample.
        document: number of the document.
        words: so many words at least stand in both, side by side.
    """

    text: int
    document: int
    words: int


def samples(texts: Sequence[str]) -> list[bytes]:
    """The sample of each folded text; empty for one under LEAST_WORDS words."""
    tokens = [_enough_tokens(text) for text in texts]
    if not any(tokens):
        return [b""] * len(texts)
    lengths = np.array([len(found) for found in tokens])
    ends = np.cumsum(lengths)
    runs = runs_of(hashes_of(list(chain.from_iterable(tokens)))) >> _PLACE_BITS
    windows = np.lib.stride_tricks.sliding_window_view(runs, WINDOW)
    first = np.arange(len(windows))
    inside = first + (WINDOW + RUN - 1) <= ends[np.searchsorted(ends, first, "right")]
    chosen = np.unique((first + windows.argmin(axis=1))[inside])
    places = chosen - (ends - lengths)[np.searchsorted(ends, chosen, "right")]
    packed = (runs[chosen] << _PLACE_BITS) | (places.astype(np.uint64) & _PLACE)
    every = packed.astype("<u8").tobytes()
    cuts = 8 * np.searchsorted(chosen, [0, *ends])
    return [every[cut:after] for cut, after in pairwise(cuts.tolist())]


class Sought:
    """Documents of which copies are looked for in samples."""

    def __init__(self, documents: Sequence[Words]) -> None:
        """Take documents as rows of words; NO_WORD stands for words that count for nothing."""
        runs = [runs_of(words) >> _PLACE_BITS for words in documents]
        every = np.concatenate([np.empty(0, np.uint64), *runs])
        order = np.argsort(every, kind="stable")
        self._runs = every[order]
        self._document = np.repeat(np.arange(len(runs)), [len(own) for own in runs])[order]
        self._place = np.concatenate([np.empty(0, np.int64), *(np.arange(len(r)) for r in runs)])[
            order
        ]
        self._enough = [_ENOUGH if len(words) >= LEAST_WORDS else 1 for words in documents]

    def shared(self, kept: Sequence[bytes]) -> Iterator[Shared]:
        """What samples have in common with the documents, by sample and document.

        A passage of LEAST_WORDS words that a document and a sampled text share is among it always.
        """
        every = np.frombuffer(b"".join(kept), "<u8")
        first = np.searchsorted(self._runs, every >> _PLACE_BITS, "left")
        after = np.searchsorted(self._runs, every >> _PLACE_BITS, "right")
        hits = np.flatnonzero(after > first)
        text = np.searchsorted(np.cumsum([len(one) // 8 for one in kept]), hits, "right")
        for mine in np.split(np.arange(len(hits)), np.flatnonzero(np.diff(text)) + 1):
            if len(mine):
                at = hits[mine]
                places = every[at] & _PLACE
                yield from self._in_step(int(text[mine[0]]), places, first[at], after[at])

    def _in_step(self, text: int, here: Sample, first: Numbers, after: Numbers) -> Iterator[Shared]:
        """What one text shares, from the places of its runs and where these stand in the index."""
        count = np.minimum(after - first, MAX_PLACES)
        nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        at = np.repeat(first, count) + nth
        places = np.repeat(here, count).astype(np.int64)
        apart = (self._place[at] - places) % (int(_PLACE) + 1)
        document = self._document[at]
        order = np.lexsort((places, apart, document))
        parts = (np.diff(document[order]) > 0) | (np.diff(apart[order]) > MAX_SKIPPED)
        words: dict[int, int] = {}
        for step in np.split(order, np.flatnonzero(parts) + 1):
            own, stand = int(document[step[0]]), np.unique(places[step])
            if len(stand) >= self._enough[own]:
                agree = int(np.minimum(np.diff(stand), RUN).sum()) + RUN
                words[own] = words.get(own, 0) + agree
        yield from (Shared(text, own, agree) for own, agree in words.items())


def _enough_tokens(text: str) -> list[str]:
    """The words of a text, none where they are too few; most texts tell so by their length."""
    if len(text) < 2 * LEAST_WORDS - 1:
        return []
    found = tokens_of(text[:MAX_LETTERS])
    return found if len(found) >= LEAST_WORDS else []
