"""Many items in one request: lines come in and answers go out at the same time, in order.

A bounded number of lines and bytes is under way; the next are only read when answers have gone
out, so that a slow reader slows the writer down and nothing piles up here.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus

from evenhand.connectors.jsonl import item_from_json
from evenhand.model.errors import EvenhandError
from evenhand.web.api.asked import Ask, Asked, encoder, shown
from evenhand.web.api.route import Call, failed
from evenhand.web.wire import Gone, TooSlow, begin, body_parts

NDJSON = b"application/x-ndjson"
MAX_ITEM = 30_000_000
"""Bytes of one item, attachments and all."""
MOST_STREAMS = 16
MOST_LINES, MOST_BYTES = 512, 32_000_000
"""Under way in one stream."""
MOST_CHUNK = 64
"""Answers that go out together, where so many are ready."""
Entry = tuple[int, Asked | EvenhandError, int]
"""Line, what came of it so far, bytes."""

log = logging.getLogger("evenhand.api")
_streams = 0


async def stream(call: Call, ask: Ask) -> None:
    """Answer each line in its place. Raises EH795 where too many streams are under way."""
    global _streams
    if _streams >= MOST_STREAMS:
        raise EvenhandError(
            "EH795", f"{MOST_STREAMS} streams are being answered", not_done="nothing was read",
            help="try again when one has ended, or send items one by one",
        )  # fmt: skip
    _streams += 1
    pipe = _Pipe(call, ask)
    reader = asyncio.create_task(pipe.read())
    try:
        await begin(call.send, HTTPStatus.OK, NDJSON)
        await pipe.write()
        await reader
    finally:
        _streams -= 1
        reader.cancel()
        with suppress(asyncio.CancelledError, Gone):
            await reader


class _Pipe:
    """One stream: a reader that hands lines in, and a writer that answers them in order."""

    def __init__(self, call: Call, ask: Ask) -> None:
        self._call = call
        self._ask = ask
        self._entries: deque[Entry] = deque()
        self._bytes = 0
        self._ended = False
        self._came, self._left = asyncio.Event(), asyncio.Event()

    async def read(self) -> None:
        """Hand in line after line; ends with the body, or where it comes too slowly."""
        number = 0
        try:
            async for line in _lines(self._call):
                number += 1
                if isinstance(line, EvenhandError) or line.strip():
                    await self._room()
                    self._put(number, line)
        except TooSlow:
            slow = EvenhandError(
                "EH789", "the body came too slowly", not_done="the rest was not read",
                help="send what follows in another request",
            )  # fmt: skip
            self._put(number + 1, slow)
        finally:
            self._ended = True
            self._came.set()

    async def write(self) -> None:
        """Send answer after answer; those that are ready go out together."""
        while await self._next():
            chunk = [await self._answer()]
            while len(chunk) < MOST_CHUNK and self._ready():
                chunk.append(await self._answer())
            await self._call.send(
                {"type": "http.response.body", "body": b"".join(chunk), "more_body": True}
            )
        await self._call.send({"type": "http.response.body", "body": b""})

    async def _room(self) -> None:
        """Wait until less is under way."""
        while len(self._entries) >= MOST_LINES or self._bytes >= MOST_BYTES:
            self._left.clear()
            await self._left.wait()

    async def _next(self) -> bool:
        """Wait for a line; False where none is to come."""
        while not self._entries and not self._ended:
            self._came.clear()
            await self._came.wait()
        return bool(self._entries)

    def _put(self, number: int, line: bytes | EvenhandError) -> None:
        size = 0 if isinstance(line, EvenhandError) else len(line)
        came: Asked | EvenhandError
        try:
            if isinstance(line, EvenhandError):
                raise line
            came = self._ask(item_from_json(line, self._call.site), f" {number}")
        except EvenhandError as refused:
            came = refused
        self._bytes += size
        self._entries.append((number, came, size))
        self._came.set()

    def _ready(self) -> bool:
        """Whether the next line is answered already."""
        if not self._entries:
            return False
        came = self._entries[0][1]
        return isinstance(came, EvenhandError) or came.future.done()

    async def _answer(self) -> bytes:
        """The next line's answer."""
        number, came, size = self._entries[0]
        try:
            said = came if isinstance(came, EvenhandError) else await came.answer()
        except Exception:  # one batch's fault: the others' answers still go out
            log.exception("an item was not answered")
            said = failed()
        self._entries.popleft()
        self._bytes -= size
        self._left.set()
        if isinstance(said, EvenhandError):
            return encoder.encode({"line": number, "error": said.as_dict()}) + b"\n"
        return encoder.encode(shown(said)) + b"\n"


async def _lines(call: Call) -> AsyncIterator[bytes | EvenhandError]:
    """The body's lines; in the place of one that is too long, an error."""
    parts: list[bytes] = []
    size = 0
    async for part in body_parts(call.receive):
        *whole, rest = part.split(b"\n")
        for line in whole:
            yield _too_long() if size + len(line) > MAX_ITEM else b"".join((*parts, line))
            parts, size = [], 0
        size += len(rest)
        if size > MAX_ITEM:
            parts = []  # its end is passed over, up to the next line
        else:
            parts.append(rest)
    if size:
        yield _too_long() if size > MAX_ITEM else b"".join(parts)


def _too_long() -> EvenhandError:
    return EvenhandError(
        "EH104", "the line is too long", not_done="the item was not screened",
        help=f"at most {MAX_ITEM:,} bytes",
    )  # fmt: skip
