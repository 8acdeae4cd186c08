"""The audit of a log's tree: recomputed from the entries, up to the root.

Nothing that is served is taken for true; a tile is only ever compared. (Readers that trust a tile
below a verified edge accept an entry that was forged together with its tile: CVE-2026-56865.)
"""

from collections.abc import Callable, Iterable
from functools import partial

from evenhand.log.checkpoint import CHECKPOINT, Checkpoint
from evenhand.log.edge import Edge
from evenhand.log.fault import Faults
from evenhand.log.source import Source
from evenhand.log.stretch import Numbers, Stretch, check_stretch, compare
from evenhand.log.tile import WIDTH, Tile
from evenhand.log.tree import HASH_BYTES

STRETCH = 16
"""Bundles checked in one go: 4,096 entries, whose hashes take 128 kB."""

Progress = Callable[[int, int], None]
"""Told how many entries are done, of how many."""

Check = Callable[[range], Stretch]
Spread = Callable[[Check, Iterable[range]], Iterable[Stretch]]
"""How stretches are checked: `map`, or the `map` of a pool of processes."""


class Audit:
    """The audit of one log, which may grow meanwhile: full bundles first, the open edge last.

    Attributes:
        faults: of the full bundles and tiles so far.
        seen: checkpoints that somebody kept; the log's tree must have had their roots.
    """

    def __init__(
        self,
        source: Source,
        seen: list[Checkpoint],
        *,
        hashes_only: bool = False,
        progress: Progress | None = None,
        spread: Spread = map,
    ) -> None:
        """An audit from the first entry on."""
        self.faults = Faults()
        self.seen = seen
        self._source = source
        self._hashes_only = hashes_only
        self._progress = progress
        self._spread = spread
        self._edge = Edge()
        self._numbers = Numbers()
        self._whole = True

    def advance(self, size: int) -> None:
        """Check the full bundles of the tree of `size` that were not checked yet."""
        first, last = self._edge.size // WIDTH, size // WIDTH
        parts = (range(at, min(at + STRETCH, last)) for at in range(first, last, STRETCH))
        for stretch in self._spread(partial(check_stretch, self._source, self._hashes_only), parts):
            self.faults.extend(stretch.faults)
            self._numbers.join(stretch.numbers, self.faults)
            self._whole = self._whole and stretch.whole
            for hashes in stretch.hashes:
                self._compare_seen(hashes, self.faults)
                for tile, found in self._edge.add(hashes):
                    self._compare_upper(tile, found, self.faults)
            if self._progress is not None:
                self._progress(self._edge.size, size)

    def edge_faults(self, checkpoint: Checkpoint) -> Faults:
        """Check the partial tiles and the root at a checkpoint to which `advance` has led.

        It can be done again for a later checkpoint, when the log has moved on meanwhile.
        """
        faults, edge, whole = Faults(), self._edge.copy(), self._whole
        index, width = divmod(checkpoint.size, WIDTH)
        if width:
            bundles = range(index, index + 1)
            stretch = check_stretch(self._source, self._hashes_only, bundles, width)
            faults.extend(stretch.faults)
            self._numbers.copy().join(stretch.numbers, faults)
            self._compare_seen(stretch.hashes[0], faults)
            edge.add(stretch.hashes[0])
            whole = whole and stretch.whole
        for tile, found in edge.partials():
            self._compare_upper(tile, found, faults)
        if whole and edge.root() != checkpoint.root:
            faults.add("EH358", CHECKPOINT, "the entries do not give the root that is signed")
        return faults

    def _compare_upper(self, tile: Tile, hashes: bytes, faults: Faults) -> None:
        """A tile above level 0, whose own tiles were compared with the entries already."""
        if tile.level > 0 and self._whole:
            compare(self._source, tile, hashes, faults)

    def _compare_seen(self, hashes: bytes, faults: Faults) -> None:
        """Whether the tree had the roots of the checkpoints that were kept, at their sizes."""
        start = self._edge.size
        for kept in self.seen:
            if start < kept.size <= start + len(hashes) // HASH_BYTES:
                then = self._edge.copy()
                then.add(hashes[: (kept.size - start) * HASH_BYTES])
                if self._whole and then.root() != kept.root:
                    what = f"the log had another root at {kept.size} entries"
                    faults.add("EH360", CHECKPOINT, what)
