"""Where an address leads: itself, and the addresses that it carries, layer by layer."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from evenhand.text.addresses.encodings import ENCODINGS
from evenhand.text.addresses.key import page_key
from evenhand.text.addresses.parse import Address, parse_address, parse_normal, with_scheme
from evenhand.text.addresses.respell import spellings
from evenhand.text.addresses.wrappers import IS_ALIAS, Rules, Wrapper, package_rules

MAX_LAYERS = 6
_MAX_ESCAPED = 16

_DOTTED = re.compile(r"[.:]")

_HTTP_IN_BASE64 = "ahr0c"
"""What Base64 of an address begins with, in lower case."""
_ESCAPED_SCHEME = re.compile(r"https?%(?:25)*3a", re.IGNORECASE)
_SLASHED_SCHEME = re.compile(r"(https?)/+(?=[^/]+\.[^/]+)", re.IGNORECASE)
_INNER = re.compile(r"https?:|(?://)?[^\W_][\w-]*(?:\.[\w-]+)+(?:[:/?#]|$)", re.IGNORECASE)
"""How an inner address begins; `newest` or `about` is none."""
_DASHED = re.compile(r"0-(.+)-0")


class Lead(NamedTuple):
    """An address that a written one leads to.

    Attributes:
        address: the address.
        text: what it was parsed from.
        steps: how the written one was respelt, and the layers that were taken off, in order.
    """

    address: Address
    text: str
    steps: tuple[str, ...]


def leads(written: str, rules: Rules | None = None) -> list[Lead]:
    """The address that `written` is, then each one inside it, outermost first.

    Nothing where it is no http(s) address. Where it can be read in two ways (respelt), the leads
    of the first way come first. At most MAX_LAYERS layers are taken off.

    Args:
        written: an address as it stands in a text or a field.
        rules: for wrapped addresses; the package's own unless given.
    """
    rules = rules or package_rules()
    normal = parse_normal(written)
    if normal is not None and "=3D" not in written:  # may be of a mail as it is sent
        return _layers(normal, written, (), rules)
    found: list[Lead] = []
    for spelling, steps in spellings(written.strip()):
        text = with_scheme(spelling)
        address = parse_address(text) if text else None
        # Words that are run together are no address: `nothing at all`.
        if text and address and (len(written.split()) == 1 or _DOTTED.search(address.host)):
            steps = steps if text == spelling else (*steps, "read as http")
            found += _layers(address, text, steps, rules)
    return found


def destination_unknown(address: Address, rules: Rules) -> str | None:
    """What an address is that leads on to one not in it (`shortener`); None for any other."""
    for rule in rules.unknown_at(address.host):
        if rule.path.fullmatch(_rest(address)) and page_key(address) not in rules.aliases:
            return rule.what
    return None


def _layers(address: Address, text: str, steps: tuple[str, ...], rules: Rules) -> list[Lead]:
    """An address, parsed from a text, and each one inside it."""
    layers = [Lead(address, text, steps)]
    for _ in range(MAX_LAYERS):
        found = _unwrap(address, rules)
        inner = parse_address(found[1]) if found else None
        if found is None or inner is None:
            break
        does, text = found
        steps = (*steps, f"{address.host} {does} {text}")
        address = inner
        layers.append(Lead(address, text, steps))
    return layers


def _unwrap(address: Address, rules: Rules) -> tuple[str, str] | None:
    """What the first rule that applies does, and the inner address in full."""
    if address.host in rules.aliased and (alias := rules.aliases.get(page_key(address))):
        return alias
    if address.host in rules.moved:
        return IS_ALIAS, f"{rules.moved[address.host]}{_rest(address)}"
    rest = _rest(address).lower()
    # Nearly no address names another one: rules for any host cost the others nothing.
    anywhere = "http" in rest or "%3a" in rest or _HTTP_IN_BASE64 in rest
    for rule in rules.wrappers_at(address.host, anywhere):
        if inner := _inner(rule, address):
            return rule.does, inner
    return None


def _inner(rule: Wrapper, address: Address) -> str | None:
    at = rule.path.fullmatch(_rest(address))
    if at is None:
        return None
    if rule.host_carries:
        return f"http://{_carried(rule, address.host)}{at[0]}"
    decode = ENCODINGS[rule.encoding]
    if at.re.groups:
        return _absolute(decode("".join(at.groups(""))))
    fields: dict[str, str] = {}
    for name, value in parse_qsl(address.query):
        fields.setdefault(name.lower(), value)
    values = (rule.value.fullmatch(fields[name]) for name in rule.fields if name in fields)
    held = next(filter(None, values), None)
    return _absolute(decode(held[1])) if held else None


def _rest(address: Address) -> str:
    return f"{address.path}?{address.query}" if address.query else address.path


def _absolute(text: str) -> str | None:
    """What a rule took out as an address in full; None where it is none."""
    for _ in range(_MAX_ESCAPED):
        if not _ESCAPED_SCHEME.match(text):
            break
        text = unquote(text)
    text = _SLASHED_SCHEME.sub(r"\1://", text, count=1) if _SLASHED_SCHEME.match(text) else text
    return with_scheme(text) if _INNER.match(text) else None


def _carried(rule: Wrapper, host: str) -> str:
    """The host that stands before the rule's own; one label `my--paper-example` is dashed."""
    suffix = next(each[1:] for each in rule.hosts if host.endswith(each[1:]))
    label = host.removesuffix(suffix)
    if "." in label:
        return label
    inner = _DASHED.fullmatch(label)
    return "-".join(part.replace("-", ".") for part in (inner[1] if inner else label).split("--"))
