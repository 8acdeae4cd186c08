"""Every request on its way: timed, counted, named, and written down without what it holds."""

import os
from http import HTTPStatus
from itertools import count
from time import perf_counter
from typing import Any

from evenhand.web import metrics
from evenhand.web.logs import Requests
from evenhand.web.wire import (
    TEXT,
    Gone,
    Handler,
    Receive,
    Reply,
    Scope,
    Send,
    TooLarge,
    TooSlow,
    reply,
)

ROUTE = "evenhand.route"
"""Where a scope names its route, for figures and log: a path of ours, never the caller's own."""
PAGES = "pages"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
GONE = 499
"""What is counted for a caller that hung up: nothing was sent."""

_process = os.urandom(6).hex()
_numbers = count(1)
_requests = Requests()


async def watched(handler: Handler, scope: Scope, receive: Receive, send: Send) -> None:
    """Have a request answered, under a name of its own that stands in the answer and the log."""
    began = perf_counter()
    name = f"{_process}-{next(_numbers):x}"
    header = (b"x-request-id", name.encode())
    status = GONE

    async def telling(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            message.setdefault("headers", []).append(header)
        await send(message)

    try:
        await handler(scope, receive, telling)
    except TooLarge:
        await reply(telling, Reply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"too large", TEXT))
    except TooSlow:
        await reply(telling, Reply(HTTPStatus.REQUEST_TIMEOUT, b"too slow", TEXT))
    except Gone:
        pass  # nobody is there to be told
    except BaseException:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        raise
    finally:
        seconds = perf_counter() - began
        route = scope.get(ROUTE, PAGES)
        method = scope["method"] if scope["method"] in METHODS else "other"
        metrics.answered(route, status, seconds)
        _requests.answered(route, method, status, seconds, name)
