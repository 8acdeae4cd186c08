"""One address, read as a browser reads it.

Source: the WHATWG URL standard, by ada-url. A filter that splits addresses by other rules sees
other hosts than browsers do, and can be dodged.
"""

import re
from typing import NamedTuple

from ada_url import URL

from evenhand.model.item import MAX_URL

_HTTP = re.compile(r"https?:", re.IGNORECASE)
_NO_HOST = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)|[/\\?#]|[^/\\?#]*@", re.IGNORECASE)
"""Another scheme (digits after the colon make it a host with a port), a path, or a mailbox."""

_HREF = re.compile(r"https?://(?:[^/@?#]*@)?(\[[^]]*\]|[^/:?#]*)(?::(\d+))?(/[^?#]*)(?:\?([^#]*))?")
"""Host, port, path and query of what ada-url wrote; asking it for each takes four times as long."""

_DEFAULT_PORTS = frozenset({"", "80", "443"})
"""Of http and https together, because a block list takes the two for one."""


_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_NORMAL = re.compile(
    r"https?://((?:(?!xn--)[a-z0-9_][a-z0-9_-]{0,62}\.){1,6}(?!xn--)[a-z]{2,63}"
    rf"|(?:{_BYTE}\.){{3}}{_BYTE})(?![^/?])"
    r"(/[A-Za-z0-9_~+=&:;,@!$*/-]*(?:(?<!/)\.[A-Za-z0-9_~+=&:;,@!$*/-]*)*)?"
    r"(?:\?([A-Za-z0-9_/%+=&.~:,@!$*-]*))?",
    re.ASCII,
)
"""An address that a browser leaves as it is, but for the first slash (tested).

Most are, and ada-url takes 7 us for each.
"""


class Address(NamedTuple):
    """A web address.

    Attributes:
        href: in full, as a browser writes it.
        host: after IDN mapping, lower-case ASCII, without a final dot; IPv6 in brackets.
        port: empty for 80 and 443.
        path: as in `href`; begins with a slash, dot segments are resolved.
        query: as in `href`, without the question mark.
    """

    href: str
    host: str
    port: str
    path: str
    query: str


def parse_address(text: str) -> Address | None:
    """The http(s) address that `text` is; None where a browser would refuse it or go elsewhere."""
    return parse_normal(text) or parse_by_browser_rules(text)


def parse_by_browser_rules(text: str) -> Address | None:
    """As `parse_address`, without its short cut."""
    if len(text) > MAX_URL:
        return None
    try:
        href = URL(text).href
    except ValueError:
        return None
    parts = _HREF.match(href)
    if parts is None:
        return None
    host, port, path, query = parts.groups("")
    return Address(href, host.rstrip("."), "" if port in _DEFAULT_PORTS else port, path, query)


def parse_normal(text: str) -> Address | None:
    """The address that `text` is, if it is written as a browser writes it; else None."""
    parts = _NORMAL.fullmatch(text)
    if parts is None or len(text) > MAX_URL:
        return None
    host, path, query = parts.groups("")
    if path:
        return Address(text, host, "", path, query)
    at = parts.end(1)
    return Address(f"{text[:at]}/{text[at:]}", host, "", "/", query)


def with_scheme(text: str) -> str | None:
    """`text` as an absolute http(s) address; None where it is none.

    `news.example/x` and `//news.example/x` get http, which a block list takes for https too.
    Other schemes, paths without a host and e-mail addresses are none.
    """
    if _HTTP.match(text):
        return text
    if text.startswith("//"):
        return f"http:{text}"
    if _NO_HOST.match(text):
        return None
    return f"http://{text}"
