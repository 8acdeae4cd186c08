"""Where a short address leads on to, asked of its host under guard; off unless somebody asks.

Only the short address is asked, by one request for its headers' sake: where it leads is read from
the answer and not followed. Whoever runs the shortener learns that somebody has asked, as with a
reader who follows the link.
"""

import socket

from ada_url import URL

from evenhand.connectors.fetch.guard import Resolve, Target, target_of
from evenhand.connectors.fetch.refused import Refused
from evenhand.connectors.fetch.wire import Deadline, Limits, get
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_URL
from evenhand.text.addresses import page_key, parse_address

LIMITS = Limits(seconds=10.0, size=65_536, redirects=5)


def led_to(
    address: str,
    *,
    limits: Limits = LIMITS,
    resolve: Resolve = socket.getaddrinfo,
    scheme: str = "https",
) -> str:
    """The address that a short one leads on to.

    An answer that only leads to another spelling of the same address (with a final slash, say) is
    followed, at most `limits.redirects` times and within the time for all.

    Args:
        address: its page key, `host[:port]/path[?query]`.
        limits: bounds other than the usual ones.
        resolve: called as `socket.getaddrinfo`.
        scheme: to ask by.

    Raises:
        EvenhandError: EH540 to EH543, EH545 and EH546, as `fetch`; EH568 where the answer leads
            nowhere. None of them names the address.
    """
    deadline = Deadline(limits.seconds)
    target = target_of(f"{scheme}://{address}", None, limits.any_port)
    for _ in range(limits.redirects + 1):
        there = _joined(_location(target, limits, deadline, resolve), target.href)
        found = parse_address(there)
        if found is None:
            raise _leads_nowhere("no address of the web")
        if page_key(found) != address:
            return there
        target = target_of(there, None, limits.any_port)
    raise Refused("EH545", f"it redirects more than {limits.redirects} times")


def _location(target: Target, limits: Limits, deadline: Deadline, resolve: Resolve) -> str:
    """Where an answer leads."""
    try:
        location = get(target, limits, deadline, resolve).location
    except Refused as refused:
        if refused.code != "EH544":
            raise
        location = None  # a page, and a long one: what stands in it is not read anyway
    if location is None:
        raise _leads_nowhere("no other address")
    return location


def _joined(location: str, base: str) -> str:
    """A redirect's target in full, as a browser would go to it."""
    if len(location) > MAX_URL:
        raise _leads_nowhere("an address that is too long")
    try:
        return str(URL(location, base=base).href)
    except ValueError:
        raise _leads_nowhere("no address of the web") from None


def _leads_nowhere(what: str) -> EvenhandError:
    return EvenhandError(
        "EH568", f"the short address's answer leads on to {what}",
        not_done="its destination stays unknown", help="look yourself, and write an alias for it",
    )  # fmt: skip
