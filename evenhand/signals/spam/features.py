"""What the model reads of a comment: byte runs, words, word pairs, hosts and shape, as buckets."""

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from evenhand.model.signal import Readable
from evenhand.text.fold import fold

VERSION = 1
"""Of the features: a model that learnt from others cannot be read with these."""

BUCKETS = 1 << 18
GRAM = 4
MOST = 3_000
"""Only so much of a comment is read, in code points and in bytes: time is bounded, and a long
comment shows what it is by then."""

Features = npt.NDArray[np.uint32]
"""Buckets in use, ascending, each once."""

_TAG = re.compile(r"<[^<>]{1,1000}>")
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]+)")
_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"(?<!\w)(?:\w[ ._*-]){3,}\w(?!\w)")
_EDGE = b"   "
"""Ends a text, so that its last letters stand in as many runs as all others."""

_SPREAD = np.uint32(2_654_435_761)
_BASE = np.uint32(257)
_DOWN = np.uint32(12)
_MASK = np.uint32(BUCKETS - 1)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as the model reads it.

    Attributes:
        text: folded, without markup, in lower case, at most `MOST` code points.
        hosts: that its links lead to, those in the text and those beside it.
        shape: a few facts about its form, each a token.
    """

    text: str
    hosts: tuple[str, ...]
    shape: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Its words, in order."""
        return _WORD.findall(self.text)


def read_comment(view: Readable) -> Comment:
    """A comment, freed from what hides its words: look-alikes, hidden signs, markup, spacing."""
    folded = view.folded
    plain = folded.text[:MOST]
    shape = tuple(_shape(plain, len(folded.edits)))
    if "&" in plain:
        plain = fold(html.unescape(plain)).text
    lower = plain.lower()
    hosts = _HOST.findall(" ".join((lower, *view.item.links)).lower())
    if "<" in lower:
        lower = _TAG.sub(" ", lower)
    lower = _SPACED.sub(_joined, lower)
    return Comment(lower, tuple(dict.fromkeys(hosts)), shape)


def features_of(comment: Comment) -> Features:
    """The buckets that a comment uses."""
    words = comment.words
    tokens = [*words_and_pairs(words), *map(host_token, comment.hosts), *comment.shape]
    if words:
        tokens += [f"=first {words[0]}", f"=last {words[-1]}"]
    named = np.fromiter(map(_token_hash, tokens), np.uint32, len(tokens))
    found = np.concatenate((_grams(comment.text), named)) & _MASK
    # Sorting and dropping neighbours takes half of np.unique's time on arrays as short as these.
    found.sort()
    keep = np.empty(len(found), bool)
    keep[:1] = True
    np.not_equal(found[1:], found[:-1], out=keep[1:])
    return found[keep]


def pack(features: Features) -> bytes:
    """Features as they are kept, with the version that they are of."""
    return bytes([VERSION]) + features.astype("<u4").tobytes()


def unpack(data: bytes) -> Features | None:
    """The features that `pack` wrote; None where they are of another version."""
    if data[:1] != bytes([VERSION]):
        return None
    return np.frombuffer(data, "<u4", offset=1).astype(np.uint32)


def bucket_of(token: str) -> int:
    """The bucket of one token."""
    return _token_hash(token) & (BUCKETS - 1)


def words_and_pairs(words: list[str]) -> list[str]:
    """Each word, and each two words in a row."""
    return [*words, *map(" ".join, pairwise(words))]


def host_token(host: str) -> str:
    """The token of a host that a link leads to; no word of a text can be the same."""
    return f"@{host}"


@lru_cache(maxsize=1 << 16)
def _token_hash(token: str) -> int:
    # Not the built-in hash, which differs from process to process: models are kept.
    return crc32(token.encode(errors="replace"))


def _grams(text: str) -> Features:
    """A hash of each run of `GRAM` bytes."""
    data = np.frombuffer(text.encode(errors="replace")[:MOST] + _EDGE, np.uint8).astype(np.uint32)
    count = len(data) - GRAM + 1
    if count <= 0:
        return np.empty(0, np.uint32)
    runs = np.zeros(count, np.uint32)
    for ahead in range(GRAM):
        runs *= _BASE
        runs += data[ahead : ahead + count]
    runs *= _SPREAD
    runs >>= _DOWN
    return runs


def _shape(text: str, edits: int) -> Iterator[str]:
    """Links, length, capitals, digits, other scripts, exclamation, addresses, money, hidden signs.

    Each is a token of a kind that no word is; a number goes in by its size.
    """
    size = max(len(text), 1)
    yield f"=links {min(len(_HOST.findall(text)), 5)}"
    yield f"=length {int(math.log2(size))}"
    yield f"=capitals {8 * sum(map(str.isupper, text)) // size}"
    yield f"=digits {8 * sum(map(str.isdigit, text)) // size}"
    beyond = 0 if text.isascii() else 1 + 8 * (len(text.encode(errors="replace")) - size) // size
    yield f"=beyond {beyond}"
    yield f"=calls {min(text.count('!'), 5)}"
    yield f"=at {'@' in text}"
    yield f"=money {any(sign in text for sign in '$£€')}"
    yield f"=folded {min(edits, 5)}"


def _joined(match: re.Match[str]) -> str:
    """Letters that are written apart, together."""
    return match[0][::2]
