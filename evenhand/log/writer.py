"""The writer: turns the journal's entries into tiles, bundles and signed checkpoints.

The journal, which somebody else keeps, is the truth; every file here follows from it and can be
written again. So only the checkpoint is made durable at once. Tiles follow from time to time, and
the mark `durable` says how far.

What holds at any moment, a kill included:
    - a checkpoint is in place only after every tile and bundle that it needs;
    - superseded partial tiles go only after the checkpoint that no longer needs them;
    - no two checkpoints of one size have different roots.
"""

from collections.abc import Sequence
from pathlib import Path

from evenhand.log import files, marks
from evenhand.log.checkpoint import CHECKPOINT, Checkpoint, sign_checkpoint
from evenhand.log.edge import Edge
from evenhand.log.key import VKEY, Signer
from evenhand.log.recovery import Found, Journal, Read, examine, sweep
from evenhand.log.tile import (
    ENTRIES,
    MAX_ENTRY_BYTES,
    WIDTH,
    Tile,
    belongs,
    encode_bundle,
    full_tiles,
    partial_tiles,
)
from evenhand.log.tree import EMPTY_ROOT, leaf_hashes
from evenhand.model.errors import EvenhandError, Where

DURABLE_EVERY = 16_384
"""Entries between two passes that make tiles durable: what a power cut leaves to be rewritten,
and 128 files a pass."""


