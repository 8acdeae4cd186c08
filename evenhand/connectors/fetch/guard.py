"""Where a request may go: web addresses whose hosts are public, unless more is allowed."""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from ada_url import URL

from evenhand.connectors.fetch.refused import Refused
from evenhand.model.item import MAX_URL

Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""As `socket.getaddrinfo`."""

_PORTS = {"http:": 80, "https:": 443}

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IPv6 gives out; outside of it lie the notations that wrap an IPv4 address."""

_WRAPPERS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""Teredo and 6to4 lie inside of it, and wrap one too."""

_PRIVATE = tuple(
    ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128",
                    "fc00::/7")
)  # fmt: skip
"""This machine and the networks that people number themselves. Link-local ones are not among them:
in clouds, a machine's own credentials are handed out there."""

_MOST_ADDRESSES = 16
"""Of one host that are tried."""


class Reach(Enum):
    """Which hosts may be asked."""

    PUBLIC = "public"
    LOOPBACK = "and 127.0.0.1"
    """For tests."""
    PRIVATE = "and private networks"
    """Where somebody who may decide it has said so."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address that may be asked for, once its host is checked.

    Attributes:
        href: in full, as a browser writes it, without the fragment.
        secure: by TLS.
        host: as the server knows it; IPv6 in brackets.
        authority: the host, with the port where that is not the usual one.
        path: with the query.
    """

    href: str
    secure: bool
    host: str
    port: int
    authority: str
    path: str


def target_of(url: str, base: str | None, any_port: bool) -> Target:
    """What an address, or a redirect from `base`, leads to. Raises EH540."""
    if len(url) > MAX_URL:
        raise Refused("EH540", "its address is too long")
    try:
        parsed = URL(url, base=base) if base else URL(url)
    except ValueError:
        raise Refused("EH540", "it has no address that a browser could go to") from None
    if parsed.protocol not in _PORTS:
        raise Refused("EH540", "its address is neither http nor https")
    if parsed.username or parsed.password:
        raise Refused("EH540", "its address holds a user name or password")
    port = int(parsed.port) if parsed.port else _PORTS[parsed.protocol]
    if port not in _PORTS.values() and not any_port:
        raise Refused("EH540", "its address names an unusual port")
    return Target(
        href=parsed.href.partition("#")[0],
        secure=parsed.protocol == "https:",
        host=parsed.hostname,
        port=port,
        authority=parsed.host,
        path=parsed.pathname + parsed.search,
    )


def allowed_addresses(target: Target, resolve: Resolve, seconds: float, reach: Reach) -> list[str]:
    """The host's numeric addresses, if every one of them is within reach.

    Raises EvenhandError: EH541 where one is not, EH542 where there is none, EH543.
    """
    found = _looked_up(target, resolve, seconds)
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    if not addresses:
        raise Refused("EH542", "its host has no address")
    for address in addresses:
        if not _is_within(address, reach):
            raise Refused("EH541", "its host is not, or not only, in the public network")
    return addresses[:_MOST_ADDRESSES]


def _is_within(address: str, reach: Reach) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if reach is Reach.LOOPBACK and address == "127.0.0.1":
        return True
    if reach is Reach.PRIVATE and any(ip in network for network in _PRIVATE):
        return True
    return _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether anybody may reach the address, and it is what it looks like."""
    if isinstance(ip, IPv6Address) and (
        ip not in _GLOBAL_UNICAST or any(ip in network for network in _WRAPPERS)
    ):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _looked_up(target: Target, resolve: Resolve, seconds: float) -> Sequence[tuple[Any, ...]]:
    """What the resolver says. It knows no time limit, so it gets a thread that may be left."""
    found: list[Sequence[tuple[Any, ...]] | None] = []

    def look_up() -> None:
        try:
            host = target.host.strip("[]")
            found.append(resolve(host, target.port, type=socket.SOCK_STREAM))
        except (OSError, ValueError):  # UnicodeError: a label that no name may have
            found.append(None)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise Refused("EH543", "its host's name was not found in time")
    if found[0] is None:
        raise Refused("EH542", "its host's name is not known")
    return found[0]
