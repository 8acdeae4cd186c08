"""What a sweep is about: what was listed, or is so no more, and which earlier items carry it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evenhand.model.errors import EvenhandError
from evenhand.model.sweep import Effect
from evenhand.pipeline.bank_files import SITE_BANKS
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.copy_carriers import copy_carriers, document_bank
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import bank_of, covers_same, parsed_entry, rules_of
from evenhand.pipeline.withheld_files import DOCUMENTS
from evenhand.signals import withheld_copy
from evenhand.signals.blocked_link.bank import PAGE, PREFIX, SITE
from evenhand.store.carried import Revision
from evenhand.store.decisions import still_held


@dataclass(frozen=True, slots=True)
class Source:
    """What a site's list has got or lost, and the items that carry it.

    Attributes:
        covers: `page`, `prefix`, `site` or `document`.
        entry: which one.
        signal: the signal that goes by the list.
        is_it: whether what a reading names (`detail.entry`, `detail.document`) was seen by it.
        revisions: finds what is to be judged again: where measures begin, the newest of items
            that carry it, with the decision on it; where they end, those whose decision ordered
            some.
    """

    site: str
    effect: Effect
    covers: str
    entry: str
    signal: str
    is_it: Callable[[str], bool]
    revisions: Callable[[Effect], Iterable[Revision]]


DOCUMENT = "document"
ALLOW = "allow "
"""How an entry begins that allows."""


def entry_source(home: Home, site: str, written: str) -> Source:
    """An entry of a site's block list: added, where it stands there now, else removed.

    An entry that allows works the other way round.

    Raises EvenhandError: EH560, EH566, EH567, EH770.
    """
    entry = parsed_entry(written)
    listed = bank_of(home, site).holds(entry)
    effect = Effect.IMPOSE if listed is not entry.allow else Effect.LIFT
    covered = entry.written.removeprefix(ALLOW)

    def revisions(effect: Effect) -> Iterable[Revision]:
        newest = effect is Effect.IMPOSE
        carried = carriers(site, covered, rules_of(home, site), newest=newest)
        found = dict.fromkeys(Revision(one.item, one.revision, one.decision) for one in carried)
        return found if newest else _ordering(site, found)

    return Source(
        site=site,
        effect=effect,
        covers=entry.kind,
        entry=entry.written,
        signal="blocked_link",
        is_it=lambda name: entry.allow or covers_same(name, entry),
        revisions=revisions,
    )


def document_source(home: Home, site: str, name: str) -> Source:
    """A document: withheld, where it lies in the site's folder now, else withheld no more.

    Only items whose words are kept are judged again: a sample tells of a copy, not of how much of
    it is quoted, and that is no ground for a measure.

    Raises EvenhandError: EH565 where it holds no text to look for; EH597 for a name that is a path.
    """
    if Path(name).name != name:
        raise EvenhandError(
            "EH597", f"`{name}` is no name of a withheld document", not_done="nothing is proposed",
            help="give its name as it lies in the site's folder of withheld documents",
        )  # fmt: skip
    folder = home.path / SITE_BANKS / site
    withheld = (folder / DOCUMENTS / name).is_file()

    def revisions(effect: Effect) -> Iterable[Revision]:
        if effect is Effect.LIFT:
            return (Revision(*found) for found in still_held(site))
        found = copy_carriers(site, document_bank(folder, name))
        return (Revision(one.item, one.revision, one.decision) for one in found if one.read)

    return Source(
        site=site,
        effect=Effect.IMPOSE if withheld else Effect.LIFT,
        covers=DOCUMENT,
        entry=name,
        signal=withheld_copy.SIGNAL.name,
        is_it=lambda shown: shown == name,
        revisions=revisions,
    )


def _ordering(site: str, carried: Iterable[Revision]) -> Iterator[Revision]:
    """The rules' decisions about these items, on any revision, of which measures are open."""
    items = dict.fromkeys(one.item for one in carried)
    return (Revision(*found) for found in still_held(site, items))


SOURCES: Mapping[str, Callable[[Home, str, str], Source]] = {
    PAGE: entry_source,
    PREFIX: entry_source,
    SITE: entry_source,
    DOCUMENT: document_source,
}
"""What `Source.covers` says -> what finds it anew, from (home, site, entry)."""
