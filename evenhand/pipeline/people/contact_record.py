"""A contact's record: who may read and change it, and how each change gets into the log."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from evenhand.contacts.bounds import NOT_CHANGED, check_time
from evenhand.contacts.public import Change, contact_fields, riding
from evenhand.contacts.seal import is_disclosed
from evenhand.model.case import Case, CaseState
from evenhand.model.contact import Contact
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import DECIDERS, Role, Staff
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.rights import EVERYBODY, READERS, giver
from evenhand.pipeline.people.turn import Turn
from evenhand.review.cases import contact_case
from evenhand.review.claim import check_not_held
from evenhand.review.fit import Deciding, check_fit, is_active
from evenhand.review.queues import Queue
from evenhand.store.cases import keep_case, open_cases
from evenhand.store.contacts import get_contact, keep_contact, ride
from evenhand.store.staff import all_interests, all_staff

KEEPERS = frozenset({Role.SENIOR, Role.ADMINISTRATOR})
"""Roles that read sealed contacts beside whoever recorded or sealed them."""


def keep(
    now: Turn, contact: Contact, change: Change, sealed: Mapping[str, str] | None = None
) -> Contact:
    """Keep a changed contact: with an entry of its own, or unseen where it is not disclosed.

    Args:
        sealed: further values that its entry commits to.
    """
    if not is_disclosed(contact):
        return keep_unseen(contact)
    fields, values = contact_fields(contact, change, now.now)
    index = now.enter("contact", contact.site, contact.id, fields, values | dict(sealed or {}))
    return keep_entered(contact, index)


def keep_entered(contact: Contact, index: int) -> Contact:
    """Keep a disclosed contact whose change stands in the log at this index."""
    contact = replace(contact, log_index=index if contact.log_index is None else contact.log_index)
    keep_contact(contact, disclosed=True)
    return contact


def keep_unseen(contact: Contact) -> Contact:
    """Keep a contact that is not disclosed; a commitment to it rides in the next ordinary entry."""
    for name, value in riding(contact).items():
        ride(contact.site, name, value)
    keep_contact(contact, disclosed=False)
    return contact


def recorder(now: Turn, contact_id: str, by: str) -> tuple[Contact, Staff]:
    """The contact, and who writes something down about it: anybody of the staff who may read it.

    Raises EvenhandError: EH410, EH413, EH519, EH571.
    """
    contact = get_contact(contact_id)
    staff = giver(now, contact.site, by, EVERYBODY, NOT_CHANGED)
    check_may_read(contact, staff, now.now, NOT_CHANGED)
    return contact, staff


def decider(
    now: Turn, contact_id: str, by: str, for_: Deciding = Deciding.CASE
) -> tuple[Contact, Staff]:
    """The contact, and who decides something about it: without an interest in who asked.

    Raises EvenhandError: EH410, EH413, EH519, EH571, EH572, EH646, EH648.
    """
    contact = get_contact(contact_id)
    staff = giver(now, contact.site, by, DECIDERS, NOT_CHANGED)
    check_may_read(contact, staff, now.now, NOT_CHANGED)
    case = contact_case(contact.id, contact, itself(contact))
    check_fit(
        staff,
        case,
        parties=parties_of_case(case),
        interests=all_interests(contact.site),
        deciders=(),
        at=now.now,
        for_=for_,
    )
    return contact, staff


def itself(contact: Contact) -> Subject:
    """The contact as what a case is about: nothing in it says who asked for what."""
    return Subject(SubjectType.CONTACT, contact.id)


def check_may_read(contact: Contact, staff: Staff, at: datetime, not_done: str) -> None:
    """Refuse whoever may not read a contact. Raises EvenhandError: EH519."""
    if not may_read(contact, staff, at):
        raise EvenhandError(
            "EH519", "this contact is not yours to read", not_done=not_done,
            help="ask whoever recorded it, a senior, or an administrator",
        )  # fmt: skip


def may_read(contact: Contact, staff: Staff, at: datetime) -> bool:
    """Whether somebody may read a contact.

    All who decide or audit read what is not sealed. A sealed one is read by few: who recorded or
    sealed it, seniors, administrators; where nobody of them is left who could agree to the seal,
    and where a life is in danger, by all who decide.
    """
    if staff.name == contact.logged_by:
        return True
    seal = contact.seal
    if seal is None:
        return staff.role in READERS
    if staff.name in seal.by or staff.role in KEEPERS:
        return True
    if len(seal.by) > 1 and not contact.threat_to_life:
        return False
    left = (s for s in all_staff(contact.site) if s.role in KEEPERS and s.name not in seal.by)
    alone = not any(is_active(one, at) for one in left)
    return staff.role in DECIDERS and (contact.threat_to_life or alone)


def past(now: Turn, at: datetime | None) -> datetime:
    """When something happened; None is now. Raises EvenhandError: EH506, EH518."""
    found = now.now if at is None else check_time("at", at, NOT_CHANGED)
    if found > now.now:
        raise EvenhandError(
            "EH518", "this is said to happen at a time that has not come", not_done=NOT_CHANGED,
            help="say it once it has happened",
        )  # fmt: skip
    return found


def close_cases(now: Turn, contact: Contact, staff: Staff) -> None:
    """Something was decided about a contact: the cases that asked for it are closed.

    Raises EvenhandError: EH641 where somebody else has one of them in hand.
    """
    for case in open_cases(contact.site):
        if case.about == contact.id and case.queue in (Queue.CONTACTS, Queue.THREAT_TO_LIFE):
            check_not_held(case, staff.name, now.now, NOT_CHANGED)
            keep_case(closed(case, staff.name, now.now))


def closed(case: Case, by: str, at: datetime) -> Case:
    """The case, closed by somebody."""
    return replace(
        case,
        state=CaseState.CLOSED,
        held_by=None,
        held_until=None,
        closed_at=at,
        closed_by=by,
    )
