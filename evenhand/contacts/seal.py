"""What may not be disclosed, for which of two reasons, by two people, and for how long.

One person seals at once, because a disclosure cannot be taken back; where the site has two, the
second has to agree within 72 hours. A seal does not end by itself, since a legal bar may go on:
when its review is due, people look.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from evenhand.contacts.bounds import NOT_CHANGED, check_name, check_time, read_word, refused
from evenhand.model.contact import Contact, Seal, SealBecause

REVIEW_EVERY = timedelta(days=180)
AGREE_WITHIN = timedelta(hours=72)


def seal(
    contact: Contact,
    because: SealBecause,
    by: str,
    at: datetime,
    *,
    solo: bool = False,
    until: datetime | None = None,
) -> Contact:
    """The contact, sealed by one person.

    Args:
        by: staff name of who seals it.
        solo: the site has nobody else who could agree.
        until: where the reason itself has an end.

    Raises EvenhandError: EH502 other reason, EH506 times, EH514 sealed already or by nobody.
    """
    if contact.seal is not None:
        raise _not_possible("is there already", "agree to it, renew or unseal it")
    because = read_word("because", because, SealBecause, NOT_CHANGED)
    check_time("at", at, NOT_CHANGED, since=contact.received_at)
    if until is not None and check_time("until", until, NOT_CHANGED) <= at:
        raise refused("EH506", "until", "is over already", "give a later end", NOT_CHANGED)
    review_at = _next_review(at, until, full=solo)
    return replace(contact, seal=Seal(because, (_named(by),), at, review_at, until))


def agree(contact: Contact, by: str, at: datetime) -> Contact:
    """The sealed contact, with a second person who agrees.

    Raises EvenhandError: EH514 the same person or a third, EH515 not sealed.
    """
    found = _sealed(contact)
    by = _named(by)
    if len(found.by) > 1:
        raise _not_possible("has two names already", "nobody else has to agree")
    if by.casefold() == found.by[0].casefold():
        raise _not_possible("needs somebody else", "ask another member of staff to agree")
    review_at = _next_review(at, found.until, full=True)
    return replace(contact, seal=replace(found, by=(*found.by, by), review_at=review_at))


def renew(contact: Contact, by: str, at: datetime, *, solo: bool = False) -> Contact:
    """The sealed contact after a review that found that its reason still holds.

    Where the site has two people, a second has to agree to that again.

    Raises EvenhandError: EH514 where the reason has ended, EH515 not sealed.
    """
    found = _sealed(contact)
    if found.until is not None and found.until <= at:
        raise _not_possible("is past the end of its reason", "unseal it, or seal it anew")
    review_at = _next_review(at, found.until, full=solo)
    return replace(contact, seal=replace(found, by=(_named(by),), review_at=review_at))


def unseal(contact: Contact) -> Contact:
    """The contact, disclosed from now on; one person may do that. Raises EvenhandError: EH515."""
    _sealed(contact)
    return replace(contact, seal=None)


def awaits_second(contact: Contact, solo: bool) -> bool:
    """Whether a second person still has to agree to the seal; never on a site with one."""
    return contact.seal is not None and len(contact.seal.by) < 2 and not solo


def review_due(contact: Contact, at: datetime) -> bool:
    """Whether people have to look at the seal again: 180 days, a missing second, its end."""
    return contact.seal is not None and contact.seal.review_at <= at


def is_disclosed(contact: Contact) -> bool:
    """Whether the contact has an entry of its own and a row in the public register."""
    return contact.seal is None and not contact.own_data


def _next_review(at: datetime, until: datetime | None, *, full: bool) -> datetime:
    review_at = at + (REVIEW_EVERY if full else AGREE_WITHIN)
    return review_at if until is None else min(review_at, until)


def _sealed(contact: Contact) -> Seal:
    if contact.seal is None:
        raise refused("EH515", "seal", "is not there", "look at the contact first", NOT_CHANGED)
    return contact.seal


def _named(by: str) -> str:
    name = check_name("by", by, NOT_CHANGED)
    if not name:
        raise _not_possible("needs the name of who seals", "give it")
    return name


def _not_possible(what: str, help: str) -> Exception:
    return refused("EH514", "seal", what, help, NOT_CHANGED)
