"""What is taken in as a contact: whole, within bounds, and what its kind demands in law.

The articles are those of Regulation (EU) 2022/2065, the Digital Services Act.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from evenhand.contacts.bounds import (
    MAX_SENTENCE,
    NOT_RECORDED,
    check_name,
    check_names,
    check_text,
    check_time,
    read_word,
    refused,
)
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    ContactStanding,
    Notice,
    Order,
)

WORLDWIDE = "worldwide"
ORDERS = frozenset({ContactKind.ORDER_9, ContactKind.ORDER_10})

_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_PRIVATE_MARKS = ("@", "://")
"""Of e-mail addresses and links, which no public name holds."""

_FLAGS = ("behalf_person", "own_data", "binding", "threat_to_life")


def take(contact: Contact) -> Contact:
    """A contact as it comes in: checked, and nothing has been said or done about it yet.

    Words of enumerations may be given as strings.

    Raises:
        EvenhandError: as `check_contact`; EH509 where it already has a standing, reply, seal,
            outcome or log entry.
    """
    checked = check_contact(contact)
    fresh = replace(
        checked, standing=ContactStanding.CLAIMED, replies=(), done="", seal=None, log_index=None
    )
    if checked != fresh:
        raise _contradicts("standing", "is that of a contact that is known already", "begin anew")
    return checked


def check_contact(contact: Contact) -> Contact:
    """The contact as it can be kept: words read, names without blanks around them.

    Raises:
        EvenhandError: EH502 unknown word, EH503 too long or too many, EH504 unfit text, EH505
            nobody named, EH506 times, EH507 order, EH508 notice, EH509 contradiction, EH510 a
            public name that holds what is private.
    """
    contact = _read(contact)
    for flag in _FLAGS:
        if type(getattr(contact, flag)) is not bool:
            raise refused("EH504", flag, "is neither true nor false", "give one", NOT_RECORDED)
    check_time("received_at", contact.received_at)
    check_time("logged_at", contact.logged_at, since=contact.received_at)
    if contact.order is not None:
        contact = replace(contact, order=_check_order(contact.order))
    if contact.notice is not None:
        contact = replace(contact, notice=_check_notice(contact.notice))
    _check_whole(contact)
    _check_sense(contact)
    _check_public(contact)
    return contact


def _read(contact: Contact) -> Contact:
    """Words, names and texts of the contact itself."""
    return replace(
        contact,
        kind=read_word("kind", contact.kind, ContactKind),
        role=read_word("role", contact.role, ContactRole),
        channel=read_word("channel", contact.channel, Channel),
        wants=read_word("wants", contact.wants, Asked),
        standing=read_word("standing", contact.standing, ContactStanding),
        id=check_name("id", contact.id),
        site=check_name("site", contact.site),
        logged_by=check_name("logged_by", contact.logged_by),
        organisation=check_name("organisation", contact.organisation),
        person=check_name("person", contact.person),
        on_behalf_of=check_name("on_behalf_of", contact.on_behalf_of),
        matter=None if contact.matter is None else check_name("matter", contact.matter) or None,
        objects=check_names("objects", contact.objects),
        text=check_text("text", contact.text),
        ground=check_text("ground", contact.ground, most=MAX_SENTENCE),
        done=check_text("done", contact.done, most=MAX_SENTENCE),
    )


def _check_order(order: Order) -> Order:
    """The order with its authority, legal basis and scope, all of them (Art. 9(2), 10(2))."""
    order = replace(
        order,
        authority=check_name("order.authority", order.authority),
        legal_basis=check_name("order.legal_basis", order.legal_basis),
        scope=check_names("order.scope", order.scope),
        effect=check_text("order.effect", order.effect, most=MAX_SENTENCE),
    )
    missing = [
        word
        for word, value in (
            ("its authority", order.authority),
            ("its legal basis", order.legal_basis),
            ("its territorial scope", order.scope),
        )
        if not value
    ]
    if missing:
        help = "ask the authority for it, and record a `request` until then"
        raise refused("EH507", "order", f"lacks {', '.join(missing)}", help, NOT_RECORDED)
    if order.scope != (WORLDWIDE,) and not all(map(_COUNTRY.fullmatch, order.scope)):
        help = f"give country codes such as `FR`, or `{WORLDWIDE}` alone"
        raise refused("EH507", "order.scope", "is no territory", help, NOT_RECORDED)
    return order


def _check_notice(notice: Notice) -> Notice:
    """The notice with all that Art. 16(2) asks of it; what is missing is told all at once."""
    notice = replace(
        notice,
        places=check_names("notice.places", notice.places),
        reasons=check_text("notice.reasons", notice.reasons),
        name=check_name("notice.name", notice.name),
        email=check_name("notice.email", notice.email),
        decided=check_text("notice.decided", notice.decided, most=MAX_SENTENCE),
    )
    missing = list(_missing(notice))
    if missing:
        help = "ask the notifier for all of it at once, and record a `request` until then"
        raise refused("EH508", "notice", f"lacks {', '.join(missing)}", help, NOT_RECORDED)
    return notice


def _missing(notice: Notice) -> Iterator[str]:
    if not notice.places:
        yield "the exact place of the content"
    if not notice.reasons.strip():
        yield "the reasons why it is illegal"
    if not (notice.exempt is True or notice.name):
        yield "the notifier's name"
    if not (notice.exempt is True or _EMAIL.fullmatch(notice.email)):
        yield "the notifier's e-mail address"
    if notice.good_faith is not True:
        yield "the statement of good faith"


def _check_whole(contact: Contact) -> None:
    """Somebody asked, for something, at a site, and somebody wrote it down."""
    for field in ("id", "site", "logged_by", "text"):
        if not getattr(contact, field).strip():
            raise refused("EH505", field, "is empty", "give it", NOT_RECORDED)
    notice = contact.notice
    if not (contact.organisation or contact.person or (notice and (notice.name or notice.exempt))):
        help = "give the organisation, or the person, whose name is sealed"
        raise refused("EH505", "organisation", "is empty, and so is `person`", help, NOT_RECORDED)


def _check_sense(contact: Contact) -> None:
    """What the contact says of itself fits together."""
    private = contact.role is ContactRole.PRIVATE_PERSON
    if contact.kind in ORDERS and contact.order is None:
        help = "give authority, legal basis and territorial scope"
        raise refused("EH507", "order", "is missing", help, NOT_RECORDED)
    if contact.kind is ContactKind.NOTICE_16 and contact.notice is None:
        help = "give places, reasons, name, e-mail address and the statement of good faith"
        raise refused("EH508", "notice", "is missing", help, NOT_RECORDED)
    if contact.notice is not None and contact.kind is not ContactKind.NOTICE_16:
        raise _contradicts("notice", "belongs to another kind of contact", "kind `notice_16`")
    if contact.order is not None and contact.kind is ContactKind.NOTICE_16:
        raise _contradicts("order", "does not belong to a notice", "record two contacts")
    if contact.binding and contact.order is None:
        raise _contradicts("binding", "needs the law that makes it so", "give the order")
    if contact.own_data and not private:
        raise _contradicts("own_data", "is for private persons", "role `private_person`")
    if private and contact.organisation:
        raise _contradicts("organisation", "is not for a private person", "leave it out")
    if private and contact.order is not None:
        raise _contradicts("order", "does not come from a private person", "name the role")


def _check_public(contact: Contact) -> None:
    """No public name is a person's, an e-mail address or a link.

    Only the whole name is compared: a campaign or firm may well be named after its founder.
    """
    people = {_plain(contact.person)}
    if contact.notice and _plain(contact.notice.name) != _plain(contact.organisation):
        people.add(_plain(contact.notice.name))  # else an organisation gave the notice
    for field, name in public_names(contact):
        if name and _plain(name) in people:
            raise refused(
                "EH510", field, "is the name of a person", "leave it to `person`", NOT_RECORDED
            )
        if any(mark in name for mark in _PRIVATE_MARKS):
            raise refused("EH510", field, "holds an address", "give the name alone", NOT_RECORDED)


def public_names(contact: Contact) -> Iterator[tuple[str, str]]:
    """Field -> the names of organisations, authorities and laws that become public."""
    if contact.role is not ContactRole.PRIVATE_PERSON:
        yield "organisation", contact.organisation
    if not contact.behalf_person:
        yield "on_behalf_of", contact.on_behalf_of
    if contact.order is not None:
        yield "order.authority", contact.order.authority
        yield "order.legal_basis", contact.order.legal_basis


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _contradicts(field: str, what: str, help: str) -> Exception:
    return refused("EH509", field, what, help, NOT_RECORDED)
