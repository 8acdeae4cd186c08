"""The sequencer's second half: what is durable in the journal goes out as tiles and checkpoint."""

from pathlib import Path

from evenhand.log.key import Signer
from evenhand.log.writer import TileWriter
from evenhand.pipeline.lock import waiting
from evenhand.store.journal import journal_size, read_journal


class Publisher:
    """Keeps the log's files up with the journal. One program at a time, by a lock on the log."""

    def __init__(self, home: Path, signer: Signer) -> None:
        """Take up where the files are; after a crash they are made anew from the journal.

        Raises:
            EvenhandError: EH3xx where the journal is behind its own published checkpoint or
                holds other entries: it is refused, never signed again.
        """
        self._folder = home / "log"
        self._lock = home / "log.lock"
        self._signer = signer
        with waiting(self._lock):
            self._writer = self._resume()
            self._catch_up()

    @staticmethod
    def create(home: Path, signer: Signer) -> None:
        """Make the empty log, signed."""
        TileWriter.create(home / "log", signer).close()

    def publish(self) -> None:
        """Bring tiles and checkpoint up to the journal's end, durable before this returns."""
        with waiting(self._lock):
            if not self._writer.is_newest:  # another program published meanwhile
                self._writer = self._resume()
            self._catch_up()

    def close(self) -> None:
        """Make all files durable, so that the next opening is quick."""
        with waiting(self._lock):
            if self._writer.is_newest:
                self._writer.close()

    def _resume(self) -> TileWriter:
        return TileWriter.resume(self._folder, self._signer, journal_size(), read_journal)

    def _catch_up(self) -> None:
        size = journal_size()
        if self._writer.size < size:
            self._writer.append(list(read_journal(self._writer.size, size)))
        self._writer.publish()
