"""Other programs' lists as lines of a block list, and a block list as theirs.

Reading never guesses what a rule may mean: what a format says about whole hosts is taken, and
every other line is told with the reason why it was not.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from types import MappingProxyType

from evenhand.model.clock import utc_text
from evenhand.signals.blocked_link.bank_entries import PREFIX, SITE, Entry
from evenhand.text.table import defused

AUTO = "auto"
FIELDS = ("reason", "matter", "contact", "from", "until")
"""What may be known of an entry, in the order of columns."""

SUSPEND = "suspend"
"""The severity with which a Mastodon server refuses all of another one."""

_ADDRESS = re.compile(r"[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%\w+)?")
_NOWHERE = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1", "0", "::0"})  # noqa: S104  a value
_ADBLOCK = re.compile(r"(@@)?\|\|([^/^$|\s]+)\^?")
_BARE_HOST = re.compile(r"[^\s/:?#*@]+\.[^\s/:?#*@]+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a list comes to.

    Attributes:
        number: where it stands, from 1.
        entry: a line of a block list; empty where it was not taken.
        why_not: why it was not taken.
    """

    number: int
    entry: str
    why_not: str = ""


Reader = Callable[[Iterable[str], frozenset[str]], Iterator[Line]]
Writer = Callable[[Entry], "str | None"]


def read_list(
    lines: Iterable[str], format: str, severities: frozenset[str] = frozenset({SUSPEND})
) -> Iterator[Line]:
    """What each line of a list comes to; empty lines and comments come to nothing.

    Args:
        lines: the list.
        format: a key of READERS, or `auto`.
        severities: of a Mastodon list, what is taken as blocked.
    """
    lines = iter(lines)
    if format == AUTO:
        head = [line for _, line in zip(range(_LOOKED_AT), lines, strict=False)]
        format, lines = guess(head), chain(head, lines)
    return READERS[format](lines, severities)


_LOOKED_AT = 200


def guess(head: Iterable[str]) -> str:
    """The format of a list, by its first lines."""
    for line in head:
        line = line.strip("\ufeff \t\r\n")
        first = line.partition(",")[0].strip('"').lower()
        if first == "#domain" or (first == "domain" and "severity" in line):
            return "mastodon"
        if first == "entry" and "," in line:
            return "csv"
        if line.startswith("{"):
            return "jsonl"
        if line.startswith(("[Adblock", "||", "@@||", "! ")):
            return "adblock"
        if line and not line.startswith("#"):
            parts = line.split()
            if len(parts) > 1 and _ADDRESS.fullmatch(parts[0]):
                return "hosts"
            return "domains" if _BARE_HOST.fullmatch(line) else "list"
    return "list"


