"""A site's withheld documents as a built bank, `withheld.bank`, beside the folders it is made of.

What counts are the files in `withheld/` (documents) and `background/` (public texts). The bank
spares reading them: it holds their words and what each file looked like when it was read. Where
files were added, changed or removed, only those are read again, and a new bank takes the old one's
place; whoever has that one open goes on with it.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b, sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evenhand.model.clock import Clock
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.bank_files import locked, replacing, stamp
from evenhand.pipeline.banks import document_files, read_document
from evenhand.signals.withheld_copy.arrays import MAGIC, Array, Arrays, check, packed
from evenhand.signals.withheld_copy.background import Background
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.texts import Text, read_text

DOCUMENTS, BACKGROUND, BUILT = "withheld", "background", "withheld.bank"
"""In a site's folder of banks."""

LOOKED_AT = timedelta(seconds=30)
"""A file that is written over in place is noticed after so long; one that comes or goes, at once:
that changes its folder. A look at 100,000 files takes a second.
"""

_FAMILY = MAGIC[:-1]
"""How banks of any version of the program begin."""

log = logging.getLogger("evenhand.banks")


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder, in the order of their names, as they look now.

    Attributes:
        looks: four numbers for each, in a row: of its name, inode, time, size.
    """

    files: list[os.DirEntry[str]]
    looks: npt.NDArray[np.int64]

    @classmethod
    def at(cls, path: Path) -> "Folder":
        """Look at a folder; one that is not there holds nothing. Raises EvenhandError: EH907."""
        files: list[os.DirEntry[str]] = []
        looks: list[int] = []
        for file in document_files(path) if path.is_dir() else ():
            with suppress(FileNotFoundError):  # gone since it was listed
                seen = file.stat()
                name = _number(os.fsencode(file.name))
                looks += (name, seen.st_ino, seen.st_mtime_ns, seen.st_size)
                files.append(file)
        return cls(files, np.array(looks, "<i8"))


@dataclass(frozen=True, slots=True)
class Files:
    """What a site's bank is made of: its documents, and the public texts."""

    documents: Folder
    public: Folder

    @classmethod
    def at(cls, place: Path) -> "Files":
        """Look at a site's folder of banks. Raises EvenhandError: EH907."""
        return cls(Folder.at(place / DOCUMENTS), Folder.at(place / BACKGROUND))

    def arrays(self) -> Arrays:
        """How they look, as the built bank keeps it."""
        return {"seen": self.documents.looks, "seen_public": self.public.looks}


def open_site_withheld(place: Path) -> CopyBank:
    """The withheld documents of a site: its built bank where it matches the files, made anew else.

    A built bank that is damaged is made anew from the files, and one that cannot be written is
    used from memory; the program's log says so (EH569, EH564).

    Args:
        place: the site's folder of banks.

    Raises EvenhandError: EH562 where `withheld.bank` is another file; EH570, EH907 for documents;
        EH550 to EH553 for background texts; EH908 where the system does not give a file.
    """
    folder, built = place / DOCUMENTS, place / BUILT
    if not folder.is_dir():
        built.unlink(missing_ok=True)  # it holds the words of documents that are withdrawn
        return CopyBank.from_documents(())
    found = _matching(place, Files.at(place))
    if found is not None:
        return found
    with locked(folder):
        files = Files.at(place)
        found = _matching(place, files)  # by whoever had the lock before
        return _made(place, files) if found is None else found


class Watch:
    """Tells when withheld documents have changed, without a look at each of them each time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: dict[Path, tuple[object, datetime, object]] = {}

    def stamp(self, place: Path) -> object:
        """What is another when documents or background texts of a site are others."""
        folders = [place / DOCUMENTS, place / BACKGROUND]
        outside, now = [stamp(folder) for folder in folders], self._clock.now()
        seen = self._seen.get(place)
        if seen is None or seen[0] != outside or seen[1] <= now:
            inside = [array.tobytes() for array in Files.at(place).arrays().values()]
            seen = self._seen[place] = outside, now + LOOKED_AT, (outside, inside)
        return seen[2]


def _matching(place: Path, files: Files) -> CopyBank | None:
    """The built bank, if it was made of these files as they are."""
    bank = _open(place / BUILT)
    if bank is None or not all(_same(bank, *looks) for looks in files.arrays().items()):
        return None
    return bank


def _same(bank: CopyBank, name: str, looks: Array) -> bool:
    return np.array_equal(bank.arrays[name], looks)


def _made(place: Path, files: Files) -> CopyBank:
    """A new bank, in the old one's place, of which what has not changed is taken over."""
    built, public = place / BUILT, files.public
    old = _open(built, whole=True)
    if old is not None and _same(old, "seen_public", public.looks):
        background = old.background
    else:
        background = Background.from_documents(read_document(Path(file)) for file in public.files)
    bank = CopyBank.from_texts(_texts(files.documents, old), background)
    try:
        with replacing(built, built=False) as out:
            out.writelines(packed({**bank.arrays, **files.arrays()}))
    except EvenhandError as error:
        log.warning("%s %s; it is made anew by each program", error.code, error.what)
        return bank
    return CopyBank.from_file(_mapped(built))


def _texts(folder: Folder, old: CopyBank | None) -> Iterator[Text]:
    """Each document's words, from the old bank where its file is as it was."""
    known = {} if old is None else {look[0]: (look, n) for n, look in enumerate(_rows(old))}
    for file, look in zip(folder.files, folder.looks.reshape(-1, 4).tolist(), strict=True):
        before, number = known.get(look[0], (None, 0))
        text = old.text(number) if old is not None and before else None
        if text is not None and before == look:
            yield text
            continue
        name, data = read_document(Path(file))
        # A file that was restored from a backup looks new and holds the same.
        if text is None or text.sha256 != sha256(data).hexdigest():
            text = read_text(name, data)
        yield text


def _rows(bank: CopyBank) -> list[list[int]]:
    """How each document's file looked, in the bank's order."""
    rows: list[list[int]] = bank.arrays["seen"].reshape(-1, 4).tolist()
    return rows


def _open(built: Path, *, whole: bool = False) -> CopyBank | None:
    """The built bank; None where there is none, or one that is damaged or of another version.

    Args:
        whole: read all of it, to find what is damaged.

    Raises EvenhandError: EH562 where it is something else.
    """
    try:
        file = _mapped(built)
        if file[: len(_FAMILY)] != _FAMILY:
            raise EvenhandError(
                "EH562", f"`{built}` is no built bank", not_done="nothing was screened",
                help="move it elsewhere: a bank of the withheld documents is built in its place",
            )  # fmt: skip
        if whole:
            check(file)
        bank = CopyBank.from_file(file)
        return bank if {"seen", "seen_public"} <= bank.arrays.keys() else None
    except FileNotFoundError:
        return None
    except ValueError as error:
        log.warning("EH569 `%s`: %s; it is made anew from the documents", built, error)
        return None


def _mapped(path: Path) -> Any:
    """A file's bytes where they lie. Raises FileNotFoundError; ValueError where it is empty."""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _number(name: bytes) -> int:
    """A number of 63 bits that stands for a file's name, which need not be text."""
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "little") >> 1
