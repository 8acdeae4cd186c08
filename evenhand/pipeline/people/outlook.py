"""What each measure would come to in a case, before anybody chooses one; and who may choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from evenhand.enforcement import measures
from evenhand.model.case import Case
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureKind, MeasureState, Subject, SubjectType
from evenhand.model.people import DECIDERS, Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.looked_at import LookedAt, look_at
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.weighing import Around, around, weighed
from evenhand.review.claim import check_not_held, check_open
from evenhand.review.fit import Deciding, check_fit, is_active
from evenhand.review.names import name_key, name_keys
from evenhand.review.queues import Queue
from evenhand.store.staff import all_interests, all_staff

NOT_DONE = "nothing was decided; the case stays as it was"
IN_ORDER = (SubjectType.ITEM, SubjectType.LINK, SubjectType.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Card:
    """A measure as somebody sees it who may choose it.

    Attributes:
        number: its place among all cards, from 1.
        now: what would be in force at once; None where one person may take nothing alone.
        later: what would be proposed, and takes two people; None where one is enough.
        stands: what is in force already and does all of it.
        heavier: it weighs more than anything that is in force or proposed here.
        newer: ids of rules that came after the deed, for which an account does not answer.
        refused: why it cannot be chosen; empty where it can.
    """

    number: int
    kind: MeasureKind
    now: Measure | None = None
    later: Measure | None = None
    stands: Measure | None = None
    heavier: bool = False
    newer: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The measures that fall on one kind of subject, from the lightest to the heaviest.

    Attributes:
        ids: what they can fall on: the item, its links, the account.
    """

    on: SubjectType
    ids: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a person can do about a case now.

    Attributes:
        about: what the case looks at.
        proposed: measures that wait for agreement.
        standing: measures in force.
        refused: why this person may not decide it; None where they may.
    """

    about: LookedAt
    groups: tuple[Group, ...]
    proposed: tuple[Measure, ...]
    standing: tuple[Measure, ...]
    refused: EvenhandError | None


def outlook(home: Home, case: Case, staff: Staff) -> Outlook:
    """What somebody can do about a case, as things stand."""
    at = home.clock.now()
    about = look_at(
        case.site, case.subject, case.decision, at, account=case.account, matter=case.matter
    )
    return Outlook(
        about=about,
        groups=_groups(about, at),
        proposed=tuple(m for m in about.open if m.state is MeasureState.PROPOSED),
        standing=tuple(m for m in about.open if m.state is MeasureState.IN_FORCE),
        refused=refusal(home, case, staff),
    )


def refusal(
    home: Home, case: Case, staff: Staff, deciders: frozenset[str] = frozenset()
) -> EvenhandError | None:
    """Why somebody may not decide a case now; None where they may.

    Args:
        deciders: of an appeal: who took part in what it is against.
    """
    at, second = home.clock.now(), case.queue == Queue.SECOND_PERSON
    try:
        check_open(case, NOT_DONE)
        check_not_held(case, staff.name, at, NOT_DONE)
        check_fit(
            staff,
            case,
            parties=parties_of_case(case),
            interests=all_interests(case.site),
            deciders=deciders,
            at=at,
            for_=Deciding.AGREEMENT if second else Deciding.CASE,
        )
    except EvenhandError as refused:
        return refused
    return None


def others_who_may(home: Home, site: str, name: str, deciders: Iterable[str]) -> tuple[Staff, ...]:
    """Colleagues who work here, decide, and took no part. Interests are not told of."""
    taken, at = name_keys((name, *deciders)), home.clock.now()
    return tuple(
        one
        for one in all_staff(site)
        if one.role in DECIDERS and is_active(one, at) and name_key(one.name) not in taken
    )


def _groups(about: LookedAt, at: datetime) -> tuple[Group, ...]:
    kinds = sorted(measures.discover().values(), key=lambda kind: kind.severity)
    found = {on: ids for on in IN_ORDER if (ids := _ids(about, on))}
    there = around(about, [Subject(on, ids[0]) for on, ids in found.items()], at)
    number = count(1)
    return tuple(
        Group(
            on,
            ids,
            tuple(
                _card(next(number), kind, about, ids[0], there, at)
                for kind in kinds
                if kind.subject is on
            ),
        )
        for on, ids in found.items()
    )


def _ids(about: LookedAt, on: SubjectType) -> tuple[str, ...]:
    """What a measure of this kind can fall on here."""
    if about.subject.type is on:
        return (about.subject.id,)
    if on is SubjectType.ACCOUNT and about.account is not None:
        return (about.account,)
    return about.links if on is SubjectType.LINK else ()


def _card(
    number: int, kind: MeasureKind, about: LookedAt, id: str, there: Around, at: datetime
) -> Card:
    """The card of one measure; where no rule fired any will do: only the length can differ."""
    rules = about.rules or tuple(rule.id for policy in about.policies for rule in policy.rules)
    rule = None if about.rules else next(iter(rules), None)
    link = id if kind.subject is SubjectType.LINK else None
    choice = Choice(Do.MEASURE, False, measures=(Chosen(kind.name, None, link),), rule=rule)
    kinds = measures.discover()
    heaviest = max((kinds[m.measure].severity for m in about.open), default=0)
    try:
        imposed = weighed(about, choice, at, there=there)
    except EvenhandError as refused:
        return Card(number, kind, refused=refused.what)
    proposed = (m for m in imposed.measures if m.state is MeasureState.PROPOSED)
    return Card(
        number=number,
        kind=kind,
        now=next(iter(imposed.in_force), None),
        later=next(proposed, None),
        stands=next(iter(imposed.standing), None),
        heavier=kind.severity > heaviest,
        newer=imposed.too_new,
    )
