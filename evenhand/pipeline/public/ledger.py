"""Entries of the log as everybody can read them, with their proof and how to check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evenhand.log.checkpoint import CHECKPOINT, parse_checkpoint
from evenhand.log.entry import decode
from evenhand.log.note import parse_note, to_base64
from evenhand.log.prover import Prover
from evenhand.log.source import DirectorySource
from evenhand.model.entry import ENTRY_TYPES
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home
from evenhand.store.shown import leaves_at
from evenhand.store.sites import all_sites

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """An entry of the log without its commitments.

    Attributes:
        fields: the public fields of its type, as the log has them.
    """

    index: int
    type: str
    day: str
    site: str
    number: int
    case: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class LogView:
    """The log as it stands: what is signed, by which key, and where its files are.

    Attributes:
        address: where it is served; empty where the home has no address of its own.
        checkpoint: the signed note, as it is served.
    """

    origin: str
    address: str
    size: int
    root: str
    checkpoint: str
    vkey: str
    types: tuple[str, ...]


FIRST_SITE = "main"
"""The site whose address the log's origin was made from."""

HEAD = frozenset({"v", "type", "day", "site", "number", "case", "commit"})


def public_entry(index: int) -> PublicEntry:
    """The entry at an index of the journal. Raises EvenhandError: EH370 where there is none."""
    return public_entries([index])[0]


def public_entries(indexes: Sequence[int]) -> list[PublicEntry]:
    """The entries at these indexes, in their order. Raises EvenhandError: EH370."""
    leaves = leaves_at(indexes)
    missing = [index for index in indexes if index not in leaves]
    if missing:
        raise EvenhandError(
            "EH370", f"the log has no entry {missing[0]}", not_done="nothing was shown"
        )
    return [_entry(index, decode(leaves[index])) for index in indexes]


def receipt(home: Home, index: int) -> str:
    """The receipt of an entry (c2sp.org/tlog-proof@v1); raises as `Prover.prove` does."""
    return Prover(DirectorySource(home.log_folder)).prove(index).text


def log_view(home: Home) -> LogView:
    """The log as its files stand now. Raises EvenhandError: EH3xx where they are no log."""
    note = _file(home, CHECKPOINT)
    head = parse_checkpoint(parse_note(note.encode()).text)
    return LogView(
        origin=head.origin,
        address=log_address(home),
        size=head.size,
        root=to_base64(head.root),
        checkpoint=note,
        vkey=_file(home, "vkey").strip(),
        types=ENTRY_TYPES,
    )


def log_address(home: Home) -> str:
    """Where the log is served; empty where the home was made without an address."""
    return f"{base_address()}/log" if home.log_url else ""


def base_address() -> str:
    """Where the pages are served, without a final slash; empty where no site has an address.

    It follows from the sites' own addresses, never from what a request says of its host.
    """
    known = all_sites()
    first = [known[FIRST_SITE]] if FIRST_SITE in known else []
    return next((s.url.rstrip("/") for s in (*first, *known.values()) if s.url), "")


def _entry(index: int, fields: Fields) -> PublicEntry:
    told = {name: value for name, value in fields.items() if name not in HEAD}
    return PublicEntry(
        index, fields["type"], fields["day"], fields["site"], fields["number"], fields["case"], told
    )


def _file(home: Home, name: str) -> str:
    return (home.log_folder / name).read_text(encoding="utf-8")
