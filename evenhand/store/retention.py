"""What is kept for a time: for each record, which rows are old enough, and how they are erased.

A `held_...` function gives a page of rows, an `erase_...` function takes from them what they
hold. `pipeline.people.retention` says how long each is kept and what has to be over before that.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from evenhand.model.case import Appeal, Flag
from evenhand.model.contact import Contact
from evenhand.model.measure import SubjectType
from evenhand.store import models
from evenhand.store.blank import blank_appeal, blank_contact, blank_flag
from evenhand.store.carried import forget_carried
from evenhand.store.held import (
    NONE,
    Held,
    Key,
    Page,
    Past,
    of_cases,
    of_decisions,
    of_matters,
    one,
    page_of,
    read_page,
)
from evenhand.store.opened import drop_riders
from evenhand.store.sweeps import forget_swept
from evenhand.store.wire import from_json, to_json

_BLANK: Mapping[Any, Callable[[Any], Any]] = {
    Flag: blank_flag,
    Appeal: blank_appeal,
    Contact: blank_contact,
}


def held_words(past: Past) -> Page:
    """Items whose words are kept."""
    rows = models.Item.objects.filter(site=past.site, received_at__lte=past.before)
    found = read_page(rows.exclude(content=None), past.after, "item")
    return page_of(Held(key, one(SubjectType.ITEM, item)) for key, item in found)


def erase_words(keys: Iterable[Key]) -> None:
    """The items' words, links and attachments are gone; that they were decided on stays."""
    models.Item.objects.filter(pk__in=list(keys)).update(content=None)


def held_evidence(past: Past) -> Page:
    """Evidence of logged decisions."""
    rows = models.Evidence.objects.filter(keep_until=None, decided_at__lte=past.before)
    return _evidence(rows, past)


def held_allowed_evidence(past: Past) -> Page:
    """Evidence of plainly allowed items, past the day that was set for it when it was kept."""
    return _evidence(models.Evidence.objects.filter(keep_until__lte=past.before), past)


def erase_evidence(keys: Iterable[Key]) -> None:
    """The evidence is gone, the readings that it was gathered from, the addresses it was about."""
    decisions = list(map(str, keys))
    models.Evidence.objects.filter(pk__in=decisions).delete()
    forget_carried(decisions)
    forget_swept(decisions)


def held_flags(past: Past) -> Page:
    """Answered flags."""
    rows = models.Flag.objects.filter(site=past.site, answered_at__lte=past.before)
    found = read_page(rows, past.after, "subject_type", "subject", "record")
    return page_of(
        Held(key, one(kind, name), stays=_is_blank(record, Flag))
        for key, kind, name, record in found
    )


def erase_flags(keys: Iterable[Key]) -> None:
    """What the flaggers wrote and who they are is gone; their receipts still show the answers."""
    _rewrite(models.Flag, keys, Flag)


def held_appeals(past: Past) -> Page:
    """Answered appeals."""
    rows = models.Appeal.objects.filter(site=past.site, answered_at__lte=past.before)
    found = read_page(rows, past.after, "decision", "record")
    about = of_decisions(decision for _, decision, _ in found)
    return page_of(
        Held(key, about.get(decision, NONE), stays=_is_blank(record, Appeal))
        for key, decision, record in found
    )


def erase_appeals(keys: Iterable[Key]) -> None:
    """What was written in the appeals is gone; outcome and answer stay."""
    _rewrite(models.Appeal, keys, Appeal)


def held_contacts(past: Past) -> Page:
    """Contacts; what was decided in their matter has to be over too. Sealed ones stay."""
    rows = models.Contact.objects.filter(site=past.site, logged_at__lte=past.before)
    found = read_page(rows, past.after, "matter", "record")
    about = of_matters(past.site, (matter for _, matter, _ in found if matter))
    asked = _asked_lately((key for key, _, _ in found), past.before)
    return page_of(
        Held(
            key,
            about.get(matter or "", NONE),
            stays=key in asked or _is_open(record, past.before) or _is_blank(record, Contact),
        )
        for key, matter, record in found
    )


