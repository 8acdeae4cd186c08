"""Whether the service is up: `/healthz`."""

from http import HTTPStatus

import msgspec

from evenhand.web.service import service
from evenhand.web.wire import Receive, Reply, Scope, Send, reply


async def healthz(scope: Scope, receive: Receive, send: Send) -> None:
    """Up, with how much waits to be recorded; no secret, no private value."""
    waits = {"recorder": service().recorder.depth, "rehearser": service().rehearser.depth}
    body = msgspec.json.encode({"status": "ok", "waiting": waits})
    await reply(send, Reply(HTTPStatus.OK, body))
