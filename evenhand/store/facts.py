"""Facts that others assert, and the decisions that rest on them."""

from collections.abc import Iterable

from evenhand.model.item import FactValue
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Fact, FactStanding
from evenhand.store import models
from evenhand.store.items import by_site, chunks
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json

WITH_ITEM = "item"
"""The basis of a fact that came with the item: it speaks of that revision only."""


def get_fact(fact: int) -> tuple[str, Fact]:
    """(site, fact) of this id. Raises EH410."""
    row = models.Fact.objects.filter(id=fact).first()
    if row is None:
        raise not_recorded("fact", "evenhand fact list")
    return row.site, _fact(row)


def add_fact(site: str, fact: Fact) -> int:
    """Keep a new fact; returns its id."""
    row = models.Fact.objects.create(
        site=site,
        subject_type=fact.subject.type.value,
        subject=fact.subject.id,
        name=fact.name,
        value=to_json(fact.value),
        asserted_by=fact.asserted_by,
        basis=fact.basis,
        at=fact.at,
        contact=fact.contact,
    )
    return int(row.id)


def stand(fact: int, standing: FactStanding, dispute: str) -> None:
    """A fact stands otherwise from now on."""
    models.Fact.objects.filter(id=fact).update(standing=standing.value, dispute=dispute)


def facts_about(site: str, subject: Subject) -> list[Fact]:
    """Everything asserted about a subject, oldest first."""
    rows = models.Fact.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return [_fact(row) for row in rows.order_by("id")]


def all_facts(site: str, *, with_items: bool) -> list[Fact]:
    """Everything asserted at a site, oldest first; also what came with items where `with_items`."""
    rows = models.Fact.objects.filter(site=site)
    rows = rows if with_items else rows.exclude(basis=WITH_ITEM)
    return [_fact(row) for row in rows.order_by("id")]


def told_facts(items: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, FactValue]]:
    """(site, item) -> the facts that people told of it and that stand, the newest of each name."""
    found: dict[tuple[str, str], dict[str, FactValue]] = {}
    for site, names in by_site(items).items():
        for chunk in chunks(names):
            rows = models.Fact.objects.filter(
                site=site, subject_type=SubjectType.ITEM.value, subject__in=chunk
            ).exclude(basis=WITH_ITEM)
            for row in rows.exclude(standing=FactStanding.FALLEN.value).order_by("id"):
                value = _value(row.value)
                found.setdefault((site, row.subject), {})[row.name] = value
    return found


def resting_on(site: str, subject: Subject, name: str) -> list[str]:
    """Ids of the decisions that rest on a fact of this name about a subject, oldest first."""
    rows = models.FactUse.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id, name=name
    )
    return list(rows.order_by("id").values_list("decision", flat=True))


def set_roles(site: str, account: str, roles: tuple[str, ...] | None) -> None:
    """What is known of an account's roles from now on; None is unknown."""
    models.Account.objects.update_or_create(
        site=site,
        account=account,
        defaults={"roles": None if roles is None else to_json(roles)},
    )


def _fact(row: models.Fact) -> Fact:
    return Fact(
        subject=Subject(SubjectType(row.subject_type), row.subject),
        name=row.name,
        value=_value(row.value),
        asserted_by=row.asserted_by,
        basis=row.basis,
        at=row.at,
        contact=row.contact,
        standing=FactStanding(row.standing),
        dispute=row.dispute,
        id=row.id,
    )


def _value(text: str) -> FactValue:
    value: FactValue | list[str] = from_json(text, bool | int | float | str | list[str])
    return tuple(value) if isinstance(value, list) else value
