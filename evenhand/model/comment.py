"""A comment under an article, as the site's own comment form keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from evenhand.model.item import FactValue

PREMODERATION = ("open", "first", "all")
"""Whose comments wait for a person before they are shown: nobody's, those of writers who have
none on the site yet, everybody's."""


class CommentState(StrEnum):
    """How a comment stands; computed from the measures in force, never kept."""

    PUBLISHED = "published"
    MASKED = "masked"
    """It is shown, with the values that were found covered."""
    HELD = "held"
    REMOVED = "removed"
    UNDECIDED = "undecided"
    """Its newest words have no decision yet: the server was stopped in between."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its newest words; what was decided about them is about the item.

    Attributes:
        page: the article, as addresses are compared (`text.addresses.page_key`).
        url: the article's address.
        item: the item that it is screened as; its author is `account`.
        text: empty once it is erased, like name, e-mail and link.
        token: digest of the secret in the writer's own link.
        account: the writer, as a keyed digest of their e-mail or of something random.
        parent: the comment that it answers.
        facts: what the form says of how it was sent.
        digest: of the words as they are decided on; the comment is shown only where the newest
            decision about the item is about these.
    """

    id: str
    site: str
    page: str
    url: str
    item: str
    text: str = field(repr=False)
    at: datetime
    token: str
    account: str
    digest: str
    title: str = ""
    parent: str | None = None
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    language: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    erased_at: datetime | None = None
