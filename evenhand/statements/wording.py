"""Small pieces that every section of a notice is put together from."""

from collections.abc import Iterable
from datetime import UTC, datetime

from evenhand.model.measure import Subject, SubjectType
from evenhand.model.site import Site
from evenhand.statements.context import StatementContext, is_to_writer
from evenhand.statements.messages import Catalogue, Said

Section = tuple[str, list[str]]
"""A section's name, as in the catalogues' [head], and its lines."""


def about(context: StatementContext, say: Catalogue) -> Said:
    """What the decision is about, as its reader knows it."""
    return subject_text(context, say, context.decision.subject)


def subject_text(context: StatementContext, say: Catalogue, subject: Subject) -> Said:
    """An item, link or account: the writer's own by its id, to anybody else without one."""
    kind = context.item.kind if subject.type is SubjectType.ITEM else str(subject.type)
    if is_to_writer(context):
        return say.say(f"subject.{kind}", id=subject.id)
    return say.say(f"subject_told.{kind}")


def reach(site: Site) -> str:
    """Where a site takes appeals and questions."""
    return site.appeal_to or site.contact or site.url


def paragraphs(lines: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Sections as lines, each under its head, with an empty line before it."""
    found: list[str] = []
    for head, body in lines:
        found += ["", head, *indented(body)]
    return found


def indented(lines: Iterable[str]) -> list[str]:
    """Lines one step to the right; an empty one stays empty."""
    return [f"  {line}".rstrip() for line in lines]


def verbatim(text: str) -> list[str]:
    """Somebody's own words, line by line, so that they can never look like a head of ours."""
    return indented(text.strip().splitlines())


def time_text(at: datetime) -> str:
    """To the minute, in UTC, the same in every language."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
