"""Addresses that carry another one: the rules, read from TOML.

The package's own are in `wrappers.toml`. Each rests on the service's public form of address. Only
forms that lead on to, show, translate or keep a copy of the inner page are listed; a search for
it, or a form that shares it, only names it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.text.addresses.encodings import ENCODINGS
from evenhand.text.addresses.key import page_key
from evenhand.text.addresses.parse import parse_address

MAX_RULES_BYTES = 1_000_000
MAX_TABLES = 2_000
MAX_ALIASES = 100_000
MAX_PATTERN = 1_000
"""Code points of one pattern."""

ANY_HOST = "*"
_HOST = re.compile(r"\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?")
_COUNTRY = re.compile(r"(?:\.com?)?\.[a-z]{2}$|\.com$|\.net$|\.org$")
_KEYS_HOST = re.compile(r"\[[^\]]*\]|[^:/?]*")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How one service writes the address that it carries.

    Attributes:
        does: what it does with the page, for the statement of reasons.
        hosts: exact, `*.host` for its sub-domains or `name.*` for a name in any country; each
            with and without `www.`. Or `*` for any, tried after the others.
        path: pattern for the whole of path and query. Its groups, joined, are the inner address.
        fields: query fields, in lower case, that hold the inner address; the first whose value
            is of the pattern counts.
        value: pattern for such a field's whole value; its group is the inner address.
        encoding: how the inner address is encoded: a name of ENCODINGS.
        host_carries: what stands before `*.host` is the inner host, path and query are its own.
        examples: (address, the address in it).
        silent: addresses in which the rule sees none.
    """

    does: str
    hosts: tuple[str, ...]
    path: re.Pattern[str] = re.compile(r".*")
    fields: tuple[str, ...] = ()
    value: re.Pattern[str] = re.compile(r"(.*)")
    encoding: str = "as_written"
    host_carries: bool = False
    examples: tuple[tuple[str, str], ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """Addresses that lead on to one that is not in them: `what` they are, and their form."""

    what: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]


class Alias(NamedTuple):
    """Where an address leads that does not say so itself: how that is told, and the address."""

    does: str
    address: str


IS_ALIAS = "is an alias of"

Rule = TypeVar("Rule", Wrapper, Unknown)


