"""Items: decided for real (`/v1/items`) or rehearsed (`/v1/screen`), one or many."""

import asyncio
from http import HTTPStatus

from evenhand.connectors.jsonl import item_from_json
from evenhand.model.errors import EvenhandError
from evenhand.web.api.asked import Ask, encoder, recording, rehearsing, shown
from evenhand.web.api.route import Call, check_media_type
from evenhand.web.api.shapes import NoQuery
from evenhand.web.api.stream import MAX_ITEM, NDJSON, stream
from evenhand.web.unfinished import Pending
from evenhand.web.wire import JSON, Reply, read_body

LARGE = 1_000_000
MOST_LARGE = 8
"""Bodies beyond `LARGE` that are worked on at once: memory is bounded too."""

_large = asyncio.Semaphore(MOST_LARGE)


async def decide(call: Call) -> Reply | None:
    """`POST /v1/items`."""
    return await _answered(call, recording(call))


async def rehearse(call: Call) -> Reply | None:
    """`POST /v1/screen`."""
    if call.scope["query_string"]:
        call.query(NoQuery)
    return await _answered(call, rehearsing(call))


async def _answered(call: Call, ask: Ask) -> Reply | None:
    """One item, or a stream of them."""
    kind = call.media_type
    if kind == NDJSON:
        await stream(call, ask)
        return None
    if kind != JSON:
        check_media_type(call, (JSON, NDJSON))
    length = call.headers.get(b"content-length", b"")
    if length.isdigit() and int(length) <= LARGE:
        return await _one(call, ask)
    async with _large:
        return await _one(call, ask)


async def _one(call: Call, ask: Ask) -> Reply:
    body = await read_body(call.scope, call.receive, MAX_ITEM)
    said = await ask(item_from_json(body, call.site), "").answer()
    if isinstance(said, EvenhandError):
        raise said
    status = HTTPStatus.ACCEPTED if isinstance(said, Pending) else HTTPStatus.OK
    return Reply(status, encoder.encode(shown(said)))
