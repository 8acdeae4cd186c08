"""The log's files: written whole or not at all, and made durable when asked to.

Inside the log's folder lies what is served (`checkpoint`, `vkey`, `tile/`) and two files that
are not: `incoming`, which each file is before it gets its name, and `pending`, which says between
which sizes the writer is (see `marks`).
"""

import os
from collections.abc import Iterable
from pathlib import Path

INCOMING = "incoming"


def put(root: Path, name: str, data: bytes, *, durable: bool = False) -> None:
    """Write the file `name`, replacing it at once: nobody ever sees half of it.

    Args:
        root: the log's folder.
        name: path below it; missing folders are made.
        data: all of it.
        durable: return only when the file and its name are safe from a power cut.
    """
    incoming, target = root / INCOMING, root / name
    with incoming.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    try:
        incoming.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True)
        incoming.replace(target)
    if durable:
        sync(target.parent)


def remove(root: Path, name: str) -> None:
    """Remove the file `name`, and its folder where that is a tile's `.p` and now empty."""
    target = root / name
    target.unlink(missing_ok=True)
    folder = target.parent
    if folder.suffix == ".p" and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def sync(path: Path) -> None:
    """Make a file's content, or a folder's names, safe from a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(root: Path, names: Iterable[str]) -> None:
    """Make files and the folders above them, up to `root`, safe from a power cut."""
    folders = {root}
    for name in names:
        path = root / name
        sync(path)
        folders.update(folder for folder in path.parents if root in folder.parents)
    for folder in folders:
        sync(folder)


def read_if_there(path: Path) -> bytes | None:
    """A small file's bytes; None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
