"""Keys that programs show: only their digests are kept."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.store import models
from evenhand.store.wire import from_json, to_json

ALL = "all"
ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a site, without the key.

    Attributes:
        kind: `api`, or `akismet`.
        digest: SHA-256 of the key, in hexadecimal digits.
        scopes: what it may be used for; `all` is everything.
        until: when it ends; None is never.
        used_at: when it was last used, to the minute.
    """

    site: str
    kind: str
    digest: str
    created_at: datetime
    label: str = ""
    scopes: frozenset[str] = frozenset({ALL})
    until: datetime | None = None
    used_at: datetime | None = None

    @property
    def id(self) -> str:
        """Names the key where it is listed: the first digits of its digest."""
        return self.digest[:ID_DIGITS]

    def ended(self, at: datetime) -> bool:
        """Whether it opens nothing any more."""
        return self.until is not None and self.until <= at

    def allows(self, scope: str) -> bool:
        """Whether it may be used for this."""
        return scope in self.scopes or ALL in self.scopes


def keep_key(key: Key) -> None:
    """Keep a new key."""
    models.Key.objects.create(
        site=key.site, kind=key.kind, digest=key.digest, created_at=key.created_at,
        label=key.label, scopes=to_json(sorted(key.scopes)), until=key.until,
    )  # fmt: skip


def find_key(kind: str, digest: str) -> Key | None:
    """The key of this kind with this digest, ended or not.

    The digest is looked up, never compared with a secret: how long it takes tells nothing.
    """
    row = models.Key.objects.filter(kind=kind, digest=digest).first()
    return _key(row) if row else None


def all_keys(site: str) -> list[Key]:
    """Every key that a site has or had, oldest first."""
    return [_key(row) for row in models.Key.objects.filter(site=site).order_by("created_at", "id")]


def end_key(digest: str, at: datetime) -> None:
    """The key opens nothing from now on."""
    models.Key.objects.filter(digest=digest).update(until=at)


def note_use(digest: str, at: datetime) -> None:
    """The key was used."""
    models.Key.objects.filter(digest=digest).update(used_at=at)


def _key(row: models.Key) -> Key:
    # A key of before there were scopes, or one made with its site, has none written: it may all.
    scopes = frozenset(from_json(row.scopes, list[str])) or frozenset({ALL})
    return Key(
        row.site, row.kind, row.digest, row.created_at, row.label, scopes, row.until, row.used_at
    )
