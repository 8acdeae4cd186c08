"""Evidence in Parquet: a typed column for each field, the rest as text, back exactly as it was.

Fields stand as `model.layout` says. What has no column of its own stands in text columns as JSON:
`fields` names what is known of a row, in its order, so that the evidence's JSON is the same to the
byte, and what the log commits to can still be opened.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from evenhand.model.evidence import Evidence, FieldType
from evenhand.model.item import FactValue
from evenhand.model.layout import POLARS, split, to_cell
from evenhand.model.reading import SignalFailure
from evenhand.store.archive import Sealed
from evenhand.store.history import Place
from evenhand.store.wire import from_json, to_json

ROW_GROUP = 100_000
"""Rows of a row group, and most of a file."""
SLICE = 4_096
"""Rows that are made into records at a time."""
AT = pl.Datetime("us", "UTC")
FIXED: Mapping[str, Any] = {
    "decision": pl.String, "site": pl.Categorical, "item": pl.String, "revision": pl.Int64,
    "author": pl.String, "decided_at": AT, "deed_at": AT, "deed_offset": pl.Int32,
    "matter": pl.Categorical, "keep_until": AT,
    **dict.fromkeys(
        ("fields", "lists", "others", "links", "signals", "banks", "failed",
         "prior", "terms", "readings", "taken"), pl.String,
    ),
}  # fmt: skip
"""Columns that every file has. `deed_offset`: seconds of the zone in which `deed_at` was told;
`fields`, `lists`: what is known of the row, and what of it is a list of strings; `others`: values
whose field has another type in the rest of the file."""
TYPES: Mapping[type, FieldType] = {
    bool: FieldType.BOOL,
    int: FieldType.INT,
    float: FieldType.DOUBLE,
    str: FieldType.STRING,
    tuple: FieldType.STRINGS,
}
DTYPES: Mapping[FieldType, Any] = {kind: getattr(pl, name) for kind, name in POLARS.items()}


def write_part(file: Path, rows: Sequence[Sealed]) -> str:
    """Write a file, all of it on the disk; returns its digest.

    Args:
        rows: in the order of (decided_at, decision).
    """
    types: dict[str, FieldType] = {}
    for row in rows:
        for name, value in row.evidence.values.items():
            types.setdefault(name, TYPES[type(value)])
    columns: dict[str, list[Any]] = {name: [] for name in (*FIXED, *types)}
    for row in rows:
        cells = _fixed(row, types)
        for name, cell in cells.items():
            columns[name].append(cell)
        values = row.evidence.values
        for name, kind in types.items():
            known = values.get(name)
            columns[name].append(to_cell(known) if _is(known, kind) else None)
    schema = {**FIXED, **{name: DTYPES[kind] for name, kind in types.items()}}
    return _write(file, pl.DataFrame(columns, schema=schema, strict=True))


def read_part(
    file: Path, after: Place | None = None, among: Collection[str] | None = None
) -> Iterator[Sealed]:
    """The rows of a file in order, after a place; made into records a slice at a time.

    Args:
        among: of these decisions alone; None is all.
    """
    rows = pl.scan_parquet(file)
    if among is not None:
        rows = rows.filter(pl.col("decision").is_in(list(among)))
    if after is not None:
        at, decision = pl.col("decided_at"), pl.col("decision")
        rows = rows.filter((at > after[0]) | ((at == after[0]) & (decision > after[1])))
    yield from _records(rows.collect())


def find_row(file: Path, decision: str) -> Sealed | None:
    """The row of one decision; None where the file has it not."""
    found = pl.scan_parquet(file).filter(pl.col("decision") == decision).collect()
    return next(_records(found), None)


def begins_at(file: Path) -> Place | None:
    """The first place of a file; None of an empty one."""
    first = pl.scan_parquet(file).select("decided_at", "decision").head(1).collect().rows()
    return Place(_utc(first[0][0]), first[0][1]) if first else None


def span_of(file: Path) -> tuple[datetime, datetime] | None:
    """When the first and the last decision of a file were taken; None of an empty one."""
    at = pl.col("decided_at")
    first, last = pl.scan_parquet(file).select(at.min(), at.max().alias("last")).collect().row(0)
    return None if first is None else (_utc(first), _utc(last))


def past_time(file: Path, before: datetime, *, allowed: bool) -> list[tuple[str, str]]:
    """(decision, item) of the rows that are old enough to be erased.

    Args:
        allowed: of plainly allowed items, which say themselves until when they are kept; else of
            all others, those decided by then.
    """
    until, at = pl.col("keep_until"), pl.col("decided_at")
    old = until <= before if allowed else until.is_null() & (at <= before)
    return pl.scan_parquet(file).filter(old).select("decision", "item").collect().rows()


def which(file: Path, decisions: Collection[str]) -> list[str]:
    """Those of the decisions that a file holds, in order."""
    held = pl.scan_parquet(file).select("decision").collect()["decision"]
    return held.filter(held.is_in(list(decisions))).to_list()


def write_without(file: Path, decisions: Collection[str], fresh: Path) -> tuple[str, int]:
    """Write a file anew without some rows; returns (digest, how many rows it is without)."""
    rows = pl.read_parquet(file)
    kept = rows.filter(~pl.col("decision").is_in(list(decisions)))
    return _write(fresh, kept), rows.height - kept.height


def digest_of(file: Path) -> str:
    """`sha256:` and the digest of a file's bytes, read once as long as it is not touched."""
    told = file.stat()
    return _digest(file, told.st_mtime_ns, told.st_size, told.st_ino)


