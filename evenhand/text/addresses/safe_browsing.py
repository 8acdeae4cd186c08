"""Safe Browsing's canonical form of an address, and the expressions that it is looked up by.

For lists that are exchanged as Safe Browsing expressions. The block list itself compares by `key`:
Safe Browsing unescapes a path until nothing changes, which makes one page of two that a server
tells apart (`%2F`), drops no tracking parameter and keeps the query's order.

Source: Google, "Safe Browsing APIs: URLs and Hashing"; declared suite: the vectors of gglsbl, which
keep ports and take the last five host parts.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate
from urllib.parse import unquote_to_bytes

from ada_url import idna

from evenhand.text.addresses.key import NUMERIC_HOST
from evenhand.text.addresses.parse import parse_address

_MAX_UNESCAPED = 1_024
_MAX_HOSTS, _MAX_PATHS = 5, 4
_ENDS = b" \t\r\n\x00"
_PARTS = re.compile(rb"(?:([a-z][a-z0-9+.-]*):(?=//))?/*([^/?]*)([^?]*)(\?.*)?", re.I | re.S)
_HOST = re.compile(rb"(?:.*@)?(.*?)(?::(\d*))?", re.S)
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}")


def canonical(address: str | bytes) -> str:
    """The canonical form: ASCII, with all else and `#` and `%` escaped."""
    scheme, host, path, query = _parts(address)
    return f"{scheme}://{host}{path}{query}"


def expressions(address: str | bytes) -> Iterator[str]:
    """Host suffixes times path prefixes, each once; at most 30."""
    _, host, path, query = _parts(address)
    labels = host.split(".")
    hosts = [host]
    if not NUMERIC_HOST.fullmatch(host):
        most = min(len(labels), _MAX_HOSTS)
        hosts += [".".join(labels[-count:]) for count in range(most, 1, -1)]
    above = list(accumulate(f"{part}/" for part in path.split("/")[:-1]))
    paths = dict.fromkeys([f"{path}{query}", path, *above[:_MAX_PATHS]])
    for one in dict.fromkeys(hosts):
        for other in paths:
            yield f"{one}{other}"


def _parts(address: str | bytes) -> tuple[str, str, str, str]:
    """Scheme, host with port, path and query with its `?`, each in canonical form."""
    text = address.encode() if isinstance(address, str) else address
    text = text.strip(_ENDS).translate(None, b"\t\r\n").partition(b"#")[0]
    told = _PARTS.fullmatch(text)
    scheme, server, path, query = told.groups(b"") if told else (b"", b"", b"", b"")
    name = (scheme or b"http").decode().lower()
    split = _HOST.fullmatch(server)
    host, port = split.groups(b"") if split else (server, b"")
    shown = port.decode()
    shown = f":{shown}" if shown and shown != _PORTS.get(name) else ""
    return name, f"{_host(host)}{shown}", _path(path), _escaped(_unescaped(query))


def _host(host: bytes) -> str:
    host = re.sub(rb"\.{2,}", b".", _unescaped(host)).strip(b".").lower()
    if not host.isascii():
        with suppress(UnicodeDecodeError):  # no text: its bytes are escaped like others
            host = idna.encode(host.decode()) or host
    plain = _escaped(host)
    if _NUMBER.fullmatch(plain):
        read = parse_address(f"http://{plain}/")
        return read.host if read else plain
    return plain


def _path(path: bytes) -> str:
    segments: list[bytes] = []
    parts = _unescaped(path).split(b"/")
    for part in parts:
        if part == b"..":
            segments[-1:] = []
        elif part not in {b"", b"."}:
            segments.append(part)
    end = b"/" if segments and parts[-1] in {b"", b".", b".."} else b""
    return _escaped(b"/" + b"/".join(segments) + end)


def _unescaped(text: bytes) -> bytes:
    for _ in range(_MAX_UNESCAPED):
        plain = unquote_to_bytes(text)
        if plain == text:
            break
        text = plain
    return text


def _escaped(text: bytes) -> str:
    return "".join(
        chr(sign) if 0x20 < sign < 0x7F and sign not in b"#%" else f"%{sign:02X}" for sign in text
    )
