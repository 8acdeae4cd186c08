"""The public index: one row for each entry of the log, as far as pages and searches need it.

Everything in it follows from the journal, but for one thing: `hidden`, where no page may exist.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from evenhand.model.evidence import Evidence
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.store import models
from evenhand.store.items import CHUNK, chunks
from evenhand.store.measures import measure_of
from evenhand.store.wire import from_json

MINOR = "minor"
ROLES = "roles"
_SAYS_MINOR = f'"{MINOR}"'
"""How the role stands in JSON: what a query looks for before a record is read."""

CONTESTED, OVERTURNED, VARIED, UPHELD = "contested", "overturned", "varied", "upheld"
FIRST = (CONTESTED, OVERTURNED, VARIED)
"""What an appeal has shaken: told before everything else."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """What the index holds of one entry.

    Attributes:
        public_from: from when a page may show it.
        hidden: no page may ever show it.
        measures: names of all measures that it tells of, also of proposed ones.
        begun: names of those that took force by it, each as often as it did.
        packs: whose rules fired.
        contacts: how many it lists.
        standing: what came of an appeal against the decision; empty without one.
        supersedes: the decision whose place it takes; empty where there is none.
    """

    log_index: int
    site: str
    type: str
    number: int
    case: str
    day: str
    public_from: datetime
    hidden: bool = False
    outcome: str = ""
    measures: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    decided_by: str = ""
    asked: str = ""
    contacts: int = 0
    standing: str = ""
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which decisions are looked for; what is empty does not matter.

    Attributes:
        month: `YYYY-MM`.
        standing: `none` is without any appeal.
    """

    measure: str = ""
    pack: str = ""
    rule: str = ""
    by: str = ""
    month: str = ""
    site: str = ""
    asked: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Began:
    """How many measures of a kind took force on a day."""

    day: str
    measure: str
    count: int


@dataclass(frozen=True, slots=True)
class NewMinors:
    """Accounts that somebody has said to be a minor's since a fact, and the last fact there is."""

    last_fact: int
    accounts: Mapping[str, Sequence[str]] = field(default_factory=dict)


def next_index() -> int:
    """The first entry of the journal that is not in the index yet."""
    last = models.Shown.objects.order_by("-log_index").values_list("log_index", flat=True).first()
    return 0 if last is None else last + 1


def keep_shown(entries: Iterable[ShownEntry]) -> None:
    """Put entries into the index."""
    models.Shown.objects.bulk_create(_row(entry) for entry in entries)


def forget_shown() -> None:
    """Empty the index, to make it anew."""
    models.Shown.objects.all().delete()


def hidden_cases(cases: Iterable[str] | None = None) -> set[str]:
    """Those of these cases, or of all, that no page may show."""
    rows = models.Shown.objects.filter(hidden=True)
    if cases is None:
        return set(rows.values_list("case", flat=True).distinct())
    wanted = chunks([case for case in cases if case])
    return {case for chunk in wanted
            for case in rows.filter(case__in=chunk).values_list("case", flat=True)}  # fmt: skip


def hide(cases: Iterable[str]) -> None:
    """No page may show these cases, nor what came before or after them in their chains."""
    done: set[str] = set()
    level = set(cases)
    while level:
        done |= level
        level = {other for chunk in chunks(list(level)) for other in _hidden_now(chunk)} - done


def _hidden_now(cases: list[str]) -> set[str]:
    """Hide the entries of these cases; returns their neighbours in the chains."""
    models.Shown.objects.filter(case__in=cases).update(hidden=True)
    own = models.Shown.objects.filter(case__in=cases).exclude(supersedes="")
    later = models.Shown.objects.filter(supersedes__in=cases)
    return {*own.values_list("supersedes", flat=True), *later.values_list("case", flat=True)}


def set_standing(case: str, standing: str) -> None:
    """What came of an appeal, on the decision and on those before it in its chain."""
    seen: set[str] = set()
    while case and case not in seen:
        seen.add(case)
        rows = models.Shown.objects.filter(case=case, type="decision")
        rows.update(standing=standing)
        case = rows.values_list("supersedes", flat=True).first() or ""


