"""Pages of rows that are kept for a time, with what has to be over before they go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from evenhand.model.measure import Subject, SubjectType
from evenhand.store import models
from evenhand.store.items import chunks

PAGE = 256
"""Rows that are looked at, and at most erased, at a time."""

Key = int | str
Subjects = frozenset[Subject]
NONE: Subjects = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """Rows of a site that are older than a time, after a key; None is from the first one on."""

    site: str
    before: datetime
    after: Any = None


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is old enough by itself.

    Attributes:
        subjects: what it is about; it stays while anything about one of them is open.
        entry: index of the log entry that commits to it, where there is one.
        stays: something of the row's own is open, or nothing is left to erase.
    """

    key: Key
    subjects: Subjects = NONE
    entry: int | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows; `last` is the key after which the next page begins, None at the end."""

    rows: Sequence[Held]
    last: Key | None


def read_page(rows: QuerySet[Any], after: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Up to `PAGE` rows after a key, in order: (key, columns), and nothing else is read."""
    rows = rows if after is None else rows.filter(pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", *columns)[:PAGE])


def page_of(rows: Iterable[Held]) -> Page:
    """These rows as a page; after a full one there may be another."""
    found = list(rows)
    return Page(found, found[-1].key if len(found) == PAGE else None)


def one(kind: str, name: str) -> Subjects:
    """A single subject, by its columns."""
    return frozenset({Subject(SubjectType(kind), name)})


def of_decisions(decisions: Iterable[str]) -> dict[str, Subjects]:
    """Decision -> what it is about."""
    found = {}
    for chunk in chunks(list(decisions)):
        rows = models.Decision.objects.filter(id__in=chunk)
        for made, kind, name in rows.values_list("id", "subject_type", "subject"):
            found[made] = one(kind, name)
    return found


def of_cases(cases: Iterable[str]) -> dict[str, Subjects]:
    """Case -> what it is about, and what the decision is about that it looks at."""
    found: dict[str, Subjects] = {}
    for chunk in chunks(list(cases)):
        rows = list(models.Case.objects.filter(id__in=chunk))
        decided = of_decisions(row.decision for row in rows if row.decision)
        for row in rows:
            own = one(row.subject_type, row.subject)
            found[row.id] = own | decided.get(row.decision or "", NONE)
    return found


def of_matters(site: str, matters: Iterable[str]) -> dict[str, Subjects]:
    """Matter -> everything that was decided about in it."""
    found: dict[str, Subjects] = {}
    for chunk in chunks(list(matters)):
        rows = models.Decision.objects.filter(site=site, matter__in=chunk)
        for matter, kind, name in rows.values_list("matter", "subject_type", "subject").distinct():
            found[matter or ""] = found.get(matter or "", NONE) | one(kind, name)
    return found
