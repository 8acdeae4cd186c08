"""Contacts as they are read: by everybody in the public register, by the staff one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.contacts.matching import Preceding, preceding
from evenhand.contacts.table import Register
from evenhand.contacts.table import register as register_of
from evenhand.model.case import Case, Note
from evenhand.model.contact import Contact
from evenhand.model.decision import Decision
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.contact_record import check_may_read, may_read
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.people.said import check_text
from evenhand.pipeline.people.turn import turn
from evenhand.store.cases import add_note, notes_of, open_cases
from evenhand.store.contacts import all_contacts, contacts_of, get_contact
from evenhand.store.sites import get_site

NOT_SHOWN = "nothing was shown"


def register(home: Home, site: str) -> Register:
    """The public register of a site's contacts. Raises EH406."""
    get_site(site)
    return register_of(all_contacts(site))


def readable(home: Home, site: str, by: str) -> list[Contact]:
    """A site's contacts that somebody of the staff may read, as received.

    Raises EvenhandError: EH413, EH571.
    """
    staff, now = giver(home, site, by, EVERYBODY, NOT_SHOWN), home.clock.now()
    return [contact for contact in all_contacts(site) if may_read(contact, staff, now)]


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact with its open cases, and what was noted about it."""

    contact: Contact
    cases: Sequence[Case]
    notes: Sequence[Note]


def view(home: Home, contact_id: str, by: str) -> ContactView:
    """A contact, for one of the staff; whoever shows it covers words and names of people.

    Raises EvenhandError: EH410, EH413, EH519, EH571.
    """
    contact = get_contact(contact_id)
    staff = giver(home, contact.site, by, EVERYBODY, NOT_SHOWN)
    check_may_read(contact, staff, home.clock.now(), NOT_SHOWN)
    return _view(contact)


def reveal(home: Home, contact_id: str, by: str, why: str) -> ContactView:
    """A contact to be shown with nothing covered; who looks, and why, is noted first.

    Raises EvenhandError: EH410, EH413, EH519, EH571, EH577.
    """
    why = check_text("why it has to be shown", why, NOT_SHOWN)
    with turn(home) as now:
        contact = get_contact(contact_id)
        staff = giver(now, contact.site, by, EVERYBODY, NOT_SHOWN)
        check_may_read(contact, staff, now.now, NOT_SHOWN)
        add_note(Note(contact.id, staff.name, now.now, f"read the words uncovered: {why}"))
    return _view(contact)


def before(decision: Decision) -> tuple[Preceding, ...]:
    """The disclosed contacts on its matter that were received before a decision, latest first."""
    if decision.matter is None:
        return ()
    asked = contacts_of(decision.site, decision.matter, disclosed=True)
    return preceding(asked, decision.site, decision.matter, decision.decided_at)


def _view(contact: Contact) -> ContactView:
    cases = [case for case in open_cases(contact.site) if case.about == contact.id]
    return ContactView(contact, cases, notes_of(contact.id))