def known_as_minors(cases: Collection[str]) -> set[str]:
    """Those of these decisions that are about an account which is known as a minor's."""
    found = set[str]()
    for chunk in chunks(list(cases)):
        told = models.Account.objects.filter(
            site=OuterRef("site"), account=OuterRef("account"), roles__contains=_SAYS_MINOR
        )
        decided = models.Decision.objects.filter(Exists(told), id__in=chunk)
        found |= set(decided.values_list("id", flat=True))
    return found


def minors_in_records(cases: Collection[str]) -> set[str]:
    """Those of these decisions whose evidence, or whose item, says that it is a minor's."""
    found = set[str]()
    for chunk in chunks(list(cases)):
        seen = models.Evidence.objects.filter(decision__in=chunk, evidence__contains=_SAYS_MINOR)
        for decision, text in seen.values_list("decision", "evidence"):
            evidence: Evidence = from_json(text, Evidence)
            roles = evidence.values.get("account.roles")
            if isinstance(roles, tuple) and MINOR in roles:
                found.add(decision)
        kept = models.Item.objects.filter(decision__in=chunk, content__contains=_SAYS_MINOR)
        for decision, content in kept.values_list("decision", "content"):
            item: Item = from_json(content or "{}", Item)
            if MINOR in (item.account.roles or ()):
                found.add(decision)
    return found


def minors_told_since(fact: int) -> NewMinors:
    """Which accounts were said to be a minor's after a fact."""
    newest = models.Fact.objects.order_by("-id").values_list("id", flat=True).first() or fact
    rows = models.Fact.objects.filter(
        id__gt=fact, subject_type="account", name=ROLES, value__contains=_SAYS_MINOR
    )
    accounts: dict[str, list[str]] = {}
    for site, account in rows.values_list("site", "subject").distinct():
        accounts.setdefault(site, []).append(account)
    return NewMinors(max(newest, fact), accounts)


def cases_of_accounts(site: str, accounts: Sequence[str]) -> set[str]:
    """The logged decisions about what these accounts did: one pass over the site's decisions."""
    rows = models.Decision.objects.filter(site=site, log_index__isnull=False)
    return {made for chunk in chunks(list(accounts))
            for made in rows.filter(account__in=chunk).values_list("id", flat=True)}  # fmt: skip


def find_decision(case: str, at: datetime) -> ShownEntry | None:
    """The decision of a case, where a page may show it at a time."""
    found = visible(_decisions(at).filter(case=case)[:1])
    return found[0] if found else None


def entry_days(cases: Collection[str]) -> dict[str, str]:
    """Case -> the day of its decision, be it public or not."""
    rows = models.Shown.objects.filter(case__in=cases, type="decision")
    return dict(rows.values_list("case", "day"))


def entries_of(case: str, *types: str) -> list[int]:
    """Log indexes of a case's entries, oldest first; of these types where any are given."""
    rows = models.Shown.objects.filter(case=case)
    rows = rows.filter(type__in=types) if types else rows
    return list(rows.order_by("log_index").values_list("log_index", flat=True))


def leaves_at(indexes: Collection[int]) -> dict[int, bytes]:
    """Log index -> the entry's bytes, of those of these that the journal has."""
    found: dict[int, bytes] = {}
    wanted = list(indexes)
    for start in range(0, len(wanted), CHUNK):
        rows = models.Journal.objects.filter(log_index__in=wanted[start : start + CHUNK])
        found |= {index: bytes(leaf) for index, leaf in rows.values_list("log_index", "leaf")}
    return found


def successors(case: str) -> list[str]:
    """The decisions that took this one's place directly, oldest first."""
    rows = models.Shown.objects.filter(supersedes=case).order_by("log_index")
    return list(rows.values_list("case", flat=True))


def entries_of_type(kind: str, since: str = "") -> list[int]:
    """Log indexes of the entries of a type, from a day on, newest first."""
    rows = models.Shown.objects.filter(type=kind, day__gte=since).order_by("-log_index")
    return list(rows.values_list("log_index", flat=True))


