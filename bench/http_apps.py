"""What the API is measured beside: the least that raw ASGI and Litestar do with the same body."""

from typing import Any

import msgspec
from litestar import Litestar, post


class Body(msgspec.Struct):
    """The item that is sent."""

    id: str
    text: str
    author: str
    created_at: str


async def raw(scope: Any, receive: Any, send: Any) -> None:
    """Read the body, read its JSON, answer a small JSON."""
    if scope["type"] != "http":
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    found = msgspec.json.decode(body)
    answer = msgspec.json.encode({"id": found["id"], "outcome": "allow"})
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


@post("/v1/screen", status_code=200)
async def echo(data: Body) -> dict[str, str]:
    """The same in Litestar's way."""
    return {"id": data.id, "outcome": "allow"}


litestar = Litestar([echo])
