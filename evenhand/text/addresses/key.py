"""When two addresses are one page: the form in which addresses are compared with a block list.

The contract's "Block list" says what does not matter: http or https, user name, default port,
final dot, fragment, dot segments, surplus slashes, needless percent-escapes, the order of the
query and tracking parameters in it. The host and the path's letters matter.
"""

import re
from collections.abc import Iterator

from evenhand.text.addresses.parse import Address
from evenhand.text.addresses.tracking import is_tracking

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_KEPT_IN_PATH = "/?#"
_KEPT_IN_QUERY = "&=+#%"
"""Signs whose escape is needful: plain, they would end a part or mean something else."""

_MAX_UNESCAPED = 16
"""Escapes of escapes are undone so many times at most (Safe Browsing: until nothing changes)."""

_PARTS = re.compile(
    r"[a-z]+:[/\\]*(?:([^/\\?#]*)@)?([^/\\?#]*?)(:\d*)?(?=[/\\?#]|$)([^?#]*)\??[^#]*(#.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""User name, host, port, path and fragment as they are written."""

NUMERIC_HOST = re.compile(r"\[.*|[0-9.]+")


def page_key(address: Address) -> str:
    """Equal for two addresses exactly if they are one page: `host[:port]/path[?query]`."""
    query = plain_query(address.query)
    return f"{_server(address)}{plain_path(address.path)}{'?' if query else ''}{query}"


def prefix_keys(address: Address, deepest: int) -> Iterator[str]:
    """The page's path and each one above it, longest first, of at most `deepest` segments."""
    server = _server(address)
    segments = plain_path(address.path).split("/")[1:]
    for count in range(min(deepest, len(segments)), -1, -1):
        yield "/".join((server, *segments[:count]))


def site_keys(address: Address) -> list[str]:
    """The host and each domain above it, longest first, but no last label alone.

    A numeric host has none above.
    """
    host = address.host
    keys = [host]
    if NUMERIC_HOST.fullmatch(host):
        return keys
    dot = host.find(".") + 1
    while next_dot := host.find(".", dot) + 1:
        keys.append(host[dot:])
        dot = next_dot
    return keys


def plain_path(path: str) -> str:
    """A path without what does not matter: `/a/b`, and nothing for the root."""
    if "%" in path:
        path = _unescape_path(path)
    if "//" not in path and "/." not in path:
        return path.removesuffix("/")
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments[-1:] = []
        elif segment not in {"", "."}:
            segments.append(segment)
    return "".join(f"/{segment}" for segment in segments)


def plain_query(query: str) -> str:
    """A query as a set, sorted, without tracking parameters, each field escaped the same way."""
    if not query:
        return ""
    return "&".join(sorted({pair for name, pair in query_fields(query) if not is_tracking(name)}))


def query_fields(query: str) -> Iterator[tuple[str, str]]:
    """(name, `name=value`) of each field of a query, without needless escapes."""
    if "+" in query:
        query = query.replace("+", "%20")
    if "%" in query:
        query = _unescape(query, _KEPT_IN_QUERY)
    for field in query.split("&"):
        if field:
            name, _, value = field.partition("=")
            yield name, f"{name}={value.replace('=', '%3D')}"


def normalising_steps(text: str, address: Address) -> tuple[str, ...]:
    """What the comparison overlooked in an address, in the order of its parts.

    Args:
        text: the address in full as it was written.
        address: what was parsed from it.
    """
    parts = _PARTS.match(text.strip())
    user, host, port, path, fragment = parts.groups("") if parts else ("", "", "", "", "")
    plain = plain_path(address.path)
    trackers = sorted({name for name, _ in query_fields(address.query) if is_tracking(name)})
    steps = (
        (user, "user name dropped"),
        (host != address.host, f"host read as {address.host}"),
        (port and not address.port, "default port dropped"),
        (path not in {plain, f"{plain}/"}, f"path read as {plain or '/'}"),
        (trackers, f"tracking parameters dropped: {', '.join(trackers)}"),
        (fragment, "fragment dropped"),
    )
    return tuple(step for applies, step in steps if applies)


def _server(address: Address) -> str:
    return f"{address.host}:{address.port}" if address.port else address.host


def _unescape_path(path: str) -> str:
    for _ in range(_MAX_UNESCAPED):
        plain = _unescape(path, _KEPT_IN_PATH)
        if plain == path:
            break
        path = plain
    return path


def _unescape(text: str, kept: str) -> str:
    """Escapes of printable ASCII undone, except of the signs in `kept`; the others upper-case."""

    def plain(escape: re.Match[str]) -> str:
        sign = chr(int(escape[1], 16))
        return sign if "!" <= sign <= "~" and sign not in kept else escape[0].upper()

    return _ESCAPE.sub(plain, text)
