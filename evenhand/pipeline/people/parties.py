"""Who a matter or a case concerns, and which declared interests touch it."""

from collections.abc import Iterator

from evenhand.model.case import Case, CaseReason
from evenhand.model.contact import Contact
from evenhand.store.contacts import contacts_of, get_contact
from evenhand.store.staff import find_matter

OF_CONTACTS = frozenset({CaseReason.CONTACT, CaseReason.THREAT_TO_LIFE, CaseReason.SEAL})
"""Reasons of cases that are about a contact."""


def parties_of(site: str, matter: str | None, account: str | None) -> tuple[str, ...]:
    """Everybody concerned: the matter's parties, the account, and who asked, for whom.

    Contacts that may not be disclosed count too: somebody who is tied to whoever asked does not
    decide, and nobody is told why.
    """
    return _parties(site, matter, account, disclosed=None)


def told_parties(site: str, matter: str | None, account: str | None) -> tuple[str, ...]:
    """Everybody concerned, as far as others may be told: no contact that may not be disclosed."""
    return _parties(site, matter, account, disclosed=True)


def _parties(
    site: str, matter: str | None, account: str | None, *, disclosed: bool | None
) -> tuple[str, ...]:
    names: dict[str, None] = {}
    if account:
        names[account] = None
    if matter:
        found = find_matter(site, matter)
        names |= dict.fromkeys(found.parties if found else ())
        for contact in contacts_of(site, matter, disclosed=disclosed):
            names |= dict.fromkeys(_named(contact))
    return tuple(names)


def parties_of_case(case: Case) -> tuple[str, ...]:
    """Everybody whom a case concerns; of a contact's also who asked, for whom."""
    names = parties_of(case.site, case.matter, case.account)
    if case.about is None or OF_CONTACTS.isdisjoint(case.reasons):
        return names
    return tuple(dict.fromkeys((*names, *_named(get_contact(case.about)))))


def _named(contact: Contact) -> Iterator[str]:
    """Who asked, for whom."""
    told = (contact.organisation, contact.person, contact.on_behalf_of)
    return (name for name in told if name)
