"""Light and reversible takes one person, now; heavy and lasting takes two (house.md, 3).

A rule, or one person, may keep a measure up alone for so long as its card says, on a journalist,
candidate, office holder or news link never longer than 72 (news link: 24) hours. What is wished
beyond that is proposed, and takes two people (a rule is not a person); meanwhile a lighter or
shorter measure is in force, which ends by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from evenhand.enforcement.ladder import known_kind
from evenhand.model.account import PROTECTED_ROLES
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Measure, MeasureKind, MeasureState, Subject, SubjectType

PROTECTED_HOURS = 72
NEWS_LINK_HOURS = 24

SOLO_HOURS = 48
"""A solo site's second look counts from 24 hours on: its proposals wait a day longer than that."""

REST = timedelta(days=7)
"""How long a subject is left alone before one person's measure on it counts as a new one."""

NO_LIMIT = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What becomes of a measure that is wished.

    Attributes:
        meanwhile: in force at once; the wish itself where one may take it alone; None where
            nothing may be taken alone any more.
        proposed: the wish, waiting for two people to agree; None where it needs none.
        hours: how long they have.
    """

    meanwhile: Measure | None
    proposed: Measure | None
    hours: int


def care_hours(evidence: Evidence) -> int | None:
    """For how long one may decide alone about this author or link; None is no special care.

    Roles that nobody has told are unknown, and unknown is not protected: a measure then follows
    the measure's own card. Tell roles, or the fact `news_link`, to have this care.
    """
    told = evidence.values.get("account.roles")
    roles = frozenset(told) if isinstance(told, tuple) else frozenset()
    if "news_org" in roles or evidence.values.get("facts.news_link") is True:
        return NEWS_LINK_HOURS
    return PROTECTED_HOURS if roles & PROTECTED_ROLES else None


def care_on(subject: Subject, care: int | None, around: Iterable[Measure]) -> int | None:
    """The care that a subject deserves, whoever's post led to it.

    A link that was treated with care keeps it: what waits for two people, or was not agreed to by
    them, cannot be had by waiting until somebody posts the link who deserves no care.

    Args:
        care: what the author deserves, in hours.
        around: measures on the subject, open or lately over, proposals too.
    """
    proposed = any(m.subject == subject and m.decide_by is not None for m in around)
    if subject.type is not SubjectType.LINK or not proposed:
        return care
    return PROTECTED_HOURS if care is None else min(care, PROTECTED_HOURS)


def alone_hours(kind: MeasureKind, care: int | None) -> int | None:
    """For how long one may keep up this measure; None is without limit, 0 is not at all."""
    limits = [hours for hours in (kind.alone_hours, care) if hours is not None]
    return min(limits, default=None)


def alone_before(
    prior: Prior, kinds: Mapping[str, MeasureKind], care: int | None
) -> tuple[Measure, ...]:
    """What `alone_until` is told as earlier where only an item's `prior` is known.

    What is over lately and was taken alone, and of what is in force what is short enough to have
    been: two people agreed to longer ones. What came before them is not known, so that each
    counts from as early as it can have been, and one alone cannot lengthen it.
    """
    begun = ((m, _began(m, kinds, care)) for m in prior.in_force)
    earlier = [replace(m, from_=start) for m, start in begun if start <= m.from_]
    over = (replace(m, from_=min(m.from_, _began(m, kinds, care))) for m in prior.recent)
    return (*earlier, *over)


def _began(measure: Measure, kinds: Mapping[str, MeasureKind], care: int | None) -> datetime:
    """The earliest that a measure taken alone can have begun, by its end; `NO_LIMIT` where that
    tells nothing.
    """
    hours = alone_hours(known_kind(measure.measure, kinds), care)
    if hours is None or measure.until is None:
        return NO_LIMIT
    return measure.until - timedelta(hours=hours)


def alone_until(
    wish: Measure, kinds: Mapping[str, MeasureKind], care: int | None, earlier: Iterable[Measure]
) -> datetime | None:
    """The last moment to which one person, or a rule, may keep this measure up from now on.

    What was taken alone before on the same subject, and was at least as heavy, counts together
    with it unless `REST` lay between, so that short measures cannot be strung together into a
    lasting one.

    Args:
        wish: begins now.
        earlier: measures on the same subject, over or not, that were taken without the agreement
            of two people.

    Returns:
        `NO_LIMIT` where the measure may be kept up alone for as long as is wished; None where it
        may not be taken alone at all now, only proposed.

    Raises EvenhandError: EH603 for a measure that this build does not know.
    """
    hours = alone_hours(known_kind(wish.measure, kinds), care)
    return NO_LIMIT if hours is None else _alone_end(wish, hours, kinds, earlier)


def propose(
    wish: Measure,
    kinds: Mapping[str, MeasureKind],
    care: int | None,
    earlier: Iterable[Measure],
    *,
    solo: bool = False,
) -> Proposal:
    """Let a wished measure take effect as far as one may take it alone, and propose the rest.

    `earlier` is as for `alone_until`. On a `solo` site, whose only decider is the second person
    too, the proposal waits for their second look.
    """
    kind, held = known_kind(wish.measure, kinds), tuple(earlier)
    end = alone_until(wish, kinds, care, held)
    if end is NO_LIMIT or (end is not None and wish.until is not None and wish.until <= end):
        return Proposal(wish, None, 0)
    lighter = known_kind(kind.instead or kind.name, kinds)
    hours = alone_hours(lighter, care) or PROTECTED_HOURS
    meanwhile = replace(
        wish,
        measure=lighter.name,
        no_end_because=None,
        cure=wish.cure if lighter.curable else (),
    )
    end = _alone_end(meanwhile, hours, kinds, held)
    decide_by = wish.from_ + timedelta(hours=max(hours, SOLO_HOURS) if solo else hours)
    proposed = replace(wish, state=MeasureState.PROPOSED, decide_by=decide_by)
    return Proposal(None if end is None else replace(meanwhile, until=end), proposed, hours)


def _alone_end(
    wish: Measure, hours: int, kinds: Mapping[str, MeasureKind], earlier: Iterable[Measure]
) -> datetime | None:
    """When a measure taken alone must end, the chain it belongs to counted from its first start."""
    weight = known_kind(wish.measure, kinds).severity
    chain = [
        m
        for m in earlier
        if m.subject == wish.subject
        and known_kind(m.measure, kinds).severity >= weight
        and _took_force(m)
        and m.from_ <= wish.from_
    ]
    first = wish.from_
    for measure in sorted(chain, key=lambda m: _over_at(m, wish.from_), reverse=True):
        if _over_at(measure, wish.from_) + REST > first:
            first = min(first, measure.from_)
    end = first + timedelta(hours=hours)
    return end if end > wish.from_ else None


def _took_force(measure: Measure) -> bool:
    """A proposal that was declined, or that nobody agreed to, still has its `decide_by`."""
    return measure.state is not MeasureState.PROPOSED and measure.decide_by is None


def _over_at(measure: Measure, now: datetime) -> datetime:
    """When the measure's effect ended; `now` where it goes on."""
    return min(end for end in (measure.ended_at, measure.until, now) if end is not None)
