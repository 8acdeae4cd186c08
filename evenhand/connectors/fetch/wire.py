"""One request and its answer, to an address that was checked, within a deadline and a size."""

import io
import socket
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, cast

from evenhand.connectors.fetch.guard import Reach, Resolve, Target, allowed_addresses
from evenhand.connectors.fetch.refused import Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_HEADER_BYTES = 65_536
"""Allowed on top of a page's own size, for its header lines and the lengths of its chunks."""


_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a request goes.

    Attributes:
        seconds: for everything together, redirects included.
        size: of a page, in bytes.
        redirects: followed at most.
        reach: which hosts may be asked; on the usual ports where that is the public ones.
    """

    seconds: float = 10.0
    size: int = 2_000_000
    redirects: int = 5
    reach: Reach = Reach.PUBLIC

    @property
    def any_port(self) -> bool:
        """Whether ports other than 80 and 443 may be asked."""
        return self.reach is not Reach.PUBLIC


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        location: where a redirect leads; None for any other answer.
    """

    status: int
    media_type: str
    location: str | None
    body: bytes


class Deadline:
    """A moment that nothing may outlast."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises EH543 where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Refused("EH543", "its time was over")
        return left


def get(target: Target, limits: Limits, deadline: Deadline, resolve: Resolve) -> Answer:
    """Ask for a page. Raises EvenhandError: EH541 to EH544, EH546."""
    return exchange(target, _request(target), limits, deadline, resolve)


def exchange(
    target: Target, request: bytes, limits: Limits, deadline: Deadline, resolve: Resolve
) -> Answer:
    """Send one request; the connection goes to an address that was checked, whoever is asked later.

    Raises EvenhandError: EH541 to EH544, EH546.
    """
    addresses = allowed_addresses(target, resolve, deadline.left(), limits.reach)
    with closing(_connect(addresses, target, deadline)) as connection:
        try:
            connection.settimeout(deadline.left())
            connection.sendall(request)
            return _answer(connection, limits, deadline)
        except TimeoutError:
            raise Refused("EH543", "its server is too slow") from None
        except OSError:
            raise Refused("EH542", "its server broke off") from None
        except (HTTPException, ValueError):
            raise Refused("EH546", "its server's answer is not sound HTTP") from None


def _connect(addresses: list[str], target: Target, deadline: Deadline) -> socket.socket:
    """A connection to the first address that takes one; by TLS under the host's own name."""
    for address in addresses:
        try:
            plain = socket.create_connection((address, target.port), timeout=deadline.left())
        except OSError:
            continue
        if not target.secure:
            return plain
        try:
            plain.settimeout(deadline.left())
            context = ssl.create_default_context()
            return context.wrap_socket(plain, server_hostname=target.host.strip("[]"))
        except (OSError, ValueError):
            plain.close()
            deadline.left()  # a wait that the deadline ended is told as such
            raise Refused("EH542", "no secure connection to its host came about") from None
    deadline.left()
    raise Refused("EH542", "no connection to its host came about")


def _request(target: Target) -> bytes:
    """Plain, and without anything that would tell the server who asks."""
    lines = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.authority}",
        "User-Agent: Evenhand",
        "Accept: text/html, text/plain, application/pdf, */*;q=0.1",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _answer(connection: socket.socket, limits: Limits, deadline: Deadline) -> Answer:
    source = _Source(connection, deadline, limits.size + _HEADER_BYTES)
    response = HTTPResponse(cast(socket.socket, source), method="GET")
    with closing(response):
        response.begin()
        if response.getheader("Content-Encoding", "identity").lower() not in {"", "identity"}:
            raise Refused("EH546", "it is packed although it was asked for unpacked")
        location = response.getheader("Location") if response.status in _REDIRECTS else None
        body = response.read(limits.size + 1) if location is None else b""
    if len(body) > limits.size:
        raise Refused("EH544", f"it has more than {limits.size:,} bytes")
    return Answer(response.status, response.getheader("Content-Type", ""), location, body)


class _Source(io.RawIOBase):
    """A connection's bytes: each wait ends at the deadline, all of them together at a size.

    Stands in for the socket that `HTTPResponse` reads from: it only calls `makefile`.
    """

    def __init__(self, connection: socket.socket, deadline: Deadline, most: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._left = most

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The bytes, buffered."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Some bytes. Raises EH543 and EH544, and TimeoutError at the deadline."""
        self._connection.settimeout(self._deadline.left())
        count = self._connection.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise Refused("EH544", "it has more bytes than are taken")
        return count
