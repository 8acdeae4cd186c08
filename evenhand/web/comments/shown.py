"""How comments read to everybody, and how a comment's state reads to its writer."""

from collections.abc import Mapping, Sequence
from typing import Any

from evenhand.model.clock import utc_text
from evenhand.model.comment import CommentState
from evenhand.pipeline.comments.mine import Mine
from evenhand.pipeline.comments.threads import Shown, Thread
from evenhand.web.comments.words import Words
from evenhand.web.templatetags.words import fill


def thread_data(thread: Thread, words: Words) -> dict[str, Any]:
    """The comments of a page as JSON."""
    return {
        "site": thread.site,
        "page": thread.url,
        "count": thread.count,
        "more": thread.more,
        "language": words.language,
        "direction": words.direction,
        "comments": [_comment(each, words) for each in thread.comments],
    }


def note_of(shown: Shown, words: Words) -> str:
    """The line in the place of a comment that is not shown; empty for one that is."""
    said = words.say["note"]
    if shown.state is CommentState.REMOVED and shown.clauses:
        rules = "; ".join(f"{c.pack}, {c.id} {c.title}" for c in shown.clauses)
        return fill(said["removed_by"], rules)
    return said.get(str(shown.state), "")


def flat(comments: Sequence[Shown], words: Words) -> list[dict[str, Any]]:
    """The comments with their answers after them, for a template."""
    found: list[dict[str, Any]] = []
    for each in comments:
        found.append({"shown": each, "note": note_of(each, words)})
        found += flat(each.replies, words)
    return found


def state_lines(mine: Mine, words: Words) -> list[str]:
    """How the comment stands and why, in a sentence or two."""
    said, state = words.say["mine"], mine.standing.state
    if state is CommentState.HELD and mine.until is not None:
        lines = [fill(said["held_until"], mine.until)]
    elif state is CommentState.PUBLISHED and mine.standing.bears("warn"):
        lines = [said["published_warn"]]
    else:
        lines = [said[str(state)]]
    lines += [f"{clause.pack}, {clause.id}: {clause.title}" for clause in mine.clauses]
    if state is CommentState.HELD and not mine.clauses:
        lines.append(said["no_clause"])
    return lines


def mine_data(mine: Mine, words: Words, path: str) -> dict[str, Any]:
    """How a comment stands, as its writer's JSON."""
    return {
        "id": mine.standing.comment.id,
        "state": str(mine.standing.state),
        "said": words.say["widget"].get(str(mine.standing.state), ""),
        "why": state_lines(mine, words),
        "until": utc_text(mine.until) if mine.until else None,
        "clauses": [{"pack": c.pack, "id": c.id, "title": c.title} for c in mine.clauses],
        "statements": [statement.text for statement in mine.statements],
        "mine": path,
    }


def _comment(shown: Shown, words: Words) -> Mapping[str, Any]:
    return {
        "id": shown.id,
        "at": utc_text(shown.at),
        "state": str(shown.state),
        "name": shown.name,
        "text": shown.text,
        "link": shown.link,
        "note": note_of(shown, words),
        "warned": shown.warned,
        "labelled": shown.labelled,
        "clauses": [{"pack": c.pack, "id": c.id, "title": c.title} for c in shown.clauses],
        "replies": [_comment(each, words) for each in shown.replies],
    }
