"""What is to be known of the API itself: the key's site, codes, the description, the figures."""

from collections.abc import Sequence
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

import msgspec

from evenhand.model.clock import utc_text
from evenhand.model.codes import CODES
from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.store.backlog import backlog
from evenhand.store.sites import get_site
from evenhand.web import metrics
from evenhand.web.api.openapi import description
from evenhand.web.api.page import page
from evenhand.web.api.route import Call, Route, answer, apart
from evenhand.web.service import service
from evenhand.web.wire import JSON, Reply

HTML = b"text/html; charset=utf-8"
PAGE_POLICY = (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'")
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")
"""Headers of a request that somebody has passed on: then the address is not the caller's."""

_written: dict[str, bytes] = {}


async def site(call: Call) -> Reply:
    """`GET /v1/site`."""
    found = await apart(lambda: _site(call.site))
    key = call.key
    if key is not None:
        found["key"] = {
            "id": key.id,
            "label": key.label,
            "scopes": sorted(key.scopes),
            "until": utc_text(key.until) if key.until else None,
        }
    return answer(found)


async def error(call: Call) -> Reply:
    """`GET /v1/errors/{code}`."""
    if call.rest not in CODES:
        raise EvenhandError(
            "EH797", "there is no error of this code", not_done="nothing was shown",
            help="a code is EH and three digits, as an error shows it",
        )  # fmt: skip
    title, explanation = CODES[call.rest]
    return answer({"code": call.rest, "title": title, "explanation": explanation})


async def openapi(_: Call) -> Reply:
    """`GET /v1/openapi.json`."""
    return Reply(HTTPStatus.OK, _written["openapi"], JSON)


async def docs(_: Call) -> Reply:
    """`GET /v1/docs`."""
    return Reply(HTTPStatus.OK, _written["docs"], HTML, (PAGE_POLICY,))


def describe(routes: Sequence[Route]) -> None:
    """Write the description of these routes, and the page made from it."""
    found = description(routes)
    _written["openapi"] = msgspec.json.encode(found)
    _written["docs"] = page(found).encode()


async def figures(_: Call) -> Reply:
    """`GET /metrics`."""
    body = await apart(lambda: metrics.exposition(backlog(service().clock.now())))
    return Reply(HTTPStatus.OK, body, metrics.CONTENT_TYPE)


def is_near(call: Call) -> bool:
    """Whether the caller is on this machine, and nobody has passed the request on."""
    client = call.scope.get("client")
    if not client or any(name in call.headers for name in FORWARDED):
        return False
    return ip_address(client[0]).is_loopback


def _site(name: str) -> dict[str, Any]:
    found: Site = get_site(name)
    desk = service().screeners.of(name)
    policy = desk.policy_at(service().clock.now()).rules.policies
    return {
        "name": found.name,
        "url": found.url,
        "policy": [
            {"pack": p.ref.pack, "version": p.ref.version, "digest": p.ref.digest} for p in policy
        ],
        "fail_modes": dict(found.fail_modes),
        "appeal_days": found.appeal_days,
    }