def search(
    sought: Sought, at: datetime, *, first: bool, before: int | None, most: int
) -> list[ShownEntry]:
    """Decisions that a page may show, newest first.

    Args:
        first: those that an appeal has shaken; else all the others.
        before: only entries before this one.
    """
    rows = _matching(_decisions(at), sought)
    rows = rows.filter(standing__in=FIRST) if first else rows.exclude(standing__in=FIRST)
    if before is not None:
        rows = rows.filter(log_index__lt=before)
    return [_entry(row) for row in rows.order_by("-log_index")[:most]]


def newest(at: datetime, most: int) -> list[ShownEntry]:
    """The newest decisions that a page may show."""
    return visible(_decisions(at).order_by("-log_index")[:most])


def without_minors(entries: Sequence[ShownEntry]) -> list[ShownEntry]:
    """The entries but for those about an account that is known as a minor's by now."""
    gone = known_as_minors({entry.case for entry in entries})
    return [entry for entry in entries if entry.case not in gone]


def visible(rows: QuerySet[models.Shown]) -> list[ShownEntry]:
    """Rows of the index as records, but for those about minors."""
    return without_minors([_entry(row) for row in rows])


def counted(first: str, last: str) -> list[Began]:
    """How many measures took force on each day from `first` to `last`, by kind."""
    rows = models.Shown.objects.filter(
        type__in=("decision", "measure"), day__gte=first, day__lte=last
    ).exclude(begun="")
    sums: dict[tuple[str, str], int] = {}
    for row in rows.values("day", "begun").annotate(times=Count("log_index")).order_by("day"):
        for measure in _split(row["begun"]):
            key = (row["day"], measure)
            sums[key] = sums.get(key, 0) + row["times"]
    return [Began(day, measure, count) for (day, measure), count in sorted(sums.items())]


def links_in_force(name: str) -> list[tuple[str, Measure]]:
    """(site, measure) of the measures of this name on links that are in force, oldest first."""
    rows = models.Measure.objects.filter(
        state=MeasureState.IN_FORCE.value, subject_type=SubjectType.LINK.value, name=name
    )
    return [(row.site, measure_of(row)) for row in rows.order_by("from_at", "id")]


def first_day() -> str | None:
    """The day of the oldest decision in the index."""
    rows = models.Shown.objects.filter(type="decision").order_by("day")
    return rows.values_list("day", flat=True).first()


def _decisions(at: datetime) -> QuerySet[models.Shown]:
    return models.Shown.objects.filter(type="decision", hidden=False, public_from__lte=at)


def _matching(rows: QuerySet[models.Shown], sought: Sought) -> QuerySet[models.Shown]:
    if any("\0" in getattr(sought, name) for name in Sought.__slots__):
        return rows.none()  # in no name, and databases disagree about what it would match
    exact = {"decided_by": sought.by, "site": sought.site, "asked": sought.asked}
    rows = rows.filter(**{column: value for column, value in exact.items() if value})
    listed = {"measures": sought.measure, "packs": sought.pack, "rules": sought.rule}
    for column, value in listed.items():
        if value:
            rows = rows.filter(**{f"{column}__contains": f" {value} "})
    if sought.month:
        rows = rows.filter(day__startswith=f"{sought.month}-")
    if sought.standing:
        rows = rows.filter(standing="" if sought.standing == "none" else sought.standing)
    return rows


def _row(entry: ShownEntry) -> models.Shown:
    columns = {name: getattr(entry, name) for name in ShownEntry.__slots__}
    listed = {name: _joined(value) for name, value in columns.items() if isinstance(value, tuple)}
    return models.Shown(**(columns | listed))


def _entry(row: models.Shown) -> ShownEntry:
    columns = {name: getattr(row, name) for name in ShownEntry.__slots__}
    listed = {name: _split(columns[name]) for name in ("measures", "begun", "packs", "rules")}
    return ShownEntry(**(columns | listed))


def _joined(names: Sequence[str]) -> str:
    """Names with a blank before and after each, so that a whole one can be looked for."""
    return f" {' '.join(names)} " if names else ""


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split())
