"""Everything that is held about one account of a site, and about whoever flagged."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from evenhand.model.case import Appeal, CureRecord, Flag, Party
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.store import models
from evenhand.store.blank import blank_appeal, blank_flag
from evenhand.store.held import Key
from evenhand.store.items import chunks
from evenhand.store.measures import measure_of
from evenhand.store.opened import openable_entries
from evenhand.store.wire import from_json, to_json


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision of an account's item.

    Attributes:
        words: as they came in; None where they are not kept.
    """

    item: str
    revision: int
    kind: str
    received_at: datetime
    decision: str
    words: Item | None


def is_known(site: str, account: str) -> bool:
    """Whether anything at a site names the account."""
    named = (
        models.Account.objects.filter(site=site, account=account),
        models.Item.objects.filter(site=site, author=account),
        models.Decision.objects.filter(site=site, account=account),
        models.Fact.objects.filter(
            site=site, subject_type=SubjectType.ACCOUNT.value, subject=account
        ),
    )
    return any(rows.exists() for rows in named) or bool(flags_by(site, account))


def subjects_of(site: str, account: str) -> list[Subject]:
    """What was decided about an account: its items, and itself; itself comes last."""
    items = models.Item.objects.filter(site=site, author=account).order_by("item")
    found = {Subject(SubjectType.ITEM, name): None for name in items.values_list("item", flat=True)}
    decided = models.Decision.objects.filter(site=site, account=account).order_by("decided_at")
    for kind, name in decided.values_list("subject_type", "subject"):
        found[Subject(SubjectType(kind), name)] = None
    itself = Subject(SubjectType.ACCOUNT, account)
    found.pop(itself, None)
    return [*found, itself]


def decisions_of(site: str, account: str) -> list[str]:
    """Ids of all decisions about what an account did, oldest first."""
    rows = models.Decision.objects.filter(site=site, account=account)
    return list(rows.order_by("decided_at", "id").values_list("id", flat=True))


def decided_about(site: str, account: str, free: Collection[Subject]) -> list[str]:
    """Decisions about what an account did, as far as they are about free subjects."""
    rows = models.Decision.objects.filter(site=site, account=account)
    return [
        made
        for made, kind, name in rows.values_list("id", "subject_type", "subject")
        if Subject(SubjectType(kind), name) in free
    ]


def measures_in_force(site: str, account: str) -> list[Measure]:
    """Measures that are in force for what an account did, oldest first."""
    rows = models.Measure.objects.filter(
        site=site, account=account, state=MeasureState.IN_FORCE.value
    )
    return [measure_of(row) for row in rows.order_by("from_at", "id")]


def revisions_of(site: str, account: str) -> Iterator[KeptRevision]:
    """Every revision of the account's items, in the order they came."""
    rows = models.Item.objects.filter(site=site, author=account).order_by("id")
    for row in rows.iterator():
        words: Item | None = from_json(row.content, Item) if row.content else None
        yield KeptRevision(row.item, row.revision, row.kind, row.received_at, row.decision, words)


def cures_of(site: str, items: Iterable[str]) -> list[CureRecord]:
    """How the writer went about putting these items right, where anything was tried."""
    return [
        CureRecord(site, row.item, row.tries, row.checks, row.cured_at, row.relapsed_at)
        for chunk in chunks(list(items))
        for row in models.Cure.objects.filter(site=site, item__in=chunk).order_by("item")
    ]


def flags_by(site: str, account: str) -> list[Flag]:
    """The flags whose flagger named themselves as this account, oldest first."""
    named = models.Flag.objects.filter(site=site, record__contains=f'"who":{to_json(account)}')
    flags: list[Flag] = [from_json(row.record, Flag) for row in named.order_by("received_at", "id")]
    return [flag for flag in flags if flag.who == account]


def appeals_of_flag(flag: Flag) -> list[Appeal]:
    """The appeals of whoever flagged, oldest first."""
    rows = models.Appeal.objects.filter(site=flag.site, record__contains=f'"flag":"{flag.id}"')
    found: list[Appeal] = [from_json(row.record, Appeal) for row in rows.order_by("received_at")]
    return [appeal for appeal in found if appeal.flag == flag.id]


def holdings(site: str, account: str, free: Collection[Subject]) -> dict[str, list[Key]]:
    """Record -> keys of what is held about an account, as far as it is about free subjects.

    What the account wrote about others, such as flags, counts; what others wrote does not.
    """
    decided = decided_about(site, account, free)
    flags = [flag for flag in flags_by(site, account) if flag.subject in free]
    appeals = _appeals(decided, flags)
    written = {*decided, *(flag.id for flag in flags), *(appeal.id for appeal in appeals)}
    own = [subject for subject in subjects_of(site, account) if subject in free]
    itself = Subject(SubjectType.ACCOUNT, account) in free
    roles = models.Account.objects.filter(site=site, account=account).exclude(roles=None)
    return {
        "words": _words(site, account, free),
        "evidence": _keys(models.Evidence.objects.all(), "decision", decided),
        "statement": _statements(decided, flags),
        "fact": [fact for subject in own for fact in _facts(site, subject)],
        "role": list(roles.values_list("pk", flat=True)) if itself else [],
        "flag": [flag.id for flag in flags if blank_flag(flag) != flag],
        "appeal": [appeal.id for appeal in appeals if blank_appeal(appeal) != appeal],
        "disclosure": list(openable_entries(site, written)),
    }


def erase_statements(keys: Iterable[Key]) -> None:
    """What the notices said is gone; that they were sent, and when, stays."""
    models.Statement.objects.filter(pk__in=list(keys)).update(text="")


def erase_facts(keys: Iterable[Key]) -> None:
    """The facts are gone; decisions still name what they rest on, without its value."""
    models.Fact.objects.filter(pk__in=list(keys)).delete()


def erase_roles(keys: Iterable[Key]) -> None:
    """The accounts' roles are unknown."""
    models.Account.objects.filter(pk__in=list(keys)).update(roles=None)


def _words(site: str, account: str, free: Collection[Subject]) -> list[Key]:
    rows = models.Item.objects.filter(site=site, author=account).exclude(content=None)
    return [
        key
        for key, item in rows.values_list("pk", "item")
        if Subject(SubjectType.ITEM, item) in free
    ]


def _appeals(decided: Iterable[str], flags: Iterable[Flag]) -> list[Appeal]:
    """The account's appeals: as the writer against these decisions, and as the flagger."""
    found: list[Appeal] = []
    for chunk in chunks(list(decided)):
        rows = models.Appeal.objects.filter(decision__in=chunk)
        appeals: list[Appeal] = [from_json(row.record, Appeal) for row in rows]
        found += [appeal for appeal in appeals if appeal.party is Party.WRITER]
    return found + [appeal for flag in flags for appeal in appeals_of_flag(flag)]


def _statements(decided: Iterable[str], flags: Iterable[Flag]) -> list[Key]:
    """Notices to the account: as the writer about these decisions, and as the flagger."""
    rows = models.Statement.objects.exclude(text="")
    as_writer = _keys(rows.filter(party=Party.WRITER.value), "decision", decided)
    return as_writer + _keys(rows, "flag", (flag.id for flag in flags))


def _facts(site: str, subject: Subject) -> list[Key]:
    rows = models.Fact.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return list(rows.values_list("pk", flat=True))


def _keys(rows: QuerySet[Any], column: str, names: Iterable[str]) -> list[Key]:
    """Keys of the rows whose column holds one of the names."""
    return [
        key
        for chunk in chunks(list(names))
        for key in rows.filter(**{f"{column}__in": chunk}).values_list("pk", flat=True)
    ]
