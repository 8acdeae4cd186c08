"""Words that are hidden by where they are parted: set apart letter by letter, or run together.

Only the words of the withheld documents tell where the true borders are, so a stretch is parted
again into the likeliest row of those.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from evenhand.signals.withheld_copy.arrays import Arrays
from evenhand.signals.withheld_copy.words import (
    NO_WORD,
    Place,
    Words,
    hash_of,
    hashes_of,
    places_of,
    tokens_of,
)

MAX_LETTERS = 10_000
"""Letters of one text that are parted anew, some eight pages; beyond, words are read as they stand.
"""

LONGEST = 20
"""Letters in the longest word that is looked for inside a stretch."""

_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][\W_]{1,3}){5,}[^\W\d_](?![^\W_])")
"""_CROWD letters or more with signs around each."""

Flags = npt.NDArray[np.bool_]

_CROWD, _CROWDED = 6, 3
"""So many of so many words in a row are unknown where words were run together."""

_UNKNOWN = 20.0
"""What a letter that is in no word costs; a word costs the logarithm of its rarity, 2 to 15."""

_LONE = 6.0
"""A single letter is a word where it is about as frequent as `a` and `I`: 1 of 400."""

_LAST = 2**32 - 1
"""No hash is larger."""

_SPARE_BITS = 4
"""Slots for each word: 16 to 32. A full search takes a fifth of the time that a post may."""

_MAX_KEPT = 1 << 16


def vocabulary_arrays(row: Words) -> Arrays:
    """The words that stand in a row of hashes (`vocabulary`, sorted) and the `rarity` of each.

    `maybe` tells by its first bits whether a word may be among them.
    """
    words, counts = np.unique(row[row != NO_WORD], return_counts=True)
    bits = min(32, _SPARE_BITS + len(words).bit_length())
    maybe = np.zeros(1 << bits, bool)
    maybe[words >> np.uint32(32 - bits)] = True
    return {
        "vocabulary": np.append(words, np.uint32(_LAST)),  # so that no search ends behind the last
        "rarity": np.append(np.log(counts.sum() / counts), np.inf),
        "maybe": maybe,
    }


class Vocabulary:
    """The words of the withheld documents, and how rare each is in them."""

    def __init__(self, arrays: Arrays) -> None:
        """Use what `vocabulary_arrays` made."""
        self._words, self._rarity = arrays["vocabulary"], arrays["rarity"]
        self._maybe = arrays["maybe"]
        self._shift = np.uint32(33 - len(self._maybe).bit_length())
        self._kept: dict[str, tuple[Place, ...]] = {}

    def unknown(self, words: Words) -> Flags:
        """Whether each of these words is none of the vocabulary's; of 30 such, one is not seen."""
        unknown: Flags = ~self._maybe[words >> self._shift]
        return unknown

    def parted(self, letters: str, *, whole: bool) -> tuple[Place, ...]:
        """The likeliest words that letters without blanks stand for, as places among them.

        Args:
            whole: give nothing unless all of it is known words, more than one.
        """
        if not whole:
            return tuple(self._part(letters, whole=False))
        found = self._kept.get(letters)
        if found is None:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            found = tuple(self._part(letters, whole=True))
            found = self._kept[letters] = found if len(found) > 1 else ()
        return found

    def _costs(self, letters: str, start: int) -> list[float]:
        """What a word from here costs, by its length from 1; infinite where there is none."""
        words = [
            letters[start:end] for end in range(start + 1, min(start + LONGEST, len(letters)) + 1)
        ]
        hashes = np.array([hash_of(word) for word in words], np.uint32)
        at = np.searchsorted(self._words, hashes)
        costs = np.where(self._words[at] == hashes, self._rarity[at], np.inf)
        if costs[0] > _LONE:
            costs[0] = np.inf
        found: list[float] = costs.tolist()
        return found

    def _part(self, letters: str, *, whole: bool) -> list[Place]:
        """The cheapest way through; letters in no word, side by side, are one unknown word."""
        size = len(letters)
        best: list[tuple[float, int, bool]] = [(0.0, 0, True)] + [(np.inf, 0, False)] * size
        for start in range(size):
            paid = best[start][0]
            if paid == np.inf:
                continue
            if not whole and paid + _UNKNOWN < best[start + 1][0]:
                best[start + 1] = (paid + _UNKNOWN, start, False)
            for end, cost in enumerate(self._costs(letters, start), start + 1):
                if paid + cost < best[end][0]:
                    best[end] = (paid + cost, start, True)
        return _way(best) if best[size][0] < np.inf else []


