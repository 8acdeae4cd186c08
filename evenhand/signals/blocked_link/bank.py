"""The block list: pages, prefixes and sites, as the contract writes them, ready to be looked up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from io import BytesIO

from evenhand.model.errors import EvenhandError, Where
from evenhand.signals.blocked_link.bank_entries import (
    MAX_REASON,
    PAGE,
    PREFIX,
    SITE,
    Entry,
    bare_host,
    parse_entry,
)
from evenhand.signals.blocked_link.bank_table import (
    MAX_DEPTH_BIT,
    MIRRORS_PAGE,
    MIRRORS_PREFIX,
    Table,
    TableWriter,
    tag_of,
)
from evenhand.text.addresses import Address, page_key, prefix_keys, site_keys

__all__ = ["MAX_REASON", "PAGE", "PREFIX", "SITE", "Entry", "LinkBank", "fill", "parse_entry"]

MAX_ENTRIES = 20_000_000
MAX_KNOWN = 4096
"""Of so many hosts a bank remembers what it found, about 1 MiB."""

Refused = tuple[int, str]
"""(Line number, why) of a line that is no entry."""


class LinkBank:
    """A block list that is ready to be looked up; it does not change.

    Attributes:
        name: where it came from, for errors.
        at: the moment that it answers for; None takes every entry as in force.
        refused: of each line that is no entry. A list of strangers' making must not fail the
            screening for its odd lines; whoever loads it tells what was left out.
    """

    def __init__(
        self,
        tables: Sequence[Table],
        name: str,
        at: datetime | None = None,
        refused: Sequence[Refused] = (),
    ) -> None:
        """Take the tables of one list; where two know of an address equally, the first stands."""
        self.name, self.at, self.refused = name, at, tuple(refused)
        self._tables = tuple(tables)
        self._len = sum(map(len, tables))
        mirrored = (table.counts[MIRRORS_PAGE] + table.counts[MIRRORS_PREFIX] for table in tables)
        self._mirrors = any(mirrored)
        self._deepest = max((table.deepest for table in tables), default=0)
        self._depths = 0
        for table in tables:
            self._depths |= table.depths
        self._hosts: dict[str, tuple[bool, Entry | None]] = {}

    @classmethod
    def from_lines(cls, lines: Iterable[str], name: str, at: datetime | None = None) -> "LinkBank":
        """Read a block list.

        Args:
            lines: the list, one entry a line; empty lines and `#` comments are passed over.
            name: file name, for errors and for what is refused.
            at: the moment that the bank is to answer for.

        Raises:
            EvenhandError: EH561, more than MAX_ENTRIES entries.
        """
        out = BytesIO()
        writer = TableWriter(out)
        refused: list[Refused] = []
        fill(writer, enumerate(lines, 1), name, lambda *told: refused.append(told))
        writer.finish()
        return cls.from_bytes((out.getvalue(),), name, at, refused)

    @classmethod
    def from_bytes(
        cls,
        tables: Iterable[bytes],
        name: str,
        at: datetime | None = None,
        refused: Sequence[Refused] = (),
    ) -> "LinkBank":
        """The bank whose tables these are. Raises EvenhandError: EH562."""
        return cls([Table(memoryview(data), name) for data in tables], name, at, refused)

    @classmethod
    def joined(
        cls, banks: Sequence["LinkBank"], name: str, at: datetime | None = None
    ) -> "LinkBank":
        """Several lists as one; where two know of an address equally, the earlier one stands."""
        tables = [table for bank in banks for table in bank._tables]
        return cls(tables, name, at, [told for bank in banks for told in bank.refused])

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: the tables' bytes."""
        tables = tuple(bytes(table.data) for table in self._tables)
        return LinkBank.from_bytes, (tables, self.name, self.at, self.refused)

    def __len__(self) -> int:
        """The number of entries; one that is listed twice counts once."""
        return self._len

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the digest of the entries with all that is known of them, in order."""
        digests = [table.digest for table in self._tables]
        if len(digests) == 1:
            return digests[0]
        return f"sha256:{sha256(' '.join(digests).encode()).hexdigest()}"

    @property
    def entries(self) -> Iterator[tuple[str, str]]:
        """(entry as written, its reason) of each entry, in the list's order."""
        return ((entry.written, entry.reason) for entry in self.all_entries())

    def all_entries(self) -> Iterator[Entry]:
        """Each entry with all that is known of it, in the list's order."""
        for table in self._tables:
            yield from table.entries()

    @property
    def counts(self) -> dict[str, int]:
        """How many pages, prefixes and sites are listed."""
        return {
            kind: sum(count for table in self._tables for tag, count in table.counts.items()
                      if tag.endswith(kind))
            for kind in (PAGE, PREFIX, SITE)
        }  # fmt: skip

    @property
    def next_change(self) -> datetime | None:
        """When an entry begins or ceases to count: open the bank anew then. None is never."""
        if self.at is None:
            return None
        changes = (table.next_change(self.at) for table in self._tables)
        return min((at for at in changes if at), default=None)

    def find(self, address: Address) -> tuple[str, str, str] | None:
        """(kind, entry as written, its reason) that blocks an address; None where none does."""
        entry = self.nearest(address)
        return None if entry is None or entry.allow else (entry.kind, entry.written, entry.reason)

    def nearest(self, address: Address) -> Entry | None:
        """The entry that decides about an address, whether it blocks or allows; None where none.

        The page goes before the longest prefix, and that before the longest host; with the exact
        host before its mirrors. Of two for the same, one that allows goes first, then the first.

        Raises EvenhandError: EH563 where the bank's file is damaged.
        """
        has_pages, site = self._known_of(address)
        nearest = self._first(self._keys(address)) if has_pages else None
        return nearest or site

    def holds(self, entry: Entry) -> bool:
        """Whether this entry is on the list and counts now, whatever decides about its addresses.

        Raises EvenhandError: EH563 where the bank's file is damaged.
        """
        found = (one for table in self._tables for one in table.find(tag_of(entry), entry.key))
        return any(one.allow is entry.allow and one.counts_at(self.at) for one in found)

    def _known_of(self, address: Address) -> tuple[bool, Entry | None]:
        """Whether there may be pages or prefixes of a host, and the site entry that covers it.

        Kept for the last hosts: posts name few hosts, and those again and again.
        """
        known = self._hosts.get(address.host)
        if known is None:
            listed = [key for key in site_keys(address) if self._may_hold(key)]
            has_pages = address.host in listed
            if self._mirrors and not has_pages:
                has_pages = self._may_hold(bare_host(address.host))
            known = has_pages, self._first((SITE, key) for key in listed) if listed else None
            if len(self._hosts) >= MAX_KNOWN:
                self._hosts.clear()
            self._hosts[address.host] = known
        return known

    def _may_hold(self, host: str) -> bool:
        # A loop: `any` takes three times as long, and every address comes here.
        for table in self._tables:  # noqa: SIM110
            if table.may_hold(host):
                return True
        return False

    def _first(self, keys: Iterable[tuple[str, str]]) -> Entry | None:
        """The entry that counts under the first of these keys that has one."""
        for tag, key in keys:
            found = [
                entry for table in self._tables for entry in table.find(tag, key)
                if entry.counts_at(self.at)
            ]  # fmt: skip
            if found:
                return next((entry for entry in found if entry.allow), found[0])
        return None

    def _keys(self, address: Address) -> Iterator[tuple[str, str]]:
        """(Tag, key) of the page and of all above it on its host; what covers least comes first."""
        host = address.host
        bare = bare_host(host) if self._mirrors else ""
        page = page_key(address)
        yield PAGE, page
        if bare:
            yield MIRRORS_PAGE, bare + page[len(host) :]
        for prefix in prefix_keys(address, self._deepest) if self._depths else ():
            if self._depths >> min(prefix.count("/"), MAX_DEPTH_BIT) & 1:
                yield PREFIX, prefix
                if bare:
                    yield MIRRORS_PREFIX, bare + prefix[len(host) :]


def fill(
    writer: TableWriter,
    numbered: Iterable[tuple[int, str]],
    name: str,
    refuse: Callable[[int, str], None],
) -> int:
    """Add a list's entries to a table; returns how many of them it held already.

    Args:
        numbered: the list's lines with their numbers.
        name: of the list, for errors.
        refuse: is told the number of each line that is no entry, and why.

    Raises:
        EvenhandError: EH561, more than MAX_ENTRIES entries.
    """
    known = 0
    for number, line in numbered:
        try:
            entry = parse_entry(line, name, number)
        except EvenhandError as error:
            refuse(number, error.what)
            continue
        if entry is None:
            continue
        known += not writer.add(entry)
        if len(writer) > MAX_ENTRIES:
            raise EvenhandError(
                "EH561",
                f"the block list holds more than {MAX_ENTRIES:,} entries",
                where=Where(name, number),
                not_done="the list was not loaded",
            )
    return known
