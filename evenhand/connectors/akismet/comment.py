"""The protocol's fields as a comment: what is screened, and who it is from without saying so."""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from evenhand.model.item import FactValue, Item

GUARANTEED_AUTHORS = frozenset({"viagra-test-123", "akismet-guaranteed-spam"})
GUARANTEED_EMAIL = "akismet-guaranteed-spam@example.com"
"""The protocol's own test values: always spam, for clients to try themselves out."""

ADMINISTRATOR = "administrator"
MAX_BLOG = 1_000
MAX_CONTEXT = 20
MAX_URL = 8_000

_CONTEXT = re.compile(r"comment_context(?:\[\d*\])?")
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a client told about a comment.

    Attributes:
        blog: the address that it names as its own.
        digest: identifies the comment for later feedback: blog, author, address and words, keyed.
        author: its writer's account here, keyed; None where no e-mail address was told.
        is_test: nothing is to be kept or learnt.
        of_administrator: of somebody whose comments are never spam.
        is_guaranteed: holds one of the protocol's test values.
    """

    blog: str
    text: str
    link: str
    digest: str
    author: str | None
    at: datetime | None
    facts: Mapping[str, FactValue]
    is_test: bool
    of_administrator: bool
    is_guaranteed: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to screen."""
        return not (self.text.strip() or self.link)

    def item(self, site: str, item_id: str) -> Item:
        """The comment as an item.

        Nothing in it says who wrote it, and the article's address is no link of the comment's.
        """
        return Item(
            id=item_id,
            text=self.text,
            kind="comment",
            author=self.author,
            created_at=self.at,
            links=(self.link,) if self.link else (),
            site=site,
            facts=self.facts,
        )


def read_told(fields: Mapping[str, Sequence[str]], salt: str) -> Told:
    """What the fields of a call say; unknown ones say nothing.

    Args:
        salt: the site's own; digests cannot be compared with another's or guessed without it.
    """
    first = {name: values[0] for name, values in fields.items()}
    author, email = first.get("comment_author", "").strip(), _email(first)
    text, blog = first.get("comment_content", ""), first.get("blog", "").strip()[:MAX_BLOG]
    role = first.get("user_role", "").strip().lower()
    return Told(
        blog=blog,
        text=text,
        link=first.get("comment_author_url", "").strip()[:MAX_URL],
        digest=_keyed(salt, "comment", blog, author, email, " ".join(text.split())),
        author=f"akismet-{_keyed(salt, 'author', email)[:32]}" if email else None,
        at=_time(first.get("comment_date_gmt", "")),
        facts=_facts(fields, first),
        is_test=first.get("is_test", "").lower() in _TRUE,
        of_administrator=role == ADMINISTRATOR,
        is_guaranteed=author in GUARANTEED_AUTHORS or email == GUARANTEED_EMAIL,
    )


def _email(first: Mapping[str, str]) -> str:
    return first.get("comment_author_email", "").strip().lower()


def _facts(fields: Mapping[str, Sequence[str]], first: Mapping[str, str]) -> dict[str, FactValue]:
    """What the pack `spam` declares: the page's subjects, and a field that nobody should fill."""
    facts: dict[str, FactValue] = {}
    context = [value for name in fields if _CONTEXT.fullmatch(name) for value in fields[name]]
    if context:
        facts["context"] = tuple(value[:300] for value in context[:MAX_CONTEXT])
    trap = first.get("honeypot_field_name", "")
    if trap and trap in first:
        facts["honeypot"] = bool(first[trap].strip())
    return facts


def _time(text: str) -> datetime | None:
    """A time as clients write it, with or without a zone (GMT then); None where it is none."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _keyed(salt: str, *parts: str) -> str:
    return hmac.new(salt.encode(), json.dumps(parts).encode(), sha256).hexdigest()