def _way(best: list[tuple[float, int, bool]]) -> list[Place]:
    """The pieces of the cheapest way, from what each place was best reached by."""
    pieces: list[Place] = []
    at, known_after = len(best) - 1, True
    while at:
        _, start, known = best[at]
        if known or known_after:
            pieces.append((start, at))
        else:
            pieces[-1] = (start, pieces[-1][1])
        at, known_after = start, known
    return pieces[::-1]


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it is compared.

    Attributes:
        words: with hidden ones undone.
        places: where each stands in the text; None where none was hidden, hence `places_of`.
    """

    words: Words
    places: list[Place] | None = None


def rows_of(texts: Sequence[str], vocabulary: Vocabulary, expired: Callable[[], bool]) -> list[Row]:
    """Folded texts as rows of words, hidden ones undone; each text is read for itself.

    Raises TimeoutError where `expired()`, asked before each text that may hide words, says True.
    """
    tokens = [tokens_of(text) for text in texts]
    every = list(chain.from_iterable(tokens))
    words, lengths = hashes_of(every), np.fromiter(map(len, every), np.int64, len(every))
    number = np.repeat(np.arange(len(texts)), [len(found) for found in tokens])
    strange = vocabulary.unknown(words)
    tried = strange & ((lengths > LONGEST) | _crowded(strange, number, _CROWDED))
    letters = _crowded(lengths == 1, number, _CROWD)
    suspects = set(number[tried | letters].tolist())
    rows = []
    start = 0
    for nth, (text, found) in enumerate(zip(texts, tokens, strict=True)):
        here = slice(start, start := start + len(found))
        if nth not in suspects:
            rows.append(Row(words[here]))
            continue
        if expired():
            raise TimeoutError("withheld_copy ran out of time")
        joined = _joined(found, tried[here], vocabulary)
        if joined.any() or (letters[here].any() and _APART.search(text)):
            rows.append(_undone(text, words[here], joined, vocabulary))
        else:
            rows.append(Row(words[here]))
    return rows


def _crowded(flags: Flags, number: npt.NDArray[np.intp], least: int) -> Flags:
    """Which words are among _CROWD of one text, side by side, of which `least` have their flag up.

    Args:
        flags: of the words of all texts in a row.
        number: which text each word stands in.
    """
    if not len(flags):
        return flags
    spread = np.arange(len(flags)) + number * _CROWD  # no crowd reaches into another text
    row = np.zeros(spread[-1] + _CROWD, np.int64)
    row[spread] = flags
    ones = np.ones(_CROWD, np.int64)
    crowds = np.convolve(row, ones) >= least
    near: Flags = np.convolve(crowds, ones, "valid")[spread] > 0
    return near


def _joined(tokens: Sequence[str], tried: Flags, vocabulary: Vocabulary) -> Flags:
    """Which words of one text are known ones run together, of those that are tried.

    One that is no longer than a word may be counts only among others: `into` is no hidden `in to`.
    """
    joined = np.zeros(len(tokens), bool)
    left = MAX_LETTERS
    for number in np.flatnonzero(tried).tolist():
        token = tokens[number]
        if len(token) <= left:
            left -= len(token)
            joined[number] = bool(vocabulary.parted(token, whole=True))
    if joined.any():
        long = np.array([len(token) > LONGEST for token in tokens])
        joined &= long | _crowded(joined, np.zeros(len(tokens), np.intp), _CROWDED)
    return joined


def _undone(text: str, words: Words, joined: Flags, vocabulary: Vocabulary) -> Row:
    """The text's row with letters set apart put together, and joined words parted."""
    written, known = places_of(text), words.tolist()
    instead = _instead(text, written, joined, vocabulary)
    places: list[Place] = []
    hashes: list[int] = []
    number = 0
    while number < len(written):
        if number in instead:
            number, pieces = instead[number]
            places += pieces
            hashes += [hash_of("".join(tokens_of(text[slice(*piece)]))) for piece in pieces]
        else:
            places.append(written[number])
            hashes.append(known[number])
            number += 1
    return Row(np.array(hashes, np.uint32), places)


def _instead(
    text: str, written: list[Place], joined: Flags, vocabulary: Vocabulary
) -> dict[int, tuple[int, list[Place]]]:
    """What stands for words as they are written: number of the first -> (the next, the places)."""
    instead: dict[int, tuple[int, list[Place]]] = {}
    for number in np.flatnonzero(joined).tolist():
        start, end = written[number]
        pieces = vocabulary.parted(text[start:end], whole=True)
        instead[number] = number + 1, [(start + first, start + last) for first, last in pieces]
    left = MAX_LETTERS
    for match in _APART.finditer(text):
        first = bisect_left(written, (match.start(), 0))
        after = bisect_left(written, (match.end(), 0))
        left -= after - first
        if left < 0:
            break
        stretch = written[first:after]
        pieces = vocabulary.parted("".join(text[at] for at, _ in stretch), whole=False)
        instead[first] = after, [(stretch[i][0], stretch[j - 1][1]) for i, j in pieces]
    return instead
