"""Making receipts from a log's files, wherever they lie."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar

from evenhand.log.checkpoint import CHECKPOINT, Checkpoint, parse_checkpoint
from evenhand.log.note import MAX_NOTE_BYTES, parse_note
from evenhand.log.proof import Receipt
from evenhand.log.source import Source
from evenhand.log.tile import ENTRIES, MAX_BUNDLE_BYTES, WIDTH, Tile, decode_bundle
from evenhand.log.tree import HASH_BYTES, includes, node_hash, prove_inclusion, split, subtrees
from evenhand.model.errors import EvenhandError, Where

KEPT_TILES = 64
"""Tiles that a prover remembers with the hashes inside: 16 kB each."""

Made = TypeVar("Made")


def prove(source: Source, index: int, extra: bytes | None = None) -> str:
    """One receipt; raises as `Prover.prove` does."""
    return Prover(source).prove(index, extra).text


class Prover:
    """Makes receipts; kept for many of them, since it remembers tiles."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._tile = lru_cache(KEPT_TILES)(self._read_tile)

    def prove(self, index: int, extra: bytes | None = None) -> Receipt:
        """The receipt of the entry at `index`, under the newest checkpoint.

        Raises:
            EvenhandError: EH352 where a file is missing, EH320 or EH330 where the checkpoint is
                malformed, EH370 where the log has no such entry, EH373 where its files do not
                give the root that it signed.
        """
        return self._on_newest(lambda note: self._prove(index, extra, note))

    def entry(self, index: int) -> bytes:
        """The entry at `index`; raises as `prove` does."""
        return self._on_newest(lambda note: self._entry(index, note))

    def _on_newest(self, make: Callable[[str], Made]) -> Made:
        """Make it under the newest checkpoint; again where the log grew and took files along."""
        note = self._read_note()
        while True:
            try:
                return make(note)
            except FileNotFoundError as missing:
                newer = self._read_note()
                if newer == note:
                    raise _missing(str(missing)) from None
                note = newer

    def _read_note(self) -> str:
        data = self._source.read(CHECKPOINT, MAX_NOTE_BYTES)
        if data is None:
            raise _missing(CHECKPOINT)
        parse_note(data)  # it goes into the receipt verbatim, so it has to be one
        return data.decode()

    def _prove(self, index: int, extra: bytes | None, note: str) -> Receipt:
        head = _head_with(index, note)
        proof = prove_inclusion(index, head.size, partial(self._range_hash, head.size))
        leaf = self._range_hash(head.size, index, index + 1)
        if not includes(leaf, index, head.size, proof, head.root):
            raise _damaged(f"its tiles do not lead from entry {index} to the signed root")
        return Receipt(index, tuple(proof), note, extra)

    def _entry(self, index: int, note: str) -> bytes:
        head = _head_with(index, note)
        at, place = divmod(index, WIDTH)
        bundle = Tile(ENTRIES, at, min(WIDTH, head.size - at * WIDTH))
        data = self._source.read(bundle.path, MAX_BUNDLE_BYTES)
        if data is None:
            raise FileNotFoundError(bundle.path)
        entries = decode_bundle(data, bundle.width)
        if entries is None:
            raise _damaged(f"{bundle.path} does not hold {bundle.width} entries")
        return entries[place]

    def _range_hash(self, size: int, start: int, end: int) -> bytes:
        """Root of the entries `start` to `end`, a range that occurs in a proof at `size`."""
        count = end - start
        if count & (count - 1):
            middle = start + split(count)
            left = self._range_hash(size, start, middle)
            return node_hash(left, self._range_hash(size, middle, end))
        level, height = divmod(count.bit_length() - 1, 8)
        at, place = divmod(start >> (8 * level), WIDTH)
        width = min(WIDTH, (size >> (8 * level)) - at * WIDTH)
        first = (place >> height) * HASH_BYTES
        return self._tile(level, at, width)[height][first : first + HASH_BYTES]

    def _read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """A tile's hashes, and those of the full subtrees inside it, by their height."""
        tile = Tile(level, index, width)
        data = self._source.read(tile.path, width * HASH_BYTES)
        if data is None:
            raise FileNotFoundError(tile.path)
        if len(data) != width * HASH_BYTES:
            raise _damaged(f"{tile.path} has not the size of {width} hashes")
        return subtrees(data)


def _head_with(index: int, note: str) -> Checkpoint:
    """The head of the log, which must have that entry."""
    head = parse_checkpoint(parse_note(note.encode()).text)
    if not 0 <= index < head.size:
        raise EvenhandError(
            "EH370",
            f"the log has no entry {index}",
            help=f"it has {head.size} entries, counted from 0",
        )
    return head


def _missing(path: str) -> EvenhandError:
    return EvenhandError(
        "EH352",
        "a file of the log is missing",
        where=Where(path),
        not_done="no receipt was made",
        help="`evenhand log verify` says what else is wrong",
    )


def _damaged(what: str) -> EvenhandError:
    return EvenhandError(
        "EH373",
        f"the log is damaged: {what}",
        not_done="no receipt was made",
        help="`evenhand log verify` says what else is wrong",
    )
