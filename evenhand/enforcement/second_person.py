"""Light and reversible takes one person, now; heavy and lasting takes two (house.md, 3).

A rule, or one person, may keep a measure up alone for so long as its card says, on a journalist,
candidate, office holder or news link never longer than 72 (news link: 24) hours. What is wished
beyond that is proposed; meanwhile a lighter or shorter measure is in force, which ends by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from evenhand.enforcement.check import is_on
from evenhand.enforcement.ladder import known_kind
from evenhand.model.account import PROTECTED_ROLES
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Measure, MeasureKind, MeasureState

PROTECTED_HOURS = 72
NEWS_LINK_HOURS = 24


@dataclass(frozen=True, slots=True)
class Proposal:
    """What becomes of a measure that is wished.

    Attributes:
        meanwhile: in force at once; the wish itself where one may take it alone.
        proposed: the wish, waiting for a second person; None where it needs none.
        hours: how long the second person has.
    """

    meanwhile: Measure
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


def alone_hours(kind: MeasureKind, care: int | None) -> int | None:
    """For how long one may keep up this measure; None is without limit, 0 is not at all."""
    limits = [hours for hours in (kind.alone_hours, care) if hours is not None]
    return min(limits, default=None)


def propose(
    wish: Measure, kinds: Mapping[str, MeasureKind], care: int | None, prior: Prior
) -> Proposal:
    """Let a wished measure take effect as far as one may take it alone, and propose the rest."""
    kind = known_kind(wish.measure, kinds)
    hours = alone_hours(kind, care)
    if hours is None or _ends_by(wish, _alone_end(wish, hours, prior)):
        return Proposal(wish, None, 0)
    lighter = known_kind(kind.instead or kind.name, kinds)
    hours = alone_hours(lighter, care) or PROTECTED_HOURS
    meanwhile = replace(
        wish,
        measure=lighter.name,
        no_end_because=None,
        cure=wish.cure if lighter.curable else (),
    )
    meanwhile = replace(meanwhile, until=_alone_end(meanwhile, hours, prior))
    decide_by = wish.from_ + timedelta(hours=hours)
    proposed = replace(wish, state=MeasureState.PROPOSED, decide_by=decide_by)
    return Proposal(meanwhile, proposed, hours)


def _alone_end(wish: Measure, hours: int, prior: Prior) -> datetime:
    """When a measure taken alone must end; an equal one in force may not be lengthened alone.

    Without that, one person could string short suspensions together into a lasting one.
    """
    end = wish.from_ + timedelta(hours=hours)
    equal = [
        m.until
        for m in prior.in_force
        if (m.measure, m.subject) == (wish.measure, wish.subject) and is_on(m, wish.from_)
    ]
    ends = [until for until in equal if until is not None]
    return end if len(ends) < len(equal) else min(end, max(ends, default=end))


def _ends_by(wish: Measure, end: datetime) -> bool:
    return wish.until is not None and wish.until <= end
