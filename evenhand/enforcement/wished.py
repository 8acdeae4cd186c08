"""From a wish to the measures it means: on what, until when, and what would cure them."""

from datetime import datetime, timedelta

from evenhand.enforcement.cure import cure_steps
from evenhand.enforcement.ladder import Wish
from evenhand.model.evidence import Evidence
from evenhand.model.measure import Measure, Subject, SubjectType

NO_CURE = "until lifted on appeal"
"""Why a curable measure has no end where nothing that the writer can do would cure it."""


def wished_measures(wish: Wish, evidence: Evidence) -> tuple[Measure, ...]:
    """The wish on each of its subjects, as its rules want it, whoever may take it alone.

    Empty where the evidence names no such subject: an item without an author, or without a link.
    """
    kind = wish.kind.subject
    names: tuple[str | None, ...] = {
        SubjectType.ITEM: (evidence.item,),
        SubjectType.ACCOUNT: (evidence.author,),
        SubjectType.LINK: evidence.links,
    }[kind]
    return tuple(
        wished_measure(wish, Subject(kind, name), evidence.decided_at)
        for name in dict.fromkeys(names)
        if name
    )


def wished_measure(
    wish: Wish, subject: Subject, at: datetime, until: datetime | None = None
) -> Measure:
    """The wish on one subject from `at` on, to `until` or for as long as its rules or card say."""
    kind, cure = wish.kind, cure_steps(wish)
    if until is None and (hours := wish.hours) is not None:
        until = at + timedelta(hours=hours)
    reason = kind.no_end_because if cure or not kind.curable else NO_CURE
    return Measure(
        measure=kind.name,
        subject=subject,
        from_=at,
        until=until,
        no_end_because=reason if until is None else None,
        rules=wish.rules,
        cure=cure,
    )