def erase_contacts(keys: Iterable[Key]) -> None:
    """Words and people are gone; who asked for what, by role and organisation, stays for good."""
    contacts = [str(key) for key in keys]
    _rewrite(models.Contact, contacts, Contact)
    drop_riders(contacts)


def held_notes(past: Past) -> Page:
    """Notes on closed cases."""
    closed = models.Case.objects.filter(
        id=OuterRef("case"), site=past.site, closed_at__lte=past.before
    )
    found = read_page(models.Note.objects.filter(Exists(closed)), past.after, "case")
    about = of_cases(case for _, case in found)
    return page_of(Held(key, about[case]) for key, case in found)


def erase_notes(keys: Iterable[Key]) -> None:
    """The notes are gone."""
    models.Note.objects.filter(pk__in=list(keys)).delete()


def held_deliveries(past: Past) -> Page:
    """Deliveries that the platform has acknowledged."""
    rows = models.Outbox.objects.filter(site=past.site, acknowledged_at__lte=past.before)
    # measures are numbered behind the id of their decision
    found = [(key, m.rpartition("-")[0]) for key, m in read_page(rows, past.after, "measure")]
    about = of_decisions(decision for _, decision in found)
    return page_of(Held(key, about.get(decision, NONE)) for key, decision in found)


def erase_deliveries(keys: Iterable[Key]) -> None:
    """The deliveries are gone."""
    models.Outbox.objects.filter(pk__in=list(keys)).delete()


def held_keys(past: Past) -> Page:
    """Idempotency keys that callers sent."""
    rows = models.Idempotency.objects.filter(site=past.site, at__lte=past.before)
    found = read_page(rows, past.after, "decision")
    about = of_decisions(decision for _, decision in found)
    return page_of(Held(key, about.get(decision, NONE)) for key, decision in found)


def erase_keys(keys: Iterable[Key]) -> None:
    """The keys are gone and can be used anew; the same item is still given the same decision."""
    models.Idempotency.objects.filter(pk__in=list(keys)).delete()


def settle_files() -> None:
    """Take what was erased out of SQLite's write-ahead file too, unless somebody reads it now."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _evidence(rows: QuerySet[Any], past: Past) -> Page:
    mine = models.Decision.objects.filter(id=OuterRef("decision"), site=past.site)
    keys = [key for (key,) in read_page(rows.filter(Exists(mine)), past.after)]
    about = of_decisions(keys)
    logged = dict(models.Decision.objects.filter(id__in=keys).values_list("id", "log_index"))
    return page_of(Held(key, about[key], entry=logged[key]) for key in keys)


def _asked_lately(contacts: Iterable[str], before: datetime) -> set[str | None]:
    """Those of the contacts about which a case is open, or was after a time."""
    rows = models.Case.objects.filter(about__in=list(contacts)).exclude(closed_at__lte=before)
    return set(rows.values_list("about", flat=True))


def _is_open(record: str, before: datetime) -> bool:
    """Whether a contact is sealed, or something was said or done about it after a time."""
    contact: Contact = from_json(record, Contact)
    times = [reply.at for reply in contact.replies]
    if contact.order is not None and contact.order.effect_at is not None:
        times.append(contact.order.effect_at)
    if contact.notice is not None and contact.notice.decided_at is not None:
        times.append(contact.notice.decided_at)
    return contact.seal is not None or any(at > before for at in times)


def _is_blank(record: str, kind: type) -> bool:
    """Whether nothing is left to erase from a record."""
    found: object = from_json(record, kind)
    return bool(_BLANK[kind](found) == found)


def _rewrite(table: Any, keys: Iterable[Key], kind: type) -> None:
    """Keep what is left of each record."""
    for row in table.objects.filter(pk__in=list(keys)):
        row.record = to_json(_BLANK[kind](from_json(row.record, kind)))
        row.save(update_fields=["record"])
