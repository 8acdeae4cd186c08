"""Opening banks for the signals, which never open files themselves."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.model.clock import SystemClock
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.bank_files import open_bank
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.private_info.own import Own
from evenhand.signals.withheld_copy.bank import CopyBank

MAX_WITHHELD_BYTES = 20_000_000
MAX_WITHHELD_FILES = 100_000


def open_banks(
    links: str | Path | None,
    withheld: str | Path | None,
    own: str | Path | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """The banks of a block list and of a folder of withheld documents; empty where none is given.

    What is the operator's own (`own`) is a bank only where it is given.

    Raises:
        EvenhandError: EH906 and EH907 where a file is missing or cannot be read.
    """
    banks = {"links": open_links(links, at), "withheld": open_withheld(withheld)}
    return banks if own is None else {**banks, "own": open_own(own)}


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


def open_withheld(folder: str | Path | None) -> CopyBank:
    """Withheld documents, one a file, from a folder."""
    if folder is None:
        return CopyBank.from_documents([])
    if not Path(folder).is_dir():
        raise EvenhandError(
            "EH906", f"no folder of withheld documents `{folder}`", not_done="nothing was screened",
            help="give a folder that holds text, PDF or DOCX files",
        )  # fmt: skip
    return CopyBank.from_documents(_documents(Path(folder)))


def _documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each file of the folder, in the order of their names."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if len(files) > MAX_WITHHELD_FILES:
        raise EvenhandError(
            "EH907", f"`{folder}` holds {len(files):,} files", not_done="nothing was screened",
            help=f"at most {MAX_WITHHELD_FILES:,}",
        )  # fmt: skip
    for path in files:
        if path.stat().st_size > MAX_WITHHELD_BYTES:
            raise EvenhandError(
                "EH907", f"the withheld document `{path.name}` is too large",
                not_done="nothing was screened", help=f"at most {MAX_WITHHELD_BYTES:,} bytes",
            )  # fmt: skip
        yield path.name, path.read_bytes()
