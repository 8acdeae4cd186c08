"""Who asked: requests from outside, what people who decided answered, declared interests."""

from dataclasses import dataclass

from evenhand.contacts.public import LATE
from evenhand.contacts.table import UNLISTED, register
from evenhand.model.clock import day_text
from evenhand.model.contact import Contact
from evenhand.model.decision import Decision
from evenhand.model.people import Interest
from evenhand.pipeline.answers.ledger import Ledger
from evenhand.pipeline.people.parties import parties_of
from evenhand.review.fit import touching
from evenhand.store.contacts import all_contacts, contacts_of
from evenhand.store.decisions import decisions_of_matter, get_decision
from evenhand.store.staff import all_interests

A_PERSON = "a person"


@dataclass(frozen=True, slots=True)
class Request:
    """A request that may be told of; a natural person is told by role alone.

    Attributes:
        who: the organisation; empty for a natural person.
        behalf: for whom; empty where they speak for themselves.
        days_late: whole days from receipt to registration; `late` is more than 24 hours.
        decided_before: decisions in the matter from receipt to registration: nobody could see by
            them that somebody had asked.
        done: what came of it, as the site says.
        log: indexes of its entries.
    """

    who: str
    role: str
    behalf: str
    channel: str
    wants: str
    received: str
    logged: str
    days_late: int
    late: bool
    decided_before: int
    standing: str
    done: str
    log: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody who decided answered: has anyone outside the rules raised this with you?"""

    day: str
    decided_by: str
    subject: str
    raised: bool
    log: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A declared interest of an owner or officer in a party."""

    role: str
    kind: str
    party: str
    since: str
    log: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhoAsked:
    """The answer.

    Attributes:
        own_data: how many people asked about their own data, all over the site: 0, `1-4`, or
            exact from 5 up.
        note: what is not listed.
    """

    requests: tuple[Request, ...]
    own_data: int | str
    asked: tuple[Asked, ...]
    ties: tuple[Tie, ...]
    note: str = UNLISTED


def who_asked(site: str, matter: str, ledger: Ledger) -> WhoAsked:
    """Who asked for what in a matter of a site."""
    made = [get_decision(each) for each in decisions_of_matter(site, matter)]
    decisions = [kept.decision for kept in made]
    accounts = dict.fromkeys(decision.account for decision in decisions)
    parties = [name for one in accounts for name in parties_of(site, matter, one)]
    last = max((decision.decided_at for decision in decisions), default=None)
    ties = touching(all_interests(site), parties, last) if last else ()
    told = contacts_of(site, matter, disclosed=True)
    return WhoAsked(
        tuple(_request(contact, decisions, ledger) for contact in told),
        register(all_contacts(site)).own_data,
        tuple(
            Asked(day_text(d.decided_at), d.decided_by, str(d.subject.type), d.asked, k.log_index)
            for k in made
            for d in (k.decision,)
            if d.asked is not None and k.log_index is not None
        ),
        tuple(_tie(interest, ledger) for interest in ties),
    )


def _request(contact: Contact, decisions: list[Decision], ledger: Ledger) -> Request:
    waited = contact.logged_at - contact.received_at
    between = (contact.received_at <= d.decided_at < contact.logged_at for d in decisions)
    return Request(
        who=contact.organisation,
        role=str(contact.role),
        behalf=A_PERSON if contact.behalf_person else contact.on_behalf_of,
        channel=str(contact.channel),
        wants=str(contact.wants),
        received=day_text(contact.received_at),
        logged=day_text(contact.logged_at),
        days_late=waited.days,
        late=waited > LATE,
        decided_before=sum(between),
        standing=str(contact.standing),
        done=contact.done,
        log=ledger.indexes(contact.id, "contact", "disclosure"),
    )


def _tie(interest: Interest, ledger: Ledger) -> Tie:
    return Tie(
        role=str(interest.role),
        kind=str(interest.kind),
        party=A_PERSON if interest.person else interest.party,
        since=day_text(interest.from_),
        log=ledger.indexes(interest.id, "interest"),
    )
