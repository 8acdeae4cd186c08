"""What is screened: one revision of something that somebody publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.model.account import UNKNOWN_ACCOUNT, Account

KINDS = frozenset({"post", "comment", "message", "profile", "page", "document"})
MAX_TEXT_BYTES = 1_000_000
MAX_ATTACHMENT_BYTES = 20_000_000
MAX_LINKS = 1_000
MAX_ATTACHMENTS = 50
MAX_FACTS = 100
MAX_NAME = 300
"""Longest id, site, matter or fact name, in code points."""
MAX_URL = 8_192

FactValue = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an item.

    Attributes:
        sha256: lower-case hex of the file's digest; where `data` is given, of that.
        data: the bytes, where the caller sent them.
    """

    name: str
    media_type: str = "application/octet-stream"
    sha256: str | None = None
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One revision of a post, comment, message, profile, page or document.

    An item is `(site, id, revision)`: changed text under a known id is a new revision. One of
    `text`, `links` and `attachments` is enough.

    Attributes:
        author: the account that published it, by the site's name for it.
        account: what the caller knows of that account.
        revision: from 1; None lets the store number it.
        created_at: when it was published (the deed), aware; None is unknown.
        language: BCP 47; None is unknown.
        url: where it can be seen, for items that are pages.
        matter: the affair that it belongs to.
        facts: typed values that the caller asserts, by the names that the packs declare.
    """

    id: str
    text: str = field(default="", repr=False)
    revision: int | None = None
    kind: str = "post"
    author: str | None = None
    account: Account = UNKNOWN_ACCOUNT
    created_at: datetime | None = None
    language: str | None = None
    links: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None
    site: str = "main"
    matter: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
