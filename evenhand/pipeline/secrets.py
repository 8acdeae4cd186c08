"""Secrets of a home's own, made on first use: keys of links, of sessions, of keyed digests."""

import os
from secrets import token_bytes, token_hex

from evenhand.pipeline.home import Home

BYTES = 32
FOLDER = "keys"


def home_secret(home: Home, name: str) -> bytes:
    """The secret of this name: 32 random bytes, readable by the home's owner alone.

    Two processes that ask at once get the same: whoever links its file first has made it.
    """
    file = home.path / FOLDER / f"{name}.key"
    if not file.exists():
        draft = file.with_name(f".{name}.{token_hex(8)}")  # its own: threads may ask at once
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, token_bytes(BYTES))
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
