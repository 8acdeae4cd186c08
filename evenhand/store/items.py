"""Items: which revisions are known, what their accounts' roles are, and the callers' keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from evenhand.model.item import Item
from evenhand.model.measure import Subject, SubjectType
from evenhand.store import models
from evenhand.store.wire import from_json

CHUNK = 400
"""Most parameters a look-up puts into one query; SQLite's own limit is far above."""


@dataclass(frozen=True, slots=True)
class KnownRevision:
    """A revision that was decided on before."""

    revision: int
    digest: str
    decision: str


def known_revisions(
    keys: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], list[KnownRevision]]:
    """(site, id) -> its known revisions, lowest first."""
    found: dict[tuple[str, str], list[KnownRevision]] = {}
    for site, names in by_site(keys).items():
        for chunk in chunks(names):
            rows = models.Item.objects.filter(site=site, item__in=chunk).order_by("revision")
            for row in rows.values_list("item", "revision", "digest", "decision"):
                found.setdefault((site, row[0]), []).append(KnownRevision(*row[1:]))
    return found


def known_roles(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """(site, account) -> roles, of accounts whose roles are known."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for site, names in by_site(keys).items():
        for chunk in chunks(names):
            rows = models.Account.objects.filter(site=site, account__in=chunk)
            for account, roles in rows.exclude(roles=None).values_list("account", "roles"):
                found[site, account] = from_json(roles or "[]", tuple[str, ...])
    return found


def known_keys(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """(site, idempotency key) -> (content digest, decision), of keys that were used."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for site, names in by_site(keys).items():
        for chunk in chunks(names):
            rows = models.Idempotency.objects.filter(site=site, key__in=chunk)
            for key, digest, decision in rows.values_list("key", "digest", "decision"):
                found[site, key] = (digest, decision)
    return found


def is_author(site: str, name: str) -> bool:
    """Whether a name is that of an account of the site, in whatever case it is written."""
    known = models.Account.objects.filter(site=site, account__iexact=name)
    written = models.Item.objects.filter(site=site, author__iexact=name)
    return known.exists() or written.exists()


def known_subject(site: str, names: Sequence[str]) -> Subject | None:
    """The first of these names that is an item's id or address, or an account's; at most 400.

    Addresses and authors have no index: one pass over the site's items, for what people do.
    """
    names = names[:CHUNK]
    rows = models.Item.objects.filter(site=site)
    authors = rows.filter(author__in=names).values_list("author", flat=True).distinct()
    found = {str(author): Subject(SubjectType.ACCOUNT, str(author)) for author in authors}
    for item, url in rows.filter(Q(item__in=names) | Q(url__in=names)).values_list("item", "url"):
        found |= {name: Subject(SubjectType.ITEM, item) for name in names if name in (item, url)}
    return next((found[name] for name in names if name in found), None)


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision as far as it is kept.

    Attributes:
        item: without text, links and attachments where its words are not kept.
        decision: the newest that rules took on it.
    """

    item: Item
    digest: str
    decision: str
    received_at: datetime
    has_words: bool


def get_item(decision: str) -> Item | None:
    """The item that a decision was about.

    None where its words are not kept: it was allowed, or they were erased.
    """
    about = models.Decision.objects.filter(id=decision, subject_type=SubjectType.ITEM.value)
    for site, item, revision in about.values_list("site", "subject", "revision"):
        return words_of(site, item, revision)
    return None


def revisions_at(
    site: str, wanted: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], KeptRevision]:
    """(item, revision) -> what is kept of it."""
    keys = set(wanted)
    found = {}
    for chunk in chunks([item for item, _ in keys]):
        for row in models.Item.objects.filter(site=site, item__in=chunk):
            if (row.item, row.revision) in keys:
                found[row.item, row.revision] = _kept_revision(row)
    return found


def decided_anew(site: str, item: str, revision: int, decision: str) -> None:
    """A revision was decided on anew: from now on this is the decision on it."""
    models.Item.objects.filter(site=site, item=item, revision=revision).update(decision=decision)


def _kept_revision(row: models.Item) -> KeptRevision:
    if row.content:
        item: Item = from_json(row.content, Item)
        return KeptRevision(item, row.digest, row.decision, row.received_at, has_words=True)
    item = Item(
        row.item, "", row.revision, row.kind, row.author, created_at=row.created_at,
        language=row.language, url=row.url, site=row.site, matter=row.matter,
    )  # fmt: skip
    return KeptRevision(item, row.digest, row.decision, row.received_at, has_words=False)


def words_of(site: str, item: str, revision: int) -> Item | None:
    """A revision as it came in; None where its words are not kept."""
    row = models.Item.objects.filter(site=site, item=item, revision=revision).first()
    return from_json(row.content, Item) if row and row.content else None


def kept_revisions(site: str, item: str, most: int) -> list[tuple[int, str, Item]]:
    """(revision, decision, item) of the newest revisions whose words are kept, oldest first."""
    rows = models.Item.objects.filter(site=site, item=item).exclude(content=None)
    newest = rows.order_by("-revision")[:most]
    found: list[tuple[int, str, Item]] = [
        (row.revision, row.decision, from_json(row.content or "", Item)) for row in newest
    ]
    return found[::-1]


def by_site(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """(site, name) pairs grouped by site."""
    sites: dict[str, list[str]] = {}
    for site, name in keys:
        sites.setdefault(site, []).append(name)
    return sites


def chunks(names: list[str]) -> Iterable[list[str]]:
    """The different names, in groups that one query can take."""
    unique = list(dict.fromkeys(names))
    return (unique[start : start + CHUNK] for start in range(0, len(unique), CHUNK))
