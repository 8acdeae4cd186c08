"""What becomes of a contact: verified or disputed, replied to, linked to a matter, answered.

Each change is entered in the log like the contact itself, or rides there where that does.
"""

from dataclasses import replace
from datetime import datetime

from evenhand.contacts.answer import close
from evenhand.contacts.answer import link as linked
from evenhand.contacts.bounds import NOT_CHANGED
from evenhand.contacts.public import Change
from evenhand.contacts.standing import add_reply, change_standing
from evenhand.model.case import Note
from evenhand.model.contact import Contact, ContactStanding, Reply
from evenhand.model.entry import digest_text
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import reader_language
from evenhand.pipeline.people.contact_record import (
    check_may_read,
    close_cases,
    decider,
    keep,
    past,
    recorder,
)
from evenhand.pipeline.people.interests import drop_claims
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.people.said import check_text
from evenhand.pipeline.people.turn import turn
from evenhand.statements.letters import contact_reply_invited
from evenhand.store.cases import add_note, keep_case, open_cases
from evenhand.store.contacts import get_contact
from evenhand.store.sites import get_site


def stand(home: Home, contact_id: str, by: str, standing: ContactStanding, basis: str) -> Contact:
    """Say that it is verified, or disputed, that they asked; the basis is sealed and noted.

    Raises EvenhandError: EH410, EH413, EH513, EH519, EH571, EH572, EH577, EH646, EH648.
    """
    basis = check_text("the basis", basis, NOT_CHANGED)
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = change_standing(contact, standing)
        add_note(Note(contact.id, staff.name, now.now, f"{standing}: {basis}"))
        return keep(now, contact, Change(standing.value), {"basis": digest_text(basis)})


def reply(
    home: Home, contact_id: str, by: str, text: str, who: str, at: datetime | None = None
) -> Contact:
    """Keep what the asking side, or whom it is said to come from, says to it.

    Args:
        who: whose reply it is; sealed, as the text is.
        at: when it came; None is now.

    Raises EvenhandError: EH410, EH413, EH503 to EH506, EH518, EH519, EH571.
    """
    with turn(home) as now:
        contact, _ = recorder(now, contact_id, by)
        came_at = past(now, at)
        contact = add_reply(contact, Reply(came_at, text, who))
        return keep(now, contact, Change.REPLY)


def invitation(home: Home, contact_id: str, by: str, language: str | None = None) -> str:
    """The letter that tells whoever is said to have asked what is recorded, and that they can
    reply; whoever asks for it sends it.

    Raises EvenhandError: EH410, EH413, EH519, EH571.
    """
    contact, now = get_contact(contact_id), home.clock.now()
    staff = giver(home, contact.site, by, EVERYBODY, "no letter was written")
    check_may_read(contact, staff, now, "no letter was written")
    site = get_site(contact.site)
    return contact_reply_invited(contact, site, at=now, language=reader_language(language, site))


def link(home: Home, contact_id: str, by: str, matter: str) -> Contact:
    """The contact belongs to this matter: decisions on it list the contact from now on.

    Raises EvenhandError: EH410, EH413, EH503, EH504, EH517, EH519, EH571, EH572, EH646, EH648.
    """
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = keep(now, linked(contact, matter), Change.LINKED)
        for case in open_cases(contact.site):
            if case.about == contact.id:
                keep_case(replace(case, matter=contact.matter))
        drop_claims(now, contact.site, staff.name)
        return contact


def done(home: Home, contact_id: str, by: str, what: str) -> Contact:
    """Say in one sentence what came of a contact; its case is closed.

    Raises EvenhandError: EH410, EH413, EH503, EH504, EH517, EH519, EH571, EH572, EH641, EH646,
        EH648.
    """
    with turn(home) as now:
        contact, staff = decider(now, contact_id, by)
        contact = close(contact, what)
        close_cases(now, contact, staff)
        return keep(now, contact, Change.DONE)
