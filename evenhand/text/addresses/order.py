"""Addresses in an order in which a page, all under a path, and all of a host stand together.

The host's labels are turned round: `news.example/a?b` stands at `example.news/a?b`, beside
`sub.news.example`, which stands at `example.news.sub`.
"""

import re

from evenhand.text.addresses.key import NUMERIC_HOST

PLACE_BYTES = 400
"""A place's length at most: databases index no longer ones. Behind it addresses share a place."""

_SERVER = re.compile(r"(\[[^\]]*\]|[^:/?]*)(.*)", re.DOTALL)


def place_of(key: str) -> bytes:
    """Where an address stands, by its page, prefix or site key (`host[:port][/path][?query]`)."""
    match = _SERVER.fullmatch(key)
    host, rest = match.groups() if match else (key, "")
    if not NUMERIC_HOST.fullmatch(host):
        host = ".".join(reversed(host.split(".")))
    return f"{host}{rest}".encode(errors="surrogatepass")[:PLACE_BYTES]


def stretches_of(key: str) -> list[tuple[bytes, bytes]]:
    """From where, and before where, the key stands and everything below it: sub-domains, ports,
    paths, queries.
    """
    place = place_of(key)
    if len(place) == PLACE_BYTES:
        return [(place, place + b"\0")]
    return [(place, place + b"\0"), *((place + first, place + before) for first, before in _BELOW)]


_BELOW = ((b".", b"0"), (b":", b";"), (b"?", b"@"))
"""Signs that may follow a host or a path, in stretches of the ASCII table: `.` and `/` are one."""
