"""One writer at a time: an advisory lock on a file of the home."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evenhand.model.errors import EvenhandError


class HomeLock:
    """Held for as long as a program records for a home on SQLite; released by its death too."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises EH403 where another program has it."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._file, 32).decode(errors="replace").strip()
            os.close(self._file)
            raise EvenhandError(
                "EH403",
                f"another program (process {holder or 'unknown'}) writes to this home",
                not_done="nothing was changed",
                help="wait until it is done, or record to PostgreSQL (DATABASE_URL)",
            ) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, str(os.getpid()).encode())

    def release(self) -> None:
        """Let the next one write."""
        os.close(self._file)


@contextmanager
def waiting(path: Path) -> Iterator[None]:
    """Hold a file's lock for a short piece of work, waiting for whoever has it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
