"""Two small notes that the writer leaves for whoever comes after it. Neither is signed or served.

`durable`, beside the log's folder: up to which size every tile was made safe from a power cut. The
rest is doubtful after a crash, and is written again from the journal.

`pending`, in the log's folder while the writer is at work: the size of the checkpoint it started
from and the size it is on its way to, one a line. Files of either size may lie about just then,
and the verifier does not call them strangers. No file is let off anything else because of it.
"""

import re
from pathlib import Path

from evenhand.log import files

PENDING = "pending"
MAX_MARK_BYTES = 100

_SIZES = re.compile(rb"([0-9]{1,19})\n(?:([0-9]{1,19})\n)?")


def durable_file(root: Path) -> Path:
    """Where the mark of the log in `root` lies: `log.durable` beside `log`."""
    return root.with_name(root.name + ".durable")


def read_durable(path: Path) -> int:
    """The size up to which tiles are safe; 0 where nothing readable says so."""
    found = _SIZES.fullmatch(files.read_if_there(path) or b"")
    return int(found[1]) if found else 0


def write_durable(path: Path, size: int) -> None:
    """Say that every tile of the tree of `size` is safe."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(b"%d\n" % size)
    files.sync(new)
    new.replace(path)
    files.sync(path.parent)


def parse_pending(data: bytes | None) -> tuple[int, int] | None:
    """(from, to) of a `pending` file; None where there is none, or none that makes sense."""
    found = _SIZES.fullmatch(data or b"")
    if found is None or found[2] is None:
        return None
    return int(found[1]), int(found[2])


def write_pending(root: Path, start: int, end: int) -> None:
    """Say that the writer is on its way between two sizes."""
    files.put(root, PENDING, b"%d\n%d\n" % (start, end))
