"""A route as the table names it, and a call of one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec

from evenhand.model.errors import EvenhandError, Where
from evenhand.store.keys import Key
from evenhand.web.service import reconnecting
from evenhand.web.wire import JSON, Receive, Reply, Scope, Send, query_of, read_body

T = TypeVar("T")
MAX_FORM = 100_000
"""Bytes of a body that is neither an item nor a stream."""
NOTHING = "nothing was done"


@dataclass(slots=True)
class Call:
    """One request, whose key was looked at.

    Attributes:
        headers: by lower-case name.
        rest: what the path holds where the route's own has a name in braces.
        key: the key that was shown; None where the route asks for none.
    """

    scope: Scope
    receive: Receive
    send: Send
    headers: Mapping[bytes, bytes]
    rest: str = ""
    key: Key | None = None

    @property
    def site(self) -> str:
        """The site of the key. Only routes that ask for a key may ask for it."""
        if self.key is None:
            raise RuntimeError("this route asks for no key")
        return self.key.site

    @property
    def media_type(self) -> bytes:
        """Of the body, in lower case, without parameters."""
        given = self.headers.get(b"content-type", b"")
        return given if given == JSON else given.partition(b";")[0].strip().lower()

    def query(self, kind: type[T]) -> T:
        """The query's fields. Raises EH791."""
        found = query_of(self.scope) if self.scope["query_string"] else {}
        try:
            return msgspec.convert(found, kind, strict=False)
        except msgspec.ValidationError as error:
            what, where = _said(error)
            raise EvenhandError(
                "EH791", f"the query cannot be taken: {what}", where=where, not_done=NOTHING,
                help="/v1/openapi.json names the parameters of each route",
            ) from None  # fmt: skip

    async def form(self, decoder: msgspec.json.Decoder[T]) -> T:
        """The body as JSON of a type. Raises EH790, EH792, TooLarge, TooSlow, Gone."""
        check_media_type(self, (JSON,))
        body = await read_body(self.scope, self.receive, MAX_FORM)
        try:
            return decoder.decode(body)
        except msgspec.ValidationError as error:
            what, where = _said(error)
        except RecursionError:
            what, where = "it is nested too deeply", None
        except (msgspec.DecodeError, UnicodeDecodeError):
            what, where = "it is not JSON", None
        raise EvenhandError(
            "EH792", f"the body cannot be taken: {what}", where=where, not_done=NOTHING,
            help="/v1/openapi.json has its exact form",
        )  # fmt: skip


Handler = Callable[[Call], Awaitable[Reply | None]]
"""Answers a call; None has sent its answer itself."""


@dataclass(frozen=True, slots=True)
class Route:
    """One route.

    Attributes:
        path: of ours; `{name}` at its end takes whatever follows.
        scope: what a key has to allow; None asks for no key.
        what: its summary in the API's description.
        more: what else is to be said of it.
        query: the type of its query's fields.
        takes: media type -> type of the body; a stream's type is that of one line.
        gives: status -> type of the answer's body.
        refuses: statuses that it refuses with, beside those that every route may.
        streams: many items may come and go as lines.
        keyed: it honours an idempotency key.
        tag: under which heading it stands.
        example: of its body.
        gives_type: media type of its answer.
        near: from the same machine, nobody between, it asks for no key.
    """

    method: str
    path: str
    does: Handler
    scope: str | None
    what: str
    gives: Mapping[int, Any]
    more: str = ""
    query: type | None = None
    takes: Any = None
    refuses: tuple[int, ...] = ()
    streams: bool = False
    keyed: bool = False
    tag: str = ""
    example: Any = None
    gives_type: str = "application/json"
    near: bool = False


def check_media_type(call: Call, known: tuple[bytes, ...]) -> None:
    """Refuse a body of another type. Raises EH790."""
    if call.media_type not in known:
        raise EvenhandError(
            "EH790", "this type of body is not taken here", where=Where("Content-Type"),
            not_done=NOTHING, help=f"send {' or '.join(each.decode() for each in known)}",
        )  # fmt: skip


async def apart(work: Callable[[], T]) -> T:
    """What `work` gives, in a thread of its own: for all that asks the database."""
    return await asyncio.to_thread(reconnecting, work)


def failed() -> EvenhandError:
    """A fault of the server's own; its log says more."""
    return EvenhandError(
        "EH796", "something failed here", not_done="whether it was done is not known",
        help="send it again with the same Idempotency-Key; the server's log holds what happened",
    )  # fmt: skip


def answer(body: Any, status: int = HTTPStatus.OK) -> Reply:
    """An answer in JSON."""
    return Reply(status, msgspec.json.encode(body))


def _said(error: msgspec.ValidationError) -> tuple[str, Where | None]:
    """What was wrong and where, without the value that was sent."""
    what, _, path = str(error).partition(" - at `")
    place = path.rstrip("`").removeprefix("$").lstrip(".")
    if what.startswith("Invalid enum value"):
        what = "this is none of the words that it can be"
    return what[:1].lower() + what[1:], Where(place) if place else None