class _Hosts(Generic[Rule]):
    """Rules by host."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._table: dict[str, list[Rule]] = {}
        self._names: set[str] = set()
        for rule in rules:
            for host in rule.hosts:
                self._table.setdefault(host, []).append(rule)
                name = host.removesuffix(".*") if host.endswith(".*") else host.rpartition(".")[0]
                self._names.add(name.rpartition(".")[2])

    def at(self, host: str, anywhere: bool) -> list[Rule]:
        """The rules for a host: its own, of the domains above it, for any country, for any host."""
        last = self._table.get(ANY_HOST, []) if anywhere else []
        if self._names.isdisjoint(host.rsplit(".", 3)[-3:-1]):
            return last  # nearly always, and at once
        host = host.removeprefix("www.")
        found = self._table.get(host, [])
        labels = host.split(".")
        for count in range(1, len(labels)):
            found = found + self._table.get(f"*.{'.'.join(labels[count:])}", [])
        country = _COUNTRY.search(host)
        if country:
            found = found + self._table.get(f"{host[: country.start()]}.*", [])
        return found + last


@dataclass(frozen=True, eq=False)
class Rules:
    """Rules that are ready to be used; they do not change. A bank for the signals.

    Attributes:
        wrappers, unknown: in the order in which they are tried.
        aliases: page key -> where it leads, as somebody has found out.
        moved: host -> the beginning of the addresses that its own ones lead to; path and query
            stay as they are.
        tell_unknown: whether an address whose destination is not known is a reading of its own.
        digest: of all that was added to the package's own rules.
        next_change: when an alias ceases to be believed; None is never.
    """

    wrappers: tuple[Wrapper, ...]
    unknown: tuple[Unknown, ...] = ()
    aliases: Mapping[str, Alias] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    tell_unknown: bool = False
    digest: str = ""
    next_change: datetime | None = None

    def wrappers_at(self, host: str, anywhere: bool = True) -> list[Wrapper]:
        """The rules for a host, and last, where wanted, those for any."""
        return self._wrappers.at(host, anywhere)

    def unknown_at(self, host: str) -> list[Unknown]:
        """What is known of a host that does not tell where it leads."""
        return self._unknown.at(host, anywhere=True)

    @cached_property
    def aliased(self) -> frozenset[str]:
        """Hosts of which some address is an alias: of all others no key has to be made."""
        return frozenset(host[0] for key in self.aliases if (host := _KEYS_HOST.match(key)))

    @cached_property
    def _wrappers(self) -> _Hosts[Wrapper]:
        return _Hosts(self.wrappers)

    @cached_property
    def _unknown(self) -> _Hosts[Unknown]:
        return _Hosts(self.unknown)


# -- reading them


@cache
def package_rules() -> Rules:
    """The rules that ship with the program."""
    text = files("evenhand.text.addresses").joinpath("wrappers.toml").read_text(encoding="utf-8")
    return read_before(Rules(()), text, "wrappers.toml")


def read_before(base: Rules, text: str, name: str) -> Rules:
    """The rules of a text, before those of `base`. Raises EvenhandError: EH566."""
    try:
        if len(text.encode(errors="surrogatepass")) > MAX_RULES_BYTES:
            raise RuleFault(f"they are longer than {MAX_RULES_BYTES:,} bytes")
        told = tomllib.loads(text)
        _only(told, _KEYS)
        tables = [told.get("wrapper", []), told.get("unknown", []), told.get("aliases", {})]
        if len(tables[0]) + len(tables[1]) > MAX_TABLES or len(tables[2]) > MAX_ALIASES:
            raise RuleFault(f"at most {MAX_TABLES:,} tables and {MAX_ALIASES:,} aliases")
        wrappers = [_wrapper(_only(table, _WRAPPER_KEYS)) for table in tables[0]]
        unknown = [_unknown(_only(table, _UNKNOWN_KEYS)) for table in tables[1]]
        aliases, moved = _aliases(tables[2])
    except (tomllib.TOMLDecodeError, RuleFault) as error:
        raise refused(error, text, name) from None
    except RecursionError:
        raise refused(RuleFault("it is nested too deep"), text, name) from None
    return Rules(
        (*wrappers, *base.wrappers), (*unknown, *base.unknown), aliases, moved,
        told.get("tell_unknown", False), f"sha256:{sha256(text.encode()).hexdigest()}",
    )  # fmt: skip


class RuleFault(Exception):
    """What is wrong with the rules; `shown` is a text that stands in the faulty line."""

    def __init__(self, what: str, shown: str = "") -> None:
        super().__init__(what)
        self.shown = shown


def refused(error: Exception, text: str, name: str) -> EvenhandError:
    """EH566 for a fault in a text of rules, with the line where it is known."""
    what = str(error)
    told = _LINE.search(what)
    line = int(told[1]) if told else None
    if isinstance(error, RuleFault) and error.shown:
        line = _line_of(error.shown, text.splitlines())
    return EvenhandError(
        "EH566", f"rules for wrapped addresses not understood: {what}", where=Where(name, line),
        not_done="the rules were not used", help="see `evenhand explain EH566`",
    )  # fmt: skip


def _line_of(shown: str, lines: Sequence[str]) -> int | None:
    """The first line that begins with a text as with a key, or else holds it."""
    key = re.compile(rf"[ \t'\"]*{re.escape(shown)}(?!\w)")
    begins = (n for n, line in enumerate(lines, 1) if key.match(line))
    holds = (n for n, line in enumerate(lines, 1) if shown in line)
    return next(chain(begins, holds), None)


_WRAPPER_KEYS = {
    "does": str, "hosts": list, "path": str, "fields": list, "value": str, "encoding": str,
    "host_carries": bool, "examples": list, "silent": list,
}  # fmt: skip
_UNKNOWN_KEYS = {"what": str, "hosts": list, "path": str}
_KEYS = {"wrapper": list, "unknown": list, "aliases": dict, "tell_unknown": bool}


def _only(table: Any, keys: Mapping[str, type]) -> dict[str, Any]:
    """A table, if it has no other keys than these, of these types."""
    if not isinstance(table, dict):
        raise RuleFault(f"`{str(table)[:50]}` is no table", str(table)[:50])
    for key, value in table.items():
        if key not in keys:
            raise RuleFault(f"`{key}` is no key here; {nearest(key, keys)}", key)
        if not isinstance(value, keys[key]):
            raise RuleFault(f"`{key}` is not of type {keys[key].__name__}", key)
    return table


def _wrapper(table: dict[str, Any]) -> Wrapper:
    encoding = table.get("encoding", "as_written")
    if encoding not in ENCODINGS:
        raise RuleFault(f"no encoding `{encoding}`; {nearest(encoding, ENCODINGS)}", encoding)
    path, value = _pattern(table.get("path", ".*")), _pattern(table.get("value", "(.*)"))
    fields = _strings(table, "fields")
    if not (fields or path.groups or table.get("host_carries")):
        raise RuleFault("the inner address is nowhere: give `fields`, a group in `path` or "
                     "`host_carries`", str(table.get("hosts", [""])[0]))  # fmt: skip
    if fields and value.groups != 1:
        raise RuleFault("`value` needs one group, for the inner address", value.pattern)
    return Wrapper(
        _required(table, "does"), _hosts(table), path, fields, value, encoding,
        table.get("host_carries", False),
        _pairs(table, "examples"),
        _strings(table, "silent"),
    )  # fmt: skip


def _unknown(table: dict[str, Any]) -> Unknown:
    return Unknown(_required(table, "what"), _hosts(table), _pattern(table.get("path", "/.+")))


def _aliases(table: dict[str, Any]) -> tuple[dict[str, Alias], dict[str, str]]:
    """(page key -> where it leads, host -> what its addresses begin with instead)."""
    aliases: dict[str, Alias] = {}
    moved: dict[str, str] = {}
    for written, led_to in table.items():
        if isinstance(led_to, dict):  # TOML takes the dots of a bare name for tables in tables
            raise RuleFault(f"`{written[:50]}.`... is to stand in quotes", written)
        target = parse_address(led_to) if isinstance(led_to, str) else None
        if _HOST.fullmatch(written) and "*" not in written:
            if target is None or target.query:
                raise RuleFault(f"`{written[:50]}` needs an http(s) address without a query: what "
                                "its own addresses begin with instead", written)  # fmt: skip
            moved[written] = led_to.partition("#")[0].rstrip("/")
            continue
        short = parse_address(written)
        if short is None or target is None:
            raise RuleFault(f"the alias of `{written[:50]}` needs two http(s) addresses", written)
        aliases[page_key(short)] = Alias(IS_ALIAS, led_to)
    return aliases, moved


def _hosts(table: dict[str, Any]) -> tuple[str, ...]:
    hosts = _strings(table, "hosts")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise RuleFault(
                f"`{host[:50]}` is no host, `*.host`, `name.*` in lower case or `*`", host
            )
    return hosts or (_required(table, "hosts"),)


def _strings(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not all(isinstance(value, str) for value in values):
        raise RuleFault(f"`{key}` is not a list of texts", key)
    return tuple(values)


def _pairs(table: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    pairs = table.get(key, [])
    for pair in pairs:
        if not (isinstance(pair, list) and [type(text) for text in pair] == [str, str]):
            raise RuleFault(f"`{key}` is not a list of pairs of texts", key)
    return tuple((outer, inner) for outer, inner in pairs)


def _required(table: dict[str, Any], key: str) -> str:
    if not table.get(key):
        raise RuleFault(f"a table has no `{key}`")
    return str(table[key])


def _pattern(text: str) -> re.Pattern[str]:
    if len(text) > MAX_PATTERN:
        raise RuleFault(f"a pattern is longer than {MAX_PATTERN:,} code points", text[:50])
    try:
        return re.compile(text)
    except (re.error, OverflowError) as error:
        raise RuleFault(f"the pattern `{text[:50]}` is wrong: {error}", text) from None
