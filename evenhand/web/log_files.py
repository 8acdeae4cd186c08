"""The log's files over HTTP, as C2SP tlog-tiles has them: `/log/checkpoint`, `/log/tile/...`."""

import asyncio
import re
from http import HTTPStatus
from pathlib import Path

from evenhand.web.service import service
from evenhand.web.wire import TEXT, Receive, Reply, Scope, Send, reply

OCTETS = b"application/octet-stream"
_SERVED = re.compile(
    r"checkpoint|vkey|tile/(?:entries|[0-9]{1,2})/(?:x[0-9]{3}/){0,6}[0-9]{3}"
    r"(?:\.p/[0-9]{1,3})?"
)
"""Nothing else of the folder is served: not what is pending, not what only begins alike."""
NEVER_CHANGES = (b"cache-control", b"public, max-age=31536000, immutable")
CHANGES = (b"cache-control", b"no-cache")
NONE = Reply(HTTPStatus.NOT_FOUND, b"no such file of the log", TEXT)


async def log_file(scope: Scope, receive: Receive, send: Send) -> None:
    """One file of the log, or 404."""
    name: str = scope["path"].removeprefix("/log/")
    if scope["method"] not in ("GET", "HEAD"):
        await reply(send, Reply(HTTPStatus.METHOD_NOT_ALLOWED, b"read only", TEXT))
        return
    answer = NONE
    if _SERVED.fullmatch(name):
        answer = await asyncio.to_thread(_read, service().home.log_folder / name, name)
    await reply(send, answer)


def _read(file: Path, name: str) -> Reply:
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return NONE
    if name.startswith("tile/"):
        return Reply(HTTPStatus.OK, data, OCTETS, (NEVER_CHANGES,))
    return Reply(HTTPStatus.OK, data, TEXT, (CHANGES,))
