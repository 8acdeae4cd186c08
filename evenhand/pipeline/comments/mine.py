"""What a comment's writer sees by their own link: how it stands, why, what they can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.case import Party
from evenhand.model.comment import CommentState
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.model.statement import Statement
from evenhand.pipeline.comments.post import own_comment
from evenhand.pipeline.comments.standing import Clause, Standing, clauses_of, draft_of, standings
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.person_links import Reader
from evenhand.pipeline.people.person_page import PersonPage, person_page
from evenhand.store.decisions import decisions_on, get_decision, later_decisions, statements_of


@dataclass(frozen=True, slots=True)
class Mine:
    """A comment as its writer sees it.

    Attributes:
        clauses: that the heaviest measure in force carries out; none is no clause: a check did
            not finish, or a person decided without one.
        until: when what is in force ends by itself.
        statements: all that they were told about it, oldest first.
        decided: the page about the newest decision that is logged; None where all was allowed.
        draft: the text to change; while others may not read it, with what was found covered, so
            that whoever was given the link by the writer reads no more than they do.
        whole: everything kept of this writer is about this comment.
    """

    standing: Standing
    clauses: tuple[Clause, ...]
    until: datetime | None
    statements: Sequence[Statement]
    decided: PersonPage | None
    draft: str
    whole: bool

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left to show or to change."""
        return self.standing.state is CommentState.ERASED


def mine(home: Home, token: str) -> Mine:
    """The comment of a writer's link. Raises EvenhandError: EH863."""
    comment = own_comment(token)
    (standing,) = standings([comment], home.clock.now())
    heaviest = _heaviest(standing)
    made = decisions_about(comment.site, comment.item)
    logged = [d for d in made if get_decision(d).log_index is not None]
    reader = Reader(get_decision(logged[-1]).decision, Party.WRITER) if logged else None
    return Mine(
        standing=standing,
        clauses=clauses_of(heaviest) if heaviest else (),
        until=heaviest.until if heaviest else None,
        statements=_told(made),
        decided=person_page(home, reader) if reader else None,
        draft=draft_of(standing),
        whole=not comment.email,
    )


def decisions_about(site: str, item: str) -> list[str]:
    """All decisions about an item: on each revision, and those of people after it, in order."""
    found: dict[str, None] = {}
    for decision in decisions_on(site, Subject(SubjectType.ITEM, item)):
        found |= dict.fromkeys([decision, *later_decisions(decision)])
    return list(found)


def _heaviest(standing: Standing) -> Measure | None:
    """The measure that the comment's state follows from."""
    for name in ("remove", "hold", "mask", "warn", "label"):
        for measure in standing.measures:
            if measure.measure == name:
                return measure
    return None


def _told(decisions: Sequence[str]) -> list[Statement]:
    """What the writer was told, in the order it was written."""
    found = [s for made in decisions for s in statements_of(made) if s.party is Party.WRITER]
    return sorted(found, key=lambda statement: statement.written_at)
