"""Where the fetcher may go: web addresses on the usual ports, whose hosts are public."""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from ada_url import URL

from evenhand.connectors.fetch.refused import refused
from evenhand.model.item import MAX_URL

Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""As `socket.getaddrinfo`."""

_PORTS = {"http:": 80, "https:": 443}

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IPv6 gives out; outside of it lie the notations that wrap an IPv4 address."""

_WRAPPERS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""Teredo and 6to4 lie inside of it, and wrap one too."""

_MOST_ADDRESSES = 16
"""Of one host that are tried."""


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


def target_of(url: str, base: str | None, allow_loopback: bool) -> Target:
    """What an address, or a redirect from `base`, leads to. Raises EH540."""
    if len(url) > MAX_URL:
        raise refused("EH540", "its address is too long")
    try:
        parsed = URL(url, base=base) if base else URL(url)
    except ValueError:
        raise refused("EH540", "it has no address that a browser could go to") from None
    if parsed.protocol not in _PORTS:
        raise refused("EH540", "only http and https are fetched")
    if parsed.username or parsed.password:
        raise refused("EH540", "its address holds a user name or password")
    port = int(parsed.port) if parsed.port else _PORTS[parsed.protocol]
    if port not in _PORTS.values() and not allow_loopback:
        raise refused("EH540", "its address names an unusual port")
    return Target(
        href=parsed.href.partition("#")[0],
        secure=parsed.protocol == "https:",
        host=parsed.hostname,
        port=port,
        authority=parsed.host,
        path=parsed.pathname + parsed.search,
    )


def public_addresses(
    target: Target, resolve: Resolve, seconds: float, allow_loopback: bool
) -> list[str]:
    """The host's numeric addresses, if every one of them is public.

    Raises EvenhandError: EH541 where one is not, EH542 where there is none, EH543.
    """
    found = _looked_up(target, resolve, seconds)
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    if not addresses:
        raise refused("EH542", "its host has no address")
    for address in addresses:
        if not (_is_public(address) or (allow_loopback and address == "127.0.0.1")):
            raise refused("EH541", "its host is not, or not only, in the public network")
    return addresses[:_MOST_ADDRESSES]


def _is_public(address: str) -> bool:
    """Whether anybody may reach the address, and it is what it looks like."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
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
        raise refused("EH543", "its host's name was not found in time")
    if found[0] is None:
        raise refused("EH542", "its host's name is not known")
    return found[0]
