"""The right edge of the growing tree: at each level the hashes of the tile that is still open.

It is all that has to be known of a tree to append to it, and to say its root: at most 255 hashes
a level. The writer fills it with entries' hashes and writes the tiles that come out full; the
verifier fills it too, and compares.
"""

from collections.abc import Iterable, Iterator

from evenhand.log.tile import TILE_BYTES, WIDTH, Tile
from evenhand.log.tree import EMPTY_ROOT, HASH_BYTES, root_of


class Edge:
    """The open tiles of a tree of `size` entries."""

    __slots__ = ("levels", "size")

    def __init__(self, size: int = 0, levels: Iterable[bytes] = ()) -> None:
        self.size = size
        self.levels = list(levels) or [b""]

    def copy(self) -> "Edge":
        """Another edge that goes its own way from here."""
        return Edge(self.size, self.levels)

    def add(self, hashes: bytes, level: int = 0) -> list[tuple[Tile, bytes]]:
        """Append hashes to a level, below which nothing is open; the tiles that became full.

        Args:
            hashes: of entries at level 0, of full tiles of the level below above that.
            level: where they go.
        """
        full: list[tuple[Tile, bytes]] = []
        while hashes:
            index = self.size // WIDTH ** (level + 1)
            room = TILE_BYTES - len(self._open(level))
            taken, hashes = hashes[:room], hashes[room:]
            self.size += len(taken) // HASH_BYTES * WIDTH**level
            self.levels[level] += taken
            if len(self.levels[level]) == TILE_BYTES:
                full += self._close(level, index)
        return full

    def partials(self) -> Iterator[tuple[Tile, bytes]]:
        """The open tiles that hold anything."""
        for level, hashes in enumerate(self.levels):
            if hashes:
                index = self.size // WIDTH ** (level + 1)
                yield Tile(level, index, len(hashes) // HASH_BYTES), hashes

    def root(self) -> bytes:
        """Root of the tree: what is open at each level, with all to its right as one more hash."""
        below = b""
        for hashes in self.levels:
            if hashes or below:
                below = root_of(hashes + below)
        return below or EMPTY_ROOT

    def _open(self, level: int) -> bytes:
        while len(self.levels) <= level:
            self.levels.append(b"")
        return self.levels[level]

    def _close(self, level: int, index: int) -> list[tuple[Tile, bytes]]:
        """Take the full tile out and hand its root to the level above, which may become full."""
        hashes = self.levels[level]
        self.levels[level] = b""
        self._open(level + 1)
        self.levels[level + 1] += root_of(hashes)
        full = [(Tile(level, index), hashes)]
        if len(self.levels[level + 1]) == TILE_BYTES:
            full += self._close(level + 1, index // WIDTH)
        return full
