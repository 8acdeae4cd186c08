"""A stretch of a log: some bundles in a row, each entry checked, each hash recomputed.

Stretches do not depend on each other, so several processes can check them at once; `audit` joins
them. This is where nearly all of an audit's time goes.
"""

from dataclasses import dataclass, field

from evenhand.log.entry import FIRST_NUMBER, find_fault
from evenhand.log.fault import Faults
from evenhand.log.source import Source
from evenhand.log.tile import ENTRIES, MAX_BUNDLE_BYTES, WIDTH, Tile, decode_bundle
from evenhand.log.tree import HASH_BYTES, leaf_hashes

Kind = tuple[str, str]
"""(site, type) of an entry: what its number counts."""


@dataclass(slots=True)
class Numbers:
    """The numbers seen in a stretch: for each kind the first, with its entry's index, and the last.

    They rise by one. Whether the first follows on what came before is told by `join`.
    """

    first: dict[Kind, tuple[int, int]] = field(default_factory=dict)
    last: dict[Kind, int] = field(default_factory=dict)

    def see(self, kind: Kind, number: int, index: int, faults: Faults) -> None:
        """The entry at `index` has this number."""
        before = self.last.get(kind)
        if before is None:
            self.first[kind] = number, index
        elif number != before + 1:
            _add_gap(kind, number, before + 1, index, faults)
        self.last[kind] = number

    def copy(self) -> "Numbers":
        """The same so far, to go on with on trial."""
        return Numbers(dict(self.first), dict(self.last))

    def join(self, after: "Numbers", faults: Faults) -> None:
        """Go on with the stretch that comes after."""
        for kind, (number, index) in after.first.items():
            expected = self.last.get(kind, FIRST_NUMBER - 1) + 1
            if number != expected:
                _add_gap(kind, number, expected, index, faults)
        self.last.update(after.last)


@dataclass(slots=True)
class Stretch:
    """What a run of bundles came to.

    Attributes:
        hashes: of the entries, one run of bytes a bundle.
        whole: False where a bundle and the tile above it are both unreadable: the hashes are then
            zeros, and no more than that can be said of the tree.
    """

    hashes: list[bytes] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    faults: Faults = field(default_factory=Faults)
    whole: bool = True


def check_stretch(source: Source, hashes_only: bool, bundles: range, width: int = WIDTH) -> Stretch:
    """Check bundles that follow each other, and the tiles of level 0 above them.

    Args:
        source: the log's files.
        hashes_only: leave out the entries' form and numbers.
        bundles: their indexes.
        width: entries in each; below 256 for the partial bundle at the edge.
    """
    stretch = Stretch()
    for bundle in (Tile(ENTRIES, index, width) for index in bundles):
        data = source.read(bundle.path, MAX_BUNDLE_BYTES)
        entries = None if data is None else decode_bundle(data, bundle.width)
        if entries is None:
            stretch.hashes.append(_stand_in(source, bundle, data is None, stretch))
            continue
        if not hashes_only:
            _check_entries(bundle, entries, stretch)
        stretch.hashes.append(leaf_hashes(entries))
        tile = Tile(0, bundle.index, bundle.width)
        compare(source, tile, stretch.hashes[-1], stretch.faults)
    return stretch


def compare(source: Source, tile: Tile, hashes: bytes, faults: Faults) -> None:
    """A tile as served against its hashes as the entries give them."""
    served = source.read(tile.path, len(hashes))
    if served is None:
        faults.add("EH352", tile.path, "the file is missing")
    elif served != hashes:
        index = _first_difference(tile, hashes, served)
        faults.add("EH353", tile.path, "it differs from what the entries give", index)


def _check_entries(bundle: Tile, entries: list[bytes], stretch: Stretch) -> None:
    """Each entry's form, and that its number follows the one before it of its kind."""
    see = stretch.numbers.see
    for index, entry in enumerate(entries, bundle.index * WIDTH):
        head = find_fault(entry)
        if isinstance(head, str):
            what = f"the entry is malformed: {head}"
            stretch.faults.add("EH356", bundle.path, what, index)
        else:
            see((head.site, head.type), head.number, index, stretch.faults)


def _stand_in(source: Source, bundle: Tile, missing: bool, stretch: Stretch) -> bytes:
    """Hashes for an unreadable bundle: its tile's, so that the rest can still be checked."""
    if missing:
        stretch.faults.add("EH352", bundle.path, "the file is missing")
    else:
        stretch.faults.add("EH355", bundle.path, f"it does not hold {bundle.width} entries")
    tile, length = Tile(0, bundle.index, bundle.width), bundle.width * HASH_BYTES
    served = source.read(tile.path, length) or b""
    if len(served) == length:
        return served
    stretch.faults.add("EH352", tile.path, "the file is missing, or not of its size")
    stretch.whole = False
    return bytes(length)


def _add_gap(kind: Kind, number: int, expected: int, index: int, faults: Faults) -> None:
    what = f"the {kind[1]} entry has number {number} of its site and type, not {expected}"
    faults.add("EH357", Tile(ENTRIES, index // WIDTH).path, what, index)


def _first_difference(tile: Tile, hashes: bytes, served: bytes) -> int | None:
    """Index of the first entry whose hash a tile of level 0 has not."""
    if tile.level > 0:
        return None
    places = range(0, len(hashes), HASH_BYTES)
    differs = (at for at in places if hashes[at : at + HASH_BYTES] != served[at : at + HASH_BYTES])
    place = next(differs, None)
    return None if place is None else tile.index * WIDTH + place // HASH_BYTES
