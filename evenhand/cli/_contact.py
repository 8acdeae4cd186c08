"""How contacts are shown: to everybody as the register, to the staff with words covered."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from evenhand.cli._people import case_dict, due, minute
from evenhand.cli._show import json_document, talk
from evenhand.model.contact import Contact, Notice, Order, Seal
from evenhand.pipeline.documents.contacts import contact_dict, late_text, note_text

if TYPE_CHECKING:
    from evenhand.pipeline.people.contact_views import ContactView
    from evenhand.pipeline.people.contacts import Recorded

COVERED = "covered; `evenhand contact show ID --reveal --why ...` shows them"


def show_recorded(recorded: "Recorded", now: datetime, as_json: bool) -> None:
    """A contact that was just recorded, and what has to be done about it."""
    for remark in (*recorded.remarks, recorded.advice):
        if remark:
            talk(remark)
    contact, case = recorded.contact, recorded.case
    if as_json:
        told = {"case": case_dict(case) if case else None, "advice": recorded.advice,
                "remarks": list(recorded.remarks)}  # fmt: skip
        json_document(contact_dict(contact) | told)
        return
    click.echo(f"{contact.id}: recorded, {_place(contact)}")
    if late := late_text(contact):
        click.echo(f"  {late}; that shows in public")
    if contact.seal is not None:
        click.echo(f"  {_seal_line(contact.seal)}")
    if case is not None:
        click.echo(f"  case {case.id}: due {due(case, now)}")


def show_changed(contact: Contact, what: str, as_json: bool) -> None:
    """A contact after a change."""
    if as_json:
        json_document(contact_dict(contact))
        return
    click.echo(f"{contact.id}: {what}")
    if contact.seal is not None:
        click.echo(f"  {_seal_line(contact.seal)}")


def show_letter(contact: Contact, letter: str, as_json: bool) -> None:
    """A letter to be sent, and the contact that it belongs to."""
    if as_json:
        json_document({"contact": contact_dict(contact), "letter": letter})
    else:
        click.echo(letter, nl=False)


def view_lines(view: "ContactView", now: datetime, *, revealed: bool) -> Iterator[str]:
    """A contact as text, for the staff."""
    contact = view.contact
    yield f"Contact {contact.id}, site {contact.site}: {_place(contact)}"
    yield from _who_lines(contact, revealed)
    if contact.objects:
        yield f"  about {', '.join(contact.objects)}"
    if contact.order is not None:
        yield from _order_lines(contact.order)
    if contact.notice is not None:
        yield from _notice_lines(contact.notice)
    if contact.seal is not None:
        yield f"  {_seal_line(contact.seal)}"
    if contact.done:
        yield f"  what came of it: {contact.done}"
    yield from _words(contact) if revealed else _covered(contact)
    for case in view.cases:
        yield f"  open case {case.id} ({case.queue}): due {due(case, now)}"
    for note in view.notes:
        yield f"  {minute(note.at)} {note.by}: {note_text(note, revealed=revealed)}"


def _who_lines(contact: Contact, revealed: bool) -> Iterator[str]:
    who = f"{contact.organisation or 'a person'} ({contact.role})"
    behalf = contact.on_behalf_of
    if behalf and contact.behalf_person and not revealed:
        behalf = "a person"
    kind = f"{contact.kind}{' (binding)' if contact.binding else ''}"
    yield f"  {kind} by {who}{f' for {behalf}' if behalf else ''}; {contact.standing}"
    yield f"  wants {contact.wants}, asked by {contact.channel}" + (
        f"; matter {contact.matter}" if contact.matter else ""
    )
    late = late_text(contact)
    yield f"  received {minute(contact.received_at)}, logged {minute(contact.logged_at)} by " + (
        contact.logged_by + (f": {late}" if late else "")
    )
    if contact.threat_to_life:
        yield "  A life may be in danger."


def _order_lines(order: Order) -> Iterator[str]:
    yield f"  order of {order.authority} by {order.legal_basis}, for {', '.join(order.scope)}"
    given = f"{minute(order.effect_at)}: {order.effect}" if order.effect_at else "none given yet"
    yield f"  effect {given}"


def _notice_lines(notice: Notice) -> Iterator[str]:
    yield f"  notice about {', '.join(notice.places)}"
    confirmed = minute(notice.confirmed_at) if notice.confirmed_at else "not yet"
    yield f"  receipt confirmed {confirmed}"
    if notice.decided_at is not None:
        yield f"  decided {minute(notice.decided_at)}: {notice.decided}"


def _seal_line(seal: Seal) -> str:
    when = minute(seal.review_at)
    if len(seal.by) > 1:
        return f"sealed ({seal.because}) by two people; look again by {when}"
    return (
        f"sealed ({seal.because}) by one person; somebody else who decides here agrees by {when}, "
        "with `evenhand contact agree ID`. If there is nobody else, look again by then."
    )


def _covered(contact: Contact) -> Iterator[str]:
    replies = "".join(f"; reply of {minute(reply.at)}" for reply in contact.replies)
    yield f"  words ({len(contact.text):,} characters{replies}) and names of people: {COVERED}"


def _words(contact: Contact) -> Iterator[str]:
    """What is else covered."""
    notice = contact.notice
    told: Sequence[tuple[str, str]] = (
        ("person", contact.person),
        ("notifier", f"{notice.name} <{notice.email}>" if notice and notice.email else ""),
        ("ground", contact.ground),
        ("reasons", notice.reasons if notice else ""),
        ("words", contact.text),
        *((f"reply of {reply.by}", reply.text) for reply in contact.replies),
    )
    for name, text in told:
        if text:
            yield f"  {name}: " + text.replace("\n", "\n    ")


def _place(contact: Contact) -> str:
    """Where it stands in the log."""
    if contact.seal is not None:
        return "sealed, no entry of its own" if contact.log_index is None else (
            f"sealed since; its log entry {contact.log_index} stays"
        )  # fmt: skip
    if contact.own_data:
        return "about their own data, no entry of its own"
    return f"log entry {contact.log_index}"
