"""How comments stand, by the measures in force on their items now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.enforcement.cure import remaining_values
from evenhand.model.comment import Comment, CommentState
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.model.reading import COUNTS_FROM, Reading, Span
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.notices import policy_of
from evenhand.statements.context import binds
from evenhand.store.comments import Newest, newest_decided
from evenhand.store.decisions import first_decision, get_decision
from evenhand.store.items import get_item
from evenhand.store.measures import open_measures
from evenhand.text.mask import MARK, mask

APART = "\n\n"
"""Between the text and the writer's name, which is screened with it."""

_STATES = (
    ("remove", CommentState.REMOVED),
    ("hold", CommentState.HELD),
    ("mask", CommentState.MASKED),
)
"""What a measure does to a comment, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that a measure carries out, as readers may know it."""

    pack: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a comment stands.

    Attributes:
        decision: the newest one about its words; None is none yet.
        measures: in force on it.
        name, text: as others see them; empty where they see nothing of it.
        link: the writer's page; empty where it is blocked too.
    """

    comment: Comment
    state: CommentState
    decision: str | None
    measures: tuple[Measure, ...] = ()
    name: str = ""
    text: str = ""
    link: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether others see it, whole or with values covered."""
        return self.state in (CommentState.PUBLISHED, CommentState.MASKED)

    def bears(self, measure: str) -> bool:
        """Whether a measure of this name is in force on it."""
        return any(each.measure == measure for each in self.measures)


def item_text(comment: Comment) -> str:
    """What is screened: the text, then the writer's name."""
    return f"{comment.text}{APART}{comment.name}" if comment.name else comment.text


def standings(comments: Sequence[Comment], now: datetime) -> list[Standing]:
    """How each comment stands at a time; all are of one site."""
    if not comments:
        return []
    site = comments[0].site
    subjects = [(site, Subject(SubjectType.ITEM, comment.item)) for comment in comments]
    newest = newest_decided(site, (comment.item for comment in comments))
    present = open_measures(subjects)
    found = []
    for comment, subject in zip(comments, subjects, strict=True):
        binding = tuple(m for m in present.get(subject, ()) if binds(m, now))
        found.append(_standing(comment, newest.get(comment.item), binding, now))
    return found


def clauses_of(measure: Measure) -> tuple[Clause, ...]:
    """The clauses that a recorded measure carries out; none where only a check did not finish."""
    decision = get_decision(measure.decision or "").decision
    found: dict[Clause, None] = {}
    for policy in (policy_of(ref.digest) for ref in decision.policy):
        for rule in policy.rules:
            if rule.id in measure.rules:
                title = policy.clauses[rule.clause].split("\n")[0]
                found[Clause(policy.title, rule.clause, title)] = None
    return tuple(found)


def draft_of(standing: Standing) -> str:
    """The text to change; while others may not read it, with what was found covered.

    So whoever was given the writer's link reads no more than they would under the article.
    """
    text = standing.comment.text
    if standing.state is CommentState.PUBLISHED:
        return text
    evidence = evidence_of(standing.decision) if standing.decision else None
    if evidence is None or standing.state is CommentState.UNDECIDED:
        return ""
    return mask(text, (span for r in evidence.readings if _counts(r) for span in r.spans))


def _standing(
    comment: Comment, newest: Newest | None, binding: tuple[Measure, ...], now: datetime
) -> Standing:
    decision = newest.decision if newest else None
    state = _state(comment, newest, binding)
    if state not in (CommentState.PUBLISHED, CommentState.MASKED) or newest is None:
        return Standing(comment, state, decision, binding)
    name, text = comment.name, comment.text
    if state is CommentState.MASKED:
        name, text = _covered(comment, newest, binding)
    quiet = newest.outcome == "allow" or not comment.link
    link = comment.link if quiet or not _is_blocked(comment.site, newest, now) else ""
    return Standing(comment, state, decision, binding, name, text, link)


def _state(comment: Comment, newest: Newest | None, binding: tuple[Measure, ...]) -> CommentState:
    if comment.erased_at is not None:
        return CommentState.ERASED
    if newest is None or newest.digest != comment.digest:
        return CommentState.UNDECIDED
    names = {measure.measure for measure in binding}
    return next((state for name, state in _STATES if name in names), CommentState.PUBLISHED)


def _covered(comment: Comment, newest: Newest, binding: tuple[Measure, ...]) -> tuple[str, str]:
    """(name, text) with what was found covered; wholly where the places are not all known."""
    spans = cover_spans(newest.decision, item_text(comment), binding)
    if spans is None:
        return "", MARK
    begin = len(comment.text) + len(APART)
    name = mask(comment.name, (Span(s.start - begin, s.end - begin) for s in spans))
    return name, mask(comment.text, spans)


def cover_spans(decision: str, text: str, binding: Iterable[Measure]) -> tuple[Span, ...] | None:
    """What masks in force cover in the text that a decision was about; None where it is unclear.

    A mask may be older than the text: what it fell for then has to be found again, every value
    of it, or nobody can say where it stands now.
    """
    evidence = evidence_of(decision)
    if evidence is None:
        return None
    found: dict[Span, None] = {}
    for measure in binding:
        if measure.measure != "mask":
            continue
        kinds = {(step.signal, step.kind) for step in measure.cure}
        meant = [r for r in evidence.readings if _counts(r) and (not kinds or _kind(r) in kinds)]
        if not meant or len(meant) < _values_left(measure, decision, meant, text):
            return None
        found |= dict.fromkeys(span for reading in meant for span in reading.spans)
    return tuple(sorted(found))


def _values_left(measure: Measure, decision: str, after: Sequence[Reading], text: str) -> int:
    """How many values that an older decision's measure fell for are still in the text."""
    ordered = first_decision(measure.decision or "")
    if ordered == decision:
        return 0
    before, item = evidence_of(ordered), get_item(ordered)
    if before is None or item is None:
        return 0
    return len(remaining_values(measure.cure, before.readings, item.text, after, text))


def _is_blocked(site: str, newest: Newest, now: datetime) -> bool:
    """Whether a link in the comment is blocked: then none of its links can be followed."""
    evidence = evidence_of(newest.decision)
    readings = evidence.readings if evidence else ()
    entries = {str(r.detail["entry"]) for r in readings if _counts(r) and "entry" in r.detail}
    found = open_measures((site, Subject(SubjectType.LINK, entry)) for entry in entries)
    return any(binds(measure, now) for measures in found.values() for measure in measures)


def _counts(reading: Reading) -> bool:
    return reading.score >= COUNTS_FROM


def _kind(reading: Reading) -> tuple[str, str]:
    return reading.signal, reading.kind
