"""The Akismet-compatible routes, in plain ASGI: `/1.1/...`, `/1.2/...` and `/k/KEY/...`."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache

from evenhand.connectors.akismet import Akismet, Call, Noted, keep_noted
from evenhand.connectors.akismet.calls import MAX_BODY, too_large
from evenhand.connectors.akismet.calls import Answer as Told
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline.result import Result
from evenhand.web.service import Answer, Service, service
from evenhand.web.wire import Receive, Reply, Scope, Send, TooLarge, headers_of, read_body, reply

WORKERS = 32
"""Calls answered at a time: each waits for its share of a group commit, so many go together."""


async def akismet(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one call of the protocol."""
    try:
        body = await read_body(scope, receive, MAX_BODY)
    except TooLarge:
        await reply(send, _reply(too_large()))
        return
    call = Call(
        method=scope["method"],
        path=scope["path"],
        host=headers_of(scope).get(b"host", b"").decode("latin-1"),
        query=scope["query_string"],
        body=body,
    )
    desk, workers = _desk(service())
    answer = await asyncio.get_running_loop().run_in_executor(workers, desk.answer, call)
    await reply(send, _reply(answer))


def _reply(told: Told) -> Reply:
    headers = tuple((name.encode(), value.encode()) for name, value in told.headers)
    return Reply(told.status, told.body.encode(), told.content_type.encode(), headers)


@lru_cache(maxsize=1)
def _desk(running: Service) -> tuple[Akismet, ThreadPoolExecutor]:
    """What answers for the running service, and the threads that it answers on."""

    def record(item: Item) -> Result:
        return _decided(running.record([_fitting(running, item)])[0])

    def rehearse(item: Item) -> Result:
        return _decided(running.rehearser.submit(_fitting(running, item)).result())

    def keep(noted: Noted) -> None:
        keep_noted(running.home, [noted])

    desk = Akismet(running.home, record, rehearse, keep)
    return desk, ThreadPoolExecutor(WORKERS, "akismet")


def _fitting(running: Service, item: Item) -> Item:
    """The item with the facts that the site's packs know; nobody asked for others."""
    return replace(item, facts=running.screeners.of(item.site).fitting(item.facts))


def _decided(answer: Answer) -> Result:
    if isinstance(answer, EvenhandError):
        raise answer
    return answer
