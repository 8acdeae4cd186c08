"""Homes for tests: on SQLite always, on PostgreSQL where a server's address is given."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from psycopg import sql

from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.pipeline.home import DATABASE_FILE, Home, create_home
from evenhand.store import database

START = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
POSTGRES = os.environ.get("EVENHAND_TEST_POSTGRES")
DATABASES = [
    "sqlite",
    pytest.param(
        "postgres",
        marks=[
            pytest.mark.postgres,
            pytest.mark.skipif(
                POSTGRES is None,
                reason="no PostgreSQL: EVENHAND_TEST_POSTGRES is not set (.ci/run starts one)",
            ),
        ],
    ),
]


@contextmanager
def fresh_database(kind: str) -> Iterator[str | None]:
    """An address for DATABASE_URL, or None for SQLite in the home's own folder."""
    if kind == "sqlite":
        yield None
        return
    name = f"eh_{uuid.uuid4().hex}"
    _admin("CREATE DATABASE {} TEMPLATE {}", name, _template())
    yield _address(name)
    _admin("DROP DATABASE {} WITH (FORCE)", name)


@cache
def _template() -> str:
    """A database with the schema in it: copying it is quicker than migrating each test's own."""
    name = f"eh_template_{uuid.uuid4().hex}"
    _admin("CREATE DATABASE {}", name)
    database.open_database(_address(name), new=True)
    database.create_schema()
    database.close_database()
    return name


def _address(name: str) -> str:
    assert POSTGRES is not None
    return f"{POSTGRES.rsplit('/', 1)[0]}/{name}"


def _admin(statement: str, *names: str) -> None:
    assert POSTGRES is not None
    with psycopg.connect(POSTGRES, autocommit=True) as admin:
        admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@cache
def _sqlite_template() -> bytes:
    """A SQLite file with the schema in it, which a fresh home would take half a second to make."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / DATABASE_FILE
        database.open_database(str(path), new=True)
        database.create_schema()
        database.close_database()
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def new_home(folder: Path, clock: SetClock) -> Home:
    """A fresh home with a set clock and seeded randomness, open for writing."""
    entropy = SeededEntropy(b"tests")
    folder.mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in os.environ:
        (folder / DATABASE_FILE).write_bytes(_sqlite_template())
    create_home(folder, "https://platform.example", clock, entropy)
    return Home(folder, clock, entropy, write=True)
