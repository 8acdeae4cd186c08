"""Opening a log again: what on disk can be relied on, and what the journal must write anew.

Nothing is changed before the journal has given the root that was published last. A journal that
is shorter, or gives another root, is an older backup or an altered database: going on with it
would sign a second history, so it is refused.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evenhand.log import files, marks
from evenhand.log.checkpoint import CHECKPOINT, Checkpoint, open_checkpoint
from evenhand.log.edge import Edge
from evenhand.log.key import VerifierKey
from evenhand.log.source import DirectorySource
from evenhand.log.tile import (
    TILE_BYTES,
    WIDTH,
    Tile,
    belongs,
    count_full_tiles,
    parse_path,
)
from evenhand.log.tree import leaf_hashes, root_of
from evenhand.model.errors import EvenhandError, Where

JOURNAL_STEP = 4_096
"""Entries read from the journal at a time, so that memory stays small."""

Read = Callable[[int, int], Iterable[bytes]]
"""The journal's entries from one index to another (half-open), in order."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries as they were committed; the store keeps them."""

    size: int
    read: Read

    def stretches(self, start: int, end: int) -> Iterator[list[bytes]]:
        """Entries `start` to `end` in lists. Raises EH344 where the journal has a gap."""
        for first in range(start, end, JOURNAL_STEP):
            last = min(first + JOURNAL_STEP, end)
            entries = list(self.read(first, last))
            if len(entries) != last - first:
                raise EvenhandError(
                    "EH344",
                    f"the journal has {len(entries)} of the entries {first} to {last - 1}",
                    not_done="the log was not opened, nothing was changed",
                    help="restore the database from its newest backup",
                )
            yield entries


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to go on with.

    Attributes:
        published: the checkpoint in place, and its bytes.
        edge: the tree as far as its files can be relied on; the rest comes from the journal.
        clean: the writer before closed properly, so no stray file lies about.
    """

    published: Checkpoint
    data: bytes
    edge: Edge
    clean: bool


def examine(
    root: Path, key: VerifierKey, journal: Journal, durable: Path, *, thorough: bool
) -> Found:
    """Look at a log's folder beside its journal; changes nothing.

    Args:
        root: the log's folder.
        key: whose signature its checkpoint must have.
        journal: what was committed.
        durable: the mark of how far tiles are safe.
        thorough: trust no tile, take everything from the journal.

    Raises:
        EvenhandError: EH345 where there is no checkpoint, those of `open_checkpoint`, EH341 where
            the journal is shorter than what was published, EH342 where it gives another root.
    """
    data = files.read_if_there(root / CHECKPOINT)
    if data is None:
        raise _headless(root / CHECKPOINT)
    published, mark = open_checkpoint(data, key), marks.read_durable(durable)
    if journal.size < max(published.size, mark):
        raise _behind(journal.size, max(published.size, mark))
    clean = not thorough and mark >= published.size and not (root / marks.PENDING).exists()
    # the last bundle is always taken from the journal: so its newest entries are always compared
    bundles = max(0, min(0 if thorough else mark, published.size - 1)) // WIDTH
    for start in dict.fromkeys((bundles * WIDTH, 0)):
        edge = _edge_at(root, start) if clean or _complete(root, start) else None
        if edge is not None and _root_at(edge.copy(), journal, published.size) == published.root:
            return Found(published, data, edge, clean=clean and start > 0)
    raise EvenhandError(
        "EH342",
        f"the database's entries do not give the root that was published at {published.size}",
        not_done="the log was not opened, nothing was changed",
        help="restore the database that this log was written from; this one is another, or altered",
    )


def sweep(root: Path, size: int) -> None:
    """Remove what a crash left under `tile/` beside the files of the tree of `size`."""
    for path in DirectorySource(root).listing():
        tile = parse_path(path)
        if tile is None or not belongs(tile, size):
            files.remove(root, path)


def _edge_at(root: Path, start: int) -> Edge | None:
    """The edge after `start` entries (full bundles), from full tiles; None where one is missing."""
    levels, level = [b""], 1
    while start >> (8 * level):
        count = start >> (8 * level)
        roots = []
        for index in range(count - count % WIDTH, count):
            hashes = files.read_if_there(root / Tile(level - 1, index).path)
            if hashes is None or len(hashes) != TILE_BYTES:
                return None
            roots.append(root_of(hashes))
        levels.append(b"".join(roots))
        level += 1
    return Edge(start, levels)


def _complete(root: Path, start: int) -> bool:
    """Whether every full tile and bundle of the tree of `start` is there."""
    paths = (parse_path(path) for path in DirectorySource(root).listing())
    there = sum(1 for tile in paths if tile and tile.width == WIDTH and belongs(tile, start))
    return there == count_full_tiles(start)


def _root_at(edge: Edge, journal: Journal, size: int) -> bytes:
    for entries in journal.stretches(edge.size, size):
        edge.add(leaf_hashes(entries))
    return edge.root()


def _headless(place: Path) -> EvenhandError:
    return EvenhandError(
        "EH345",
        "the log has no checkpoint",
        where=Where(str(place)),
        not_done="the log was not opened, nothing was changed",
        help="put back the newest checkpoint that anybody has kept",
    )


def _behind(size: int, published: int) -> EvenhandError:
    return EvenhandError(
        "EH341",
        f"the database has {size} log entries, but {published} were published already",
        not_done="the log was not opened, nothing was changed",
        help="this is an older backup; restore the newest one, a shorter history is never signed",
    )
