"""A text as a row of words, and the runs of five that copies are found by."""

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

RUN = 5
"""Words in a run. Runs of four bring three times the false alarms, of eight miss edited copies."""

NO_WORD = 0
"""No word has this hash: it parts texts that stand in one row."""

Words = npt.NDArray[np.uint32]
Runs = npt.NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def words_of(text: str) -> Words:
    """The words of a folded text as 32-bit hashes, without regard to case."""
    found = _WORD.findall(text)
    return np.fromiter(map(_hash, found), np.uint32, len(found))


def places_of(text: str) -> list[tuple[int, int]]:
    """Where each word of `words_of(text)` stands, half-open."""
    return [match.span() for match in _WORD.finditer(text)]


def runs_of(words: Words) -> Runs:
    """A hash of each RUN words in a row; none where there are fewer."""
    count = len(words) - RUN + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    runs = np.zeros(count, np.uint64)
    for ahead in range(RUN):
        runs = (runs ^ words[ahead : ahead + count]) * _MIX
        runs ^= runs >> _SHIFT
    return runs


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    # Not the built-in hash, which differs from process to process: banks may be handed on.
    digest = blake2b(word.lower().encode(errors="replace"), digest_size=4).digest()
    return int.from_bytes(digest, "little") or NO_WORD + 1
