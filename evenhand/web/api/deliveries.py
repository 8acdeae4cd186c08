"""Measures for a platform that asks for them itself, because it cannot take webhooks."""

from typing import Any

import msgspec

from evenhand.store.polled import acknowledge, deliveries_after
from evenhand.web.api.route import Call, answer, apart
from evenhand.web.api.shapes import Acknowledge, Since
from evenhand.web.service import service
from evenhand.web.wire import Reply

_numbers = msgspec.json.Decoder(Acknowledge)


async def deliveries(call: Call) -> Reply:
    """`GET /v1/deliveries`."""
    asked, site = call.query(Since), call.site
    found = await apart(lambda: deliveries_after(site, asked.since, asked.most))
    listed: list[dict[str, Any]] = [
        {"number": each.number, "state": each.state, "deliver": each.payload} for each in found
    ]
    return answer({"deliveries": listed, "next": found[-1].number if found else asked.since})


async def acknowledged(call: Call) -> Reply:
    """`POST /v1/deliveries/ack`."""
    given, site = await call.form(_numbers), call.site
    count = await apart(lambda: _acknowledged(site, given.numbers))
    return answer({"acknowledged": count})


def _acknowledged(site: str, numbers: list[int]) -> int:
    home = service().home
    with home.turns:
        return acknowledge(site, numbers, home.clock.now())
