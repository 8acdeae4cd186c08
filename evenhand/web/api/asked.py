"""Items on their way: handed to the recorder or the rehearser, and what came of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from time import monotonic
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import UNSET

from evenhand.model.errors import EvenhandError, Where
from evenhand.model.item import Item
from evenhand.pipeline.result import Result
from evenhand.web import metrics
from evenhand.web.api.route import Call
from evenhand.web.api.shapes import Wait
from evenhand.web.service import Answer, Arrived, service
from evenhand.web.unfinished import Pending

KEY_HEADER = b"idempotency-key"
LONGEST_KEY = 255

encoder = msgspec.json.Encoder()


@dataclass(slots=True)
class Asked:
    """An item that the recorder or the rehearser has.

    Attributes:
        key: under which it is recorded; empty for none, and for a rehearsal.
        until: when its answer goes out at the latest, by the monotonic clock.
    """

    item: Item
    future: "asyncio.Future[Answer]"
    key: str = ""
    until: float | None = None

    async def answer(self) -> Answer | Pending:
        """What came of it; at the deadline, that it is kept and will be decided."""
        if self.until is None or self.future.done():
            return await self.future
        await asyncio.wait([self.future], timeout=max(0.0, self.until - monotonic()))
        if self.future.done():
            return self.future.result()
        unfinished = service().unfinished
        kept = await unfinished.keep(self.item, self.key)
        if isinstance(kept, Pending):
            self.future.add_done_callback(lambda done: unfinished.settle(kept, done))
        if self.future.done() and self.future.exception() is None:
            return self.future.result()
        if isinstance(kept, Pending):
            metrics.pending()
        return kept


Ask = Callable[[Item, str], Asked]
"""Hands an item to be answered; the text tells the items of one request apart."""


def rehearsing(_: Call) -> Ask:
    """Items are only rehearsed."""
    ask = service().rehearser.ask
    return lambda item, _: Asked(item, ask(item))


def recording(call: Call) -> Ask:
    """Items are decided for real. Raises EH791, EH794."""
    wait = call.query(Wait).deadline_ms
    given = idempotency_key(call)
    ask = service().recorder.ask

    def record(item: Item, part: str) -> Asked:
        key, until = f"{given}{part}" if given else "", None
        if wait is not UNSET:
            # Under a key of its own it is decided once, however often it is tried afterwards.
            key, until = key or f" {token_hex(16)}", monotonic() + wait / 1e3
        return Asked(item, ask(Arrived(item, key or None)), key, until)

    return record


def shown(said: Result | Pending) -> dict[str, Any]:
    """An answer as JSON writes it."""
    if isinstance(said, Result):
        return said.as_dict()
    return {
        "id": said.item.id,
        "site": said.item.site,
        "outcome": said.outcome,
        "rehearsal": False,
        "pending": True,
        "status": f"/v1/items/{quote(said.item.id, safe='')}",
        "policy": [],
        "readings": [],
        "findings": [],
        "measures": [],
        "log_index": None,
    }


def idempotency_key(call: Call) -> str:
    """The key that came with a request; empty where none did. Raises EH794."""
    given = call.headers.get(KEY_HEADER)
    if given is None:
        return ""
    if not 1 <= len(given) <= LONGEST_KEY or any(not 0x21 <= byte <= 0x7E for byte in given):
        raise EvenhandError(
            "EH794", "this is not an idempotency key", where=Where("Idempotency-Key"),
            not_done="nothing was decided",
            help=f"send 1 to {LONGEST_KEY} visible ASCII characters, such as a UUID",
        )  # fmt: skip
    return given.decode("ascii")
