"""A replay from its beginning to its end: history in, a comparison and its list out."""

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from evenhand.model.clock import day_text
from evenhand.model.measure import MeasureKind
from evenhand.reports.replay.exact import Decide, Pair
from evenhand.reports.replay.progress import Standing, load, save
from evenhand.reports.replay.record import Changed, Comparison, Outcome, Side
from evenhand.store.history import Place, Recorded
from evenhand.store.wire import to_json
from evenhand.text.table import Cell, defused

COLUMNS = (
    "decision", "site", "day", "log_index",
    "outcome_before", "outcome_after", "measures_before", "measures_after",
    "rules_before", "rules_after", "strikes_before", "strikes_after",
)  # fmt: skip
"""Of the list of changed decisions."""
SAVE_EVERY = 5_000
"""Decisions after which it is kept how far a replay has come."""

History = Callable[[Place | None], Iterator[Recorded]]
"""Recorded decisions in order, after a place."""
Progress = Callable[[int], None]
"""Told how many decisions are done."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a replay is asked.

    Attributes:
        decide_before: None is as recorded.
        since, until, site, matter: of which decisions, as the history was narrowed.
    """

    before: Side
    after: Side
    decide_before: Decide | None
    decide_after: Decide
    since: datetime | None = None
    until: datetime | None = None
    site: str | None = None
    matter: str | None = None

    def digest(self, listed: Path | None) -> str:
        """What tells it from any other question, and from one whose list goes elsewhere."""
        parts = (self.before, self.after, self.since, self.until, self.site, self.matter)
        return sha256(
            to_json((parts, str(listed.resolve()) if listed else "")).encode()
        ).hexdigest()


@dataclass(slots=True)
class Run:
    """A replay under way.

    Attributes:
        kept: file of how far it has come.
        rows: the list of changed decisions, as it is written; None where nobody wants one.
    """

    question: Question
    kinds: Mapping[str, MeasureKind]
    standing: Standing
    kept: Path
    rows: TextIO | None
    progress: Progress

    @property
    def place(self) -> Place | None:
        """The last decision that was taken again by itself."""
        return Place(*self.standing.after) if self.standing.after else None

    def take(self, recorded: Recorded) -> None:
        """One decision, counted, and listed where it changes."""
        if recorded.rested is not None:
            before = self.question.decide_before
            then = recorded.decision if before is None else before(recorded)
            pair = Pair(recorded, then, self.question.decide_after(recorded))
            changed = self.standing.count(pair, self.kinds)
            if changed is not None and self.rows is not None:
                csv.writer(self.rows).writerow(map(defused, _row(changed)))
        self.standing.pass_by(recorded.place, erased=recorded.rested is None)

    def save(self) -> None:
        """Keep how far it has come."""
        self.standing.written = _durable(self.rows)
        save(self.kept, self.standing)
        self.progress(self.standing.done)


Course = Callable[[Run], None]
"""Goes through all of history from where a run stands."""


def replay(
    question: Question,
    history: History,
    kinds: Mapping[str, MeasureKind],
    *,
    kept: Path,
    listed: Path | None = None,
    progress: Progress = lambda done: None,
) -> Comparison:
    """Take every recorded decision again by both sides; a run that was stopped is taken up.

    Args:
        history: decisions whose evidence is erased come with none.
        kept: file of how far it has come; it is gone when the replay has ended.
        listed: where the list of changed decisions goes as CSV; it is there when all of it is.
    """

    def one_by_one(run: Run) -> None:
        for recorded in history(run.place):
            run.take(recorded)
            if run.standing.done % SAVE_EVERY == 0:
                run.save()

    asked = question.digest(listed)
    return go_through(question, one_by_one, kinds, asked, kept=kept, listed=listed,
                      progress=progress)  # fmt: skip


def go_through(
    question: Question,
    course: Course,
    kinds: Mapping[str, MeasureKind],
    asked: str,
    *,
    kept: Path,
    listed: Path | None,
    progress: Progress,
) -> Comparison:
    """Answer a question by this course; the rest as for `replay`.

    Args:
        asked: what tells this run from any that does not go on where this one was stopped.
    """
    standing = load(kept, asked)
    if standing.written > _size(listed):
        standing = Standing(asked)  # part of the list is gone: counts cannot give it back
    with _opened(listed, standing) as rows:
        course(Run(question, kinds, standing, kept, rows, progress))
    if listed is not None:
        os.replace(_part(listed), listed)
    kept.unlink(missing_ok=True)
    progress(standing.done)
    return _comparison(question, standing)


def _comparison(question: Question, standing: Standing) -> Comparison:
    by_measure = {}
    for key, count in sorted(standing.by_measure.items(), key=lambda each: (-each[1], each[0])):
        before, after = key.split(" ")
        by_measure[before, after] = count
    return Comparison(
        before=question.before,
        after=question.after,
        since=question.since,
        until=question.until,
        decided=standing.decided,
        erased=standing.erased,
        changed=standing.changed,
        by_measure=by_measure,
        by_rule=standing.rules(),
        months={month: (some[0], some[1]) for month, some in sorted(standing.months.items())},
        examples=standing.examples(),
    )


@contextmanager
def _opened(listed: Path | None, standing: Standing) -> Iterator[TextIO | None]:
    """The list, as far as it is counted in `standing`; what a stopped run wrote after is cut."""
    if listed is None:
        yield None
        return
    with _part(listed).open("a", newline="", encoding="utf-8") as rows:
        rows.truncate(standing.written)
        if not standing.written:
            csv.writer(rows).writerow(COLUMNS)
        yield rows


def _size(listed: Path | None) -> int:
    """Bytes that a stopped run has written of the list."""
    part = _part(listed) if listed is not None else None
    return part.stat().st_size if part is not None and part.is_file() else 0


def _part(listed: Path) -> Path:
    return listed.with_name(f"{listed.name}.part")


def _durable(rows: TextIO | None) -> int:
    """Bytes of the list, all of them on the disk."""
    if rows is None:
        return 0
    rows.flush()
    os.fsync(rows.fileno())
    return os.fstat(rows.fileno()).st_size


def _row(changed: Changed) -> list[Cell]:
    before, after = changed.before, changed.after
    return [
        changed.decision, changed.site, day_text(changed.decided_at), changed.log_index,
        before.outcome, after.outcome, steps_text(before), steps_text(after),
        before.rules, after.rules, before.strikes, after.strikes,
    ]  # fmt: skip


def steps_text(outcome: Outcome) -> tuple[str, ...]:
    """Each step in words that a program can read too, such as `remove item proposed`."""
    return tuple(
        f"{step.measure} {step.subject}"
        + ("" if step.hours is None else f" {step.hours}h")
        + (" proposed" if step.proposed else "")
        for step in outcome.steps
    )
