"""A site's block list as people keep it: what is on it, what is added and taken off, and by whom.

The list is the file `banks/<site>/links.txt`, which screening reads. It is private, and part of
what the rules judge by: so each change is an entry of type `disclosure` in the log, which says
that something was added or removed, by whom by role, and whether somebody from outside had asked
for it, never which address it is.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.contacts.seal import is_disclosed
from evenhand.log.entry import decode
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.bank_files import SITE_BANKS, open_folder
from evenhand.pipeline.banks import open_links
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.choice import check_asked
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.pipeline.people.said import check_text
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.screeners import LINKS
from evenhand.pipeline.unwrapping import open_rules
from evenhand.signals.blocked_link.bank import MAX_REASON, Entry, LinkBank, parse_entry
from evenhand.store.contacts import get_contact
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.sites import get_site
from evenhand.text.addresses import Rules

KEEPERS = frozenset({Role.SENIOR, Role.ADMINISTRATOR})
"""What they list is blocked until somebody takes it off: it is no moderator's measure."""

NOT_DONE = "the block list stays as it was"
NOT_SHOWN = "nothing was shown"


@dataclass(frozen=True, slots=True)
class BankList:
    """A site's block list.

    Attributes:
        entries: (entry as written, its reason), in the list's order.
        refused: (line number, why) of lines that are no entry and block nothing.
    """

    entries: Sequence[tuple[str, str]]
    refused: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Caught:
    """What an entry would have caught.

    Attributes:
        items: ids of all items that carry what it covers.
    """

    entry: str
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What somebody says with a change of the list.

    Attributes:
        asked: the answer to the asked-question; None is refused.
        reason: stands in the list, where who is concerned may read it.
    """

    written: str
    asked: bool | None
    contacts: tuple[str, ...] = ()
    reason: str = ""


def bank_list(home: Home, site: str, by: str) -> BankList:
    """A site's block list. Raises EvenhandError: EH406, EH413, EH571, EH572."""
    get_site(site)
    giver(home, site, by, READERS, NOT_SHOWN)
    file = _file(home, site)
    bank = open_links(file if file.is_file() else None)
    return BankList(tuple(bank.entries), bank.refused)


def bank_of(home: Home, site: str) -> LinkBank:
    """A site's block list with what was imported, ready to be looked up."""
    return open_folder(_file(home, site).parent, home.clock.now())


def rules_of(home: Home, site: str) -> Rules | None:
    """A site's rules for wrapped addresses; None where it has none of its own.

    Raises EvenhandError: EH566, EH567.
    """
    folder = _file(home, site).parent
    return open_rules(folder, home.clock.now()) if folder.is_dir() else None


def caught(home: Home, site: str, by: str, written: str) -> Caught:
    """The earlier items that carry what an entry covers, before it is added.

    Raises EvenhandError: EH413, EH560, EH571, EH572, EH770.
    """
    giver(home, site, by, READERS, NOT_SHOWN)
    entry = parsed_entry(written)
    carried = carriers(site, entry.written, rules_of(home, site))
    return Caught(entry.written, entry.kind, tuple(dict.fromkeys(one.item for one in carried)))


def add_entry(home: Home, site: str, by: str, listing: Listing) -> Entry:
    """List a page, everything below one, or a whole site: items that lead there are judged so.

    Raises EvenhandError: EH406, EH410, EH413, EH560, EH571, EH572, EH577, EH620, EH621, EH624,
        EH770 where it is listed already, EH772.
    """
    reason = check_text("the reason", listing.reason, NOT_DONE, most=MAX_REASON)
    refuse_private(reason, "the reason")
    entry = parsed_entry(listing.written, reason)

    def added(lines: list[str]) -> list[str]:
        if any(covers_same(line, entry) for line in lines):
            raise _unfit("it is on the list already", "take it off first to give another reason")
        return [*lines, f"{entry.written}\t{entry.reason}\n"]

    _change(home, site, by, listing, ("added", entry), added)
    return entry


