"""What strangers hand in without a cookie: from our own form or a program, and not too often.

No cookie means that no secret in a form can prove where it was filled in, and also that nobody's
rights can be borrowed by another site's page. So browsers are asked, who say it themselves.
"""

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock
from typing import Any

import msgspec
from django.http import HttpRequest

from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.flags import NOT_RECEIVED

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 30
MOST_ADDRESSES = 50_000
TRAP = "website"
"""A field that people do not see."""

JSON_TYPE = "application/json"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class Turnstile:
    """How often each address of the network has come in the last hour, by a keyed digest of it.

    The key is the process's own and never written down, so that nobody can go back from a digest.
    """

    def __init__(self, most: int = MOST_AN_HOUR) -> None:
        self._most = most
        self._key = secrets.token_bytes(32)
        self._came: OrderedDict[bytes, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def enter(self, address: str, at: datetime) -> None:
        """Let somebody in. Raises EvenhandError: EH845 where they came too often."""
        name = blake2b(address.encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            times = [time for time in self._came.pop(name, []) if at - AN_HOUR < time <= at]
            self._came[name] = times
            if len(self._came) > MOST_ADDRESSES:
                self._came.popitem(last=False)
            if len(times) >= self._most:
                raise EvenhandError(
                    "EH845",
                    f"more than {self._most} came from one address of the network in an hour",
                    not_done=NOT_RECEIVED,
                    help=f"send it again after {utc_text(times[0] + AN_HOUR)}",
                )
            times.append(at)


def check_origin(request: HttpRequest, ours: set[str]) -> None:
    """Refuse what a browser says was filled in on another site's page.

    Args:
        ours: hosts (with port) at which our sites are known.

    Raises EvenhandError: EH846.
    """
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    own = origin is None or origin.partition("://")[2] in {request.get_host(), *ours}
    if fetched not in ("same-origin", "none") or not own:
        raise EvenhandError(
            "EH846", "this was sent from another site's page", not_done=NOT_RECEIVED,
            help="fill in the form at /flag itself",
        )  # fmt: skip


def fields_of(request: HttpRequest) -> dict[str, str]:
    """The fields of a form, or of one JSON object; true is `yes`, false and null are empty.

    Raises EvenhandError: EH847 where the trap was filled in, EH848 for anything else.
    """
    fields = _json(request.body) if request.content_type == JSON_TYPE else _form(request)
    if fields.get(TRAP):
        raise EvenhandError(
            "EH847", "a field that people do not see was filled in", not_done=NOT_RECEIVED,
            help="switch off what fills in forms, or send it as JSON",
        )  # fmt: skip
    return fields


def _form(request: HttpRequest) -> dict[str, str]:
    if request.content_type not in FORM_TYPES or request.FILES:
        raise _not_understood()
    return {name: str(value) for name, value in request.POST.items()}


def _json(body: bytes) -> dict[str, str]:
    try:
        fields: dict[str, Any] = msgspec.json.decode(body, type=dict[str, str | bool | None])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _not_understood() from None
    return {
        name: value if isinstance(value, str) else "yes" if value else ""
        for name, value in fields.items()
    }


def _not_understood() -> EvenhandError:
    return EvenhandError(
        "EH848", "this is neither our form nor a JSON object of texts", not_done=NOT_RECEIVED,
        help="GET /flag.json lists the fields and what each of them takes",
    )  # fmt: skip