def _plain_list(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    return (Line(number, line) for number, line in enumerate(lines, 1))


def _hosts(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    """`0.0.0.0 host`: that host and none below it, which is the prefix of all its pages."""
    for number, line in enumerate(lines, 1):
        address, *hosts = line.lstrip("\ufeff").partition("#")[0].split() or [""]
        if not address:
            continue
        if address not in _NOWHERE:
            yield Line(number, "", "it does not lead a host to nowhere (0.0.0.0)")
            continue
        for host in hosts:
            if "." in host and not _ADDRESS.fullmatch(host):
                yield Line(number, f"https://{host}/*")
            else:
                yield Line(number, "", "it names this machine or its network")


def _domains(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    """`host`: as in a hosts file, that host alone."""
    for number, line in enumerate(lines, 1):
        host = line.lstrip("\ufeff").partition("#")[0].strip()
        if _BARE_HOST.fullmatch(host):
            yield Line(number, f"https://{host}/*")
        elif host:
            yield Line(number, "", "it is no host alone")


def _adblock(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    """`||host^` and `@@||host^`: the host with its sub-domains, blocked or allowed."""
    for number, line in enumerate(lines, 1):
        rule = line.strip("\ufeff \t\r\n")
        if not rule or rule.startswith(("!", "[Adblock")):
            continue
        found = _ADBLOCK.fullmatch(rule)
        if found:
            yield Line(number, f"{'allow ' if found[1] else ''}site:{found[2]}")
        else:
            yield Line(number, "", _no_domain_rule(rule))


def _no_domain_rule(rule: str) -> str:
    """Why a rule for a browser is no rule for a whole domain."""
    if re.search(r"#[@?$%]*#", rule):
        return "it hides parts of pages"
    if "$" in rule:
        return "it has options"
    return "it is no rule for a whole domain (||host^)"


def _mastodon(lines: Iterable[str], severities: frozenset[str]) -> Iterator[Line]:
    """`#domain,#severity,...,#public_comment,#obfuscate`: servers with their sub-domains."""
    for number, row in _rows(lines):
        if isinstance(row, str):
            yield Line(number, "", row)
            continue
        domain, severity = row.get("domain", ""), row.get("severity", "") or SUSPEND
        if "*" in domain:
            yield Line(number, "", "its domain is obscured")
        elif severity not in severities:
            yield Line(number, "", f"its severity is `{severity[:40]}`")
        else:
            yield Line(number, f"site:{domain}\t{row.get('public_comment', '')}")


def _csv(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    """`entry,reason,matter,contact,from,until`; only the first column is needed."""
    for number, row in _rows(lines):
        if isinstance(row, str):
            yield Line(number, "", row)
        elif row.get("entry"):
            yield Line(number, _from_fields(row))
        elif any(row.values()):
            yield Line(number, "", "its column `entry` is empty")


def _jsonl(lines: Iterable[str], _: frozenset[str]) -> Iterator[Line]:
    """`{"entry": ..., "reason": ...}` with the fields of the CSV."""
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            yield Line(number, "", "it is no JSON")
            continue
        if not isinstance(row, dict) or not all(isinstance(v, str) for v in row.values()):
            yield Line(number, "", "it is no object of texts")
        elif not row.get("entry"):
            yield Line(number, "", "it has no `entry`")
        else:
            yield Line(number, _from_fields(row))


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """(line number, columns by name) of a CSV with a header, or why a row is none."""
    reader = csv.reader(line.lstrip("\ufeff") for line in lines)
    names: list[str] | None = None
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"it is no CSV: {error}"
            continue
        cells = [_undefused(_BLANKS.sub(" ", cell).strip()) for cell in row]
        if names is None:
            names = [cell.lstrip("#").lower() for cell in cells]
        elif cells:
            yield number, dict(zip(names, cells, strict=False))


def _from_fields(row: dict[str, str]) -> str:
    """A line of a block list, from an entry and what is known of it by name."""
    known = {name: _BLANKS.sub(" ", row.get(name, "")).strip() for name in FIELDS}
    fields = "".join(f"\t{name}={known[name]}" for name in FIELDS[1:] if known[name])
    return f"{_BLANKS.sub(' ', row['entry']).strip()}\t{known['reason']}{fields}"


def _defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `_undefused` gives it back as it was."""
    return f"'{cell}" if _looks_like_formula(cell) else cell


def _undefused(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _looks_like_formula(cell) else cell


def _looks_like_formula(cell: str) -> bool:
    bare = cell.lstrip("'")
    return defused(bare) != bare


def as_fields(entry: Entry) -> dict[str, str]:
    """An entry and what is known of it, by name; what is not known is empty."""
    times = (utc_text(at) if at else "" for at in (entry.from_, entry.until))
    return dict(zip(
        ("entry", *FIELDS),
        (entry.written, entry.reason, entry.matter, entry.contact, *times),
        strict=True,
    ))  # fmt: skip


def _to_list(entry: Entry) -> str:
    return entry.line.rstrip("\t")


def _to_hosts(entry: Entry) -> str | None:
    host = _to_domains(entry)
    return f"0.0.0.0 {host}" if host else None


def _to_domains(entry: Entry) -> str | None:
    host = entry.key
    whole_host = entry.kind == PREFIX and "." in host and not re.search(r"[/:]", host)
    a_name = whole_host and not _ADDRESS.fullmatch(host)
    return host if a_name and _is_plain(entry) else None


def _to_adblock(entry: Entry) -> str | None:
    if entry.kind != SITE or entry.from_ or entry.until:
        return None
    return f"{'@@' if entry.allow else ''}||{entry.key}^"


def _to_mastodon(entry: Entry) -> str | None:
    if entry.kind != SITE or not _is_plain(entry):
        return None
    return _row((entry.key, SUSPEND, "False", "False", entry.reason, "False"))


def _is_plain(entry: Entry) -> bool:
    """Whether it blocks, on its own host, at any time."""
    return not (entry.allow or entry.mirrors or entry.from_ or entry.until)


def _to_csv(entry: Entry) -> str:
    return _row(as_fields(entry).values())


def _to_jsonl(entry: Entry) -> str:
    known = {name: value for name, value in as_fields(entry).items() if value}
    return json.dumps(known, ensure_ascii=False)


def _row(cells: Iterable[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="").writerow(map(_defused, cells))
    return out.getvalue()


READERS: MappingProxyType[str, Reader] = MappingProxyType({
    "list": _plain_list, "hosts": _hosts, "domains": _domains, "adblock": _adblock,
    "mastodon": _mastodon, "csv": _csv, "jsonl": _jsonl,
})  # fmt: skip
"""Format -> what reads it."""

WRITERS: MappingProxyType[str, Writer] = MappingProxyType({
    "list": _to_list, "hosts": _to_hosts, "domains": _to_domains, "adblock": _to_adblock,
    "mastodon": _to_mastodon, "csv": _to_csv, "jsonl": _to_jsonl,
})  # fmt: skip
"""Format -> an entry as it writes it, or None where it cannot say what the entry says."""

HEADS: MappingProxyType[str, str] = MappingProxyType({
    "adblock": "[Adblock Plus 2.0]",
    "mastodon": "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate",
    "csv": ",".join(("entry", *FIELDS)),
})  # fmt: skip
"""Format -> its first line, where it has one."""
