"""Files of block lists: built banks are mapped and looked up as they lie, text lists are read.

A bank is replaced, never changed: whoever has opened it goes on with the old one until they open
it again, for which `stamp` tells the moment.
"""

import fcntl
import os
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, TextIO

from evenhand.model.clock import Entropy
from evenhand.model.errors import EvenhandError
from evenhand.signals.blocked_link.bank import LinkBank, fill
from evenhand.signals.blocked_link.bank_formats import Line
from evenhand.signals.blocked_link.bank_table import MAGIC, Table, TableWriter

LIST, BUILT = "links.txt", "links.bank"
"""In a site's folder of banks: the list that its people keep, and what was imported."""

SITE_BANKS = "banks"
"""In a home: holds a folder of banks for each site."""

MAX_LINE = 65_536
"""Longest line of a list, in characters; what is longer is told as one line that was not taken."""

MOST_TOLD = 100
SECRET_BYTES = 16


@dataclass(slots=True)
class Untaken:
    """Lines that were not taken: how many, and the first ones with their numbers and reasons."""

    count: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, why: str) -> None:
        """Count a line, and keep it where it is one of the first."""
        self.count += 1
        if len(self.first) < MOST_TOLD:
            self.first.append((number, why))


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Attributes:
        added: entries that are new.
        known: lines whose entry was there already; the earlier one stands.
        entries: how many the bank holds now.
        digest: of the bank now.
    """

    added: int
    known: int
    entries: int
    digest: str
    untaken: Untaken


def open_bank(path: Path, at: datetime | None) -> LinkBank:
    """A block list for a moment: a built bank, a text list, or a site's folder that holds both.

    Raises EvenhandError: EH561; EH562 where a built bank is not whole; EH906 where there is none.
    """
    if path.is_dir():
        return open_folder(path, at)
    if not path.is_file():
        raise EvenhandError(
            "EH906", f"no block list `{path}`", not_done="nothing was screened",
            help="give the path of a text file with one entry a line, or of a built bank",
        )  # fmt: skip
    if is_built(path):
        return LinkBank([_mapped(path)], str(path), at)
    with path.open(encoding="utf-8", errors="replace") as lines:
        return LinkBank.from_lines(bounded_lines(lines), str(path), at)


def open_folder(folder: Path, at: datetime | None) -> LinkBank:
    """A site's block list: what its people list themselves goes before what was imported.

    Empty where the folder holds neither. Raises EvenhandError: EH561, EH562.
    """
    files = [folder / LIST, folder / BUILT]
    return LinkBank.joined([open_bank(f, at) for f in files if f.is_file()], str(folder), at)


def is_built(path: Path) -> bool:
    """Whether a file is a built bank, by how it begins."""
    with path.open("rb") as file:
        return file.read(len(MAGIC) - 1) == MAGIC[:-1]


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever a file is replaced or changed; None where there is none."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def import_lines(
    lines: Iterable[Line], name: str, bank: Path, entropy: Entropy, *, anew: bool = False
) -> Imported:
    """Add entries to a built bank, which is made where there is none, and replace it at once.

    Args:
        lines: what a list's lines come to.
        name: of the list, for errors.
        anew: begin with an empty bank: what it held is gone.

    Raises EvenhandError: EH561 to EH564; the bank is then as it was.
    """
    with replacing(bank) as out:
        return add_lines(out, lines, name, None if anew else bank, entropy)


def add_lines(
    out: BinaryIO, lines: Iterable[Line], name: str, old: Path | None, entropy: Entropy
) -> Imported:
    """Write a bank that holds what an old one held, if there is one, and a list's entries.

    Raises EvenhandError: EH561 to EH563.
    """
    untaken = Untaken()
    writer = TableWriter(out, entropy.token(SECRET_BYTES))
    if old is not None and old.exists():
        for entry in open_bank(old, None).all_entries():
            writer.add(entry)
    before = len(writer)
    known = fill(writer, _taken(lines, untaken), name, untaken.add)
    digest = writer.finish()
    return Imported(len(writer) - before, known, len(writer), digest, untaken)


@contextmanager
def replacing(path: Path, *, built: bool = True) -> Iterator[BinaryIO]:
    """A new file that takes a bank's place, whole and durable, when the block ends without fault.

    Whoever else wants to replace a bank of that folder waits meanwhile.

    Args:
        built: the place is a built bank's.

    Raises EvenhandError: EH562 where something else lies there, which is never overwritten; EH564
        where it cannot be written.
    """
    made = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(path.parent) as folder:
            if built:
                _check_replaceable(path)
            try:
                with made.open("w+b") as out:
                    yield out
                    out.flush()
                    os.fsync(out.fileno())
                made.replace(path)
                os.fsync(folder)
            finally:
                made.unlink(missing_ok=True)
    except OSError as error:
        raise EvenhandError(
            "EH564", f"the bank `{path}` was not written: {error.strerror}",
            not_done="it stays as it was", help="look at the free space and the folder's owner",
        ) from None  # fmt: skip


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """A folder's lock, waiting for whoever has it; the folder's descriptor."""
    file = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _check_replaceable(path: Path) -> None:
    if path.exists() and not is_built(path):
        raise EvenhandError(
            "EH562", f"`{path}` is no built bank", not_done="it stays as it was",
            help="name another file: a list that people keep is never written over",
        )  # fmt: skip


def bounded_lines(file: TextIO) -> Iterator[str]:
    """Lines of a text file; of one longer than MAX_LINE only as much, which is then no entry."""
    whole = True
    while line := file.readline(MAX_LINE):
        if whole:
            yield line
        whole = line.endswith("\n")


def _mapped(path: Path) -> Table:
    """A built bank's table, mapped. Raises EvenhandError: EH562."""
    file = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(file).st_size
        data = memoryview(mmap(file, size, access=ACCESS_READ) if size else b"")
        table = Table(data, str(path), lambda at, size: os.pread(file, size, at))
    except BaseException:
        os.close(file)
        raise
    weakref.finalize(table, os.close, file)
    return table


def _taken(lines: Iterable[Line], untaken: Untaken) -> Iterator[tuple[int, str]]:
    """The lines that became entries; the others are told."""
    for line in lines:
        if line.why_not:
            untaken.add(line.number, line.why_not)
        else:
            yield line.number, line.entry
