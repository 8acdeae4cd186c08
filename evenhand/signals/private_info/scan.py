"""The first pass: which finders have anything to look at in a text.

Every value of a kind, once its text is folded, holds one of the kind's signs. A sign is a pattern
over UTF-8 in what hyperscan and `re` have in common: no looking around, no references back, case
apart, `.` any byte; at most 64 bytes wide. Texts are framed by NUL bytes, which a sign matches as
its first or last byte at most. Whether a text must be folded for its signs to show is seen in the
same pass.
"""

import re
import threading
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import itemgetter
from typing import NamedTuple, Protocol

from evenhand.signals.private_info import native
from evenhand.signals.private_info.digit_runs import (
    LONG_NUMBER,
    NUMBER,
    implies_digit,
    implies_long_number,
)
from evenhand.text.suspicious import suspicious

Names = frozenset[str]

NONE: Names = frozenset()

SUSPICIOUS = "suspicious"
"""Stands among the names of a text whose folding may reveal further signs."""

AT_ONCE = 256
"""Texts that are scanned together: so many posts stay in the processor's second cache."""

COMPILED_AT_ONCE = 40
"""Patterns; each part costs a scan more, and the time to compile grows faster than their number."""

WORTH_COMPILING = 60_000
"""Code points after which hyperscan is compiled: `re` reads so many in a second."""

A_MATCH_IN = 6
"""Bytes: with more matches than one in so many, texts are scanned one by one."""

Patterns = Mapping[str, Names]
"""Pattern -> the names it stands for."""

_PASSED: Names = frozenset({"passed"})
"""The name of what lets a text through to the next layer."""

_ANY_TEXT = ("",)
_TO_THE_END = r"[^\x00]*\x00"
"""Behind a gate, so that it is told of once a text."""


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

    def __init__(
        self,
        signs: Mapping[str, Iterable[str]],
        numbered: Set[str] = NONE,
        *,
        native_too: bool = True,
    ) -> None:
        """Make it ready to search.

        Args:
            signs: name of a finder -> its signs.
            numbered: signs that count only in a text that also holds a `NUMBER`; those that ask
                for a digit always do.
            native_too: False asks for `re` alone.
        """
        named: dict[str, Names] = {}
        for name, listed in signs.items():
            for sign in listed:
                named[sign] = named.get(sign, NONE) | {name}
        suspected = dict.fromkeys(suspicious(), frozenset({SUSPICIOUS}))
        self._patterns = _layers(named, numbered), [Layer(_ANY_TEXT, suspected)]
        self._engines: tuple[Engine, Engine] = (ByRe(self._patterns[0]), ByRe(self._patterns[1]))
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
        if len(texts) == 1:
            names = self.one(texts[0])
            return {0: names} if names else {}
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


class Layer(NamedTuple):
    """Patterns that are looked for only in a text in which one of the gates was found.

    The sum of them costs more than a gate for all. The gates are looked for with the patterns of
    the layer before; those of that layer are found wherever these are.
    """

    gates: Sequence[str]
    patterns: Patterns


def _layers(patterns: Patterns, numbered: Set[str]) -> list[Layer]:
    beside = {
        sign: names for sign, names in patterns.items() if sign in numbered or implies_digit(sign)
    }
    long = {sign: names for sign, names in beside.items() if implies_long_number(sign)}
    return [
        Layer(_ANY_TEXT, {sign: names for sign, names in patterns.items() if sign not in beside}),
        Layer(NUMBER, {sign: names for sign, names in beside.items() if sign not in long}),
        Layer((LONG_NUMBER,), long),
    ]


class ByHyperscan:
    """All patterns of a layer in a few passes; short texts many at a time."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        gates = [{f"{one}{_TO_THE_END}": _PASSED for one in layer.gates} for layer in layers]
        gates_behind = [*gates[1:], {}]
        self._layers = [
            _parts({**layer.patterns, **behind})
            for layer, behind in zip(layers, gates_behind, strict=True)
        ]

    def one(self, text: str) -> Names:
        """See `Engine`."""
        data = _framed(text)
        found: set[str] = set()
        for parts in self._layers:
            for part in parts:
                part.add(data, found)
            if _PASSED.isdisjoint(found):
                break
            found -= _PASSED
        return frozenset(found) if found else NONE

    def many(self, texts: Sequence[str]) -> dict[int, Names]:
        """See `Engine`. Texts that are full of matches, as no post is, are scanned one by one."""
        found: dict[int, Names] = {}
        places: Sequence[int] = range(len(texts))
        try:
            for parts in self._layers:
                seen = _among([texts[place] for place in places], parts)
                _add(
                    found,
                    places,
                    {n: rest for n, names in seen.items() if (rest := names - _PASSED)},
                )
                places = [places[n] for n, names in seen.items() if names >= _PASSED]
        except _UnusualError:
            return {place: names for place, text in enumerate(texts) if (names := self.one(text))}
        return found


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


def _parts(patterns: Patterns) -> list["_Part"]:
    listed = list(patterns.items())
    return [
        _Part(dict(listed[at : at + COMPILED_AT_ONCE]))
        for at in range(0, len(listed), COMPILED_AT_ONCE)
    ]


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

    def add(self, data: bytes, found: set[str]) -> None:
        """Add the names of the patterns that match: each told of once, a text may be full of it."""
        names = self._names
        self._once.scan(data, lambda number, *_rest: found.update(names[number]))

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

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = [
            (
                [*map(_by_re, layer.gates)],
                [(_by_re(one), names) for one, names in layer.patterns.items()],
            )
            for layer in layers
        ]

    def one(self, text: str) -> Names:
        """See `Engine`."""
        data = _framed(text)
        found = NONE
        for gates, patterns in self._layers:
            if not any(gate.search(data) for gate in gates):
                break
            found = found.union(*[names for one, names in patterns if one.search(data)])
        return found

    def many(self, texts: Sequence[str]) -> dict[int, Names]:
        """See `Engine`."""
        found = ((place, self.one(text)) for place, text in enumerate(texts))
        return {place: names for place, names in found if names}


def _by_re(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode(), re.IGNORECASE | re.DOTALL)
