"""What a reader is told who follows a blocked link; the address itself is never repeated."""

from dataclasses import dataclass
from functools import lru_cache

from evenhand.enforcement.measures.block_link import MEASURE as BLOCK
from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_URL
from evenhand.model.measure import Measure
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import rules_of
from evenhand.pipeline.public.decisions import (
    ClauseView,
    ContactLink,
    MeasureView,
    clauses_of,
    contact_links,
    measure_view,
)
from evenhand.pipeline.public.ledger import public_entry
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.statements.wording import reach
from evenhand.store import shown
from evenhand.store.journal import journal_size
from evenhand.store.sites import get_site
from evenhand.text.addresses import Lead, leads


@dataclass(frozen=True, slots=True)
class BlockedView:
    """A block on a link.

    Attributes:
        case: of the decision that ordered it; empty where that will never have a page.
        public: whether that has its page already.
        reach: where the site takes appeals and questions.
    """

    site: str
    day: str
    case: str
    public: bool
    measure: MeasureView
    clauses: tuple[ClauseView, ...]
    contacts: tuple[ContactLink, ...]
    decided_by: str
    reach: str


def blocked(home: Home, address: str, site: str = "") -> BlockedView | None:
    """The block that a reader ran into; None where no block in force is on that address.

    The address is understood as when a link is posted: in any spelling, and through what wraps it.

    Args:
        site: where the reader was; empty looks at all sites.

    Raises EvenhandError: EH843 for what is no address, EH406.
    """
    if site:
        get_site(site)
    found = leads(address) if 0 < len(address) <= MAX_URL else []
    if not found:
        raise EvenhandError(
            "EH843", "this is no address of a page", not_done="no block was looked for",
            help="give the whole link, beginning with https://",
        )  # fmt: skip
    for name, (bank, measures) in _blocks(str(home.path), journal_size()).items():
        if site not in ("", name):
            continue
        hits = (bank.find(lead.address) for lead in _led_to(home, name, address))
        for _, written, _ in (hit for hit in hits if hit):
            return _view(name, measures[written], home)
    return None


def _led_to(home: Home, site: str, address: str) -> list[Lead]:
    """Where an address leads by a site's own rules; what is wrong with those is no reader's."""
    try:
        rules = rules_of(home, site)
    except EvenhandError as error:
        raise EvenhandError(
            error.code, "how this site reads addresses is not understood",
            not_done="no block was looked for", help="tell whoever runs the site",
        ) from None  # fmt: skip
    return leads(address, rules)


@lru_cache(maxsize=1)
def _blocks(home: str, size: int) -> dict[str, tuple[LinkBank, dict[str, Measure]]]:
    """Site -> its blocks that are in force, ready to be looked up, by how they are written.

    Args:
        home, size: whose, and at which length of the journal: every change of a measure is in it.
    """
    by_site: dict[str, dict[str, Measure]] = {}
    for site, measure in shown.links_in_force(BLOCK.name):
        by_site.setdefault(site, {})[measure.subject.id] = measure
    return {
        site: (LinkBank.from_lines(measures, site), measures) for site, measures in by_site.items()
    }


def _view(site: str, measure: Measure, home: Home) -> BlockedView:
    """What may be said of a block: nothing that the decision's page would not say."""
    case = measure.decision or ""
    entry = public_entry(shown.entries_of(case, "decision")[0])
    row = shown.find_decision(case, home.clock.now())
    never = bool(shown.hidden_cases([case]) or shown.known_as_minors([case]))
    return BlockedView(
        site=site,
        day=day_text(measure.from_),
        case="" if never else case,
        public=row is not None,
        measure=measure_view(measure),
        clauses=clauses_of(entry),
        contacts=contact_links(entry),
        decided_by=entry.fields["decided_by"],
        reach=reach(get_site(site)),
    )
