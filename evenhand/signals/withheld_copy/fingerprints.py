"""Fingerprints of withheld documents for others, without the text.

A fingerprint is a keyed digest of a few words in a row. Whoever has the key can test guesses, so:

- What touches a private value has none.
- No two overlap. Overlapping ones chain: one that is guessed leaves a single new word of the next
  to be tried, and so on through the page. Beside each of these, eight new words must be guessed.
- The key can stay with its holder, who then answers requests to match; others hold digests alone.

They still tell how long the documents are, about, and to whoever holds the key whether a passage
that he has is in them. README.md tells what that means.
"""

import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from evenhand.model.reading import Span
from evenhand.signals.withheld_copy.words import places_of, plain
from evenhand.text.fold import fold

GRAM = 8
"""Words in a fingerprint."""

WINDOW = 16
"""Behind a fingerprint, the next one begins within so many words: 54 words hold two at least."""

ENOUGH = 2
"""Different fingerprints of a text that make a match: one may be a common quotation."""

SHORTEST_KEY = 16
"""Bytes; less can be tried out."""

MAX_FINGERPRINTS = 5_000_000
_DIGEST = 16
_HEAD = re.compile(r"evenhand fingerprints 1 ([0-9a-f]{16})")

Private = Callable[[str], Iterable[Span]]
"""Where a text holds private values."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Fingerprints of somebody's withheld documents.

    Attributes:
        key_id: tells keys apart and says nothing of them (`key_id`).
        digests: of 16 bytes each.
    """

    key_id: str
    digests: frozenset[bytes]

    @classmethod
    def of(cls, texts: Iterable[str], key: bytes, private: Private) -> "Fingerprints":
        """The fingerprints of texts, of none that touches what `private` finds.

        Raises ValueError where the key is too short.
        """
        made_with = key_id(key)
        found = (digest for text in texts for digest in _chosen(text, key, private))
        return cls(made_with, frozenset(found))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "Fingerprints":
        """Read what `lines` wrote. Raises ValueError with the number of a line that is wrong."""
        of, digests = "", set()
        for number, line in enumerate(lines, 1):
            said = line.strip()
            if number == 1:
                if not (head := _HEAD.fullmatch(said)):
                    raise ValueError("line 1: this is no file of fingerprints")
                of = head[1]
                continue
            try:
                digest = bytes.fromhex(said)
            except ValueError:
                digest = b""
            if len(digest) != _DIGEST or number > MAX_FINGERPRINTS:
                raise ValueError(f"line {number}: no fingerprint, or one too many")
            digests.add(digest)
        if not of:
            raise ValueError("line 1: this is no file of fingerprints")
        return cls(of, frozenset(digests))

    def lines(self) -> Iterator[str]:
        """As text, a fingerprint a line, sorted: their order would tell that of the words."""
        yield f"evenhand fingerprints 1 {self.key_id}"
        yield from sorted(digest.hex() for digest in self.digests)

    def matches(self, text: str, key: bytes) -> list[Span]:
        """Where a text holds what was fingerprinted; empty under ENOUGH of them.

        Raises ValueError where the key is not the one that they were made with.
        """
        if key_id(key) != self.key_id:
            raise ValueError("the fingerprints were made with another key")
        apart: list[Span] = []
        seen: set[bytes] = set()
        for span, digest in _grams(text, key):
            if digest in self.digests and (not apart or apart[-1].end <= span.start):
                apart.append(span)
                seen.add(digest)
        return apart if len(seen) >= ENOUGH else []


def key_id(key: bytes) -> str:
    """What tells a key apart, 16 hexadecimal digits. Raises ValueError where it is too short."""
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key has {SHORTEST_KEY} bytes or more")
    return sha256(b"evenhand fingerprint key " + key).hexdigest()[:16]


def _chosen(text: str, key: bytes, private: Private) -> Iterator[bytes]:
    """The smallest of each window that touches no private value; the next begins behind it."""
    hidden = list(private(text))
    grams = [
        None if any(span.start < other.end and other.start < span.end for other in hidden)
        else digest
        for span, digest in _grams(text, key)
    ]  # fmt: skip
    at = 0
    while at < len(grams):
        window = [(digest, at + n) for n, digest in enumerate(grams[at : at + WINDOW]) if digest]
        if not window:
            at += WINDOW
            continue
        digest, place = min(window)
        yield digest
        at = place + GRAM


def _grams(text: str, key: bytes) -> Iterator[tuple[Span, bytes]]:
    """Each GRAM words in a row: where they stand in the text as given, and their keyed digest."""
    folded = fold(text)
    places = places_of(folded.text)
    words = [plain(folded.text[start:end]) for start, end in places]
    for at in range(len(words) - GRAM + 1):
        span = folded.span(places[at][0], places[at + GRAM - 1][1])
        yield span, _digest(words[at : at + GRAM], key)


def _digest(words: Sequence[str], key: bytes) -> bytes:
    said = " ".join(words).encode(errors="replace")
    return hmac.digest(key, said, "sha256")[:_DIGEST]
