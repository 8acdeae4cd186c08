"""Plain ASGI, as little of it as our own routes need: a bounded body in, one answer out.

The hot routes speak it directly: 30 us of CPU a request against 2,600 us through Django's ASGI
handler (measured).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from evenhand.model.codes import CODES
from evenhand.model.errors import EvenhandError
from evenhand.web.status import status_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Handler = Callable[[Scope, Receive, Send], Awaitable[None]]

JSON = b"application/json"
TEXT = b"text/plain; charset=utf-8"
PROBLEM = b"application/problem+json"
MAX_FIELDS = 1_000
"""Most fields of a query or a form."""
PART_SECONDS = 30.0
"""Longest wait for another part of a body."""
BODY_SECONDS = 120.0
"""Longest that a whole body may take that is read before it is looked at."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int
    body: bytes = b""
    content_type: bytes = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()


class TooLarge(Exception):
    """A body is longer than its route takes."""


class TooSlow(Exception):
    """A body, or its next part, has not come in time."""


class Gone(Exception):
    """The caller has hung up."""


def headers_of(scope: Scope) -> Mapping[bytes, bytes]:
    """The request's headers by lower-case name; of a repeated one the last."""
    return dict(scope["headers"])


def query_of(scope: Scope) -> dict[str, str]:
    """The fields of the query; of a repeated one the last."""
    found = scope["query_string"].decode("ascii", "replace")
    return dict(parse_qsl(found, keep_blank_values=True, max_num_fields=MAX_FIELDS))


async def read_body(scope: Scope, receive: Receive, most: int) -> bytes:
    """The whole body.

    Raises:
        TooLarge: past `most` bytes.
        TooSlow: it did not come in time.
        Gone: the caller hung up.
    """
    length = headers_of(scope).get(b"content-length", b"")
    if length.isdigit() and int(length) > most:
        raise TooLarge
    message = await next_part(receive)
    body: bytes = message.get("body", b"")
    if len(body) > most:
        raise TooLarge
    if not message.get("more_body", False):
        return body  # nearly always: a small body comes with its head
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _rest(receive, body, most)
    except TimeoutError:
        raise TooSlow from None


async def _rest(receive: Receive, begun: bytes, most: int) -> bytes:
    parts, size = [begun], len(begun)
    async for part in body_parts(receive):
        size += len(part)
        if size > most:
            raise TooLarge
        parts.append(part)
    return b"".join(parts)


async def body_parts(receive: Receive) -> AsyncIterator[bytes]:
    """The body as it comes; the next part is only asked for when the last one was taken.

    Raises:
        TooSlow: the next part did not come in time.
        Gone: the caller hung up.
    """
    more = True
    while more:
        message = await next_part(receive)
        more = message.get("more_body", False)
        if message.get("body"):
            yield message["body"]


async def next_part(receive: Receive) -> MutableMapping[str, Any]:
    """The next message of a body. Raises TooSlow, Gone."""
    try:
        async with asyncio.timeout(PART_SECONDS):
            message = await receive()
    except TimeoutError:
        raise TooSlow from None
    if message["type"] == "http.disconnect":
        raise Gone
    return message


async def reply(send: Send, answer: Reply) -> None:
    """Send one whole answer."""
    body = answer.body
    headers = [*head(answer.content_type), (b"content-length", b"%d" % len(body)), *answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def begin(send: Send, status: int, content_type: bytes) -> None:
    """Send the head of an answer whose body follows in parts."""
    message = {"type": "http.response.start", "status": status, "headers": head(content_type)}
    await send(message)


def head(content_type: bytes) -> list[tuple[bytes, bytes]]:
    """The headers of every answer of ours: its type, which nobody is to guess."""
    return [(b"content-type", content_type), (b"x-content-type-options", b"nosniff")]


def refusal(
    error: EvenhandError,
    status: int | None = None,
    headers: tuple[tuple[bytes, bytes], ...] = (),
) -> Reply:
    """An error as RFC 9457 problem details: its code, what was wrong, what to do next.

    Args:
        status: other than the one that goes with the code.
    """
    status = status or status_of(error)
    told = {"type": f"/v1/errors/{error.code}", "title": title_of(error), "status": status}
    return Reply(status, msgspec.json.encode(told | error.as_dict()), PROBLEM, headers)


def title_of(error: EvenhandError) -> str:
    """What errors of this code have in common, in a few words."""
    return CODES[error.code][0] if error.code in CODES else error.what
