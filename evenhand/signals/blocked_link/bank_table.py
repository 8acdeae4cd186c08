"""A block list as one stretch of bytes, in memory or mapped from a file: opened without reading it.

    head      256 bytes: what the other parts hold, and a check on itself
    records   each entry in the list's order: length, check, and `tag TAB key TAB line`
    hashes    of tag and key, 64 bits, keyed, sorted
    places    where the record of each hash begins
    starts    where the hashes begin whose top bits are 0, 1, 2, ...
    hosts     one bit for the hash of each host that has a page or a prefix
    changes   the moments at which entries with a `from` or `until` begin or cease to count

A look-up reads one start and, on average, four hashes; most addresses need none, because their
host's bit is not set. A hash alone is never a hit: what it points to is compared in full. Records
and places are not touched where they are mapped but read one by one, or their pages would stay
resident.
"""

import re
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from itertools import accumulate, pairwise
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np

from evenhand.model.errors import EvenhandError
from evenhand.signals.blocked_link.bank_entries import PAGE, PREFIX, SITE, Entry, entry_of

MAGIC = b"EVHLINK2"
"""How a built bank begins; the last sign is the layout's version."""

HEAD_SIZE = 256
MIRRORS_PAGE, MIRRORS_PREFIX = f"mirrors {PAGE}", f"mirrors {PREFIX}"
TAGS = (PAGE, MIRRORS_PAGE, PREFIX, MIRRORS_PREFIX, SITE)
"""What a key is of; a key counts under its tag alone."""

_HOST_OF = re.compile(r"\[[^]]*\]|[^/?:]*")
MAX_DEPTH_BIT = 63
"""Prefixes of so many segments and more share one bit of `depths`."""

_HEAD = struct.Struct("<8s16s32s8Q5Q")
_CHECK_SIZE = 16
_RECORD = struct.Struct("<II")
_GUESS = 512
"""Bytes read of a record at once; a longer one takes a second read."""

_MAX_RECORD = 200_000
_LEAST_BITS, _MAX_BITS = 3, 26
_HASHES_A_START, _BITS_A_HOST = 4, 4


def tag_of(entry: Entry) -> str:
    """What an entry's key is of."""
    return f"mirrors {entry.kind}" if entry.mirrors else entry.kind