@lru_cache(maxsize=1_000)
def _digest(file: Path, *touched: int) -> str:
    with file.open("rb") as opened:
        found = sha256()
        while block := opened.read(1 << 20):
            found.update(block)
    return f"sha256:{found.hexdigest()}"


def settle_name(fresh: Path, file: Path) -> None:
    """Give a written file its name, for good."""
    os.replace(fresh, file)
    _sync(file.parent)


def _write(file: Path, rows: pl.DataFrame) -> str:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows.write_parquet(file, compression="zstd", row_group_size=ROW_GROUP)
    file.chmod(0o600)
    _sync(file)
    return digest_of(file)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _fixed(row: Sealed, types: Mapping[str, FieldType]) -> dict[str, Any]:
    """The cells of a row in the columns that every file has."""
    evidence = row.evidence
    values = evidence.values
    others = {name: value for name, value in values.items() if not _is(value, types[name])}
    deed = evidence.deed_at
    offset = deed.utcoffset() if deed is not None else None
    return {
        "decision": row.decision, "site": evidence.site, "item": evidence.item,
        "revision": evidence.revision, "author": evidence.author,
        "decided_at": evidence.decided_at, "deed_at": deed,
        "deed_offset": round(offset.total_seconds()) if offset else None,
        "matter": evidence.matter, "keep_until": row.keep_until,
        "fields": to_json(list(values)),
        "lists": to_json([name for name in values if types[name] is FieldType.STRINGS]),
        "others": to_json(others) if others else None,
        "links": to_json(evidence.links), "signals": to_json(evidence.signals),
        "banks": to_json(evidence.banks), "failed": to_json(evidence.failed),
        "prior": row.prior, "terms": row.terms, "readings": row.readings, "taken": row.taken,
    }  # fmt: skip


def _is(value: FactValue | None, kind: FieldType) -> bool:
    return value is not None and TYPES[type(value)] is kind


def _records(rows: pl.DataFrame) -> Iterator[Sealed]:
    for part in rows.iter_slices(SLICE):
        for row in part.iter_rows(named=True):
            yield Sealed(
                row["decision"], _evidence(row), row["prior"], row["terms"], row["readings"],
                row["taken"], _utc(row["keep_until"]),
            )  # fmt: skip


def _evidence(row: Mapping[str, Any]) -> Evidence:
    deed, offset = _utc(row["deed_at"]), row["deed_offset"]
    if deed is not None and offset is not None:
        deed = deed.astimezone(timezone(timedelta(seconds=offset)))
    return Evidence(
        site=row["site"],
        item=row["item"],
        revision=row["revision"],
        decided_at=_utc(row["decided_at"]),
        values=_values(row),
        author=row["author"],
        deed_at=deed,
        matter=row["matter"],
        links=from_json(row["links"], tuple[str, ...]),
        signals=from_json(row["signals"], dict[str, str]),
        banks=from_json(row["banks"], dict[str, str]),
        failed=from_json(row["failed"], tuple[SignalFailure, ...]),
    )


def _values(row: Mapping[str, Any]) -> dict[str, FactValue]:
    """What is known of a row, in the order in which it was."""
    lists = _names(row["lists"])
    others: dict[str, FactValue] = from_json(row["others"] or "{}", dict[str, FactValue])
    values: dict[str, FactValue] = {}
    for name in _names(row["fields"]):
        if name in others:
            values[name] = others[name]
        else:
            values[name] = split(row[name]) if name in lists else row[name]
    return values


@lru_cache(maxsize=10_000)
def _names(told: str) -> tuple[str, ...]:
    """Names of fields; few different texts in millions of rows."""
    return from_json(told, tuple[str, ...])


def _utc(at: datetime | None) -> Any:
    """A time with the zone that all of ours have; Polars gives one of another make."""
    return None if at is None else at.replace(tzinfo=UTC)
