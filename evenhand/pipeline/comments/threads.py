"""The comments under an article, as everybody sees them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.comment import Comment, CommentState
from evenhand.pipeline.comments.given import page_of
from evenhand.pipeline.comments.standing import Clause, Standing, clauses_of, standings
from evenhand.pipeline.home import Home
from evenhand.store.comments import comments_on
from evenhand.store.sites import get_site

MOST = 1_000
"""Comments of a page that are shown."""

DEEPEST = 3
"""How far answers are shown to the right; those to the deepest stand beside it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as everybody sees it.

    Attributes:
        state: where it is not shown, only this, its clauses, and its answers are told.
        clauses: that a removal carries out.
        warned: readers choose to see it, or not.
    """

    id: str
    at: datetime
    state: CommentState
    depth: int
    name: str = ""
    text: str = ""
    link: str = ""
    clauses: tuple[Clause, ...] = ()
    warned: bool = False
    labelled: bool = False
    replies: tuple["Shown", ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments under an article.

    Attributes:
        url: of the article.
        count: how many are shown.
        more: there are more than can be shown.
    """

    site: str
    url: str
    comments: tuple[Shown, ...]
    count: int
    more: bool


def thread(home: Home, site: str, page: str, hosts: Collection[str] = ()) -> Thread:
    """The comments under a page, oldest first, answers below what they answer.

    What is held is left out, unless something shown answers it; then it has a line that says
    nothing of it. What was removed has a line that says by which rule.

    Args:
        page: address of the article.
        hosts: further hosts whose pages count as the site's.

    Raises EvenhandError: EH406, EH861.
    """
    under = page_of(get_site(site), page, hosts)
    found = comments_on(site, under.key, MOST + 1)
    stand = standings(found[:MOST], home.clock.now())
    shown = _below(None, _by_parent(stand), 0)
    count = sum(standing.is_shown for standing in stand)
    return Thread(site, under.url, shown, count, len(found) > MOST)


def _by_parent(found: Sequence[Standing]) -> dict[str | None, list[Standing]]:
    """Comment -> what stands below it; answers that are too deep stand beside their parent."""
    parents = {standing.comment.id: standing.comment.parent for standing in found}
    below: dict[str | None, list[Standing]] = {}
    for standing in found:
        above = _above(standing.comment, parents)
        below.setdefault(above[-DEEPEST:][0] if above else None, []).append(standing)
    return below


def _above(comment: Comment, parents: dict[str, str | None]) -> list[str]:
    """The comments that it stands below, the nearest first."""
    above: list[str] = []
    parent = comment.parent
    while parent in parents:
        above.append(parent)
        parent = parents[parent]
    return above


def _below(
    parent: str | None, by_parent: dict[str | None, list[Standing]], depth: int
) -> tuple[Shown, ...]:
    """The answers to a comment that are shown, or have one below that is."""
    found = (
        _shown(each, depth, _below(each.comment.id, by_parent, depth + 1))
        for each in by_parent.get(parent, ())
    )
    return tuple(_needed(found))


def _needed(found: Iterable[Shown]) -> Iterable[Shown]:
    seen = (CommentState.PUBLISHED, CommentState.MASKED, CommentState.REMOVED)
    return (each for each in found if each.state in seen or each.replies)


def _shown(standing: Standing, depth: int, replies: tuple[Shown, ...]) -> Shown:
    removals = (m for m in standing.measures if m.measure == "remove")
    removed = standing.state is CommentState.REMOVED
    return Shown(
        id=standing.comment.id,
        at=standing.comment.at,
        state=standing.state,
        depth=depth,
        name=standing.name,
        text=standing.text,
        link=standing.link,
        clauses=tuple(c for m in removals for c in clauses_of(m)) if removed else (),
        warned=standing.bears("warn"),
        labelled=standing.bears("label"),
        replies=replies,
    )
