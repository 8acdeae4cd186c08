"""What was done about a contact: confirmed, decided, given effect to, linked, closed."""

from dataclasses import replace
from datetime import datetime

from evenhand.contacts.bounds import (
    MAX_SENTENCE,
    NOT_CHANGED,
    check_name,
    check_text,
    check_time,
    refused,
)
from evenhand.model.contact import Contact, Notice


def confirm(contact: Contact, at: datetime) -> Contact:
    """The notice, its receipt confirmed to the notifier (Art. 16(4)).

    Raises EvenhandError: EH506 before receipt, EH517 no notice, or confirmed already.
    """
    notice = _notice(contact)
    if notice.confirmed_at is not None:
        raise _not_possible("notice", "is confirmed already", "nothing else is needed")
    confirmed_at = check_time("at", at, NOT_CHANGED, since=contact.received_at)
    return replace(contact, notice=replace(notice, confirmed_at=confirmed_at))


def decide(contact: Contact, decided: str, at: datetime) -> Contact:
    """The notice with its decision, as the notifier is told (Art. 16(5)).

    Raises EvenhandError: EH503 and EH504 text, EH506 before receipt, EH517 no notice, decided
    already, or no sentence.
    """
    notice = _notice(contact)
    if notice.decided_at is not None:
        raise _not_possible("notice", "is decided already", "a later decision is an appeal's")
    decided = _sentence("decided", decided)
    decided_at = check_time("at", at, NOT_CHANGED, since=contact.received_at)
    return replace(contact, notice=replace(notice, decided=decided, decided_at=decided_at))


def give_effect(contact: Contact, effect: str, at: datetime) -> Contact:
    """The order with the effect given to it, and when (Art. 9(1), 10(1)).

    Raises EvenhandError: EH503 and EH504 text, EH506 before receipt, EH517 no order, effect given
    already, or no sentence.
    """
    order = contact.order
    if order is None:
        raise _not_possible("order", "is not there", "effect is given to orders")
    if order.effect_at is not None:
        raise _not_possible("order", "was given effect already", "say the rest in `done`")
    effect = _sentence("effect", effect)
    effect_at = check_time("at", at, NOT_CHANGED, since=contact.received_at)
    return replace(contact, order=replace(order, effect=effect, effect_at=effect_at))


def close(contact: Contact, done: str) -> Contact:
    """The contact with what came of it, in one sentence; a later one takes its place.

    Raises EvenhandError: EH503 and EH504 text, EH517 no sentence.
    """
    return replace(contact, done=_sentence("done", done))


def link(contact: Contact, matter: str) -> Contact:
    """The contact, now of this matter. Raises EvenhandError: EH503, EH504, EH517 no matter."""
    matter = check_name("matter", matter, NOT_CHANGED)
    if not matter:
        raise _not_possible("matter", "is empty", "name the matter")
    return replace(contact, matter=matter)


def _notice(contact: Contact) -> Notice:
    if contact.notice is None:
        raise _not_possible("notice", "is not there", "only notices are confirmed and decided")
    return contact.notice


def _sentence(field: str, text: str) -> str:
    sentence = check_text(field, text, NOT_CHANGED, MAX_SENTENCE).strip()
    if not sentence:
        raise _not_possible(field, "is empty", "say it in one sentence")
    return sentence


def _not_possible(field: str, what: str, help: str) -> Exception:
    return refused("EH517", field, what, help, NOT_CHANGED)
