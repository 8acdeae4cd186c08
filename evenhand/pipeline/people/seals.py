"""Seals: what may not be disclosed, by two people where there are two, looked at again.

One person seals at once, since a disclosure cannot be taken back. A seal that waits for its second
person stays, for a life or a legal bar may hang on it; its case in the queue shows that it waits.
"""

from datetime import datetime, timedelta
from typing import Any

from evenhand.contacts import seal as pure
from evenhand.contacts.public import Change, contact_fields
from evenhand.log.entry import open_commitment
from evenhand.model.case import Case
from evenhand.model.clock import day_text
from evenhand.model.contact import Contact, Seal, SealBecause
from evenhand.model.people import DECIDERS
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.contact_record import (
    closed,
    decider,
    itself,
    keep_entered,
    keep_unseen,
)
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.cases import seal_case
from evenhand.review.fit import Deciding, is_active
from evenhand.review.queues import Queue
from evenhand.store.cases import keep_case, open_cases
from evenhand.store.contacts import get_contact, seals_due
from evenhand.store.journal import first_disclosure
from evenhand.store.staff import all_staff

AHEAD = timedelta(days=7)
"""How long before its review is due a seal's case opens."""


def seal(
    home: Home, contact_id: str, by: str, because: SealBecause, until: datetime | None = None
) -> Contact:
    """Seal a contact that is on record; what stands in the log of it already stays there.

    Args:
        until: where the reason itself has an end.

    Raises EvenhandError: EH410, EH413, EH506, EH514, EH519, EH571, EH572, EH646, EH648.
    """
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = keep_unseen(sealed(now, contact, because, staff.name, until))
        await_second(now, contact)
        return contact


def agree(home: Home, contact_id: str, by: str) -> Contact:
    """Agree to a seal as the second person. Raises EvenhandError: as `seal`, and EH515."""
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by, Deciding.AGREEMENT)
        contact = keep_unseen(pure.agree(contact, staff.name, now.now))
        _close(now, contact, staff.name)
        return contact


def renew(home: Home, contact_id: str, by: str) -> Contact:
    """Say after a review that the reason still holds; a second person agrees again.

    Raises EvenhandError: as `seal`, and EH515.
    """
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        solo = _alone(now, contact.site, staff.name)
        contact = keep_unseen(pure.renew(contact, staff.name, now.now, solo=solo))
        _close(now, contact, staff.name)
        await_second(now, contact)
        return contact


def unseal(home: Home, contact_id: str, by: str) -> Contact:
    """Disclose a contact: an entry says what it is, and where its commitment has ridden.

    One in which somebody asks about their own data is not disclosed by that.

    Raises EvenhandError: as `seal`, and EH515.
    """
    rode = _where_it_rode(contact_id)  # before the turn: it takes a while, and others wait
    with turn(home) as now:
        was, staff = decider(now, contact_id, by)
        contact = pure.unseal(was)
        if was.seal is not None and pure.is_disclosed(contact):
            contact = _disclose(now, contact, was.seal, rode)
        else:
            contact = keep_unseen(contact)
        _close(now, contact, staff.name)
        return contact


def due_seals(home: Home) -> tuple[Case, ...]:
    """Open a case for each seal that has to be looked at again soon and has none."""
    with turn(home) as now:
        waiting = {case.about for case in open_cases(queue=Queue.SEALS)}
        due = [c for c in seals_due(now.now + AHEAD) if c.id not in waiting]
        return tuple(_open(now, contact) for contact in due)


def sealed(
    now: Turn, contact: Contact, because: SealBecause, by: str, until: datetime | None
) -> Contact:
    """The contact as one person seals it. Raises EvenhandError: EH502, EH506, EH514."""
    solo = _alone(now, contact.site, by)
    return pure.seal(contact, because, by, now.now, solo=solo, until=until)


def await_second(now: Turn, contact: Contact) -> None:
    """Open the case in which a second person agrees, where there is one."""
    if contact.seal and pure.awaits_second(contact, _alone(now, contact.site, contact.seal.by[0])):
        _open(now, contact)


def _alone(now: Turn, site: str, by: str) -> bool:
    """Whether nobody else of the site decides at this time."""
    deciders = (one for one in all_staff(site) if one.role in DECIDERS and one.name != by)
    return not any(is_active(one, now.now) for one in deciders)


def _open(now: Turn, contact: Contact) -> Case:
    case = seal_case(now.new_id(), contact, itself(contact), now.now)
    keep_case(case)
    return case


def _close(now: Turn, contact: Contact, by: str) -> None:
    for case in open_cases(contact.site, queue=Queue.SEALS):
        if case.about == contact.id:
            keep_case(closed(case, by, now.now))


def _disclose(now: Turn, contact: Contact, seal: Seal, rode: tuple[int, str] | None) -> Contact:
    """The contact with its entry of type `disclosure`."""
    fields, values = contact_fields(contact, Change.UNSEALED, now.now)
    told: dict[str, Any] = {
        "record": "contact",
        "sealed": day_text(seal.at),
        "because": str(seal.because),
    }
    if rode is not None:
        told |= {"rode_in": rode[0], "commitment": rode[1]}
    index = now.enter("disclosure", contact.site, contact.id, fields | told, values)
    return keep_entered(contact, index)


def _where_it_rode(contact_id: str) -> tuple[int, str] | None:
    """(log index, commitment) of the entry that first committed to a sealed contact."""
    found = first_disclosure(f"contact.{get_contact(contact_id).id}")
    return None if found is None else (found[0], open_commitment(found[1]))
