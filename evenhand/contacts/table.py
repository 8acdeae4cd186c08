"""The public register of contacts, as rows for a list, CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evenhand.contacts.public import public_view
from evenhand.contacts.seal import is_disclosed
from evenhand.model.contact import Contact, ContactRole
from evenhand.model.entry import banded

Cell = str | int | bool | None

COLUMNS = (
    "entry", "received", "logged", "days_late", "late", "kind", "role", "organisation",
    "on_behalf_of", "channel", "wants", "objects", "binding", "authority", "legal_basis", "scope",
    "effect", "standing", "reply", "done", "own_data", "count",
)  # fmt: skip

UNLISTED = "Requests which may not be disclosed are not listed."

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Register:
    """The disclosed contacts, and how many people asked about their own data.

    Attributes:
        rows: column -> cell, all of `COLUMNS`, in the order in which they were logged.
        own_data: 0, `1-4`, or exact from 5 up; in total, never by time.
    """

    rows: tuple[Mapping[str, Cell], ...]
    own_data: int | str


def register(contacts: Iterable[Contact]) -> Register:
    """The public register of these contacts; what is sealed leaves no trace in it."""
    contacts = tuple(contacts)
    disclosed = sorted(filter(is_disclosed, contacts), key=lambda c: (c.logged_at, c.id))
    own = sum(contact.own_data and contact.seal is None for contact in contacts)
    return Register(tuple(map(_row, disclosed)), banded(own))


def to_csv(table: Register) -> str:
    """The register as CSV (RFC 4180); its last row counts those who asked about their own data.

    A quote mark goes before any cell that a spreadsheet would take for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in (*table.rows, _own_data(table)):
        writer.writerow([_plain(row[column]) for column in COLUMNS])
    return out.getvalue()


def to_json(table: Register) -> str:
    """The register as one JSON document."""
    document = {"contacts": table.rows, "own_data": table.own_data, "note": UNLISTED}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _row(contact: Contact) -> Mapping[str, Cell]:
    view = public_view(contact)
    order = dict(view.get("order", {}))
    order["scope"] = " ".join(order.get("scope", ())) or None
    cells = {
        **view, **order, "entry": contact.log_index, "own_data": False, "count": 1,
    }  # fmt: skip
    return {column: cells.get(column) for column in COLUMNS}


def _own_data(table: Register) -> Mapping[str, Cell]:
    cells: dict[str, Cell] = {
        "role": str(ContactRole.PRIVATE_PERSON), "own_data": True, "count": table.own_data,
    }  # fmt: skip
    return {column: cells.get(column) for column in COLUMNS}


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
