"""Later looks at the page behind a link: fetched under guard, off unless a site turns it on.

The address comes from a stranger, so that the fetcher could be sent against the machines around
it. It goes to public addresses only, to exactly the one it checked, and within bounds of size,
steps and time. It runs outside of the request path.
"""

import socket

from evenhand.connectors.fetch.guard import Resolve, target_of
from evenhand.connectors.fetch.page import Page, page_of
from evenhand.connectors.fetch.refused import Refused
from evenhand.connectors.fetch.wire import Deadline, Limits, get

__all__ = ["Limits", "Page", "fetch"]


def fetch(url: str, *, limits: Limits | None = None, resolve: Resolve = socket.getaddrinfo) -> Page:
    """The page at an address, with its text, after its redirects.

    Args:
        url: http or https, on port 80 or 443.
        limits: bounds other than the usual ones.
        resolve: called as `socket.getaddrinfo`.

    Raises:
        EvenhandError: EH540 not an address that is fetched, EH541 not a public one, EH542 not
            reached, EH543 too slow, EH544 too large, EH545 too many redirects, EH546 no sound
            answer, EH550 to EH553 a document that cannot be read. None of them names the address.
    """
    bounds = limits or Limits()
    deadline = Deadline(bounds.seconds)
    target = target_of(url, None, bounds.any_port)
    for _ in range(bounds.redirects + 1):
        answer = get(target, bounds, deadline, resolve)
        if answer.location is None:
            return page_of(target.href, answer)
        target = target_of(answer.location, target.href, bounds.any_port)
    raise Refused("EH545", f"it redirects more than {bounds.redirects} times")
