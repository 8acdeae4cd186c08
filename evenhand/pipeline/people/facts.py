"""Facts that people assert of items and accounts: told, disputed, fallen.

A fact has no log entry of its own: each decision's entry names the facts that it rests on, and
when one falls, the decisions that rest on it become cases, whose decisions are logged like all
others.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.model.case import Case, CaseReason, CaseState
from evenhand.model.errors import EvenhandError
from evenhand.model.item import FactValue
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import DECIDERS, Fact, FactStanding
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import policy_of
from evenhand.pipeline.people.fact_values import NOT_KEPT, ROLES_FACT, checked_value
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.said import check_name, check_text
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.recorded import CALLER
from evenhand.review.cases import fact_case
from evenhand.review.queues import Queue
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.contacts import get_contact
from evenhand.store.decisions import (
    decision_chain,
    get_decision,
    last_decision_on,
    later_decisions,
)
from evenhand.store.facts import (
    WITH_ITEM,
    add_fact,
    facts_about,
    get_fact,
    resting_on,
    set_roles,
    stand,
)
from evenhand.store.measures import measures_of_decision, open_measures

NOT_CHANGED = "the fact stays as it was"
_OPEN = frozenset({MeasureState.IN_FORCE, MeasureState.PROPOSED})


@dataclass(frozen=True, slots=True)
class Assertion:
    """What somebody asserts of an item, or which roles an account has.

    Attributes:
        asserted_by: who says so: a role such as `media`, or who it is.
        basis: what it rests on, in the asserter's words.
        contact: id of the contact that brought it.
    """

    subject: Subject
    name: str
    value: FactValue
    asserted_by: str
    basis: str
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it stands now, and the cases in which decisions are looked at because of it.

    Attributes:
        decided: something was decided about its item before, or it is an account's.
    """

    fact: Fact
    cases: tuple[Case, ...]
    decided: bool = True


def add(home: Home, site: str, by: str, assertion: Assertion) -> Told:
    """Keep what somebody asserts; `by` is who of the staff records it.

    Where it changes something for a decision whose measures are still open, that decision comes
    back to the queue. Roles hold for the account from now on.

    Raises EvenhandError: EH109, EH410, EH413, EH571, EH572, EH577 to EH579, EH581.
    """
    with turn(home) as now:
        giver(now, site, by, DECIDERS, NOT_KEPT)
        fact = _fact(site, assertion, now.now)
        fact = replace(fact, id=add_fact(site, fact))
        if fact.subject.type is SubjectType.ACCOUNT:
            _follow_roles(site, fact.subject)
            return Told(fact, ())
        last, case = last_decision_on(site, fact.subject), None
        if last and _changes(site, fact, last):
            case = _bring_back(now, fact, last, CaseReason.FACT_TOLD)
    return Told(fact, (case,) if case else (), last is not None)


def dispute(home: Home, fact_id: int, by: str, text: str) -> Fact:
    """Keep what is said against a fact; it still counts until it falls.

    Raises EvenhandError: EH410, EH413, EH571, EH572, EH577, EH580.
    """
    with turn(home) as now:
        return _stand(now, fact_id, by, FactStanding.DISPUTED, text)[1]


def fall(home: Home, fact_id: int, by: str, why: str) -> Told:
    """A fact counts for nothing any more: every decision that rests on it is looked at again.

    An account's roles are again what was asserted before and still stands, else unknown.

    Raises EvenhandError: EH410, EH413, EH571, EH572, EH577, EH580.
    """
    with turn(home) as now:
        site, fact = _stand(now, fact_id, by, FactStanding.FALLEN, why)
        if fact.name == ROLES_FACT and fact.subject.type is SubjectType.ACCOUNT:
            _follow_roles(site, fact.subject)
        cases = [
            _bring_back(now, fact, decision, CaseReason.FACT_FELL)
            for decision in _resting_on(site, fact)
        ]
    return Told(fact, tuple(dict.fromkeys(cases)))


