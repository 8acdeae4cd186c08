"""Which contacts came before a decision, for whoever asks later what moved it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.model.contact import Contact

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Preceding:
    """A contact that came before a decision on the same matter.

    Attributes:
        contact: its id.
        hours: whole hours from its receipt to the decision.
        logged_after: it was recorded only after the decision.
    """

    contact: str
    hours: int
    logged_after: bool


def preceding(
    contacts: Iterable[Contact],
    site: str,
    matter: str | None,
    decided_at: datetime,
    within_hours: int | None = None,
) -> tuple[Preceding, ...]:
    """The contacts on the matter that were received before it was decided, the latest first.

    Args:
        matter: of the decision; without one nothing is on the same matter.
        within_hours: only those at most so long before.
    """
    if matter is None:
        return ()
    before = [
        contact
        for contact in contacts
        if contact.site == site and contact.matter == matter and contact.received_at <= decided_at
    ]
    before.sort(key=lambda contact: (decided_at - contact.received_at, contact.id))
    return tuple(
        Preceding(contact.id, waited // HOUR, contact.logged_at > decided_at)
        for contact in before
        for waited in (decided_at - contact.received_at,)
        if within_hours is None or waited <= within_hours * HOUR
    )
