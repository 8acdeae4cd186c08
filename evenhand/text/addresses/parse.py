"""One address, read as a browser reads it.

Source: the WHATWG URL standard, by ada-url. A filter that splits addresses by other rules sees
other hosts than browsers do, and can be dodged.
"""

import re
from dataclasses import dataclass

from ada_url import URL

from evenhand.model.item import MAX_URL

_HTTP = re.compile(r"https?:", re.IGNORECASE)
_NO_HOST = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)|[/\\?#]|[^/\\?#]*@", re.IGNORECASE)
"""Another scheme (digits after the colon make it a host with a port), a path, or a mailbox."""

_HREF = re.compile(r"https?://(?:[^/@?#]*@)?(\[[^]]*\]|[^/:?#]*)(?::(\d+))?(/[^?#]*)(?:\?([^#]*))?")
"""Host, port, path and query of what ada-url wrote; asking it for each takes four times as long."""

_DEFAULT_PORTS = frozenset({"", "80", "443"})
"""Of http and https together, because a block list takes the two for one."""


@dataclass(frozen=True, slots=True)
class Address:
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