def _fact(site: str, told: Assertion, at: datetime) -> Fact:
    """The fact as it can be kept."""
    value = checked_value(site, told.subject, told.name, told.value)
    check_name("what it is about", told.subject.id, NOT_KEPT)
    asserted_by = check_name("who asserts it", told.asserted_by, NOT_KEPT)
    basis = check_text("the basis", told.basis, NOT_KEPT)
    if basis == WITH_ITEM or asserted_by == CALLER:
        raise EvenhandError(
            "EH577", f"`{WITH_ITEM}` and `{CALLER}` stand for what comes with an item",
            not_done=NOT_KEPT, help="say who asserts it, and what it rests on",
        )  # fmt: skip
    if told.contact is not None and get_contact(told.contact).site != site:
        raise EvenhandError(
            "EH581", "the contact is another site's", not_done=NOT_KEPT,
            help="record it for this site too; `evenhand contact list` shows which there are",
        )  # fmt: skip
    return Fact(told.subject, told.name, value, asserted_by, basis, at, told.contact)


def _stand(now: Turn, fact_id: int, by: str, standing: FactStanding, said: str) -> tuple[str, Fact]:
    """(site, fact) with its new standing; what is said against it goes below what was said."""
    site, fact = get_fact(fact_id)
    giver(now, site, by, DECIDERS, NOT_CHANGED)
    said = check_text("what is said against it", said, NOT_CHANGED)
    if fact.standing is FactStanding.FALLEN:
        raise EvenhandError(
            "EH580", "this fact has fallen already", not_done=NOT_CHANGED,
            help="if it is true after all, add it again with what it rests on now",
        )  # fmt: skip
    fact = replace(fact, standing=standing, dispute=f"{fact.dispute}\n{said}".strip())
    stand(fact_id, standing, fact.dispute)
    return site, fact


def _follow_roles(site: str, account: Subject) -> None:
    """An account's roles are those asserted last that have not fallen."""
    told = [fact for fact in _standing(site, account) if fact.name == ROLES_FACT]
    value = told[-1].value if told else None
    set_roles(site, account.id, value if isinstance(value, tuple) else None)


def _resting_on(site: str, fact: Fact) -> list[str]:
    """The decisions for which a fallen fact was the newest of its name when they were taken.

    Other facts that have fallen are left out: a decision is rather looked at twice than never.
    """
    others = [other for other in _standing(site, fact.subject) if other.name == fact.name]
    return [
        decision
        for decision in resting_on(site, fact.subject, fact.name)
        if _was_newest(fact, others, get_decision(decision).decision.decided_at)
    ]


def _was_newest(fact: Fact, others: Iterable[Fact], at: datetime) -> bool:
    """Whether a decision at this time rested on the fact and not on a newer one.

    What comes with an item speaks of that revision alone, and goes before what people told of it.
    """
    item = fact.subject.type is SubjectType.ITEM
    if item and fact.basis == WITH_ITEM:
        return fact.at == at
    newer = (
        other.at == at if item and other.basis == WITH_ITEM else fact.at < other.at <= at
        for other in others
    )  # fmt: skip
    return fact.at <= at and not any(newer)


def _standing(site: str, subject: Subject) -> list[Fact]:
    found = facts_about(site, subject)
    return [fact for fact in found if fact.standing is not FactStanding.FALLEN]


def _changes(site: str, fact: Fact, last: str) -> bool:
    """Whether a new fact is news to the last decision about its item, whose measures are open."""
    chain = decision_chain(last)
    evidence = evidence_of(chain[0])
    if evidence and evidence.evidence.values.get(f"facts.{fact.name}") == fact.value:
        return False
    policies = (policy_of(ref.digest) for ref in get_decision(last).decision.policy)
    if not any(fact.name in policy.facts for policy in policies):
        return False
    ordered = [measure for decision in chain for measure in measures_of_decision(decision)]
    return any(m.state in _OPEN for m in ordered) or bool(open_measures([(site, fact.subject)]))


def _bring_back(now: Turn, fact: Fact, decision: str, reason: CaseReason) -> Case:
    """The case in which a decision is looked at again; one that is open for facts takes it in."""
    chain = decision_chain(decision) + later_decisions(decision)
    waiting = [
        case
        for each in chain
        for case in cases_of_decision(each)
        if case.state is CaseState.OPEN and case.queue == Queue.FACTS
    ]
    if waiting:
        reasons = tuple(dict.fromkeys((*waiting[0].reasons, reason)))
        case = replace(waiting[0], reasons=reasons)
    else:
        looked_at = get_decision(chain[-1]).decision
        case = replace(fact_case(now.new_id(), fact, looked_at, now.now), reasons=(reason,))
    keep_case(case)
    return case
