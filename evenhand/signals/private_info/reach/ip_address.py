"""Internet addresses of both versions, standing alone: no version, section or network."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_network

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.window import Window

SIGNS = (
    r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
    r"(?:[0-9a-f]{1,4}:){7}[0-9a-f]",
    r"::[0-9a-f]|[0-9a-f]::",
)

_FOUR = re.compile(r"(?<![\w.\-])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d|[-+]\w|/\d{1,2}(?![\w/.]))")
"""Not in a name, a longer number, or a network (`/24`)."""

_SIX = re.compile(
    r"""(?<![\w:.])
    (?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}
      |(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}::(?:[0-9a-f]{1,4}:){0,6}
       (?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}))
    (?P<zone>%[\w.]{1,15})?(?![\w:]|\.\d|/\d)""",
    re.IGNORECASE | re.VERBOSE,
)

_COLONS = re.compile(r":[0-9a-f:]{1,38}", re.IGNORECASE)
"""What every address of version 6 holds, begun where it can be found fast."""

_RANGES = {
    "ip_local": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 100.64.0.0/10"
    " fc00::/7 fe80::/10",
    "ip_loopback": "127.0.0.0/8 0.0.0.0/8 ::/127",
    "ip_documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20",
    "ip_unassigned": "224.0.0.0/4 240.0.0.0/4 192.0.0.0/24 198.18.0.0/15 ff00::/8",
    "ip_resolver": "8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222"
    " 208.67.220.220 4.2.2.1 4.2.2.2 64.6.64.6 94.140.14.14 94.140.15.15 76.76.19.19"
    " 2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111 2606:4700:4700::1001"
    " 2620:fe::fe 2620:fe::9",
}
"""Why an address leads to nobody -> ranges (IANA special-purpose registries; the operators)."""

_MASKS = [
    (network.version, int(network.netmask), int(network.network_address), code)
    for code, listed in _RANGES.items()
    for network in map(ip_network, listed.split())
]

_SOMEBODYS = frozenset({"ip_documentation", "ip_unassigned"})
"""Invented and covered addresses are taken from these ranges: who says whose it is is heard."""

_WHOSE = frozenset({"ip whose"})
_NAMED = frozenset({"ip whose", "ip"})
_SPOKEN = frozenset({"ip whose", "ip", "ip no", "ip infrastructure", "thing"})
_NO = frozenset({"ip no", "thing"})
_NO_AFTER = frozenset({"ip no after"})


def find(window: Window) -> Iterator[Candidate]:
    """Addresses that exist and that no nearer word calls something else."""
    text = window.text
    for (first, last), form in zip(window.numbers, window.shapes, strict=True):
        if form.count(".") >= 3:
            for match in _FOUR.finditer(text, first, last + 12):
                if match.start() >= last:
                    break
                yield from _four(window, match)
    for colons in _COLONS.finditer(text) if ":" in text else ():
        if "::" in colons[0] or colons[0].count(":") >= 7:
            found = _SIX.search(text, max(0, colons.start() - 5), colons.end() + 40)
            if found is not None:
                yield from _six(window, found)


def _four(window: Window, match: re.Match[str]) -> Iterator[Candidate]:
    start, end = match.span()
    try:
        address = IPv4Address(match[0])
    except AddressValueError:  # over 255, or a zero before a figure: no address
        return
    cue = _nearest(window, start, end)
    if cue is not None and not _NO.isdisjoint(cue.tags):
        return
    named = cue is not None and not _NAMED.isdisjoint(cue.tags)
    if not named and not _range(address) and _like_version(address, match[0]):
        return
    yield _judged(window, start, end, address, cue)


def _six(window: Window, match: re.Match[str]) -> Iterator[Candidate]:
    start, end = match.span()
    zone = match["zone"] or ""
    try:
        address = IPv6Address(match[0][: len(match[0]) - len(zone)])
    except AddressValueError:
        return
    cue = _nearest(window, start, end)
    first = match[0].partition(":")[0]
    plain = match[0].count(":") == 7 or (len(first) > 2 and any(map(str.isdigit, first)))
    if not plain and (cue is None or _NAMED.isdisjoint(cue.tags)):
        return
    yield _judged(window, start, end, address.ipv4_mapped or address, cue)


def _nearest(window: Window, start: int, end: int) -> Cue | None:
    """The nearest word that says what dotted numbers are; one behind them comes first."""
    behind = window.cues.after(end, _NO_AFTER, 25)
    before = window.cues.before(start, _SPOKEN, 35)
    if behind is not None and (before is None or _NAMED.isdisjoint(before.tags)):
        return behind._replace(tags=_NO)
    return before


def _like_version(address: IPv4Address, written: str) -> bool:
    """Whether small numbers look like a version or section: no address without the word."""
    return len(written) < 9 or max(address.packed) < 60


def _judged(
    window: Window, start: int, end: int, address: IPv4Address | IPv6Address, cue: Cue | None
) -> Candidate:
    """Public where the range or the words around it say so, else somebody's."""
    whose = window.cues.before(start, _WHOSE, 60) is not None
    public = _range(address)
    if public in _SOMEBODYS and whose:
        public = ""
        checks: tuple[str, ...] = ("ip_reserved",)
    else:
        checks = ("ip_reserved" if public else "ip_routed",)
    if not public and not whose:
        if window.text[max(0, start - 3) : start] == "://":
            public = "ip_site"
        elif cue is not None and "ip infrastructure" in cue.tags:
            public = "ip_infrastructure"
    score = PUBLIC_AT_MOST if public else 0.95 if whose else 0.85 if cue else 0.7
    pattern = "ip.v4" if address.version == 4 else "ip.v6"
    cues = (cue,) if cue is not None else ()
    return Candidate("ip_address", start, end, score, pattern, checks, cues, public)


def _range(address: IPv4Address | IPv6Address) -> str:
    """Why an address of its range leads to nobody; empty where it may lead to somebody."""
    number, version = int(address), address.version
    for of_version, mask, network, code in _MASKS:
        if of_version == version and number & mask == network:
            return code
    return ""
