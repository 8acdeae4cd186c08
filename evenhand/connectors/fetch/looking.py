"""The page behind a link, as a later look at it wants it."""

from http import HTTPStatus

from evenhand.connectors.fetch import fetch
from evenhand.connectors.fetch.refused import Refused
from evenhand.pipeline.people.looks import Fetched

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def fetched(url: str) -> Fetched:
    """The page at an address, or that it is gone. Raises EvenhandError: EH540 to EH553."""
    page = fetch(url)
    if page.status in GONE:
        return Fetched(None, gone=True)
    if page.status != HTTPStatus.OK:
        raise Refused("EH546", "the page did not answer soundly")
    return Fetched(page.text)
