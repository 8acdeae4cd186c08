"""What an operator has published about itself: its office, its helpline, its mailboxes.

A text file, one value a line, `#` begins a comment. An e-mail entry `@desk.example` stands for
every mailbox of that domain. Values compare however they are written.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from evenhand.text.fold import fold

FEWEST_DIGITS = 7
"""Two numbers that end alike are the same with so many digits: one lacks the country's code."""

_WORD = re.compile(r"[^\W_]+")


class Own:
    """The operator's own addresses and numbers: public, wherever they stand."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Take the entries in; their order and writing make no difference."""
        self._domains: set[str] = set()
        self._numbers: set[str] = set()
        self._words: set[tuple[str, ...]] = set()
        self._signs: set[str] = set()
        for entry in entries:
            self._add(entry)
        known = sorted([*self._domains, *self._numbers, *(" ".join(w) for w in self._words)])
        self.digest = "sha256:" + sha256("\n".join(known).encode()).hexdigest()

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "Own":
        """The entries of a file's lines."""
        return cls(entry for line in lines if (entry := line.split("#")[0].strip()))

    def knows(self, kind: str, value: str) -> bool:
        """Whether a value of a kind of `private_info` is one of the operator's own."""
        words = _words(value)
        if kind == "email":
            return words in self._words or value.rpartition("@")[2].casefold() in self._domains
        if kind == "street_address":
            return any(words[: len(own)] == own for own in self._words)
        value = "".join(words)
        return value in self._signs or self._knows_number(value)

    def _knows_number(self, digits: str) -> bool:
        return any(
            digits == own
            or (min(len(digits), len(own)) >= FEWEST_DIGITS
                and (digits.endswith(own.lstrip("0")) or own.endswith(digits.lstrip("0"))))
            for own in self._numbers
        )  # fmt: skip

    def _add(self, entry: str) -> None:
        if entry.startswith("@"):
            self._domains.add(entry[1:].casefold())
            return
        words = _words(entry)
        signs = "".join(words)
        if signs.isdigit():
            self._numbers.add(signs)
        if words:
            self._words.add(words)
            self._signs.add(signs)


def _words(value: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(value).text.casefold()))
