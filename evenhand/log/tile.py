"""Tiles and entry bundles: their paths, which of them a tree has, and a bundle's bytes.

A tile holds 256 hashes of one level, a bundle the 256 entries below a tile of level 0; the
rightmost ones are partial. `tile/0/x001/x234/067`, `tile/1/000.p/17`, `tile/entries/273.p/112`.

Source: c2sp.org/tlog-tiles.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evenhand.log.tree import HASH_BYTES

WIDTH = 256
TILE_BYTES = WIDTH * HASH_BYTES
ENTRIES = -1
"""The level of entry bundles."""

MAX_LEVEL = 63
MAX_ENTRY_BYTES = 0xFFFF
MAX_BUNDLE_BYTES = WIDTH * (2 + MAX_ENTRY_BYTES)

_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]{1,2})/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[0-9]{1,3}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile or bundle file.

    Attributes:
        level: 0 holds hashes of entries; `ENTRIES` is the bundle of the entries themselves.
        index: from 0, left to right within the level.
        width: how many hashes or entries it holds, 1 to 256.
    """

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it lies, relative to the log: index in groups of three digits."""
        groups = [f"{self.index % 1000:03d}"]
        rest = self.index // 1000
        while rest:
            groups.append(f"x{rest % 1000:03d}")
            rest //= 1000
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def parse_path(path: str) -> Tile | None:
    """The tile at that path, None where the path is not the one spelling of a tile's path."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level = ENTRIES if found["level"] == "entries" else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(found["width"] or WIDTH))
    known = level <= MAX_LEVEL and 0 < tile.width <= WIDTH
    return tile if known and tile.path == path else None


def widths(size: int) -> Iterator[tuple[int, int]]:
    """(level, hashes in that level) of a tree of `size`, bundles included."""
    if size:
        yield ENTRIES, size
    level = 0
    while size:
        yield level, size
        size //= WIDTH
        level += 1


def belongs(tile: Tile, size: int) -> bool:
    """Whether the tree of `size` has that tile, with that width and no other."""
    below = size >> (8 * max(tile.level, 0))
    return tile.width == min(WIDTH, below - tile.index * WIDTH)


def partial_tiles(size: int) -> list[Tile]:
    """The partial tiles and bundle at the right edge of the tree of `size`."""
    return [
        Tile(level, count // WIDTH, count % WIDTH) for level, count in widths(size) if count % WIDTH
    ]


def full_tiles(size: int, start: int = 0) -> Iterator[Tile]:
    """Full tiles and bundles of the tree of `size` that the tree of `start` did not have."""
    for level, count in widths(size):
        first = (start >> (8 * max(level, 0))) // WIDTH
        for index in range(first, count // WIDTH):
            yield Tile(level, index)


def count_full_tiles(size: int) -> int:
    """How many full tiles and bundles the tree of `size` has."""
    return sum(count // WIDTH for _, count in widths(size))


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries as a bundle holds them, each after its length (two bytes, big-endian)."""
    return b"".join([len(entry).to_bytes(2, "big") + entry for entry in entries])


def decode_bundle(data: bytes, count: int) -> list[bytes] | None:
    """The `count` entries of a bundle; None where it holds fewer, more or a torn one."""
    entries: list[bytes] = []
    at, end = 0, len(data)
    while at + 2 <= end and len(entries) < count:
        start = at + 2
        at = start + (data[at] << 8) + data[at + 1]
        entries.append(data[start:at])
    return entries if at == end and len(entries) == count else None
