"""Secrets of a home: keys of links, of sessions, of keyed digests; made on first use, or kept."""

import os
from pathlib import Path
from secrets import token_bytes, token_hex

from evenhand.pipeline.home import Home

BYTES = 32
FOLDER = "keys"


def home_secret(home: Home, name: str) -> bytes:
    """The secret of this name: 32 random bytes, readable by the home's owner alone.

    Two processes that ask at once get the same: whoever links its file first has made it.
    """
    kept = kept_secret(home, name)
    return keep_secret(home, name, token_bytes(BYTES)) if kept is None else kept


def kept_secret(home: Home, name: str) -> bytes | None:
    """The secret of this name; None where there is none yet."""
    file = _file(home, name)
    return file.read_bytes() if file.exists() else None


def keep_secret(home: Home, name: str, secret: bytes) -> bytes:
    """Keep a secret where there is none of this name yet; returns the one that is kept."""
    file = _file(home, name)
    draft = file.with_name(f".{name}.{token_hex(8)}")  # its own: threads may ask at once
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secret)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # somebody else was first: theirs counts
    finally:
        draft.unlink()
    return file.read_bytes()


def _file(home: Home, name: str) -> Path:
    return home.path / FOLDER / f"{name}.key"
