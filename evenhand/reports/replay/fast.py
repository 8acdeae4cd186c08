"""A replay over archives: columns tell what cannot have changed, and only the rest is decided.

Where the same rules fire on both sides, or rules that come to the same whatever else is known, the
decision is the same: it is only counted, in columns. Every other row is a candidate: it is read
whole and taken again by both sides, as where nothing is put away, so that each figure, example and
line of the list comes from the decision function itself.
"""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, reduce
from pathlib import Path
from typing import TypeAlias

import polars as pl

from evenhand.enforcement.ladder import Fired, heaviest, steps
from evenhand.model.decision import Because, Finding
from evenhand.model.evidence import FieldType, Prior
from evenhand.model.measure import MeasureKind
from evenhand.policy.columns import DTYPES, columns
from evenhand.policy.compile import CompiledPolicy
from evenhand.policy.language import Condition
from evenhand.reports.replay.columns import ID, counted, read_ahead
from evenhand.reports.replay.exact import TRUE
from evenhand.reports.replay.progress import rule_name
from evenhand.reports.replay.record import Comparison, RuleTally
from evenhand.reports.replay.run import SAVE_EVERY, Progress, Question, Run, go_through
from evenhand.store.archive_history import Piece
from evenhand.store.history import Place, Recorded, Stretch
from evenhand.store.wire import from_json

NEWS_LINK = "facts.news_link"
"""Enforcement looks at it too, whatever the rules declare."""
PRIOR, OTHERS, LISTS = "prior", "others", "lists"

Norm: TypeAlias = tuple[str, tuple[str, ...], int | None, bool, Condition]
"""All of a rule that a decision depends on: id, measures, hours, whether it strikes, condition."""
Meant: TypeAlias = tuple[frozenset[tuple[str, int | None, bool]], bool]
"""What fired rules come to: (measure, hours, whether it strikes) of the heaviest; if any asks."""


@dataclass(frozen=True, slots=True)
class Archives:
    """History of which some is put away.

    Attributes:
        state: tells what is put away; a run that was stopped goes on only over the same.
        pieces: all of it from a time on, in order.
        decisions: those of a piece whose evidence is not put away, and such of the others as are
            asked for, in order, after a place.
        not_kept: how many of a piece have no evidence but what is put away.
    """

    state: str
    pieces: Callable[[datetime | None], Iterator[Piece]]
    decisions: Callable[[Piece, Collection[str], Place | None], Iterator[Recorded]]
    not_kept: Callable[[Piece], int]


def comparable(before: CompiledPolicy, after: CompiledPolicy) -> bool:
    """Whether the sides read each field as of one type, so that the same columns serve both."""
    types = [before.types, after.types]
    shared = all(before.types[name] is kind for name, kind in after.types.items()
                 if name in before.types)  # fmt: skip
    return shared and all(each.get(NEWS_LINK, FieldType.BOOL) is FieldType.BOOL for each in types)


def replay_archives(
    question: Question,
    archives: Archives,
    sides: tuple[CompiledPolicy, CompiledPolicy],
    kinds: Mapping[str, MeasureKind],
    *,
    kept: Path,
    listed: Path | None = None,
    progress: Progress = lambda done: None,
) -> Comparison:
    """What `run.replay` gives, from history of which some is put away.

    Args:
        sides: what `question` decides by before and after; `comparable`, their packs in force
            for all of history.

    Raises EvenhandError: EH803, and EH231 for a number that is none.
    """
    sieve = sieve_of(*sides, kinds)

    def by_pieces(run: Run) -> None:
        for piece in archives.pieces(run.standing.swept):
            _go_through(run, piece, archives, sieve)

    asked = f"{question.digest(listed)} {archives.state}"
    return go_through(question, by_pieces, kinds, asked, kept=kept, listed=listed,
                      progress=progress)  # fmt: skip


