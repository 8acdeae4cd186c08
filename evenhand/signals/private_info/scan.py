"""The first pass: which finders have anything to look at in a text.

Every value of a kind, once its text is folded, holds one of the kind's signs. A sign is a pattern
over UTF-8 in what hyperscan and `re` have in common: no looking around, no references back, case
apart, `.` any byte; at most 64 bytes wide. Texts are framed by NUL bytes, which a sign matches as
its first or last byte at most. Whether a text must be folded for its signs to show is seen in the
same pass.
"""

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Protocol

from evenhand.signals.private_info import native
from evenhand.signals.private_info.digit_runs import LONG_NUMBER, implies_long_number
from evenhand.text.suspicious import suspicious

Names = frozenset[str]

NONE: Names = frozenset()

SUSPICIOUS = "suspicious"
"""Stands among the names of a text whose folding may reveal further signs."""

AT_ONCE = 256
"""Texts that are scanned together: so many posts stay in the processor's second cache."""

COMPILED_AT_ONCE = 40
SELDOM_COMPILED_AT_ONCE = 15
"""Patterns; each part costs a scan more, and the time to compile grows faster than their number."""

WORTH_COMPILING = 60_000
"""Code points after which hyperscan is compiled: `re` reads so many in a second."""

A_MATCH_IN = 6
"""Bytes: with more matches than one in so many, texts are scanned one by one."""

Patterns = Mapping[str, Names]
"""Pattern -> the names it stands for."""

_NUMBER: Names = frozenset({"number"})
"""The name of what lets a text through to the patterns of long numbers."""


class Engine(Protocol):
    """Finds which patterns match."""

    def one(self, text: str) -> Names:
        """The names of the patterns that match."""
        ...

    def many(self, texts: Sequence[str]) -> Mapping[int, Names]:
        """Place of a text -> names of its patterns, for the texts that match any."""
        ...


class Scan:
    """Finds the signs of all finders.

    hyperscan compiles for seconds, `re` at once; both find the same. So `re` begins, and once
    there is enough to read hyperscan is compiled beside it and takes over.
    """

    def __init__(self, signs: Mapping[str, Iterable[str]], *, native_too: bool = True) -> None:
        """`signs`: name of a finder -> its signs. `native_too` False: by `re` alone."""
        named: dict[str, Names] = {}
        for name, listed in signs.items():
            for sign in listed:
                named[sign] = named.get(sign, NONE) | {name}
        self._patterns = named, dict.fromkeys(suspicious(), frozenset({SUSPICIOUS}))
        self._engines: tuple[Engine, Engine] = (ByRe(named), ByRe(self._patterns[1]))
        self._left = WORTH_COMPILING
        self._compiling = threading.Lock()
        self._settled = not native_too or not native.is_installed()

    def one(self, text: str) -> Names:
        """The names whose signs a text holds."""
        signs, suspected = self._by(len(text))
        found = signs.one(text)
        return found if text.isascii() else found | suspected.one(text)

    def many(self, texts: Sequence[str]) -> dict[int, Names]:
        """Place of a text -> names, for the texts that hold any; meant for `AT_ONCE` short ones."""
        signs, suspected = self._by(sum(map(len, texts)))
        found = dict(signs.many(texts))
        others = [place for place, text in enumerate(texts) if not text.isascii()]
        _add(found, others, suspected.many([texts[place] for place in others]))
        return found

    def compile(self) -> None:
        """Let hyperscan take over now; takes seconds, and does nothing where it is missing."""
        with self._compiling:
            if not self._settled:
                signs, suspected = self._patterns
                self._engines = ByHyperscan(signs), ByHyperscan(suspected)
                self._settled = True

    def _by(self, size: int) -> tuple[Engine, Engine]:
        """What searches a text of this size; begins to compile when enough was read."""
        if self._left > 0:
            self._left -= size
            if self._left <= 0 and not self._settled:
                # No daemon: the program may not end while foreign code compiles.
                threading.Thread(target=self.compile, name="private_info compiles").start()
        return self._engines


def _add(found: dict[int, Names], places: Sequence[int], more: Mapping[int, Names]) -> None:
    """Add what was found among the texts that stand at some places."""
    for n, names in more.items():
        found[places[n]] = found.get(places[n], NONE) | names