def remove_entry(home: Home, site: str, by: str, listing: Listing) -> Entry:
    """Take an entry off the list. What was blocked because of it stays until it is lifted.

    Raises EvenhandError: EH406, EH410, EH413, EH560, EH571, EH572, EH620, EH621, EH771, EH772.
    """
    entry = parsed_entry(listing.written)

    def without(lines: list[str]) -> list[str]:
        kept = [line for line in lines if not covers_same(line, entry)]
        if len(kept) == len(lines):
            raise EvenhandError(
                "EH771", "the block list has no such entry", not_done=NOT_DONE,
                help="open the list again: somebody may have taken it off meanwhile",
            )  # fmt: skip
        return kept

    _change(home, site, by, listing, ("removed", entry), without)
    return entry


def _change(
    home: Home,
    site: str,
    by: str,
    listing: Listing,
    what: tuple[str, Entry],
    change: Callable[[list[str]], list[str]],
) -> None:
    """Change the file and enter it in the log: both, or neither."""
    file, case = _file(home, site), entry_id(home.entropy)
    with home.turns, _restored(file, case), turn(home) as now:
        get_site(site)
        staff = giver(now, site, by, KEEPERS, NOT_DONE)
        check_asked(listing.asked, listing.contacts, site)
        old = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        lines = [line if line.endswith("\n") else f"{line}\n" for line in old.splitlines(True)]
        new = "".join(change(lines))
        now.enter("disclosure", site, case, *_told(str(staff.role), listing, what))
        now.recording.flush()
        _write(file, new)  # last: it takes effect with the entry, or not at all


def _told(
    role: str, listing: Listing, what: tuple[str, Entry]
) -> tuple[dict[str, Any], dict[str, str]]:
    """(public, sealed) of its entry: that the list changed, and who asked as far as may be told."""
    change, entry = what
    asked = (get_contact(contact) for contact in listing.contacts)
    fields = {
        "record": "bank",
        "change": change,
        "covers": entry.kind,
        "decided_by": role,
        "asked": "yes" if listing.asked else "no",
        "contacts": [c.id for c in asked if is_disclosed(c)],
    }
    return fields, {"entry": entry.written, **({"reason": entry.reason} if entry.reason else {})}


@contextmanager
def _restored(file: Path, case: str) -> Iterator[None]:
    """The file is as it was where its change is not in the journal after all."""
    before, size = _bytes(file), journal_size()
    try:
        yield
    except BaseException:
        since = map(decode, read_journal(size, journal_size()))
        if _bytes(file) != before and all(entry["case"] != case for entry in since):
            if before is None:
                file.unlink()
            else:
                file.write_bytes(before)
        raise


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _write(file: Path, text: str) -> None:
    """Replace the file at one moment: whoever reads it meanwhile reads the old or the new one."""
    made = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with made.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        made.replace(file)
    except OSError as error:
        raise EvenhandError(
            "EH772", f"the block list cannot be written: {error.strerror}", not_done=NOT_DONE,
            help="look at the free space and the owner of EVENHAND_HOME/banks",
        ) from None  # fmt: skip


def parsed_entry(written: str, reason: str = "-") -> Entry:
    """The entry as a line of the list would be read. Raises EvenhandError: EH560, EH770."""
    written = written.strip()
    entry = parse_entry(f"{written}\t{reason}", "the entry", 1) if "\t" not in written else None
    if entry is None or "\n" in written:
        raise _unfit("it is empty, or several", "write one address, or site: and a host")
    return entry


def covers_same(line: str, entry: Entry) -> bool:
    """Whether a line of a list is the same entry, whatever its spelling and its reason."""
    try:
        found = parse_entry(line, "the list", 1)
    except EvenhandError:
        return False  # a line that is no entry covers nothing
    return found is not None and _covered(found) == _covered(entry)


def _covered(entry: Entry) -> tuple[str, str, bool, bool]:
    return entry.kind, entry.key, entry.allow, entry.mirrors


def _file(home: Home, site: str) -> Path:
    return home.path / SITE_BANKS / site / LINKS


def _unfit(what: str, help: str) -> EvenhandError:
    return EvenhandError("EH770", f"the entry: {what}", not_done=NOT_DONE, help=help)