def _go_through(run: Run, piece: Piece, archives: Archives, sieve: "Sieve") -> None:
    """Candidates first, each by itself; what is alike is counted when they all are."""
    sifted = list(sieve.sifted(piece))
    candidates = [made for some in sifted for made in some.candidates]
    again = archives.decisions(piece, candidates, run.place)
    for taken, recorded in enumerate(again, 1):
        run.take(recorded)
        if taken % SAVE_EVERY == 0:
            run.save()
    for some in sifted:
        run.standing.count_unchanged(piece.month, some.rows - len(some.candidates), some.rules)
    run.standing.erased += archives.not_kept(piece) - sum(some.rows for some in sifted)
    run.standing.swept = piece.stretch.until
    run.save()


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows of evidence, as far as columns tell.

    Attributes:
        candidates: decisions that may have changed.
        rules: how often each was TRUE and UNKNOWN for the others.
    """

    rows: int
    candidates: Sequence[str]
    rules: Mapping[str, RuleTally]


@dataclass(frozen=True, slots=True)
class _Side:
    """One policy: name of each rule -> place of its condition; and what it acts on, in order."""

    names: Mapping[str, int]
    norms: Mapping[Norm, Fired]


@dataclass(slots=True)
class Sieve:
    """Two policies made ready to be held against columns.

    Attributes:
        conditions: of either side, each once.
        known: (active strikes, which norms fire) -> whether both sides mean the same by it.
    """

    before: _Side
    after: _Side
    conditions: tuple[Condition, ...]
    kinds: Mapping[str, MeasureKind]
    known: dict[tuple[int, tuple[bool, ...]], bool] = field(default_factory=dict)

    def sifted(self, piece: Piece) -> Iterator[Sifted]:
        """What each file holds of a piece. Raises EvenhandError: EH230, EH231."""
        asked = columns(self.conditions)
        parts = (_part(file, piece.stretch, asked.types) for file in piece.files)
        for frame in read_ahead(parts):
            outcomes = asked.outcomes(_as_declared(frame, asked.types))
            candidates = self._candidates(frame, outcomes)
            rules = counted(outcomes.filter(~candidates), self.before.names, self.after.names)
            yield Sifted(frame.height, frame[ID].filter(candidates).to_list(), rules)

    def _candidates(self, frame: pl.DataFrame, outcomes: pl.DataFrame) -> pl.Series:
        """Whether each row may change: it has values without a column, or norms come to more."""
        found = frame[OTHERS].is_not_null()
        norms = {**self.before.norms, **self.after.norms}
        odd = [norm for norm in norms if (norm in self.before.norms) != (norm in self.after.norms)]
        if not odd:
            return found
        fires = {norm: pl.col(self._column(norm)).fill_null(False) for norm in norms}
        firing = outcomes.select(reduce(operator.or_, map(fires.__getitem__, odd))).to_series()
        which = outcomes.filter(firing).select(
            each.alias(str(number)) for number, each in enumerate(fires.values())
        )
        rows = zip(frame[PRIOR].filter(firing), which.iter_rows(), strict=True)
        changing = pl.Series([not self._alike(*row) for row in rows], dtype=pl.Boolean)
        return found.scatter(firing.arg_true().filter(changing), True)

    def _alike(self, prior: str, which: tuple[bool, ...]) -> bool:
        """Whether both sides come to the same by the norms that fire, each by its own of them.

        A measure that is in force may do what a new one would, which depends on rules and cures:
        then nothing is said. Without one, only what is meant counts.
        """
        strikes, met = _standing(prior)
        if met:
            return False
        if (strikes, which) not in self.known:
            norms = {**self.before.norms, **self.after.norms}
            fired = {norm for norm, fires in zip(norms, which, strict=True) if fires}
            before, after = (
                meant([each for norm, each in side.norms.items() if norm in fired],
                      self.kinds, strikes)
                for side in (self.before, self.after)
            )  # fmt: skip
            self.known[strikes, which] = before == after
        return self.known[strikes, which]

    def _column(self, norm: Norm) -> str:
        return str(self.conditions.index(norm[-1]))


def sieve_of(
    before: CompiledPolicy, after: CompiledPolicy, kinds: Mapping[str, MeasureKind]
) -> Sieve:
    """The two policies, ready to be held against columns."""
    rules = (*before.rules, *after.rules)
    conditions = tuple(dict.fromkeys(ready.condition for ready in rules))
    places = {condition: place for place, condition in enumerate(conditions)}
    return Sieve(_side(before, places), _side(after, places), conditions, kinds)


def meant(fired: Sequence[Fired], kinds: Mapping[str, MeasureKind], strikes: int) -> Meant:
    """What these rules come to for an account with so many active strikes, without a measure met.

    Raises EvenhandError: EH603.
    """
    wishes, asks = steps(fired, kinds, strikes)
    striking = {each.rule.id for each in fired if each.rule.strikes}
    best = (
        (wish.kind.name, wish.hours, not striking.isdisjoint(wish.rules))
        for wish in heaviest(wishes)
    )
    return frozenset(best), bool(asks)


def _side(policy: CompiledPolicy, places: Mapping[Condition, int]) -> _Side:
    packs = {pack.ref: pack for pack in policy.policies}
    names, norms = {}, {}
    for ready in policy.rules:
        pack, rule = ready.pack.pack, ready.rule
        names[rule_name(pack, rule.id, shadow=rule.shadow)] = places[ready.condition]
        if not rule.shadow:
            norm = (rule.id, rule.measures, rule.hours, rule.strikes, ready.condition)
            finding = Finding(pack, rule.id, rule.clause, TRUE, Because(rule.when, True))
            norms[norm] = Fired(packs[ready.pack], rule, finding)
    return _Side(names, norms)


def _part(file: Path, stretch: Stretch, types: Mapping[str, FieldType]) -> pl.LazyFrame:
    """What of a file is looked at, to be read."""
    rows, at = pl.scan_parquet(file), pl.col("decided_at")
    there = rows.collect_schema()
    if stretch.since is not None:
        rows = rows.filter(at >= stretch.since.astimezone(UTC))
    if stretch.until is not None:
        rows = rows.filter(at < stretch.until.astimezone(UTC))
    if stretch.matter is not None:
        rows = rows.filter(pl.col("matter") == stretch.matter)
    fields = (name for name in types if name in there)
    return rows.select(ID, PRIOR, OTHERS, LISTS, *fields)


def _as_declared(frame: pl.DataFrame, types: Mapping[str, FieldType]) -> pl.DataFrame:
    """The fields whose values are of the type that the rules declare; others are not known.

    Strings and lists of them stand alike in columns: the rows say which of them are lists.
    """
    told = frame[LISTS].unique().drop_nulls()
    lists = frozenset[str]().union(*(from_json(names, tuple[str, ...]) for names in told))
    fields = (
        name
        for name, kind in types.items()
        if frame.schema.get(name) == DTYPES[kind]
        and (DTYPES[kind] != pl.Categorical or (kind is FieldType.STRINGS) == (name in lists))
    )
    return frame.select(ID, *fields)


@lru_cache(maxsize=10_000)
def _standing(prior: str) -> tuple[int, bool]:
    """Active strikes, and whether some measure was in force; of most rows there is nothing."""
    told: Prior = from_json(prior, Prior)
    return told.active_strikes, bool(told.in_force)
