"""Atom feeds (RFC 4287) of the public lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from django.utils.feedgenerator import Atom1Feed


@dataclass(frozen=True, slots=True)
class News:
    """Something that is new in a list.

    Attributes:
        id: the same for good, and of nothing else.
        path: of its page.
        day: since when it is told; a day, since nothing finer is public.
    """

    id: str
    path: str
    title: str
    text: str
    day: str


def atom(title: str, path: str, base: str, origin: str, news: Iterable[News]) -> bytes:
    """A feed.

    Args:
        path: of the list; the feed is below it with `.atom`.
        base: address of the pages without a final slash; empty where they have none.
        origin: of the log: whose ids these are.
    """
    made = Atom1Feed(
        title=title,
        link=f"{base}{path}",
        description="",
        language="en",
        feed_url=f"{base}{path}.atom",
        feed_guid=_tag(origin, path),
    )
    for each in news:
        at = datetime.fromisoformat(each.day).replace(tzinfo=UTC)
        made.add_item(
            title=each.title,
            link=f"{base}{each.path}",
            description=each.text,
            unique_id=_tag(origin, each.id),
            pubdate=at,
            updateddate=at,
        )
    out = BytesIO()
    made.write(out, "utf-8")
    return out.getvalue()


def _tag(origin: str, name: str) -> str:
    """A URI that names something of this log (RFC 4151)."""
    host, _, _ = origin.partition("/")
    return f"tag:{host},2026:{name}"
