"""Where an address leads: itself, and the addresses that it carries, layer by layer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from evenhand.text.addresses.parse import Address, parse_address, with_scheme
from evenhand.text.addresses.respell import spellings
from evenhand.text.addresses.wrappers import WRAPPERS, Wrapper

MAX_LAYERS = 6

_RULES = tuple((rule, re.compile(rule.host), re.compile(rule.path)) for rule in WRAPPERS)
_ANY_HOST = re.compile("|".join(f"(?:{rule.host})" for rule in WRAPPERS))
_ESCAPED_SCHEME = re.compile(r"https?%3a", re.IGNORECASE)
_INNER = re.compile(r"https?:|[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", re.IGNORECASE)
"""How an inner address begins; `newest` or `about` is none."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a written one leads to.

    Attributes:
        address: the address.
        text: what it was parsed from.
        steps: how the written one was respelt, and the layers that were taken off, in order.
    """

    address: Address
    text: str
    steps: tuple[str, ...]


def leads(written: str) -> Iterator[Lead]:
    """The address that `written` is, then each one inside it, outermost first.

    Nothing where it is no http(s) address. Where it can be read in two ways (respelt), the leads
    of the first way come first. At most MAX_LAYERS layers are taken off.
    """
    for text, steps in spellings(written.strip()):
        yield from _layers(text, steps)


def _layers(written: str, steps: tuple[str, ...]) -> Iterator[Lead]:
    text = with_scheme(written)
    if text != written:
        steps = (*steps, "read as http")
    for _ in range(MAX_LAYERS + 1):
        address = parse_address(text) if text else None
        if text is None or address is None:
            return
        yield Lead(address, text, steps)
        found = _unwrap(address)
        if found is None:
            return
        wrapper, text = found
        steps = (*steps, f"{address.host} {wrapper.does} {text}")


def _unwrap(address: Address) -> tuple[Wrapper, str] | None:
    """The first rule that applies, and the inner address in full."""
    if _ANY_HOST.fullmatch(address.host) is None:
        return None
    rest = f"{address.path}?{address.query}" if address.query else address.path
    for rule, host, path in _RULES:
        at_host, at_path = host.fullmatch(address.host), path.fullmatch(rest)
        if at_host and at_path:
            inner = _inner(rule, at_host, at_path, address)
            if inner:
                return rule, inner
    return None


def _inner(
    rule: Wrapper, at_host: re.Match[str], at_path: re.Match[str], address: Address
) -> str | None:
    if at_host.re.groups:
        return f"http://{_undashed(at_host[1])}{at_path[0]}"
    if at_path.re.groups:
        return _absolute(rule.decode(at_path[1]))
    fields = parse_qs(address.query)
    value = next((fields[name][0] for name in rule.fields if name in fields), "")
    held = re.fullmatch(rule.value, value)
    return _absolute(rule.decode(held[1])) if held else None


def _absolute(text: str) -> str | None:
    if _ESCAPED_SCHEME.match(text):
        text = unquote(text)
    return with_scheme(text) if _INNER.match(text) else None


def _undashed(label: str) -> str:
    """`my--paper-example` is `my-paper.example`."""
    return "-".join(part.replace("-", ".") for part in label.split("--"))
