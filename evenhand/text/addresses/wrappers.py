"""Addresses that carry another one: the rules, read from TOML.

The package's own are in `wrappers.toml`. Each rests on the service's public form of address. Only
forms that lead on to, show, translate or keep a copy of the inner page are listed; a search for
it, or a form that shares it, only names it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.text.addresses.encodings import ENCODINGS
from evenhand.text.addresses.key import page_key
from evenhand.text.addresses.parse import parse_address

MAX_RULES_BYTES = 1_000_000
MAX_TABLES = 2_000
MAX_ALIASES = 100_000
MAX_PATTERN = 1_000
"""Code points of one pattern."""

_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?")
_COUNTRY = re.compile(r"(?:\.com?)?\.[a-z]{2}$|\.com$|\.net$|\.org$")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How one service writes the address that it carries.

    Attributes:
        does: what it does with the page, for the statement of reasons.
        hosts: exact, `*.host` for its sub-domains or `name.*` for a name in any country; each
            with and without `www.`.
        path: pattern for the whole of path and query. Its groups, joined, are the inner address.
        fields: query fields, in lower case, that hold the inner address; the first that is there
            counts.
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

    def at(self, host: str) -> list[Rule]:
        """The rules for a host: its own, those of the domains above it, those for any country."""
        if self._names.isdisjoint(host.rsplit(".", 3)[-3:-1]):
            return []  # nearly always, and at once
        host = host.removeprefix("www.")
        found = self._table.get(host, [])
        labels = host.split(".")
        for count in range(1, len(labels)):
            found = found + self._table.get(f"*.{'.'.join(labels[count:])}", [])
        country = _COUNTRY.search(host)
        return found + self._table.get(f"{host[: country.start()]}.*", []) if country else found


class Rules:
    """Rules that are ready to be used; they do not change.

    Attributes:
        wrappers, unknown: in the order in which they are tried.
        aliases: page key -> the address that it leads to, as somebody has found out.
    """

    def __init__(
        self,
        wrappers: Iterable[Wrapper],
        unknown: Iterable[Unknown] = (),
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.wrappers = tuple(wrappers)
        self.unknown = tuple(unknown)
        self.aliases = dict(aliases)
        self._wrappers = _Hosts(self.wrappers)
        self._unknown = _Hosts(self.unknown)

    def wrappers_at(self, host: str) -> list[Wrapper]:
        """The rules for a host."""
        return self._wrappers.at(host)

    def unknown_at(self, host: str) -> list[Unknown]:
        """What is known of a host that does not tell where it leads."""
        return self._unknown.at(host)


# -- reading them


@cache
def package_rules() -> Rules:
    """The rules that ship with the program."""
    text = files("evenhand.text.addresses").joinpath("wrappers.toml").read_text(encoding="utf-8")
    return _read(text, "wrappers.toml", Rules(()))


def read_rules(text: str, name: str) -> Rules:
    """An operator's own rules, tried first, and behind them those of the package.

    Args:
        text: TOML of the form of `wrappers.toml`; may hold `[aliases]`, address = address.
        name: of the file, for errors.

    Raises:
        EvenhandError: EH566, with the line where it is known.
    """
    return _read(text, name, package_rules())


def _read(text: str, name: str, base: Rules) -> Rules:
    """The rules of a text, before those of `base`."""
    try:
        if len(text.encode()) > MAX_RULES_BYTES:
            raise _Fault(f"they are longer than {MAX_RULES_BYTES:,} bytes")
        told = tomllib.loads(text)
        _only(told, {"wrapper": list, "unknown": list, "aliases": dict})
        tables = [told.get("wrapper", []), told.get("unknown", []), told.get("aliases", {})]
        if len(tables[0]) + len(tables[1]) > MAX_TABLES or len(tables[2]) > MAX_ALIASES:
            raise _Fault(f"at most {MAX_TABLES:,} tables and {MAX_ALIASES:,} aliases")
        wrappers = [_wrapper(_only(table, _WRAPPER_KEYS)) for table in tables[0]]
        unknown = [_unknown(_only(table, _UNKNOWN_KEYS)) for table in tables[1]]
        aliases = dict(_alias(*pair) for pair in tables[2].items())
    except (tomllib.TOMLDecodeError, _Fault) as error:
        raise _refused(error, text, name) from None
    return Rules(
        (*wrappers, *base.wrappers), (*unknown, *base.unknown), {**base.aliases, **aliases}
    )


class _Fault(Exception):
    """What is wrong with the rules; `shown` is a text that stands in the faulty line."""

    def __init__(self, what: str, shown: str = "") -> None:
        super().__init__(what)
        self.shown = shown


def _refused(error: Exception, text: str, name: str) -> EvenhandError:
    what = str(error)
    told = _LINE.search(what)
    line = int(told[1]) if told else None
    if isinstance(error, _Fault) and error.shown:
        lines = text.splitlines()
        line = next((n for n, source in enumerate(lines, 1) if error.shown in source), None)
    return EvenhandError(
        "EH566", f"rules for wrapped addresses not understood: {what}", where=Where(name, line),
        not_done="the rules were not used", help="see `evenhand explain EH566`",
    )  # fmt: skip


_WRAPPER_KEYS = {
    "does": str, "hosts": list, "path": str, "fields": list, "value": str, "encoding": str,
    "host_carries": bool, "examples": list, "silent": list,
}  # fmt: skip
_UNKNOWN_KEYS = {"what": str, "hosts": list, "path": str}


def _only(table: Any, keys: Mapping[str, type]) -> dict[str, Any]:
    """A table, if it has no other keys than these, of these types."""
    if not isinstance(table, dict):
        raise _Fault(f"`{str(table)[:50]}` is no table", str(table)[:50])
    for key, value in table.items():
        if key not in keys:
            raise _Fault(f"`{key}` is no key here; {nearest(key, keys)}", key)
        if not isinstance(value, keys[key]):
            raise _Fault(f"`{key}` is not of type {keys[key].__name__}", key)
    return table


def _wrapper(table: dict[str, Any]) -> Wrapper:
    encoding = table.get("encoding", "as_written")
    if encoding not in ENCODINGS:
        raise _Fault(f"no encoding `{encoding}`; {nearest(encoding, ENCODINGS)}", encoding)
    path, value = _pattern(table.get("path", ".*")), _pattern(table.get("value", "(.*)"))
    fields = _strings(table, "fields")
    if not (fields or path.groups or table.get("host_carries")):
        raise _Fault("the inner address is nowhere: give `fields`, a group in `path` or "
                     "`host_carries`", str(table.get("hosts", [""])[0]))  # fmt: skip
    if fields and value.groups != 1:
        raise _Fault("`value` needs one group, for the inner address", value.pattern)
    return Wrapper(
        _required(table, "does"), _hosts(table), path, fields, value, encoding,
        table.get("host_carries", False),
        _pairs(table, "examples"),
        _strings(table, "silent"),
    )  # fmt: skip


def _unknown(table: dict[str, Any]) -> Unknown:
    return Unknown(_required(table, "what"), _hosts(table), _pattern(table.get("path", "/.+")))


def _alias(short: str, long: Any) -> tuple[str, str]:
    read = parse_address(short)
    if read is None or not isinstance(long, str) or parse_address(long) is None:
        raise _Fault(f"the alias of `{short[:50]}` needs two http(s) addresses", short)
    return page_key(read), long


def _hosts(table: dict[str, Any]) -> tuple[str, ...]:
    hosts = _strings(table, "hosts")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise _Fault(f"`{host[:50]}` is no host, `*.host` or `name.*` in lower case", host)
    return hosts or (_required(table, "hosts"),)


def _strings(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not all(isinstance(value, str) for value in values):
        raise _Fault(f"`{key}` is not a list of texts", key)
    return tuple(values)


def _pairs(table: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    pairs = table.get(key, [])
    for pair in pairs:
        if not (isinstance(pair, list) and [type(text) for text in pair] == [str, str]):
            raise _Fault(f"`{key}` is not a list of pairs of texts", key)
    return tuple((outer, inner) for outer, inner in pairs)


def _required(table: dict[str, Any], key: str) -> str:
    if not table.get(key):
        raise _Fault(f"a table has no `{key}`")
    return str(table[key])


def _pattern(text: str) -> re.Pattern[str]:
    if len(text) > MAX_PATTERN:
        raise _Fault(f"a pattern is longer than {MAX_PATTERN:,} code points", text[:50])
    try:
        return re.compile(text)
    except re.error as error:
        raise _Fault(f"the pattern `{text[:50]}` is wrong: {error}", text) from None
