"""What the log may hold of a contact: who asked for what, as an organisation or a role.

Words of theirs, names of people, e-mail addresses, item ids and exact times are sealed: they
stand in the entry as salted commitments. A contact that is not disclosed has no entry of its own;
one commitment to its whole record rides in an ordinary entry.
"""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from evenhand.contacts.bounds import NOT_CHANGED, refused
from evenhand.contacts.intake import public_names
from evenhand.contacts.seal import is_disclosed
from evenhand.model.clock import day_text, utc_text
from evenhand.model.contact import Contact
from evenhand.model.entry import banded, digest_text

LATE = timedelta(hours=24)


class Change(StrEnum):
    """What an entry says has happened to a contact."""

    RECEIVED = "received"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    REPLY = "reply"
    DONE = "done"
    EFFECT = "effect"
    CONFIRMED = "confirmed"
    DECIDED = "decided"
    UNSEALED = "unsealed"
    LINKED = "linked"


def contact_fields(
    contact: Contact, change: Change, at: datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """Public fields and sealed values of the entry of a disclosed contact.

    Args:
        at: when the change happened; its exact minute is sealed.

    Raises EvenhandError: EH516 for a contact that is sealed or about own data.
    """
    return {"change": str(change), **public_view(contact)}, _sealed(contact, at)


def public_view(contact: Contact) -> dict[str, Any]:
    """What anybody may know of a disclosed contact; raises as `contact_fields`."""
    if not is_disclosed(contact):
        raise refused("EH516", "contact", "is not disclosed", "let it ride", NOT_CHANGED)
    waited = contact.logged_at - contact.received_at
    names = dict(public_names(contact))
    view: dict[str, Any] = {
        "kind": str(contact.kind),
        "role": str(contact.role),
        "channel": str(contact.channel),
        "wants": str(contact.wants),
        "binding": contact.binding,
        "standing": str(contact.standing),
        "received": day_text(contact.received_at),
        "logged": day_text(contact.logged_at),
        "days_late": waited.days,
        "late": waited > LATE,
        "objects": banded(len(contact.objects)),
        "reply": bool(contact.replies),
        "done": bool(contact.done),
    }
    view |= {name: names[name] for name in ("organisation", "on_behalf_of") if names.get(name)}
    if contact.order is not None:
        view["order"] = {
            "authority": contact.order.authority,
            "legal_basis": contact.order.legal_basis,
            "scope": list(contact.order.scope),
            "effect": day_text(contact.order.effect_at) if contact.order.effect_at else "",
        }
    return view


def riding(contact: Contact) -> dict[str, str]:
    """The one sealed value of a contact that is not disclosed: name -> digest of its record.

    Raises EvenhandError: EH516 for a disclosed contact.
    """
    if is_disclosed(contact):
        raise refused("EH516", "contact", "is disclosed", "log it by itself", NOT_CHANGED)
    return {f"contact.{contact.id}": digest_text(canonical(contact))}


def canonical(contact: Contact) -> str:
    """The whole record as canonical JSON, times in UTC; the same before and after it is logged."""
    return json.dumps(
        asdict(replace(contact, log_index=None)),
        default=_in_utc,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def _sealed(contact: Contact, at: datetime) -> dict[str, str]:
    """Names -> values that only commitments stand for; what is empty is left out."""
    values = {
        "at": _minute(at),
        "received": _minute(contact.received_at),
        "logged": _minute(contact.logged_at),
        "text": digest_text(contact.text),
        "record": digest_text(canonical(contact)),
        "person": contact.person,
        "behalf_person": contact.on_behalf_of if contact.behalf_person else "",
        "objects": "\n".join(contact.objects),
        "ground": contact.ground,
        "matter": contact.matter or "",
    }
    return {name: value for name, value in values.items() if value}


def _minute(at: datetime) -> str:
    return utc_text(at)[:16]


def _in_utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
