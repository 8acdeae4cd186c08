"""Contacts as the staff's list and JSON documents show them: words and names of people covered."""

from typing import TYPE_CHECKING, Any

from evenhand.model.case import Note
from evenhand.model.clock import utc_text
from evenhand.model.contact import Contact, ContactStanding, Notice, Order, Seal
from evenhand.text.mask import MARK
from evenhand.text.records import case_dict
from evenhand.text.times import minute

if TYPE_CHECKING:
    from evenhand.pipeline.people.contact_views import ContactView

COLUMNS = ("id", "received", "late", "who", "wants", "standing", "matter", "log", "done")


def late_text(contact: Contact) -> str:
    """How much later than received it was recorded; empty within a day."""
    days = (contact.logged_at - contact.received_at).days
    if days < 1:
        return ""
    return f"logged {days} {'day' if days == 1 else 'days'} after it was received"


def note_text(note: Note, *, revealed: bool) -> str:
    """What was noted about a contact; how somebody knows that it is theirs only where `revealed`.

    Such a basis speaks of people, and is sealed like the contact's own words.
    """
    standing, found, _ = note.text.partition(": ")
    is_basis = bool(found) and standing in set(ContactStanding)
    return f"{standing}: {MARK}" if is_basis and not revealed else note.text


def contact_row(contact: Contact) -> dict[str, Any]:
    """A contact in the staff's list: who by organisation or role, never by name."""
    return {
        "id": contact.id,
        "received": minute(contact.received_at),
        "late": late_text(contact),
        "who": contact.organisation or str(contact.role),
        "wants": str(contact.wants),
        "standing": str(contact.standing),
        "matter": contact.matter or "",
        "log": "sealed"
        if contact.seal
        else "own data"
        if contact.own_data
        else (f"entry {contact.log_index}"),
        "done": bool(contact.done),
    }


def contact_dict(contact: Contact, *, revealed: bool = False) -> dict[str, Any]:
    """A contact as JSON writes it; words and names of people only where `revealed`."""
    shown = {
        "id": contact.id,
        "site": contact.site,
        "kind": contact.kind,
        "role": contact.role,
        "organisation": contact.organisation,
        "channel": contact.channel,
        "wants": contact.wants,
        "binding": contact.binding,
        "own_data": contact.own_data,
        "threat_to_life": contact.threat_to_life,
        "received_at": utc_text(contact.received_at),
        "logged_at": utc_text(contact.logged_at),
        "logged_by": contact.logged_by,
        "days_late": (contact.logged_at - contact.received_at).days,
        "matter": contact.matter,
        "objects": list(contact.objects),
        "standing": contact.standing,
        "replies": [utc_text(reply.at) for reply in contact.replies],
        "done": contact.done,
        "order": _order(contact.order) if contact.order else None,
        "notice": _notice(contact.notice, revealed) if contact.notice else None,
        "seal": _seal(contact.seal) if contact.seal else None,
        "log_index": contact.log_index,
    }
    if revealed or not contact.behalf_person:
        shown["on_behalf_of"] = contact.on_behalf_of
    if revealed:
        shown |= {"text": contact.text, "person": contact.person, "ground": contact.ground}
        shown["replies"] = [
            {"at": utc_text(r.at), "by": r.by, "text": r.text} for r in contact.replies
        ]
    return shown


def view_dict(view: "ContactView", *, revealed: bool) -> dict[str, Any]:
    """A contact with its cases and notes."""
    notes = [
        {"by": note.by, "at": utc_text(note.at), "text": note_text(note, revealed=revealed)}
        for note in view.notes
    ]
    return contact_dict(view.contact, revealed=revealed) | {
        "cases": [case_dict(case) for case in view.cases],
        "notes": notes,
    }


def _order(order: Order) -> dict[str, Any]:
    return {
        "authority": order.authority,
        "legal_basis": order.legal_basis,
        "scope": list(order.scope),
        "effect": order.effect,
        "effect_at": utc_text(order.effect_at) if order.effect_at else None,
    }


def _notice(notice: Notice, revealed: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "places": list(notice.places),
        "good_faith": notice.good_faith,
        "confirmed_at": utc_text(notice.confirmed_at) if notice.confirmed_at else None,
        "decided": notice.decided,
        "decided_at": utc_text(notice.decided_at) if notice.decided_at else None,
    }
    if revealed:
        told |= {"reasons": notice.reasons, "name": notice.name, "email": notice.email}
    return told


def _seal(seal: Seal) -> dict[str, Any]:
    return {
        "because": seal.because,
        "by": list(seal.by),
        "at": utc_text(seal.at),
        "review_at": utc_text(seal.review_at),
        "until": utc_text(seal.until) if seal.until else None,
    }
