"""What opens the log's commitments: which entries' salts and values are old enough to go.

The entry itself stays for good, and tells nothing any more of what it committed to.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from evenhand.model.clock import day_text
from evenhand.model.contact import Offer, OfferOutcome
from evenhand.model.entry import Disclosure
from evenhand.model.people import Interest
from evenhand.store import models
from evenhand.store.held import (
    NONE,
    PAGE,
    Held,
    Key,
    Page,
    Past,
    Subjects,
    of_cases,
    of_decisions,
    of_matters,
    one,
    read_page,
)
from evenhand.store.wire import from_json, to_json

ABOUT_PEOPLE = (
    "decision", "measure", "flag", "appeal", "contact", "disclosure", "interest", "statement",
)  # fmt: skip
"""Types of entries that commit to something of people. Others commit to counts and minutes; what
opens those lets a site prove its figures, and stays."""

_RIDER = re.compile(r"(?:contact|offer)\.([0-9a-f]{32})(?:\..*)?")
"""Name of what rides in an entry for a contact or an offer that may not be disclosed."""


class _Leaf(msgspec.Struct):
    """Of an entry: its day, and the decision, case or other record that it belongs to."""

    day: str
    case: str


_read_leaf = msgspec.json.Decoder(_Leaf).decode


def held_disclosures(past: Past) -> Page:
    """Entries about people whose commitments can be opened; entries stand in order of time.

    What rides in an entry for a contact or an offer stays, as long as their own words do: an
    index that was listed for a second time would tell that something rode there.
    """
    found = _openable(past.site, past.after)
    leaves = _leaves(index for index, _ in found)
    old = {i for i, leaf in leaves.items() if leaf.day < day_text(past.before)}
    if not old:
        return Page([], None)
    cases = {leaves[index].case for index in old}
    about, ongoing = _belongs(past, cases), _ongoing(cases, past.before)
    rows = [
        Held(
            index,
            about.get(leaves[index].case, NONE),
            entry=index,
            stays=index not in old or leaves[index].case in ongoing or not _own(fields),
        )
        for index, fields in found
    ]
    return Page(rows, rows[-1].key if len(rows) == PAGE else None)


def erase_disclosures(keys: Iterable[Key]) -> None:
    """The entries' own salts and values are gone."""
    _leave(models.Disclosure.objects.filter(pk__in=list(keys)), _rider_of)


def drop_riders(contacts: Collection[str]) -> None:
    """What rode in entries for these contacts is gone."""
    rows = models.Disclosure.objects.filter(fields__contains='"name":"contact.')
    _leave(rows, lambda disclosure: _rider_of(disclosure) not in contacts)


def openable_entries(site: str, cases: Collection[str]) -> list[int]:
    """Indexes of the entries about people that belong to these decisions or other records."""
    found: list[int] = []
    after = None
    while rows := _openable(site, after):
        leaves = _leaves(index for index, _ in rows)
        found += [i for i, fields in rows if leaves[i].case in cases and _own(fields)]
        after = rows[-1][0]
    return found


def _openable(site: str, after: int | None) -> list[tuple[int, str]]:
    """A page of (log index, disclosures) of the site's entries about people."""
    mine = models.Journal.objects.filter(
        log_index=OuterRef("log_index"), site=site, type__in=ABOUT_PEOPLE
    )
    rows = models.Disclosure.objects.filter(Exists(mine))
    return [(index, fields) for index, fields in read_page(rows, after, "fields")]


def _leaves(indexes: Iterable[int]) -> dict[int, _Leaf]:
    rows = models.Journal.objects.filter(log_index__in=list(indexes))
    return {i: _read_leaf(bytes(leaf)) for i, leaf in rows.values_list("log_index", "leaf")}


def _belongs(past: Past, cases: Collection[str]) -> dict[str, Subjects]:
    """What each entry's case is about: a decision's, a case's, a flag's, an appeal's, a contact's.

    A policy entry and the like belong to nothing that could be open.
    """
    appeals = dict(models.Appeal.objects.filter(id__in=cases).values_list("id", "decision"))
    contacts = dict(models.Contact.objects.filter(id__in=cases).values_list("id", "matter"))
    flags = models.Flag.objects.filter(id__in=cases).values_list("id", "subject_type", "subject")
    decided = of_decisions([*cases, *appeals.values()])
    matters = of_matters(past.site, filter(None, contacts.values()))
    looked_at, flagged = of_cases(cases), {flag: one(*subject) for flag, *subject in flags}
    return {
        case: decided.get(case, NONE)
        | decided.get(appeals.get(case, ""), NONE)
        | matters.get(contacts.get(case) or "", NONE)
        | looked_at.get(case, NONE)
        | flagged.get(case, NONE)
        for case in cases
    }


def _ongoing(cases: Collection[str], before: datetime) -> set[str]:
    """Sealed contacts, undecided offers, and interests that are held, or were after a time."""
    sealed = models.Contact.objects.filter(id__in=cases, review_at__isnull=False)
    found = set(sealed.values_list("id", flat=True))
    offers = models.Offer.objects.filter(id__in=cases).values_list("id", "record")
    found |= {key for key, record in offers if _is_undecided(record)}
    for row in models.Interest.objects.filter(id__in=cases):
        interest: Interest = from_json(row.record, Interest)
        if interest.until is None or interest.until > before:
            found.add(row.id)
    return found


def _is_undecided(record: str) -> bool:
    offer: Offer = from_json(record, Offer)
    return offer.outcome is OfferOutcome.OPEN


def _rider_of(disclosure: Disclosure) -> str | None:
    """The contact or offer that this opens a commitment to; None where it is the entry's own."""
    named = _RIDER.fullmatch(disclosure.name)
    return named[1] if named else None


def _own(fields: str) -> bool:
    """Whether anything that is the entry's own can be opened."""
    return any(_rider_of(each) is None for each in _read(fields))


def _leave(rows: QuerySet[models.Disclosure], stays: Callable[[Disclosure], object]) -> None:
    """Leave only what stays; a row without any goes."""
    for row in rows:
        opened = _read(row.fields)
        left = [each for each in opened if stays(each)]
        if left and left != opened:
            row.fields = to_json(left)
            row.save(update_fields=["fields"])
        elif not left:
            row.delete()


def _read(fields: str) -> list[Disclosure]:
    return list(from_json(fields, tuple[Disclosure, ...]))