class TileWriter:
    """The one writer of a log's folder; whoever holds it holds the home's lock.

    Get one from `create` or `resume`. After any error it refuses to go on:
    what lies on disk may then be behind what it believes, and opening it again puts that right.
    """

    def __init__(self, root: Path, signer: Signer, durable: Path | None) -> None:
        """Use `create` or `resume`."""
        self.root = root
        self.checkpoint = Checkpoint(signer.name, 0, EMPTY_ROOT)
        self._signer = signer
        self._data = sign_checkpoint(self.checkpoint, signer)
        self._edge = Edge()
        self._bundle: list[bytes] = []
        self._durable_file = durable or marks.durable_file(root)
        self._durable = 0
        self._announced = 0
        self._closed = ""

    @classmethod
    def create(cls, root: Path, signer: Signer, durable: Path | None = None) -> "TileWriter":
        """Begin a log: its verifier key and the checkpoint of the empty tree.

        Args:
            root: the log's folder; made where it is missing.
            signer: its key, whose name is the log's origin.
            durable: where the mark `durable` lies; beside `root` unless given.

        Raises:
            EvenhandError: EH340 where there is a log already.
        """
        if (root / CHECKPOINT).exists() or (root / "tile").exists():
            raise EvenhandError(
                "EH340",
                "there is a log already",
                where=Where(str(root)),
                not_done="no log was begun",
                help="a log is begun once; open the one that is there",
            )
        root.mkdir(parents=True, exist_ok=True)
        writer = cls(root, signer, durable)
        marks.write_durable(writer._durable_file, 0)
        files.put(root, VKEY, _vkey_file(signer), durable=True)
        files.put(root, CHECKPOINT, writer._data, durable=True)
        files.sync(root.parent)
        return writer

    @classmethod
    def resume(
        cls,
        root: Path,
        signer: Signer,
        journal_size: int,
        read: Read,
        *,
        durable: Path | None = None,
        thorough: bool = False,
    ) -> "TileWriter":
        """Open a log again, after a proper end or a crash, and publish what the journal has more.

        Args:
            root: the log's folder.
            signer: its key.
            journal_size: how many entries the journal has.
            read: its entries from one index to another; memory holds 4,096 at a time.
            durable: where the mark `durable` lies; beside `root` unless given.
            thorough: write every file anew from the journal.

        Raises:
            EvenhandError: those of `recovery.examine`, which refuses before anything is changed.
        """
        writer = cls(root, signer, durable)
        journal = Journal(journal_size, read)
        found = examine(root, signer.verifier, journal, writer._durable_file, thorough=thorough)
        writer.checkpoint, writer._data = found.published, found.data
        try:
            writer._restore(found, journal)
        except OSError as error:
            raise writer._broke(error) from error
        return writer

    @property
    def size(self) -> int:
        """How many entries it was handed, published or not."""
        return self._edge.size

    @property
    def is_newest(self) -> bool:
        """Whether it can go on, and the published checkpoint is its own last one."""
        return not self._closed and files.read_if_there(self.root / CHECKPOINT) == self._data

    def append(self, entries: Sequence[bytes]) -> None:
        """Take further entries of the journal, in its order; they show at the next `publish`.

        Raises:
            EvenhandError: EH302 for one over 65,535 bytes, EH346 where a file cannot be written.
        """
        self._demand_open()
        longest = max(map(len, entries), default=0)
        if longest > MAX_ENTRY_BYTES:
            raise EvenhandError("EH302", f"an entry has {longest} bytes, the log takes 65,535")
        try:
            self._extend(entries)
        except OSError as error:
            raise self._broke(error) from error

    def publish(self) -> Checkpoint:
        """Sign the tree as it stands and put its checkpoint in place, durably.

        Raises:
            EvenhandError: EH343 where the checkpoint on disk is not this writer's last one, EH346
                where a file cannot be written.
        """
        self._demand_open()
        if self.size == self.checkpoint.size:
            return self.checkpoint
        try:
            return self._publish()
        except OSError as error:
            raise self._broke(error) from error

    def close(self) -> None:
        """Make every tile of the published tree durable, so that the next opening is quick."""
        self._demand_open()
        self._closed = "it was closed"
        try:
            files.sync_all(self.root, (t.path for t in partial_tiles(self.checkpoint.size)))
            self._settle(self.checkpoint.size)
        except OSError as error:
            raise self._broke(error) from error

    def _restore(self, found: Found, journal: Journal) -> None:
        """Write again what is doubtful, tidy up, and go on to the journal's end."""
        published = found.published.size
        self._edge, self._durable = found.edge, found.edge.size
        marks.write_durable(self._durable_file, self._durable)
        if files.read_if_there(self.root / VKEY) != _vkey_file(self._signer):
            files.put(self.root, VKEY, _vkey_file(self._signer), durable=True)
        for entries in journal.stretches(self.size, published):
            self._extend(entries)
        self._put_partials(already=())
        if not found.clean:
            sweep(self.root, published)
        files.remove(self.root, marks.PENDING)
        for entries in journal.stretches(published, journal.size):
            self.append(entries)
        self.publish()

    def _extend(self, entries: Sequence[bytes]) -> None:
        target, at = self.size + len(entries), 0
        while at < len(entries):
            taken = entries[at : at + WIDTH - len(self._bundle)]
            at += len(taken)
            self._bundle += taken
            full = self._edge.add(leaf_hashes(taken))
            if full:
                self._announce(target)
                files.put(
                    self.root, Tile(ENTRIES, full[0][0].index).path, encode_bundle(self._bundle)
                )
                self._bundle = []
            for tile, hashes in full:
                files.put(self.root, tile.path, hashes)

    def _publish(self) -> Checkpoint:
        """Tiles first, then the checkpoint, then away with what it supersedes."""
        old, new = self.checkpoint, Checkpoint(self._signer.name, self.size, self._edge.root())
        outdated = [tile for tile in partial_tiles(old.size) if not belongs(tile, new.size)]
        self._announce(new.size)
        self._put_partials(already=partial_tiles(old.size))
        self._demand_sole()
        self._data = sign_checkpoint(new, self._signer)
        files.put(self.root, CHECKPOINT, self._data, durable=True)
        self.checkpoint = new
        for tile in outdated:
            files.remove(self.root, tile.path)
        files.remove(self.root, marks.PENDING)
        self._announced = 0
        if new.size - self._durable >= DURABLE_EVERY:
            self._settle(new.size)
        return new

    def _put_partials(self, already: Sequence[Tile]) -> None:
        """Write the open tiles and the open bundle, but those that lie there `already`."""
        for tile, hashes in self._edge.partials():
            if tile not in already:
                files.put(self.root, tile.path, hashes)
        bundle = Tile(ENTRIES, self.size // WIDTH, len(self._bundle))
        if self._bundle and bundle not in already:
            files.put(self.root, bundle.path, encode_bundle(self._bundle))

    def _announce(self, target: int) -> None:
        """Before the first file of a larger tree: `pending` tells the verifier about strays."""
        if target > max(self._announced, self.checkpoint.size):
            marks.write_pending(self.root, self.checkpoint.size, target)
            self._announced = target

    def _settle(self, size: int) -> None:
        """Make the full tiles of the tree of `size` durable, then say so."""
        files.sync_all(self.root, (tile.path for tile in full_tiles(size, self._durable)))
        marks.write_durable(self._durable_file, size)
        self._durable = size

    def _demand_sole(self) -> None:
        """Two writers would sign two histories; the home's lock forbids it, this makes sure."""
        if not self.is_newest:
            self._closed = "another one has published"
            raise EvenhandError(
                "EH343",
                "the log's checkpoint was changed by somebody else",
                where=Where(str(self.root / CHECKPOINT)),
                not_done="nothing was signed",
                help="stop the other program that writes this log, then open it again",
            )

    def _demand_open(self) -> None:
        if self._closed:
            raise EvenhandError(
                "EH346",
                f"this writer of the log cannot go on: {self._closed}",
                not_done="nothing was published; the journal keeps its entries",
                help="open the log again",
            )

    def _broke(self, error: OSError) -> EvenhandError:
        """Files may be behind what the writer believes: only opening it again puts that right."""
        self._closed = f"a file could not be written ({error.strerror})"
        return EvenhandError(
            "EH346",
            f"the log's files cannot be written: {error.strerror}",
            where=Where(str(error.filename or self.root)),
            not_done="no checkpoint was published; the journal keeps its entries",
            help="free some space or restore access, then open the log again",
        )


def _vkey_file(signer: Signer) -> bytes:
    return f"{signer.verifier.text}\n".encode()
