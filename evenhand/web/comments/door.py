"""Who may send something here, from where, how often and how much; nobody has a cookie.

A comment may come from our own form or from a page of its site. What a secret link opens may be
changed only from our own pages: the secret in the address is the key, and browsers say themselves
from where a form was sent.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest

from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.pipeline.comments.given import is_of
from evenhand.text.addresses import parse_address
from evenhand.web.public.door import FORM_TYPES, JSON_TYPE, Turnstile
from evenhand.web.service import service

MAX_BODY = 65_536
TRAP = "website"
"""A field that people do not see; what comes with it is held, never refused."""

NOT_TAKEN = "nothing was taken in or changed"
MOST_AN_HOUR = 60
turnstile = Turnstile(MOST_AN_HOUR)


def origin_of(request: HttpRequest, site: Site) -> str | None:
    """The page's origin that may read and send comments by script; None for our own and for none.

    Raises EvenhandError: EH865 for any other.
    """
    origin = request.headers.get("Origin")
    if origin is None or _is_own(request, origin):
        return None
    address = parse_address(origin)
    if address is None or not is_of(site, address):
        raise _elsewhere(f"pages of the site `{site.name}`, and our own form, send comments")
    return origin


def check_own_page(request: HttpRequest) -> None:
    """Refuse a form that was sent from anywhere but our own pages. Raises EH865.

    Our pages send no referrer, so a browser's `Origin` is `null`; then only the address tells.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if fetched is not None:
        fine = fetched in ("same-origin", "none")
    else:
        fine = origin in (None, "null") or _is_own(request, str(origin))
    if not fine:
        raise _elsewhere("use the form on the page of the link itself")


def let_in(request: HttpRequest) -> None:
    """Count one more from this address of the network. Raises EvenhandError: EH864."""
    try:
        turnstile.enter(request.META.get("REMOTE_ADDR", ""), service().clock.now())
    except EvenhandError as often:
        raise EvenhandError(
            "EH864", f"more than {MOST_AN_HOUR} came from one address of the network in an hour",
            not_done=NOT_TAKEN, help=often.help,
        ) from often  # fmt: skip


def fields_of(request: HttpRequest) -> Mapping[str, str]:
    """The fields of a form, or of one JSON object of texts. Raises EvenhandError: EH876."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise _unread(f"at most {MAX_BODY:,} bytes")
    if request.content_type == JSON_TYPE:
        return _json(request.body)
    if request.content_type not in FORM_TYPES or request.FILES:
        raise _unread("send a form, or a JSON object of texts")
    return {name: str(value) for name, value in request.POST.items()}


def own_hosts(request: HttpRequest) -> tuple[str, ...]:
    """Our own host: the example's article stands there."""
    return (request.get_host(),)


def _json(body: bytes) -> dict[str, str]:
    try:
        found: dict[str, Any] = msgspec.json.decode(body, type=dict[str, str | None])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _unread("send one JSON object of texts") from None
    return {name: value or "" for name, value in found.items()}


def _is_own(request: HttpRequest, origin: str) -> bool:
    if origin == "null":  # our pages send no referrer, hence no origin; the browser still tells
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin.partition("://")[2] == request.get_host()


def _elsewhere(help: str) -> EvenhandError:
    return EvenhandError(
        "EH865", "this was sent from a page elsewhere", not_done=NOT_TAKEN, help=help
    )


def _unread(help: str) -> EvenhandError:
    return EvenhandError("EH876", "the body cannot be read", not_done=NOT_TAKEN, help=help)
