"""Whether a private value still stands in a text, in whatever way it is written.

Folding (`text.fold`) undoes zero-width signs, full-width digits and look-alike letters. Beyond
that no separator counts, nor case, accents, or letters that pass for digits. Each comparison is
one pass over the text, however many values there are, since both come from strangers.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evenhand.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_COVERED = re.compile("x{2,}")
"""Stands for covered signs, as stars do: `xxx-xx-` shows nothing of a value."""

_ALIKE = str.maketrans("oil", "011")
_GAP = re.compile(r"\D+")
_GAP_AT_MOST = 24
"""Signs between two digits of one number; what is further apart nobody reads as one."""

_HEAD = 6
"""Shorter values stand in a text by chance; they count as whole words only."""

_NEAR = 4
"""Words between a house number and its street, in either order."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text as values are compared: its words, all of them run together, and its digits."""

    words: tuple[str, ...]
    run: str
    digits: str


def still_there(values: Iterable[str], text: str) -> frozenset[str]:
    """Which of the values still stand in the text, whole or in the part that tells them.

    A value stands there when its letters and digits do, in order; a number of six digits or more
    also when its digits do (with or without a country code); an address of several words when a
    house number stands beside its street. Linear in the text, and in the values.
    """
    shown = _plain(text)
    asked = {value: _plain(value) for value in dict.fromkeys(values)}
    runs, numbers, houses = _forms(asked)
    standing = [
        *(runs[run] for run in _long_runs(runs, shown.run)),
        *(runs[run] for run in _short_runs(runs, shown.words)),
        *(numbers[number] for number in _long_runs(numbers, shown.digits)),
        *(houses[pair] for pair in _near_pairs(houses, shown.words)),
    ]
    return frozenset(value for values in standing for value in values)


_Forms = Mapping[str, set[str]]
"""A way that values may be written -> those values."""


def _forms(
    asked: Mapping[str, _Plain],
) -> tuple[_Forms, _Forms, Mapping[tuple[str, str], set[str]]]:
    """What to search for: runs of letters and digits, numbers, and house numbers with streets."""
    runs: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    houses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for value, plain in asked.items():
        if plain.run:
            runs[plain.run].add(value)
        for number in _numbers(value, plain):
            numbers[number].add(value)
        for pair in _houses(plain.words):
            houses[pair].add(value)
    return runs, numbers, houses


def _plain(text: str) -> _Plain:
    folded = unicodedata.normalize("NFD", fold(text).text.casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    shown = _COVERED.sub(" ", bare)
    words = tuple(_WORD.findall(shown))
    digits = _GAP.sub(lambda gap: "" if len(gap[0]) <= _GAP_AT_MOST else " ", shown)
    return _Plain(words, _alike("".join(words)), digits.strip())


def _alike(word: str) -> str:
    """Letters that pass for digits count as those, on both sides alike."""
    return word.translate(_ALIKE)


def _numbers(value: str, plain: _Plain) -> Iterator[str]:
    """The digits of a value that is mostly digits; after a `+` also without a country code."""
    digits = plain.digits.replace(" ", "")
    if len(digits) < _HEAD or 2 * len(digits) < len(plain.run):
        return
    international = fold(value).text.lstrip().startswith("+")
    for skipped in range(4 if international else 1):
        if len(digits) - skipped >= _HEAD:
            yield digits[skipped:]


def _houses(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(house number, street word) of an address: at least two words of letters, and a number.

    The last of several numbers is a postcode, which may stay: many live there.
    """
    if sum(word.isalpha() for word in words) < 2:
        return
    numbered = [place for place, word in enumerate(words) if word[0].isdigit()]
    for place in numbered[:-1] or numbered:
        beside = words[max(place - 1, 0) : place] + words[place + 1 : place + 3]
        yield from ((words[place], word) for word in beside if word.isalpha())


def _long_runs(wanted: Iterable[str], text: str) -> set[str]:
    """The wanted runs of six signs or more that occur in the text.

    Found by their first signs: one look-up a place, whatever the number of runs. What was found
    is not searched for again, so that a text of nothing else costs no more.
    """
    heads: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for run in wanted:
        if len(run) >= _HEAD:
            heads[run[:_HEAD]][len(run)].add(run)
    found: set[str] = set()
    for place in range(len(text) - _HEAD + 1 if heads else 0):
        lengths = heads.get(text[place : place + _HEAD])
        if not lengths:
            continue
        for length, runs in list(lengths.items()):
            run = text[place : place + length]
            if run in runs:
                found.add(run)
                runs.discard(run)
                if not runs:
                    del lengths[length]
    return found


def _short_runs(wanted: Iterable[str], words: tuple[str, ...]) -> set[str]:
    """The wanted runs of fewer signs that are a word of the text, or several words in a row."""
    known = {run for run in wanted if len(run) < _HEAD}
    found: set[str] = set()
    for place in range(len(words) if known else 0):
        run = ""
        for word in words[place : place + _HEAD]:
            run += _alike(word)
            if len(run) >= _HEAD:
                break
            if run in known:
                found.add(run)
    return found


def _near_pairs(wanted: Iterable[tuple[str, str]], words: tuple[str, ...]) -> set[tuple[str, str]]:
    """The wanted pairs of words that stand near each other in the text, in either order."""
    pairs = frozenset(wanted)
    numbers = {number for number, _ in pairs}
    return {
        (word, other)
        for place, word in enumerate(words)
        if word in numbers
        for other in words[max(place - _NEAR, 0) : place + _NEAR + 1]
        if (word, other) in pairs
    }
