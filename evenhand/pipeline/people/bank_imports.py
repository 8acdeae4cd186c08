"""Other programs' lists on a site's block list: imported at once, and told in the log.

What is imported lies in the built bank `links.bank`, beside the list that the site's people keep by
hand. An entry of their own stands before an imported one for the same, and one that allows goes
before every entry that blocks as much.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evenhand.contacts.seal import is_disclosed
from evenhand.pipeline.bank_files import BUILT, SITE_BANKS, Imported, add_lines, replacing
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import KEEPERS, NOT_DONE
from evenhand.pipeline.people.choice import check_asked
from evenhand.pipeline.people.private import private_readings
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.turn import turn
from evenhand.signals.blocked_link.bank_formats import Line
from evenhand.store.contacts import get_contact
from evenhand.store.sites import get_site


@dataclass(frozen=True, slots=True)
class Import:
    """What somebody says with an import.

    Attributes:
        name: of the list's file, for errors.
        asked: the answer to the asked-question; None is refused.
        anew: what was imported before is gone.
    """

    name: str
    asked: bool | None
    contacts: Sequence[str] = ()
    anew: bool = False


def folder_of(home: Home, site: str) -> Path:
    """Where a site's banks lie. Raises EvenhandError: EH406."""
    return home.path / SITE_BANKS / get_site(site).name


def import_list(home: Home, site: str, by: str, given: Import, lines: Iterable[Line]) -> Imported:
    """Import what a list's lines come to; items are judged by it from then on.

    Raises EvenhandError: EH406, EH410, EH413, EH561 to EH564, EH571, EH572, EH620, EH621.
    """
    bank = folder_of(home, site) / BUILT
    with home.turns:
        giver(home, site, by, KEEPERS, NOT_DONE)
        check_asked(given.asked, given.contacts, site)
        with replacing(bank) as out:
            old = None if given.anew else bank
            imported = add_lines(out, _sayable(lines), given.name, old, home.entropy)
            # The entry comes first: a list that took effect is in the log, whatever fails then.
            _enter(home, site, by, given, imported)
    return imported


def _sayable(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, without those whose reason nobody who is concerned could be told."""
    for line in lines:
        if _is_private(line.entry.partition("\t")[2]):
            yield Line(line.number, "", "what follows the entry holds private information")
        else:
            yield line


@lru_cache(maxsize=10_000)
def _is_private(text: str) -> bool:
    return bool(private_readings(text))


def _enter(home: Home, site: str, by: str, given: Import, imported: Imported) -> None:
    """The log says that a list was imported and who asked, not what is on it."""
    with turn(home) as now:
        role = giver(now, site, by, KEEPERS, NOT_DONE).role
        fields = {
            "record": "bank",
            "change": "added",
            "covers": "list",
            "decided_by": str(role),
            "asked": "yes" if given.asked else "no",
            "contacts": [c.id for c in map(get_contact, given.contacts) if is_disclosed(c)],
        }
        sealed = {"entries": str(imported.entries), "digest": imported.digest}
        now.enter("disclosure", site, entry_id(home.entropy), fields, sealed)
