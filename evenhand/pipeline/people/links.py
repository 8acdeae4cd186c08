"""Links as the staff sees them: what is in force on them and who asked; one person's short block.

An address is looked up as screening would: unwrapped, and compared as the block list is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from evenhand.contacts.seal import is_disclosed
from evenhand.enforcement.second_person import NEWS_LINK_HOURS, PROTECTED_HOURS
from evenhand.model.case import CaseState
from evenhand.model.contact import Contact
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import bank_of, rules_of
from evenhand.pipeline.people.choice import Choice, Chosen, Do, check_choice
from evenhand.pipeline.people.lifting import check_fit_for
from evenhand.pipeline.people.looked_at import LookedAt, look_at
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.pipeline.people.ruling import Ruled, Ruling
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.published import publish_packs
from evenhand.review.cases import hold_case
from evenhand.signals.blocked_link.bank import PAGE, PREFIX, Entry, parse_entry
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.contacts import get_contact
from evenhand.store.decisions import get_decision, last_decision_on
from evenhand.store.overviews import link_measures
from evenhand.store.sites import get_site
from evenhand.text.addresses import Address, leads, page_key, prefix_keys, site_keys

BLOCK = "block_link"
MOST = 500
"""Most measures that a page lists, open ones and those that are over."""

NOT_SHOWN = "nothing was shown"
NOT_BLOCKED = "the link is not blocked"


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A measure on a link.

    Attributes:
        asked_by: contacts that its decision lists and that may be told of.
        case: id of an open case that looks at its decision.
    """

    measure: Measure
    matter: str | None
    decided_by: str
    asked: bool | None
    asked_by: Sequence[Contact]
    case: str | None
    log_index: int | None


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is known of an address.

    Attributes:
        address: as browsers read it, the innermost where it is wrapped in others.
        steps: what was undone to get there.
        listed: (kind, entry, reason) of the block list that covers it; None where none does.
        lines: measures that cover it, open or over.
    """

    address: str
    steps: tuple[str, ...]
    listed: tuple[str, str, str] | None
    lines: Sequence[LinkLine]


@dataclass(frozen=True, slots=True)
class Block:
    """A block that one person takes at once.

    Attributes:
        rule: id of the rule in force that it rests on.
        why: a sentence that whoever is concerned reads.
        asked: the answer to the asked-question; None is refused.
    """

    link: str
    hours: int
    rule: str
    why: str
    asked: bool | None
    contacts: tuple[str, ...] = ()


def links(home: Home, site: str, by: str, *, open_: bool = True) -> list[LinkLine]:
    """Measures on a site's links, the newest first: those that are open, or that are over.

    Raises EvenhandError: EH406, EH413, EH571, EH572.
    """
    get_site(site)
    giver(home, site, by, READERS, NOT_SHOWN)
    return lines_of(link_measures(site, open_=open_, most=MOST))


def lines_of(measures: Iterable[Measure]) -> list[LinkLine]:
    """Measures on links, each with what moved it."""
    return [_line(measure) for measure in measures]


def look_up(home: Home, site: str, by: str, written: str) -> LookUp:
    """What covers an address. Raises EvenhandError: EH406, EH413, EH571, EH572, EH773."""
    get_site(site)
    giver(home, site, by, READERS, NOT_SHOWN)
    found = leads(written, rules_of(home, site))
    if not found:
        raise _no_address(NOT_SHOWN)
    bank, known = bank_of(home, site), [*_entries(site)]
    hits = (bank.find(lead.address) for lead in found)
    covering = [
        measure for measure, entry in known if any(_covers(entry, lead.address) for lead in found)
    ]
    inner = found[-1]
    return LookUp(
        inner.address.href,
        inner.steps,
        next((hit for hit in hits if hit is not None), None),
        lines_of(covering),
    )


def block(home: Home, site: str, by: str, wanted: Block) -> Ruled:
    """One person blocks a link for a few hours, so that somebody can look; it ends by itself.

    Raises EvenhandError: EH410, EH413, EH610, EH620 to EH624, EH643 to EH648, EH773, EH774 for
        more hours than one person may.
    """
    if not 1 <= wanted.hours <= PROTECTED_HOURS:
        raise _too_long(PROTECTED_HOURS)
    with turn(home) as now:
        staff = now.staff(site, by)
        until = now.now + timedelta(hours=wanted.hours)
        chosen = (Chosen(BLOCK, until),)
        choice = Choice(
            Do.MEASURE, wanted.asked, wanted.contacts, wanted.why, chosen, wanted.rule
        )  # fmt: skip
        check_choice(choice, site)
        subject = Subject(SubjectType.LINK, _known_as(site, wanted.link))
        about = look_at(site, subject, last_decision_on(site, subject), now.now)
        _check_hours(about, wanted.hours)
        check_fit_for(about, staff, now)
        publish_packs(now, site, about.policies)
        ruled = Ruling(now, staff, about, choice).measure(instead=False)
        for measure in ruled.decision.measures:
            if measure.state is MeasureState.IN_FORCE:
                keep_case(hold_case(now.new_id(), measure, ruled.decision))
        return ruled


def _check_hours(about: LookedAt, hours: int) -> None:
    """A news link is blocked by one person for a day at most."""
    if about.care is not None and hours > about.care:
        raise _too_long(min(about.care, NEWS_LINK_HOURS))


def _known_as(site: str, written: str) -> str:
    """What measures on this page call it: the same for every spelling of it."""
    lead = next(iter(leads(written)), None)
    if lead is None or "://" not in written:
        raise _no_address(NOT_BLOCKED)
    for measure, entry in _entries(site):
        if entry.kind == PAGE and entry.key == page_key(lead.address):
            return measure.subject.id
    return lead.address.href


def _entries(site: str) -> Iterator[tuple[Measure, Entry]]:
    """The measures on a site's links, each with what its link covers."""
    for open_ in (True, False):
        for measure in link_measures(site, open_=open_, most=MOST):
            try:
                entry = parse_entry(measure.subject.id, "the link", 1)
            except EvenhandError:
                continue  # an address of old that no browser would accept covers no other
            if entry is not None:
                yield measure, entry


def _covers(entry: Entry, address: Address) -> bool:
    if entry.kind == PAGE:
        return entry.key == page_key(address)
    if entry.kind == PREFIX:
        return entry.key in prefix_keys(address, entry.key.count("/"))
    return entry.key in site_keys(address)


def _line(measure: Measure) -> LinkLine:
    kept = get_decision(measure.decision or "")
    decision = kept.decision
    waiting = (c.id for c in cases_of_decision(decision.id or "") if c.state is CaseState.OPEN)
    return LinkLine(
        measure,
        decision.matter,
        decision.decided_by,
        decision.asked,
        [c for c in map(get_contact, decision.contacts) if is_disclosed(c)],
        next(waiting, None),
        kept.log_index,
    )


def _too_long(most: int) -> EvenhandError:
    return EvenhandError(
        "EH774", f"one person may block this link for 1 to {most} hours", not_done=NOT_BLOCKED,
        help="take fewer hours; somebody decides in a case meanwhile",
    )  # fmt: skip


def _no_address(not_done: str) -> EvenhandError:
    return EvenhandError(
        "EH773", "this is no address of the web", not_done=not_done,
        help="copy it from a browser's address bar, with https:// in front",
    )  # fmt: skip
