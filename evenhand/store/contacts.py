"""Contacts from outside, offers to a newsroom, and commitments that ride in other entries."""

from datetime import datetime

from evenhand.model.contact import Contact, Offer
from evenhand.store import models
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


def keep_contact(contact: Contact, *, disclosed: bool) -> None:
    """Keep a contact as it is now. There is no way to delete one."""
    models.Contact.objects.update_or_create(
        id=contact.id,
        defaults={
            "site": contact.site,
            "matter": contact.matter,
            "received_at": contact.received_at,
            "logged_at": contact.logged_at,
            "disclosed": disclosed,
            "review_at": contact.seal.review_at if contact.seal else None,
            "record": to_json(contact),
        },
    )


def get_contact(contact: str) -> Contact:
    """The contact of this id. Raises EH410."""
    row = models.Contact.objects.filter(id=contact).first()
    if row is None:
        raise not_recorded("contact", "evenhand contact list")
    return from_json(row.record, Contact)


def contacts_of(site: str, matter: str, *, disclosed: bool | None = None) -> list[Contact]:
    """The contacts about a matter, as received; those (not) disclosed."""
    rows = models.Contact.objects.filter(site=site, matter=matter)
    if disclosed is not None:
        rows = rows.filter(disclosed=disclosed)
    return [from_json(row.record, Contact) for row in rows.order_by("received_at", "id")]


def all_contacts(site: str | None = None) -> list[Contact]:
    """Every contact, as received."""
    rows = models.Contact.objects.order_by("received_at", "id")
    rows = rows.filter(site=site) if site else rows
    return [from_json(row.record, Contact) for row in rows]


def contacts_received(site: str, at: datetime) -> list[Contact]:
    """The contacts that were received at exactly this time."""
    rows = models.Contact.objects.filter(site=site, received_at=at).order_by("id")
    return [from_json(row.record, Contact) for row in rows]


def seals_due(at: datetime) -> list[Contact]:
    """Sealed contacts whose seal has to be looked at again by a time."""
    rows = models.Contact.objects.filter(review_at__lte=at).order_by("review_at", "id")
    return [from_json(row.record, Contact) for row in rows]


def ride(site: str, name: str, value: str) -> None:
    """Let a sealed value ride in the next ordinary entry of a site.

    Args:
        name: what it is of, such as `contact.<id>`.
    """
    models.Riding.objects.create(site=site, name=name, value=value)


def take_riders(site: str, most: int) -> dict[str, str]:
    """Up to `most` sealed values that ride now; they are in the entry or nowhere.

    Of several of one name the oldest, since an entry has one value a name; the next one waits.
    """
    taken: dict[str, models.Riding] = {}
    for row in models.Riding.objects.filter(site=site).order_by("id")[:most]:
        taken.setdefault(row.name, row)
    models.Riding.objects.filter(id__in=[row.id for row in taken.values()]).delete()
    return {name: row.value for name, row in taken.items()}


def sites_with_riders() -> set[str]:
    """Sites where something waits to ride."""
    return set(models.Riding.objects.values_list("site", flat=True))


def keep_offer(offer: Offer) -> None:
    """Keep an offer as it is now."""
    models.Offer.objects.update_or_create(
        id=offer.id,
        defaults={
            "site": offer.site,
            "received_at": offer.received_at,
            "record": to_json(offer),
        },
    )


def get_offer(offer: str) -> Offer:
    """The offer of this id. Raises EH410."""
    row = models.Offer.objects.filter(id=offer).first()
    if row is None:
        raise not_recorded("offer", "evenhand offer list")
    return from_json(row.record, Offer)


def all_offers(site: str | None = None) -> list[Offer]:
    """Offers, as received."""
    rows = models.Offer.objects.order_by("received_at", "id")
    rows = rows.filter(site=site) if site else rows
    return [from_json(row.record, Offer) for row in rows]
