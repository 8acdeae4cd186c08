"""Matters: the affair that items, links, contacts, offers and cases belong to, on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evenhand.contacts.seal import is_disclosed
from evenhand.model.case import Appeal, Case
from evenhand.model.contact import Contact, Offer
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.measure import Subject
from evenhand.model.people import DECIDERS, Interest, Matter, Role
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.interests import drop_claims
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import EVERYBODY, READERS, giver
from evenhand.pipeline.people.said import check_name, check_names, check_text
from evenhand.pipeline.people.turn import turn
from evenhand.review.fit import touching
from evenhand.review.queues import sort_key
from evenhand.store.cases import open_cases
from evenhand.store.contacts import all_offers, contacts_of
from evenhand.store.decisions import count_unlogged, decisions_of_matter, get_decision, matters_seen
from evenhand.store.flags import appeals_of, flags_about
from evenhand.store.sites import get_site
from evenhand.store.staff import all_interests, all_matters, find_matter, keep_matter

NOT_OPENED = "no matter was opened"
NOT_CHANGED = "the matter stays as it was"
NOT_SHOWN = "nothing was shown"
MAX_TITLE = 200
"""Longest title of a matter, in code points."""

TOLD_OF_SEALED = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that are told how many contacts of a matter are sealed; nobody else learns of any."""


def open_matter(
    home: Home, site: str, matter: str, by: str, title: str, parties: Sequence[str] = ()
) -> Matter:
    """Open a matter, or give the open one another title; `parties` are added.

    Raises EvenhandError: EH406, EH413, EH624, EH571, EH572, EH577.
    """
    matter = check_name("the matter's name", matter, NOT_OPENED)
    title = check_text("the title", title, NOT_OPENED, most=MAX_TITLE)
    refuse_private(title, "the title")
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, DECIDERS, NOT_OPENED)
        found = find_matter(site, matter)
        known = found.parties if found else ()
        added = check_names("a party", parties, NOT_OPENED)
        opened_at = found.opened_at if found else now.now
        kept = Matter(site, matter, title, opened_at, tuple(dict.fromkeys((*known, *added))))
        keep_matter(kept)
        drop_claims(now, site, by)
    return kept


def set_parties(
    home: Home, site: str, matter: str, by: str, add: Sequence[str] = (), drop: Sequence[str] = ()
) -> Matter:
    """Say whom a matter concerns; cases in the hands of those with an interest are released.

    Who decides may add a party. Only an administrator drops one: it lets people decide whom an
    interest kept away.

    Raises EvenhandError: EH413, EH571, EH572, EH576 where it was not opened, or no such party is
    named in it; EH577.
    """
    with turn(home) as now:
        roles = frozenset({Role.ADMINISTRATOR}) if drop else DECIDERS
        giver(now, site, by, roles, NOT_CHANGED)
        found = find_matter(site, matter)
        if found is None:
            raise _unknown(matter, [m.id for m in all_matters(site)], "open it first with a title")
        for party in drop:
            if party not in found.parties:
                raise _unknown(party, found.parties, "`evenhand matter parties` lists them")
        added = check_names("a party", add, NOT_CHANGED)
        parties = tuple(dict.fromkeys((*found.parties, *added)))
        kept = Matter(
            site, matter, found.title, found.opened_at, tuple(p for p in parties if p not in drop)
        )
        keep_matter(kept)
        drop_claims(now, site, by)
    return kept


@dataclass(frozen=True, slots=True)
class Line:
    """A matter in a list.

    Attributes:
        opened: None where items came with its name and nobody opened it.
        decisions: how many of its decisions stand in the log.
    """

    id: str
    opened: Matter | None
    decisions: int
    open_cases: int


def matters(home: Home, site: str) -> list[Line]:
    """The matters of a site: those that were opened, then those that items came with."""
    get_site(site)
    opened = {matter.id: matter for matter in all_matters(site)}
    seen = matters_seen(site)
    waiting = [case.matter for case in open_cases(site)]
    return [
        Line(name, opened.get(name), seen.get(name, 0), waiting.count(name))
        for name in dict.fromkeys((*opened, *sorted(seen)))
    ]


@dataclass(frozen=True, slots=True)
class MatterView:
    """Everything about one affair.

    Attributes:
        opened: None where nobody opened it.
        decisions: those in the log, by what they are about, measures as they stand now.
        allowed: how many of its items were allowed by the rules, and so are not in the log.
        contacts: those that may be told of.
        sealed: how many may not; None for roles that are not told.
        interests: declared ones of owners and officers that touch it now.
        flags: how many flags there are about what its decisions are about.
        unanswered: how many of them wait for their answer.
        cases: open ones, the most urgent first.
    """

    site: str
    id: str
    opened: Matter | None
    decisions: Sequence[tuple[Subject, tuple[Decision, ...]]]
    allowed: int
    contacts: Sequence[Contact]
    sealed: int | None
    interests: Sequence[Interest]
    flags: int
    unanswered: int
    appeals: Sequence[Appeal]
    offers: Sequence[Offer]
    cases: Sequence[Case]


def view(home: Home, site: str, matter: str, by: str) -> MatterView:
    """A matter as it stands, for somebody of the staff, opened or not.

    Raises EvenhandError: EH413, EH571, EH572, EH576 where nothing goes by its name.
    """
    staff = giver(home, site, by, EVERYBODY, NOT_SHOWN)
    at, opened = home.clock.now(), find_matter(site, matter)
    decisions = [get_decision(each).decision for each in decisions_of_matter(site, matter)]
    asked = contacts_of(site, matter)
    disclosed = [contact for contact in asked if is_disclosed(contact)]
    allowed = count_unlogged(site, matter)
    if opened is None and not (decisions or disclosed or allowed):
        known = [line.id for line in matters(home, site)]
        help = "`evenhand matter list` shows which there are"
        raise _unknown(matter, known, help, NOT_SHOWN)
    flags = [f for subject in _subjects(decisions) for f in flags_about(site, subject)]
    offers = all_offers(site) if staff.role in READERS else []
    return MatterView(
        site=site,
        id=matter,
        opened=opened,
        decisions=[
            (subject, tuple(d for d in decisions if d.subject == subject))
            for subject in _subjects(decisions)
        ],
        allowed=allowed,
        contacts=disclosed,
        sealed=sum(c.seal is not None for c in asked) if staff.role in TOLD_OF_SEALED else None,
        interests=touching(all_interests(site), _named(opened, decisions, disclosed), at),
        flags=len(flags),
        unanswered=sum(flag.answered_at is None for flag in flags),
        appeals=[appeal for d in decisions for appeal in appeals_of(d.id or "")],
        offers=[offer for offer in offers if offer.matter == matter],
        cases=sorted(open_cases(site, matter=matter), key=lambda case: sort_key(case, at)),
    )


def _subjects(decisions: Iterable[Decision]) -> list[Subject]:
    return list(dict.fromkeys(decision.subject for decision in decisions))


def _named(
    opened: Matter | None, decisions: Iterable[Decision], disclosed: Iterable[Contact]
) -> list[str]:
    """Everybody concerned who may be told of: an interest must not give a sealed contact away."""
    names = [*(opened.parties if opened else ())]
    names += [decision.account for decision in decisions if decision.account]
    for contact in disclosed:
        names += [contact.organisation, contact.person, contact.on_behalf_of]
    return names


def _unknown(
    name: str, known: Iterable[str], help: str, not_done: str = NOT_CHANGED
) -> EvenhandError:
    return EvenhandError(
        "EH576", "no matter or party of this name is recorded here", not_done=not_done,
        help=nearest(name, known) or help,
    )  # fmt: skip
