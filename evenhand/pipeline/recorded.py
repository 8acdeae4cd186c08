"""What notices tell beside a decision itself: who asked, who has an interest, who told what."""

from datetime import datetime

from evenhand.enforcement.cure import TRIES
from evenhand.model.contact import Contact, ContactKind
from evenhand.model.decision import Decision
from evenhand.model.item import Item
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Fact, FactStanding, Interest
from evenhand.pipeline.people.parties import told_parties
from evenhand.review.fit import touching
from evenhand.statements.context import NotifiedBy
from evenhand.store.contacts import get_contact
from evenhand.store.cures import get_cure
from evenhand.store.facts import facts_about
from evenhand.store.flags import flags_about
from evenhand.store.staff import all_interests


def who_asked(decision: Decision) -> tuple[Contact, ...]:
    """The contacts that a decision lists."""
    return tuple(get_contact(contact) for contact in decision.contacts)


def touching_interests(decision: Decision, at: datetime) -> tuple[Interest, ...]:
    """Declared interests of owners and officers in anybody whom the decision concerns."""
    declared = all_interests(decision.site)
    if not declared:
        return ()
    parties = told_parties(decision.site, decision.matter, decision.account)
    return touching(declared, parties, at)


def facts_of(decision: Decision, item: Item | None) -> tuple[Fact, ...]:
    """The newest of each asserted fact that a decision rests on, as it stands now.

    What comes with an item that is being decided right now is told as the caller's.
    """
    if not decision.facts:
        return ()
    known: dict[str, Fact] = {}
    subjects = [decision.subject]
    if decision.account is not None:
        subjects.append(Subject(SubjectType.ACCOUNT, decision.account))
    for subject in subjects:
        for fact in facts_about(decision.site, subject):
            known[_path(fact)] = fact
    for fact in asserted(item, decision.decided_at) if item else ():
        known.setdefault(_path(fact), fact)
    standing = {name for name, fact in known.items() if fact.standing is not FactStanding.FALLEN}
    return tuple(known[name] for name in decision.facts if name in standing)


def notified_by(decision: Decision) -> NotifiedBy:
    """Who pointed people to what they decided on; what a rule decided, it found itself."""
    if decision.decided_by == "rule":
        return NotifiedBy.NOBODY
    flags = flags_about(decision.site, decision.subject)
    before = [flag for flag in flags if flag.received_at <= decision.decided_at]
    if any(flag.trusted for flag in before):
        return NotifiedBy.TRUSTED_FLAGGER
    if any(contact.kind is ContactKind.NOTICE_16 for contact in who_asked(decision)):
        return NotifiedBy.NOTICE_16
    return NotifiedBy.FLAG if before else NotifiedBy.NOBODY


CALLER = "caller"
"""Who asserts the facts that come with an item: whoever sent it."""


def asserted(item: Item, at: datetime) -> list[Fact]:
    """The roles and facts that came with an item, as records of who said so."""
    found: list[Fact] = []
    if item.author is not None and item.account.roles is not None:
        account = Subject(SubjectType.ACCOUNT, item.author)
        found.append(Fact(account, "roles", item.account.roles, CALLER, "item", at))
    subject = Subject(SubjectType.ITEM, item.id)
    found += [Fact(subject, name, value, CALLER, "item", at) for name, value in item.facts.items()]
    return found


def tries_left(decision: Decision) -> int | None:
    """How many changed texts may still cure it; None where nothing of it can be cured."""
    if not any(measure.cure for measure in decision.measures):
        return None
    if decision.subject.type is not SubjectType.ITEM:
        return None
    return max(0, TRIES - get_cure(decision.site, decision.subject.id).tries)


def has_relapsed(decision: Decision) -> bool:
    """Whether what was cured in the item came back with a later edit."""
    if decision.subject.type is not SubjectType.ITEM:
        return False
    return get_cure(decision.site, decision.subject.id).relapsed_at is not None


def _path(fact: Fact) -> str:
    """A fact's name in the policy language."""
    if fact.subject.type is SubjectType.ACCOUNT:
        return f"account.{fact.name}"
    return f"facts.{fact.name}"
