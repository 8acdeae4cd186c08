"""Comments under articles, with the words that stand there, and how the newest were decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery

from evenhand.model.comment import Comment
from evenhand.model.item import FactValue
from evenhand.store import models
from evenhand.store.items import chunks
from evenhand.store.wire import from_json, to_json


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision of an item that was decided on.

    Attributes:
        digest: of its content.
        decision: id of the decision about it.
        outcome: of that decision.
    """

    digest: str
    decision: str
    outcome: str


def keep_comment(comment: Comment) -> None:
    """Keep a comment as it is now."""
    models.Comment.objects.update_or_create(
        id=comment.id,
        defaults={
            "site": comment.site,
            "page": comment.page,
            "url": comment.url,
            "title": comment.title,
            "item": comment.item,
            "parent": comment.parent,
            "name": comment.name,
            "email": comment.email,
            "link": comment.link,
            "text": comment.text,
            "language": comment.language,
            "at": comment.at,
            "account": comment.account,
            "token": comment.token,
            "digest": comment.digest,
            "erased_at": comment.erased_at,
            "record": to_json(comment.facts),
        },
    )


def drop_comment(comment: str) -> None:
    """A comment that was refused is gone, as if it had never come."""
    models.Comment.objects.filter(id=comment).delete()


def get_comment(comment: str) -> Comment | None:
    """The comment of this id."""
    row = models.Comment.objects.filter(id=comment).first()
    return _comment(row) if row else None


def comment_by_token(digest: str) -> Comment | None:
    """The comment whose writer's link holds the secret of this digest."""
    row = models.Comment.objects.filter(token=digest).first()
    return _comment(row) if row else None


def comment_of_item(site: str, item: str) -> Comment | None:
    """The comment that is screened as this item."""
    row = models.Comment.objects.filter(site=site, item=item).first()
    return _comment(row) if row else None


def comments_on(site: str, page: str, most: int) -> list[Comment]:
    """The first comments on a page, oldest first."""
    rows = models.Comment.objects.filter(site=site, page=page).order_by("at", "id")[:most]
    return [_comment(row) for row in rows]


def comments_by(site: str, account: str) -> list[Comment]:
    """All comments of a writer, oldest first."""
    rows = models.Comment.objects.filter(site=site, account=account).order_by("at", "id")
    return [_comment(row) for row in rows]


def undecided_comments() -> list[Comment]:
    """Comments whose newest words have no decision, oldest first."""
    newest = models.Item.objects.filter(site=OuterRef("site"), item=OuterRef("item"))
    rows = models.Comment.objects.filter(erased_at=None).annotate(
        decided=Subquery(newest.order_by("-revision").values("digest")[:1])
    )
    rows = rows.filter(Q(decided=None) | ~Q(decided=F("digest")))
    return [_comment(row) for row in rows.order_by("at", "id")]


def newest_decided(site: str, items: Iterable[str]) -> Mapping[str, Newest]:
    """Item -> its newest revision that was decided on."""
    found: dict[str, Newest] = {}
    for chunk in chunks(list(items)):
        rows = models.Item.objects.filter(site=site, item__in=chunk).order_by("revision")
        newest = {item: rest for item, *rest in rows.values_list("item", "digest", "decision")}
        decided = models.Decision.objects.filter(id__in=[made for _, made in newest.values()])
        outcomes = dict(decided.values_list("id", "outcome"))
        for item, (digest, made) in newest.items():
            found[item] = Newest(digest, made, outcomes.get(made, ""))
    return found


def erase_comments(comments: Iterable[str], at: datetime) -> None:
    """Words, names and addresses are gone; that there was a comment stays."""
    models.Comment.objects.filter(id__in=list(comments)).update(
        name="", email="", link="", text="", title="", digest="", language=None, record="{}",
        erased_at=at,
    )  # fmt: skip


def _comment(row: models.Comment) -> Comment:
    return Comment(
        id=row.id,
        site=row.site,
        page=row.page,
        url=row.url,
        item=row.item,
        text=row.text,
        at=row.at,
        token=row.token,
        account=row.account or "",
        digest=row.digest,
        title=row.title,
        parent=row.parent,
        name=row.name,
        email=row.email,
        link=row.link,
        language=row.language,
        facts=from_json(row.record, dict[str, FactValue]),
        erased_at=row.erased_at,
    )