class ByHyperscan:
    """All patterns in a few passes; short texts many at a time.

    Patterns of long numbers are looked for only where there is any long number: the sum of them
    costs more than one pattern for all.
    """

    def __init__(self, patterns: Patterns) -> None:
        numbers = {sign: names for sign, names in patterns.items() if implies_long_number(sign)}
        others = {sign: names for sign, names in patterns.items() if sign not in numbers}
        gate = {LONG_NUMBER: _NUMBER} if numbers else {}
        self._everywhere = _parts({**others, **gate}, COMPILED_AT_ONCE)
        self._numbers = _parts(numbers, SELDOM_COMPILED_AT_ONCE)

    def one(self, text: str) -> Names:
        """See `Engine`."""
        data = _framed(text)
        found = NONE.union(*[part.names(data) for part in self._everywhere])
        if found >= _NUMBER:
            found = found.union(*[part.names(data) for part in self._numbers])
        return found - _NUMBER

    def many(self, texts: Sequence[str]) -> dict[int, Names]:
        """See `Engine`. Texts that are full of matches, as no post is, are scanned one by one."""
        try:
            found = _among(texts, self._everywhere)
            places = [place for place, names in found.items() if names >= _NUMBER]
            _add(found, places, _among([texts[place] for place in places], self._numbers))
        except _UnusualError:
            found = dict(enumerate(map(self.one, texts)))
        return {place: rest for place, names in found.items() if (rest := names - _NUMBER)}


def _among(texts: Sequence[str], parts: Sequence["_Part"]) -> dict[int, Names]:
    """Place of a text -> the names of the patterns that match."""
    if not texts:
        return {}
    data = _framed("\0".join(texts))
    if data.count(0) != len(texts) + 1:  # a text holds NUL itself
        raise _UnusualError
    seen: list[tuple[int, Names]] = []
    for part in parts:
        part.note(data, seen, len(data) // A_MATCH_IN + 64)
    seen.sort(key=_END)
    found: dict[int, Names] = {}
    place, last = -1, 0
    for end, names in seen:
        place += data.count(0, last, end - 1)
        last = end - 1
        found[place] = found.get(place, NONE) | names
    return found


def _framed(text: str) -> bytes:
    return b"\0%b\0" % text.encode("utf-8", "surrogatepass")


def _parts(patterns: Patterns, most: int) -> list["_Part"]:
    listed = list(patterns.items())
    return [_Part(dict(listed[at : at + most])) for at in range(0, len(listed), most)]


_END = itemgetter(0)


class _UnusualError(Exception):
    """The texts are better scanned one by one."""


class _Part:
    """Patterns that are compiled together."""

    def __init__(self, patterns: Patterns) -> None:
        self._names = list(patterns.values())
        written = [one.encode() for one in patterns]
        self._each = native.Patterns(written, caseless=True)
        self._once = native.Patterns(written, caseless=True, once=True)

    def names(self, data: bytes) -> Names:
        """The names of the patterns that match: each told of once, for a text may be full of it."""
        found: list[int] = []
        self._once.scan(data, lambda number, *_rest: found.append(number))
        return NONE.union(*[self._names[number] for number in found]) if found else NONE

    def note(self, data: bytes, seen: list[tuple[int, Names]], most: int) -> None:
        """Add where each match ends and its names; an error when there are more than `most`."""
        names = self._names

        def add(number: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            seen.append((end, names[number]))
            return len(seen) > most

        if not self._each.scan(data, add):
            raise _UnusualError


class ByRe:
    """Pattern by pattern."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = [
            (re.compile(one.encode(), re.IGNORECASE | re.DOTALL), names)
            for one, names in patterns.items()
        ]

    def one(self, text: str) -> Names:
        """See `Engine`."""
        data = _framed(text)
        return NONE.union(*[names for one, names in self._patterns if one.search(data)])

    def many(self, texts: Sequence[str]) -> dict[int, Names]:
        """See `Engine`."""
        found = ((place, self.one(text)) for place, text in enumerate(texts))
        return {place: names for place, names in found if names}
