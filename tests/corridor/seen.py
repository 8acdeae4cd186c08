"""What a home holds at a moment, read without the program: SQL of our own, files of the log.

Nothing here imports the store or the log, so that their faults cannot hide each other.
"""

import json
import sqlite3
from base64 import b64encode
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = dict[str, Any]

TABLES = (
    "account", "agreement", "appeal", "case", "contact", "cure", "decision", "disclosure",
    "evidence", "fact", "flag", "heartbeat", "idempotency", "interest", "item", "journal", "look",
    "matter", "measure", "note", "offer", "outbox", "policyversion", "riding", "site",
    "sitepolicy", "staff", "statement", "strike",
)  # fmt: skip
TIMES = frozenset({
    "acknowledged_at", "answered_at", "at", "cured_at", "closed_at", "created_at", "deadline",
    "decide_by", "decided_at", "declared_at", "due_at", "ended_at", "expires_at", "from_at",
    "held_until", "in_force_from", "keep_until", "logged_at", "next_at", "opened_at",
    "published_at", "received_at", "relapsed_at", "review_at", "since", "until", "void_at",
    "written_at",
})  # fmt: skip
JSON = frozenset({
    "asks", "contacts", "cure", "dsa", "facts", "fields", "findings", "parties", "payload",
    "people", "policy", "reasons", "record", "roles", "rules", "terms",
})  # fmt: skip
OPEN = frozenset({"in_force", "proposed"})
WIDTH = 256
"""Entries in a full bundle of the log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf of the log, with what opens its commitments as far as that is kept."""

    index: int
    leaf: bytes
    fields: Row
    opened: dict[str, str]

    @property
    def type(self) -> str:
        return self.fields["type"]

    @property
    def case(self) -> str:
        return self.fields["case"]


@dataclass(frozen=True)
class Seen:
    """All rows of the database, the entries of the published log, and the time."""

    at: datetime
    tables: dict[str, list[Row]]
    published: list[bytes]
    root: str

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    @cached_property
    def measures(self) -> dict[str, Row]:
        return {row["id"]: row for row in self["measure"]}

    @cached_property
    def decisions(self) -> dict[str, Row]:
        return {row["id"]: row for row in self["decision"]}

    @cached_property
    def of_decision(self) -> dict[str, list[Row]]:
        """Decision -> its measures in its order."""
        found = defaultdict(list)
        for row in sorted(self["measure"], key=lambda r: int(r["id"].rpartition("-")[2])):
            found[row["decision"]].append(row)
        return found

    @cached_property
    def leaves(self) -> list[bytes]:
        return [row["leaf"] for row in sorted(self["journal"], key=lambda r: r["log_index"])]

    @cached_property
    def entries(self) -> list[Entry]:
        opened = {row["log_index"]: row["fields"] for row in self["disclosure"]}
        return [
            Entry(n, leaf, json.loads(leaf), {d["name"]: d["value"] for d in opened.get(n, ())})
            for n, leaf in enumerate(self.leaves)
        ]

    @cached_property
    def roles(self) -> dict[str, frozenset[str]]:
        """Account -> its roles, where they are known."""
        return {r["account"]: frozenset(r["roles"]) for r in self["account"] if r["roles"]}

    @cached_property
    def letters(self) -> set[str | None]:
        """Digests of the written answers to appeals, as far as they are not erased."""
        return {e.opened.get("statement") for e in self.entries if e.type == "appeal"}

    def chain(self, decision: str) -> list[str]:
        """All decisions about the same deed, before and after one, the first one first."""
        first = decision
        while before := self.decisions[first]["supersedes"]:
            first = before
        found, level = [first], [first]
        while level:
            level = [row["id"] for row in self["decision"] if row["supersedes"] in level]
            found += level
        return found

    def staff(self, name: str) -> Row | None:
        return next((row for row in self["staff"] if row["name"] == name), None)

    def account_of(self, measure: Row) -> str | None:
        """Whose deed a measure is for, or whom it falls on."""
        if measure["subject_type"] == "account":
            return measure["subject"]
        return measure["account"] or self.decisions[measure["decision"]]["account"]


def look(home: Path, at: datetime) -> Seen:
    """Everything that a home holds now."""
    # Not read-only: of a write-ahead file SQLite can only read what it may also index.
    with closing(sqlite3.connect(home / "evenhand.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        tables = {table: _rows(database, table) for table in TABLES}
    published, root = _published(home / "log")
    return Seen(at, tables, published, root)


def _rows(database: sqlite3.Connection, table: str) -> list[Row]:
    found = database.execute(f"SELECT * FROM store_{table} ORDER BY 1").fetchall()
    return [{name: _value(name, row[name]) for name in row.keys()} for row in found]  # noqa: SIM118


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in TIMES:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return json.loads(value) if name in JSON else value


def _published(log: Path) -> tuple[list[bytes], str]:
    """(entries, root hash) of the log's files. Source: c2sp.org/tlog-tiles."""
    size, root = (log / "checkpoint").read_text().splitlines()[1:3]
    entries: list[bytes] = []
    for number in range(0, int(size), WIDTH):
        width = min(WIDTH, int(size) - number)
        name = f"{number // WIDTH:03d}"
        name = name if width == WIDTH else f"{name}.p/{width}"
        entries += _bundle((log / "tile" / "entries" / name).read_bytes())
    return entries, root


def _bundle(data: bytes) -> list[bytes]:
    entries = []
    while data:
        end = 2 + int.from_bytes(data[:2])
        entries.append(data[2:end])
        data = data[end:]
    return entries


def merkle_root(leaves: list[bytes]) -> str:
    """The root of the tree of these leaves, in base64. Source: RFC 9162, 2.1.1."""

    def root(first: int, last: int) -> bytes:
        count = last - first
        if count == 1:
            return sha256(b"\0" + leaves[first]).digest()
        middle = first + (1 << ((count - 1).bit_length() - 1))
        return sha256(b"\1" + root(first, middle) + root(middle, last)).digest()

    return b64encode(root(0, len(leaves)) if leaves else sha256(b"").digest()).decode()


def digest(text: str) -> str:
    """How entries name a text."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def day(at: datetime) -> str:
    """The UTC day of a time, as entries write it."""
    return at.strftime("%Y-%m-%d")
