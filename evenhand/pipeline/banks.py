"""Opening banks for the signals, which never open files themselves."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.model.clock import SystemClock
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.bank_files import open_bank
from evenhand.pipeline.unwrapping import open_rules
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.private_info.own import Own
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.text.addresses import Rules

MAX_WITHHELD_BYTES = 20_000_000
MAX_WITHHELD_FILES = 100_000


def open_banks(
    links: str | Path | None,
    withheld: str | Path | CopyBank | None,
    own: str | Path | None = None,
    at: datetime | None = None,
    unwrap: str | Path | None = None,
) -> dict[str, Any]:
    """The banks of a block list and of a folder of withheld documents; empty where none is given.

    What is the operator's own (`own`, `unwrap`) is a bank only where there is any.

    Raises:
        EvenhandError: EH906 and EH907 where a file is missing or cannot be read; EH566, EH567 and
            EH902 for rules.
    """
    own_banks = {"own": open_own(own), "unwrap": open_unwrap(unwrap, at)}
    banks = {"links": open_links(links, at), "withheld": open_withheld(withheld)}
    return banks | {name: bank for name, bank in own_banks.items() if bank is not None}


def open_own(path: str | Path | None) -> Own | None:
    """The operator's own addresses and numbers from a file, one a line; None where none is given.

    Raises EvenhandError: EH906.
    """
    if path is None:
        return None
    if not Path(path).is_file():
        raise EvenhandError(
            "EH906", f"no list of own contacts `{path}`", not_done="nothing was screened",
            help="give the path of a text file with one address, number or mailbox a line",
        )  # fmt: skip
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        return Own.from_lines(lines)


def open_links(path: str | Path | None, at: datetime | None = None) -> LinkBank:
    """A block list (contract.md, Block list): a text list, a built bank, or a site's folder.

    Args:
        at: the moment that it answers for; now unless told. Where `next_change` of the bank has
            come, it has to be opened anew.

    Raises EvenhandError: EH561, EH562, EH906.
    """
    at = at or SystemClock().now()
    return open_bank(Path(path), at) if path else LinkBank([], "none", at)


def open_unwrap(path: str | Path | None, at: datetime | None = None) -> Rules | None:
    """The operator's own rules for wrapped addresses (`pipeline.unwrapping.open_rules`), or None.

    Raises EvenhandError: EH566, EH567, EH902.
    """
    return open_rules(Path(path), at or SystemClock().now()) if path else None


def open_withheld(folder: str | Path | CopyBank | None) -> CopyBank:
    """Withheld documents, one a file, from a folder; or a bank of them that is open already."""
    if isinstance(folder, CopyBank):
        return folder
    if folder is None:
        return CopyBank.from_documents([])
    if not Path(folder).is_dir():
        raise EvenhandError(
            "EH906", f"no folder of withheld documents `{folder}`", not_done="nothing was screened",
            help="give a folder that holds text, PDF or DOCX files",
        )  # fmt: skip
    files = (Path(file) for file in document_files(Path(folder)))
    return CopyBank.from_documents(map(read_document, files))


def document_files(folder: Path) -> list[os.DirEntry[str]]:
    """The files of a folder of documents, in the order of their names. Raises: EH907."""
    with os.scandir(folder) as entries:
        files = sorted((entry for entry in entries if entry.is_file()), key=lambda file: file.name)
    if len(files) > MAX_WITHHELD_FILES:
        raise EvenhandError(
            "EH907", f"`{folder}` holds {len(files):,} files", not_done="nothing was screened",
            help=f"at most {MAX_WITHHELD_FILES:,}",
        )  # fmt: skip
    return files


def read_document(path: Path) -> tuple[str, bytes]:
    """(name, bytes) of a withheld document. Raises EvenhandError: EH907, EH908."""
    try:
        if path.stat().st_size <= MAX_WITHHELD_BYTES:
            return path.name, path.read_bytes()
    except OSError as error:
        raise EvenhandError(
            "EH908", f"the document `{path.name}` cannot be read: {error.strerror}",
            not_done="nothing was screened", help="look at the file and at who owns it",
        ) from None  # fmt: skip
    raise EvenhandError(
        "EH907", f"the withheld document `{path.name}` is too large",
        not_done="nothing was screened", help=f"at most {MAX_WITHHELD_BYTES:,} bytes",
    )  # fmt: skip