class TableWriter:
    """Writes a table: entry after entry, then the rest."""

    def __init__(self, out: BinaryIO, secret: bytes = bytes(16)) -> None:
        """Begin a table.

        Args:
            out: empty, can seek.
            secret: the hashes' key, 16 bytes.
        """
        self._out = out
        self._secret = secret
        self._hash = _hashes(secret)
        self._hashes, self._places, self._hosts = array("Q"), array("Q"), array("I")
        self._counts = dict.fromkeys(TAGS, 0)
        self._depths = self._deepest = 0
        self._digest = sha256()
        self._moments: set[int] = set()
        # 128 bits of each key: one is never taken for another by chance.
        self._seen: set[bytes] = set()
        self._at = HEAD_SIZE
        out.write(bytes(HEAD_SIZE))

    def __len__(self) -> int:
        """Entries so far."""
        return len(self._hashes)

    def add(self, entry: Entry) -> bool:
        """Add an entry; False where one that covers the same at the same times is there already."""
        tag, key = tag_of(entry), entry.key
        hashed = self._hash(tag, key)
        identity = hashed + _apart(entry)
        if identity in self._seen:
            return False
        self._seen.add(identity)
        line = entry.line.encode(errors="replace")
        record = f"{tag}\t{key}\t".encode(errors="replace") + line
        self._hashes.append(_number(hashed))
        self._places.append(self._at)
        self._at += self._out.write(_RECORD.pack(len(record), crc32(record)) + record)
        self._counts[tag] += 1
        self._digest.update(line + b"\n")
        if entry.from_ or entry.until:
            times = (entry.from_, entry.until)
            self._moments.update(int(at.timestamp()) for at in times if at)
        self._hosts.append(_host_bits(host_of(key)))
        if entry.kind == PREFIX:
            depth = key.count("/")
            self._depths |= 1 << min(depth, MAX_DEPTH_BIT)
            self._deepest = max(self._deepest, depth)
        return True

    def finish(self) -> str:
        """Write what look-ups need, and the head last. Returns the table's digest."""
        count = len(self)
        hashes, places = _numbers(self._hashes), _numbers(self._places)
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        bits, host_bits = _bits(count // _HASHES_A_START), _bits(len(self._hosts) * _BITS_A_HOST)
        firsts = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
        starts = np.append(np.searchsorted(hashes, firsts), count)
        hosts = np.zeros(1 << host_bits, np.uint8)
        hosts[_numbers(self._hosts) >> np.uint64(32 - host_bits)] = 1
        moments = np.array(sorted(self._moments), dtype="<i8").tobytes()
        for part in (hashes.astype("<u8"), places[order].astype("<u8"), starts.astype("<u4"),
                     np.packbits(hosts, bitorder="little")):  # fmt: skip
            self._out.write(part.tobytes())
        self._out.write(moments)
        head = _HEAD.pack(
            MAGIC, self._secret, self._digest.digest(), self._at, count, bits, host_bits,
            self._depths, self._deepest, len(self._moments), crc32(moments),
            *self._counts.values(),
        )  # fmt: skip
        self._out.seek(0)
        self._out.write(head + _check(head))
        return _digest_text(self._digest.digest())


class Table:
    """A table that is ready to be looked up.

    Attributes:
        counts: entries by tag.
        depths: bit n is set where a prefix has n segments (MAX_DEPTH_BIT: or more).
        deepest: the most segments of a prefix.
        digest: `sha256:` and the digest of the entries' lines in the list's order.
    """

    def __init__(
        self,
        data: memoryview,
        name: str,
        read: Callable[[int, int], bytes] | None = None,
    ) -> None:
        """Open a table; nothing but its head is read.

        Args:
            data: the whole of it; only the hashes and what leads to them are touched.
            name: where it came from, for errors.
            read: gives `size` bytes from a place, fewer at the end; by default from `data`.

        Raises:
            EvenhandError: EH562 where it is no table, or not all of one.
        """
        self.data, self.name = data, name
        self._read = read or (lambda at, size: bytes(data[at : at + size]))
        head = bytes(data[:HEAD_SIZE])
        if len(head) < HEAD_SIZE or not head.startswith(MAGIC):
            raise self._unfit("it is no built bank")
        if head[_HEAD.size : _HEAD.size + _CHECK_SIZE] != _check(head[: _HEAD.size]):
            raise self._unfit("its head is damaged")
        (_, secret, digest, self._end, self._count, self._bits, self._host_bits, self.depths,
         self.deepest, moments, moments_check, *counts) = _HEAD.unpack_from(head)  # fmt: skip
        if not all(_LEAST_BITS <= bits <= _MAX_BITS for bits in (self._bits, self._host_bits)):
            raise self._unfit("its head is damaged")
        sizes = (8 * self._count, 8 * self._count, 4 * ((1 << self._bits) + 1),
                 1 << self._host_bits >> 3, 8 * moments)  # fmt: skip
        if self._end + sum(sizes) != len(data):
            raise self._unfit("it is not whole")
        ends = tuple(accumulate(sizes, initial=self._end))
        hashes, _, starts, hosts, changes = (data[at:to] for at, to in pairwise(ends))
        self._hashes, self._places = hashes.cast("Q"), ends[1]
        self._starts, self._hosts, self._moments = starts.cast("I"), hosts, changes.cast("q")
        if crc32(changes) != moments_check:
            raise self._unfit("its moments are damaged")
        self._hash = _hashes(secret)
        self.counts = dict(zip(TAGS, counts, strict=True))
        self.digest = _digest_text(digest)

    def __len__(self) -> int:
        """The number of entries."""
        return int(self._count)

    def may_hold(self, host: str) -> bool:
        """Whether there may be an entry for a host or for pages of it; False is certain."""
        bit = _host_bits(host) >> (32 - self._host_bits)
        return bool(self._hosts[bit >> 3] >> (bit & 7) & 1)

    def find(self, tag: str, key: str) -> list[Entry]:
        """The entries that have exactly this key, in the list's order.

        Raises EvenhandError: EH563 where the table is damaged.
        """
        if not self.counts[tag]:
            return []
        wanted = _number(self._hash(tag, key))
        bucket = wanted >> (64 - self._bits)
        start, end = self._starts[bucket], self._starts[bucket + 1]
        if not start <= end <= self._count:
            raise self._damaged("starts")
        found = []
        at = bisect_left(self._hashes, wanted, start, end)
        while at < end and self._hashes[at] == wanted:
            known_as, entry = self._record(self._place(at))[0]
            if known_as == tag and entry.key == key:
                found.append(entry)
            at += 1
        return found

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the list's order. Raises EvenhandError: EH563."""
        at = HEAD_SIZE
        while at < self._end:
            (_, entry), at = self._record(at)
            yield entry

    def next_change(self, moment: datetime) -> datetime | None:
        """When, after a moment, some entry begins or ceases to count; None is never."""
        at = bisect_right(self._moments, int(moment.timestamp()))
        return datetime.fromtimestamp(self._moments[at], UTC) if at < len(self._moments) else None

    def _place(self, at: int) -> int:
        return int.from_bytes(self._read(self._places + 8 * at, 8), "little")

    def _record(self, at: int) -> tuple[tuple[str, Entry], int]:
        """The record at a place, (its tag, its entry), and where the next one begins."""
        if not HEAD_SIZE <= at <= self._end - _RECORD.size:
            raise self._damaged("places")
        read = self._read(at, min(_GUESS, self._end - at))
        if len(read) < _RECORD.size:
            raise self._damaged("records")
        size, check = _RECORD.unpack_from(read)
        end = at + _RECORD.size + size
        if size > _MAX_RECORD or end > self._end:
            raise self._damaged("records")
        if end - at > len(read):
            read = self._read(at, end - at)
        record = read[_RECORD.size : end - at]
        if crc32(record) != check:
            raise self._damaged("records")
        try:
            tag, key, line = record.decode().split("\t", 2)
            return (tag, entry_of(tag.rpartition(" ")[2], key, line)), end
        except ValueError:
            raise self._damaged("records") from None

    def _unfit(self, what: str) -> EvenhandError:
        return EvenhandError(
            "EH562", f"`{self.name}` cannot be used as a bank: {what}",
            not_done="it was not loaded", help="build it again from its list: evenhand bank build",
        )  # fmt: skip

    def _damaged(self, part: str) -> EvenhandError:
        return EvenhandError(
            "EH563", f"the bank `{self.name}` is damaged in its {part}",
            not_done="the address was not looked up",
            help="build it again from its list: evenhand bank build",
        )  # fmt: skip


def host_of(key: str) -> str:
    """The host in a page's or prefix's key."""
    found = _HOST_OF.match(key)
    return found[0] if found else ""


def _bits(count: int) -> int:
    """How many bits number so many things, and a few more."""
    return min(max(count.bit_length(), _LEAST_BITS), _MAX_BITS)


def _numbers(column: "array[int]") -> "np.ndarray[Any, np.dtype[np.uint64]]":
    return np.array(column, dtype=np.uint64)


def _hashes(secret: bytes) -> Callable[[str, str], bytes]:
    """What hashes (tag, key) under a secret, to 16 bytes: the table's 64 bits are the first 8."""
    begun = {tag: blake2b(key=secret, person=tag.encode(), digest_size=16) for tag in TAGS}

    def hashed(tag: str, key: str) -> bytes:
        state = begun[tag].copy()  # a third quicker than to begin anew
        state.update(key.encode(errors="replace"))
        return state.digest()

    return hashed


def _number(hashed: bytes) -> int:
    return int.from_bytes(hashed[:8], "little")


def _apart(entry: Entry) -> bytes:
    """What tells apart two entries for the same, of which both are wanted."""
    if not (entry.allow or entry.from_ or entry.until):
        return b""
    return repr((entry.allow, entry.from_, entry.until)).encode()


def _host_bits(host: str) -> int:
    """32 bits of a host. Any hash does: a bit that is set by chance costs a look-up and no more."""
    return crc32(host.encode(errors="replace"))


def _digest_text(digest: bytes) -> str:
    return f"sha256:{digest.hex()}"


def _check(head: bytes) -> bytes:
    return blake2b(head, digest_size=_CHECK_SIZE).digest()
