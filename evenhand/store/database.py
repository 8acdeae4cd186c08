"""Opening the database: SQLite (WAL, synchronous FULL) by default, PostgreSQL by address."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.migrations.loader import MigrationLoader

from evenhand.model.errors import EvenhandError

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
)
POSTGRES_LOCK = 0x45564E48
"""Advisory lock of the recording transaction: `EVNH`."""


def open_database(address: str, *, new: bool = False) -> None:
    """Connect the process to `address`: a `postgresql://` URL, else the path of a SQLite file.

    Args:
        address: of the database.
        new: it is about to get its schema; otherwise it has to have one.

    Raises:
        EvenhandError: EH404 where the schema is newer than the program, EH405 where the database
            does not answer.
    """
    if not new and not _is_address(address) and not Path(address).is_file():
        raise _unusable("its file is missing")
    connections["default"].close()
    wanted = connections.configure_settings({"default": _settings(address)})["default"]
    connections.settings["default"] = wanted
    del connections["default"]
    _check_schema(new)


def close_database() -> None:
    """Close the process's connection."""
    connections["default"].close()


def create_schema() -> None:
    """Apply all migrations to the open database; those that it has are left alone."""
    call_command("migrate", verbosity=0, interactive=False)


def is_behind() -> bool:
    """Whether an older version wrote the open database, so that it lacks migrations."""
    loader = MigrationLoader(connections["default"])
    return bool(set(loader.disk_migrations) - set(loader.applied_migrations))


def is_postgres() -> bool:
    """Whether the open database is PostgreSQL, where several programs may record."""
    return connections["default"].vendor == "postgresql"


@contextmanager
def writing() -> Iterator[None]:
    """One durable transaction, alone: nobody else records until it has ended.

    SQLite takes its write lock at the start (IMMEDIATE); PostgreSQL takes an advisory lock, so
    that log indexes are given in the order of the commits, without a gap.
    """
    with transaction.atomic(durable=True):
        if is_postgres():
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [POSTGRES_LOCK])
        yield


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else does what this name stands for; if so, nobody will until the end.

    On SQLite one program has the home to itself. On PostgreSQL a session lock tells: it falls
    with the connection, so that a killed program holds nobody up.
    """
    if not is_postgres():
        yield True
        return
    number = int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _is_address(address: str) -> bool:
    return address.startswith(("postgresql://", "postgres://"))


def _settings(address: str) -> dict[str, Any]:
    """Django's settings for one database."""
    if not _is_address(address):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(address)),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": SQLITE_PRAGMAS,
                "timeout": 20,
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10},
    }


def _check_schema(new: bool) -> None:
    """Refuse a database that does not answer or that a newer version has written."""
    connection = connections["default"]
    try:
        loader = MigrationLoader(connection)
    except (DatabaseError, UnicodeDecodeError) as error:
        raise _unusable(type(error).__name__) from error
    if not new and not any(app == "store" for app, _ in loader.applied_migrations):
        raise _unusable("it holds no home")
    unknown = sorted(
        name
        for app, name in loader.applied_migrations
        if app == "store" and (app, name) not in loader.disk_migrations
    )
    if unknown:
        raise EvenhandError(
            "EH404",
            f"the database holds migrations that this version does not know: {unknown[0]}",
            not_done="nothing was written",
            help="use the version of the program that wrote it, or a newer one",
        )


def _unusable(why: str) -> EvenhandError:
    return EvenhandError(
        "EH405",
        f"the database could not be opened: {why}",
        not_done="nothing was read or written",
        help="check its address, that it may be read and written, and that it is Evenhand's",
    )
