"""What somebody gives with a comment: bounded, and on a page of the site."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from evenhand.contacts.bounds import is_fit
from evenhand.model.errors import EvenhandError, Where
from evenhand.model.item import MAX_URL
from evenhand.model.site import Site
from evenhand.text.addresses import Address, page_key, parse_address

MAX_TEXT = 10_000
MAX_NAME = 80
MAX_EMAIL = 254
"""Longest address that mail can be sent to (RFC 5321, with the erratum)."""

MAX_LINK = 500
MAX_TITLE = 300
MAX_LANGUAGE = 35
NOT_TAKEN = "the comment was not taken in"


@dataclass(frozen=True, slots=True)
class Given:
    """What a comment's writer gives; only the text is needed.

    Attributes:
        email: never shown; where a code or an answer can be sent.
        link: the writer's own page.
        parent: id of the comment that it answers.
        title: of the article.
        trap: what stands in the field that people do not see.
        stamp: of the form, as it was given out; tells how long it was open.
    """

    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    parent: str | None = None
    language: str | None = None
    title: str = ""
    trap: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The article that a comment stands under.

    Attributes:
        key: equal for all spellings of its address.
        url: its address, without what a visitor brought along.
    """

    key: str
    url: str


def checked(given: Given) -> Given:
    """The same without blanks around it. Raises EvenhandError: EH860, with the field."""
    text = given.text.replace("\r\n", "\n").strip()
    if not text:
        raise _refused("text", "is missing", "write something")
    link = _one_line("link", given.link, MAX_LINK)
    if link and ("://" not in link or parse_address(link) is None):
        raise _refused("link", "is not a page's address", "write it like https://example.org/")
    return replace(
        given,
        text=_fits("text", text, MAX_TEXT, "\n\t"),
        name=_one_line("name", given.name, MAX_NAME),
        email=_email(given.email),
        link=link,
        title=_one_line("title", given.title[:MAX_TITLE], MAX_TITLE),
        language=_one_line("language", given.language or "", MAX_LANGUAGE) or None,
    )


def page_of(site: Site, address: str, hosts: Collection[str] = ()) -> Page:
    """The page of a site that an address leads to.

    Args:
        address: as the reader's browser shows it.
        hosts: further hosts whose pages count as the site's, such as the server's own.

    Raises EvenhandError: EH861.
    """
    found = parse_address(address) if "://" in address and len(address) <= MAX_URL else None
    if found is None or not is_of(site, found, hosts):
        raise EvenhandError(
            "EH861", f"this is no page of the site `{site.name}`", not_done=NOT_TAKEN,
            help="comments stand under pages of the site's own address",
        )  # fmt: skip
    key = page_key(found)
    return Page(key, f"{found.href.split('://')[0]}://{key}")


def is_of(site: Site, address: Address, hosts: Collection[str] = ()) -> bool:
    """Whether an address is on the site's own host, with or without `www.`."""
    own = parse_address(site.url)
    hosts = {*hosts, *((_server(own),) if own else ())}
    return _server(address) in {host.removeprefix("www.") for host in hosts}


def _server(address: Address) -> str:
    """Host and port as they are compared."""
    port = f":{address.port}" if address.port else ""
    return f"{address.host.removeprefix('www.')}{port}"


def _email(email: str) -> str:
    """An address that looks like one; whether it is one, only a letter would show."""
    email = _one_line("email", email, MAX_EMAIL)
    name, at, host = email.rpartition("@")
    if email and not (name and at and "." in host.strip(".") and not set(" <>,;\"'") & set(email)):
        raise _refused("email", "is not an e-mail address", "correct it, or leave it out")
    return email


def _one_line(field: str, value: str, most: int) -> str:
    return _fits(field, value.strip(), most, "")


def _fits(field: str, value: str, most: int, further: str) -> str:
    if len(value) > most:
        raise _refused(field, f"has {len(value):,} characters", f"at most {most:,}")
    if not all(is_fit(char) or char in further for char in value):
        raise _refused(field, "holds a control character", "leave it out")
    return value


def _refused(field: str, what: str, help: str) -> EvenhandError:
    return EvenhandError(
        "EH860", f"`{field}` {what}", where=Where(field), not_done=NOT_TAKEN, help=help
    )
