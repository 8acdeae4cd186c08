"""A text as a row of words, and the runs of five that copies are found by."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

RUN = 5
"""Words in a run. Runs of four bring three times the false alarms, of eight miss edited copies."""

NO_WORD = 0
"""No word has this hash: it parts texts that stand in one row."""

Words = npt.NDArray[np.uint32]
Runs = npt.NDArray[np.uint64]
Place = tuple[int, int]
"""Where a word stands in its text, half-open."""

_WORD = re.compile(r"\w+(?:'\w+)?")
_LINE_END = re.compile(r"(?<=[^\W\d])-[ \t]*\r?\n[ \t]*(?=[^\W\d])")
_PERHAPS_BROKEN = re.compile(rf"\w+(?:{_LINE_END.pattern}\w+)?(?:'\w+)?")
"""Takes a third longer than _WORD."""
_PARTED = {
    code: sign.lower() if sign.isalnum() or sign == "'" else " "
    for code, sign in enumerate(map(chr, range(128)))
}
"""Of ASCII signs, what stays in a word; the low line parts words."""
_STRAY = re.compile(r"'(?:(?!\w)|(?<!\w'))")
"""An apostrophe that does not stand in a word."""
_TWICE = re.compile(r"'\w+'")
_MOST_KEPT, _LONGEST_KEPT = 1 << 17, 64
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def words_of(text: str) -> Words:
    """The words of a folded text as 32-bit hashes, without regard to case and accents."""
    return hashes_of(tokens_of(text))


def tokens_of(text: str) -> list[str]:
    """The words of a folded text, ASCII ones in lower case; one parted at a line's end is one."""
    pattern = _pattern(text)
    if pattern is _WORD and text.isascii():
        # The same words, in a third of the time.
        parted = _STRAY.sub(" ", text.translate(_PARTED))
        if not _TWICE.search(parted):
            return parted.split()
    return pattern.findall(_without_lines(text))


def hashes_of(tokens: Sequence[str]) -> Words:
    """The 32-bit hashes of words."""
    return np.fromiter(map(_KEPT.__getitem__, tokens), np.uint32, len(tokens))


def places_of(text: str) -> list[Place]:
    """Where each word of `words_of(text)` stands."""
    return [match.span() for match in _pattern(text).finditer(_without_lines(text))]


def _pattern(text: str) -> re.Pattern[str]:
    broken = "\n" in text and "-" in text and _LINE_END.search(text)
    return _PERHAPS_BROKEN if broken else _WORD


def _without_lines(text: str) -> str:
    """The low line parts words here, but not in regular expressions."""
    return text.replace("_", " ")


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


def plain(word: str) -> str:
    """A word without case, accents and the break at a line's end."""
    word = word.lower()
    if not word.isascii():
        word = "".join(
            sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign)
        )
    return re.sub(r"-\s+", "", word) if "-" in word else word


def hash_of(word: str) -> int:
    """The 32-bit hash of one word."""
    # Not the built-in hash, which differs from process to process: banks may be handed on.
    digest = blake2b(plain(word).encode(errors="replace"), digest_size=4).digest()
    return int.from_bytes(digest, "little") or NO_WORD + 1


class _Kept(dict[str, int]):
    """Hashes of words that were met before; asked for at half the cost of an `lru_cache`."""

    def __missing__(self, word: str) -> int:
        found = hash_of(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = found
        return found


_KEPT = _Kept()
