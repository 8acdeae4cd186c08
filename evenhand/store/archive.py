"""Which evidence was put away: the table of archives, and the rows that go there.

The files themselves, with the only use of polars, are `archive_files`. Like the database, the
folder is one for the process: `open_archive` is called where a home is opened.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Exists, F, Min, OuterRef, Q

from evenhand.model.evidence import Evidence
from evenhand.model.measure import Subject, SubjectType
from evenhand.store import models
from evenhand.store.history import Place
from evenhand.store.items import chunks
from evenhand.store.wire import from_json

FOLDER = "evidence"
"""Of a home: a folder for each site."""

_opened: list[Path] = []


@dataclass(frozen=True, slots=True)
class Archive:
    """A file of evidence that was put away: part n of a site's month.

    Attributes:
        rows: that were put away, of which `erased` are not there any more.
    """

    site: str
    month: str
    part: int
    digest: str
    rows: int
    erased: int = 0

    @property
    def file(self) -> Path:
        """Where it is."""
        return archive_folder(self.site) / f"{self.month}-{self.part}.parquet"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One row of evidence as it is put away; texts as they stand in the database.

    Attributes:
        prior, terms, readings, taken: JSON.
        keep_until: of plainly allowed items: until when it is kept.
    """

    decision: str
    evidence: Evidence
    prior: str
    terms: str
    readings: str
    taken: str | None
    keep_until: datetime | None

    @property
    def place(self) -> Place:
        """Where it stands in history."""
        return Place(self.evidence.decided_at, self.decision)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of evidence that may be put away.

    Attributes:
        subject: what its decision is about.
    """

    place: Place
    subject: Subject


def open_archive(home: Path) -> None:
    """Archives of this process are those of this home."""
    _opened[:] = [home / FOLDER]


def archive_folder(site: str) -> Path:
    """Where a site's files are."""
    return _opened[0] / site


def archives(site: str | None = None, month: str | None = None) -> list[Archive]:
    """What was put away, in the order of time."""
    wanted = {"site": site, "month": month}
    rows = models.Archive.objects.filter(**{k: v for k, v in wanted.items() if v is not None})
    return [
        Archive(row.site, row.month, row.part, row.digest, row.rows, row.erased)
        for row in rows.order_by("month", "site", "part")
    ]


def keep_archive(archive: Archive, at: datetime, log_index: int) -> None:
    """A part was put away."""
    models.Archive.objects.create(
        site=archive.site, month=archive.month, part=archive.part, digest=archive.digest,
        rows=archive.rows, sealed_at=at, log_index=log_index,
    )  # fmt: skip


def rewritten(archive: Archive, digest: str, erased: int) -> None:
    """A part was written anew without some rows."""
    rows = models.Archive.objects.filter(site=archive.site, month=archive.month, part=archive.part)
    rows.update(digest=digest, erased=F("erased") + erased)


def next_part(site: str, month: str) -> int:
    """The number of the part that is put away next."""
    return models.Archive.objects.filter(site=site, month=month).count() + 1


def oldest_evidence(site: str, after: datetime | None, before: datetime) -> datetime | None:
    """When the oldest decision was taken whose evidence stands in the database, in a stretch."""
    rows = models.Evidence.objects.filter(_of_site(site), decided_at__lt=before)
    if after is not None:
        rows = rows.filter(decided_at__gte=after)
    found: datetime | None = rows.aggregate(oldest=Min("decided_at"))["oldest"]
    return found


def waiting(
    site: str, since: datetime, before: datetime, after: Place | None, most: int
) -> list[Waiting]:
    """A page of a site's evidence in the database, in order: decided in [since, before)."""
    rows = models.Evidence.objects.filter(
        _of_site(site), decided_at__gte=since, decided_at__lt=before
    ).order_by("decided_at", "decision")
    if after is not None:
        at, decision = after
        later = Q(decided_at__gt=at) | Q(decided_at=at, decision__gt=decision)
        rows = rows.filter(later, decided_at__gte=at)
    places = [Place(at, made) for at, made in rows.values_list("decided_at", "decision")[:most]]
    subjects = subjects_of(made for _, made in places)
    return [Waiting(place, subjects[place.decision]) for place in places]


def subjects_of(decisions: Iterable[str]) -> dict[str, Subject]:
    """Decision -> what it is about."""
    found = {}
    for chunk in chunks(list(decisions)):
        rows = models.Decision.objects.filter(id__in=chunk)
        for made, kind, name in rows.values_list("id", "subject_type", "subject"):
            found[made] = Subject(SubjectType(kind), name)
    return found


def rows_to_seal(decisions: Sequence[str]) -> list[Sealed]:
    """The evidence of these decisions, in order."""
    found = []
    for chunk in chunks(list(decisions)):
        for row in models.Evidence.objects.filter(decision__in=chunk):
            evidence: Evidence = from_json(row.evidence, Evidence)
            found.append(
                Sealed(row.decision, evidence, row.prior, row.terms, row.readings, row.taken,
                       row.keep_until)
            )  # fmt: skip
    return sorted(found, key=lambda row: row.place)


def drop_rows(decisions: Collection[str]) -> None:
    """The evidence of these decisions is in the database no more."""
    for chunk in chunks(list(decisions)):
        models.Evidence.objects.filter(decision__in=chunk).delete()


def log_indexes(decisions: Iterable[str]) -> list[int]:
    """Indexes of the log entries of decisions that have one."""
    found: list[int] = []
    for chunk in chunks(list(decisions)):
        rows = models.Decision.objects.filter(id__in=chunk).exclude(log_index=None)
        found += [index for index in rows.values_list("log_index", flat=True) if index is not None]
    return found


def decided_where(decision: str) -> tuple[str, datetime] | None:
    """(site, when) of a decision; None where there is none."""
    return models.Decision.objects.filter(id=decision).values_list("site", "decided_at").first()


def decided_months(decisions: Iterable[str]) -> dict[str, set[str]]:
    """Month -> those of the decisions by rules that were taken in it."""
    found: dict[str, set[str]] = {}
    for chunk in chunks(list(decisions)):
        rows = models.Decision.objects.filter(id__in=chunk, decided_by="rule")
        for made, at in rows.values_list("id", "decided_at"):
            found.setdefault(f"{at:%Y-%m}", set()).add(made)
    return found


def _of_site(site: str) -> Exists:
    return Exists(models.Decision.objects.filter(id=OuterRef("decision"), site=site))
