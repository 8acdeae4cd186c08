"""The block list: pages, prefixes and sites, as the contract writes them, ready to be looked up."""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from evenhand.model.errors import EvenhandError, Where
from evenhand.model.item import MAX_URL
from evenhand.text.addresses import Address, page_key, parse_address, prefix_keys, site_keys

MAX_ENTRIES = 2_000_000
MAX_REASON = 500
MAX_SHOWN = 200
"""Longest stretch of a faulty line that an error shows."""

PAGE, PREFIX, SITE = "page", "prefix", "site"

_COMMENT = re.compile(r"(?:^|\s+)#.*")
"""At a line's start or after white space; otherwise `#` is part of an address."""

_BLANK = re.compile(r"\s")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[^\s/\\?#@:*]+|\[[0-9A-Fa-f:.]+\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a block list.

    Attributes:
        kind: `page`, `prefix` or `site`.
        key: what an address's page, prefix or site key has to equal.
        written: the entry as it stands in the list.
        reason: why it is listed; empty where the list does not say.
    """

    kind: str
    key: str
    written: str
    reason: str = ""


class LinkBank:
    """A block list that is ready to be looked up; it does not change.

    Attributes:
        name: where it came from, for errors.
        refused: (line number, why) of each line that is no entry. A list of strangers' making
            must not fail the screening for its odd lines; whoever loads it tells what was left
            out.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.refused: tuple[tuple[int, str], ...] = ()
        self._keys: dict[str, dict[str, int]] = {PAGE: {}, PREFIX: {}, SITE: {}}
        self._deepest_prefix = 0
        self._lines = bytearray()
        self._ends = array("Q")

    @classmethod
    def from_lines(cls, lines: Iterable[str], name: str) -> "LinkBank":
        """Read a block list.

        Args:
            lines: the list, one entry a line; empty lines and `#` comments are passed over.
            name: file name, for errors and for what is refused.

        Raises:
            EvenhandError: EH561, more than MAX_ENTRIES entries.
        """
        bank = cls(name)
        refused = []
        for number, line in enumerate(lines, 1):
            try:
                entry = parse_entry(line, name, number)
            except EvenhandError as error:
                refused.append((number, error.what))
            else:
                if entry is not None:
                    bank._add(entry, number)
        bank.refused = tuple(refused)
        return bank

    def __len__(self) -> int:
        """The number of entries; one that is listed twice counts once."""
        return len(self._ends)

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the digest of the entries with their reasons, in the list's order."""
        return f"sha256:{sha256(self._lines).hexdigest()}"

    @property
    def entries(self) -> Iterator[tuple[str, str]]:
        """(entry as written, its reason) of each entry, in the list's order."""
        return (self._entry(index) for index in range(len(self)))

    def find(self, address: Address) -> tuple[str, str, str] | None:
        """(kind, entry as written, its reason) that blocks an address; None where none does.

        The page goes before the longest prefix, and that before the longest host.
        """
        for kind, keys in (
            (PAGE, (page_key(address),)),
            (PREFIX, prefix_keys(address, self._deepest_prefix)),
            (SITE, site_keys(address)),
        ):
            table = self._keys[kind]
            for key in keys if table else ():
                index = table.get(key)
                if index is not None:
                    return (kind, *self._entry(index))
        return None

    def _add(self, entry: Entry, number: int) -> None:
        index = self._keys[entry.kind].setdefault(entry.key, len(self))
        if index < len(self):
            return
        if index == MAX_ENTRIES:
            raise EvenhandError(
                "EH561",
                f"the block list holds more than {MAX_ENTRIES:,} entries",
                where=Where(self.name, number),
                not_done="the list was not loaded",
            )
        if entry.kind == PREFIX:
            self._deepest_prefix = max(self._deepest_prefix, entry.key.count("/"))
        # One stretch of bytes: a million strings take four times as much.
        self._lines += f"{entry.written}\t{entry.reason}\n".encode()
        self._ends.append(len(self._lines))

    def _entry(self, index: int) -> tuple[str, str]:
        start = self._ends[index - 1] if index else 0
        line = self._lines[start : self._ends[index] - 1].decode()
        written, _, reason = line.partition("\t")
        return written, reason


def parse_entry(line: str, name: str, number: int) -> Entry | None:
    """One line of a block list; None where it is empty or a comment.

    Raises:
        EvenhandError: EH560 with the place and what is wrong.
    """
    entry, _, reason = line.strip("\ufeff\r\n").partition("\t")
    written = (_COMMENT.sub("", entry) if "#" in entry else entry).strip()
    if not written:
        return None
    reason = " ".join(reason.split())[:MAX_REASON]
    try:
        if written.startswith("site:"):
            return Entry(SITE, _site_key(written), written, reason)
        if written.endswith("/*"):
            return Entry(PREFIX, _prefix_key(written), written, reason)
        return Entry(PAGE, page_key(_address(written)), written, reason)
    except _Fault as fault:
        column = line.find(written) + fault.at + 1
        raise EvenhandError(
            "EH560",
            f"block-list entry not understood: {fault.what}",
            where=Where(name, number, column, line.rstrip()[:MAX_SHOWN]),
            not_done="this entry blocks nothing",
            help=fault.help,
        ) from None


class _Fault(Exception):
    """What is wrong with an entry, where in it (from 0), and what to write instead."""

    def __init__(self, what: str, help: str, at: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.help = help
        self.at = at


def _address(written: str) -> Address:
    """The address of a page or prefix entry."""
    blank = _BLANK.search(written)
    if blank:
        raise _Fault("a blank inside", "write the reason after a tab", blank.start())
    if not _HTTP.match(written):
        help = "begin with https:// or site:"
        raise _Fault("it is neither an http(s) address nor a site", help)
    if len(written) > MAX_URL:
        raise _Fault(f"it is longer than {MAX_URL:,} characters", "list its prefix or site")
    address = parse_address(written)
    if address is None or not address.host:
        raise _Fault("no browser would accept this address", "copy it from a browser's address bar")
    if "*" in address.host:
        help = "write site:host for a host with its sub-domains"
        raise _Fault("a `*` in the host", help, written.index("*"))
    if address.path.endswith("*") and not address.path.endswith("/*"):
        help = "write /* after a whole path segment, or %2A for a star"
        raise _Fault("a `*` that does not follow a slash", help, written.rindex("*"))
    return address


def _prefix_key(written: str) -> str:
    address = _address(written.removesuffix("*"))
    if address.query:
        raise _Fault("`/*` after a query", "a prefix has no query: leave it out")
    return page_key(address)


def _site_key(written: str) -> str:
    host = written.removeprefix("site:").strip()
    if not _HOST.fullmatch(host):
        raise _Fault(
            "a site is a host and nothing else",
            "write site:news.example; sub-domains and all pages are covered",
            len("site:"),
        )
    address = parse_address(f"http://{host}/")
    if address is None or not address.host:
        raise _Fault("no browser would accept this host", "check its spelling", len("site:"))
    labels = address.host.split(".")
    if not address.host.startswith("[") and (len(labels) == 1 or "" in labels):
        # `site:com` would block every host under .com, and `.news.example` no host at all.
        raise _Fault(
            "a site needs a host with a dot inside",
            "write site:news.example; a whole top-level domain cannot be listed",
            len("site:"),
        )
    return address.host
