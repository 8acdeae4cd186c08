"""Finding the words that speak of values, all lists in one pass over a window."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from evenhand.signals.private_info import native
from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.cues import tagged

Place = tuple[int, int, str]
"""Where a phrase begins, its length below zero (so that the longest sorts first), and itself."""

Find = Callable[[bytes], Iterable[Place]]

_PLAIN = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ\t\n\r-_\xa0",
    "abcdefghijklmnopqrstuvwxyzaaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy      ",
)
_TABLE = bytes(ord(chr(byte).translate(_PLAIN)) for byte in range(256))
"""Latin-1 in small letters without accents; what parts words is a blank."""


_LETTERS = bytes(byte if 97 <= byte <= 122 else 32 for byte in range(256))
"""Small letters; all else is a blank."""


def plain(text: str) -> bytes:
    """One byte a code point, framed by two blanks; what is not Latin-1 becomes `?`."""
    return b" " + text.encode("latin-1", "replace").translate(_TABLE) + b" "


class CueScan:
    """Finds the phrases of all lists, or of the one that is given."""

    def __init__(
        self, listed: Mapping[str, frozenset[str]] | None = None, *, native_too: bool = True
    ) -> None:
        """Compile the phrases. `native_too` False: found by `re` alone."""
        self._tags = tagged() if listed is None else dict(listed)
        ready = native_too and native.is_installed()
        self._find: Find = _native(self._tags) if ready else _pure(self._tags)

    def find(self, text: str) -> list[Cue]:
        """The cues of a text in order; of those at one place the longest, none inside another."""
        kept: list[Cue] = []
        reach = -1
        for start, shortness, phrase in sorted(self._find(plain(text))):
            end = start - shortness
            if end > reach:
                kept.append(Cue(start, end, self._tags[phrase], phrase))
                reach = end
        return kept


def _native(listed: Iterable[str]) -> Find:
    """By hyperscan: every phrase in one pass.

    Plain strings compile ten times sooner than patterns with their bounds. So all that is no
    letter becomes a blank, in the phrases and in what is searched, and a find is compared again.
    """
    known = [(phrase.encode("latin-1"), len(phrase), phrase) for phrase in listed]
    patterns = native.Patterns(
        [b" " + phrase.translate(_LETTERS) + b" " for phrase, _, _ in known], literal=True
    )

    def find(data: bytes) -> list[Place]:
        found: list[Place] = []

        def seen(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            written, length, phrase = known[number]
            if data.startswith(written, end - 1 - length):
                found.append((end - 2 - length, -length, phrase))

        patterns.scan(data.translate(_LETTERS), seen)
        return found

    return find


def _pure(listed: Iterable[str]) -> Find:
    """By `re`: the longest phrase at each place."""
    longest_first = sorted(listed, key=len, reverse=True)
    either = b"|".join(re.escape(phrase).encode() for phrase in longest_first)
    search = re.compile(rb"(?<![a-z])(?=((?:" + either + rb")(?![a-z])))")

    def find(data: bytes) -> Iterator[Place]:
        for match in search.finditer(data):
            yield match.start(1) - 1, match.start(1) - match.end(1), match[1].decode()

    return find


@lru_cache(maxsize=1)
def shared() -> CueScan:
    """The search for all lists, made when it is first needed."""
    return CueScan()


class Cues:
    """The cues of one window, to be asked what stands near a value."""

    def __init__(self, found: list[Cue]) -> None:
        self._found = found
        self._ends = [cue.end for cue in found]  # in order, since none lies inside another

    def before(self, start: int, tags: frozenset[str], width: int = 60) -> Cue | None:
        """The nearest cue with one of the tags that begins in the `width` code points before."""
        place = bisect_left(self._ends, start + 1)
        while place:
            place -= 1
            cue = self._found[place]
            if cue.start < start - width:
                return None
            if not tags.isdisjoint(cue.tags):
                return cue
        return None

    def after(self, end: int, tags: frozenset[str], width: int = 40) -> Cue | None:
        """The nearest cue with one of the tags that ends in the `width` code points behind."""
        for place in range(bisect_left(self._ends, end + 1), len(self._found)):
            cue = self._found[place]
            if cue.end > end + width:
                return None
            if cue.start >= end and not tags.isdisjoint(cue.tags):
                return cue
        return None

    def between(self, start: int, end: int, tags: frozenset[str]) -> Iterator[Cue]:
        """Every cue with one of the tags that lies in the stretch, in order."""
        for place in range(bisect_left(self._ends, start + 1), len(self._found)):
            cue = self._found[place]
            if cue.end > end:
                return
            if cue.start >= start and not tags.isdisjoint(cue.tags):
                yield cue
