"""When enough people agreed to a proposed measure (house.md, 3).

Two different people; a rule is not a person. On a solo site, with one person to decide and no
outside reviewer, the same person's second look counts from 24 hours after the first on, and pages
then say "decided by one person".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.model.case import Agreement
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Role, Staff
from evenhand.review.fit import is_active
from evenhand.review.names import name_key

SECOND_LOOK = timedelta(hours=24)
"""How long after the first look of the only decider the second one counts."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far a proposed measure is agreed to.

    Attributes:
        people: names of those who agreed, the first first.
        complete_at: when the agreement that was still missing came; None is not yet.
        one_person: it is complete, and by one person's two looks.
        look_at: on a solo site: from when on the second look of the same person counts; None
            where that is not what is missing.
    """

    people: tuple[str, ...] = ()
    complete_at: datetime | None = None
    one_person: bool = False
    look_at: datetime | None = None

    @property
    def complete(self) -> bool:
        """Whether the measure may take force."""
        return self.complete_at is not None


def agreed(agreements: Iterable[Agreement], staff: Iterable[Staff], at: datetime) -> Agreed:
    """How far one proposed measure is agreed to at this time; who proposed it counts as first.

    `staff` are all of the site, those who left too. An agreement counts where its giver was there
    to decide when they gave it.

    Raises EvenhandError: EH649 where the agreements are not all to one measure.
    """
    everybody, given = tuple(staff), tuple(agreements)
    _check_one_measure(given)
    counting = sorted(
        (a for a in given if a.at <= at and name_key(a.by) in _deciders(everybody, a.at)),
        key=lambda agreement: (agreement.at, agreement.by),
    )
    if not counting:
        return Agreed()
    first = counting[0]
    people = tuple({name_key(a.by): a.by for a in counting}.values())
    other = next((a.at for a in counting if name_key(a.by) != name_key(first.by)), None)
    look = next((a.at for a in counting if _is_second_look(a, first, everybody)), None)
    if other is None and look is None:
        solo = is_solo(everybody, at)
        return Agreed(people, look_at=first.at + SECOND_LOOK if solo else None)
    one_person = other is None or (look is not None and look < other)
    return Agreed(people, look if one_person else other, one_person)


def is_solo(staff: Iterable[Staff], at: datetime) -> bool:
    """Whether a site has exactly one person to decide at this time, and no outside reviewer."""
    deciders = _deciders(staff, at)
    return len(deciders) == 1 and Role.OUTSIDE_REVIEWER not in deciders.popitem()[1]


def _is_second_look(agreement: Agreement, first: Agreement, staff: tuple[Staff, ...]) -> bool:
    """Whether the only person there to decide looked again, late enough after the first time."""
    return (
        name_key(agreement.by) == name_key(first.by)
        and agreement.at >= first.at + SECOND_LOOK
        and is_solo(staff, agreement.at)
    )


def _deciders(staff: Iterable[Staff], at: datetime) -> dict[str, set[Role]]:
    """Who is there to decide, with their roles; one person may have several."""
    found: dict[str, set[Role]] = {}
    for member in staff:
        if member.role in DECIDERS and is_active(member, at):
            found.setdefault(name_key(member.name), set()).add(member.role)
    return found


def _check_one_measure(agreements: tuple[Agreement, ...]) -> None:
    if len({agreement.measure for agreement in agreements}) > 1:
        raise EvenhandError(
            "EH649",
            "These agreements are to different measures.",
            not_done="Nothing took force.",
            help="Count the agreements to one measure at a time.",
        )
