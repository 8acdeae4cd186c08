"""The first pass of a replay over archives: which recorded decisions two policies take differently.

It looks at what the rules ask for and not at what becomes of that: for every row, in columns, which
ladders fire under each policy; then for each distinct combination, once, what enforcement makes of
it. Both policies count as in force for all of history. What else was in force then and who may act
alone are left to the exact replay (`exact`) of the rows that this pass finds.
"""

import operator
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import TypeAlias

import polars as pl

from evenhand.enforcement.ladder import TRUE, Fired, heaviest, steps
from evenhand.model.decision import Because, Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.measure import MeasureKind
from evenhand.model.policy import ASK
from evenhand.policy.columns import DTYPES, WORD, Columns, admitted, columns, words
from evenhand.policy.compile import CompiledPolicy
from evenhand.policy.language import Condition
from evenhand.reports.replay.record import RuleTally, Step

ID, STRIKES = "decision", "account.strikes"
"""The columns that tell which decision a row is of, and where on the ladder its account stood."""
BEFORE, AFTER = "before", "after"
NONE = "none"
"""Stands for the heaviest measure where nothing is asked for."""

BATCH = 250_000
"""Rows evaluated at a time: some 50 MB; each row of fewer would take longer."""
AHEAD = 3
"""Parts of files that are being read meanwhile: one alone is read on one core."""

Ladder: TypeAlias = tuple[tuple[str, ...], int | None, bool]
"""All of a rule that what it asks for depends on: its measures, its hours, whether it strikes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What two policies come to over some rows.

    Attributes:
        decided: rows.
        changed: the `decision` of those for which they ask for different things, in row order.
        by_measure: (heaviest measure before, after) -> changed rows; `ask` where only a person is
            asked, `none` where nothing is asked for.
        by_rule: `PACK RULE` -> rows for which it was TRUE and UNKNOWN; shadow rules too.
    """

    decided: int
    changed: pl.Series
    by_measure: Mapping[tuple[str, str], int]
    by_rule: Mapping[str, RuleTally]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What fired rules ask for.

    Attributes:
        steps: the heaviest measure for each type of subject.
        ask: whether a person shall look.
        strikes: what the measures weigh against the account.
        heaviest: of the measures; `ask` or `none` without one.
    """

    steps: frozenset[Step]
    ask: bool
    strikes: int
    heaviest: str


def changed_rows(
    files: Sequence[Path],
    before: CompiledPolicy,
    after: CompiledPolicy,
    kinds: Mapping[str, MeasureKind],
    batch: int = BATCH,
) -> Iterator[Batch]:
    """What changes from one policy to another over Parquet files, up to `batch` rows at a time.

    Args:
        files: evidence in the layout of `model.layout` with a column `decision`; read in order,
            a few batches of them at once. A fact that a file has with another type than the rules
            declare is not known there.
        kinds: the measures that the ladders name.

    Raises:
        EvenhandError: EH230 and EH231 for a column that does not stand in that layout, EH603 for
            an unknown measure.
    """
    pair = _pair(before, after, kinds)
    types = {STRIKES: FieldType.INT, **pair.columns.types}
    parts = (part for file in files for part in _parts(file, types, batch))
    for frame in _gathered(read_ahead(parts), batch):
        yield pair.compared(frame)


def wanted(fired: Iterable[Fired], kinds: Mapping[str, MeasureKind], strikes: int) -> Wanted:
    """What these rules ask for of an account with so many active strikes, all else left aside.

    Raises EvenhandError: EH603.
    """
    wishes, asks = steps(fired, kinds, strikes)
    best = heaviest(wishes)
    found = [Step(wish.kind.name, wish.kind.subject, hours=wish.hours) for wish in best]
    striking = [w.kind.strike_weight for w in best if any(f.rule.strikes for f in w.fired)]
    name = best[-1].kind.name if best else ASK if asks else NONE
    return Wanted(frozenset(found), bool(asks), max(striking, default=0), name)


@dataclass(frozen=True, slots=True)
class _Side:
    """One policy: where the conditions of its rules stand.

    Attributes:
        rules: `PACK RULE` -> place of its condition.
        asking: ladder -> places of the conditions of the rules that have it; no shadow rules.
        fired: ladder -> one of those rules, as fired.
    """

    rules: Mapping[str, int]
    asking: Mapping[Ladder, Sequence[int]]
    fired: Mapping[Ladder, Fired]

    def fires(self, ladder: Ladder) -> pl.Expr:
        """Whether a rule with that ladder is TRUE."""
        true = [pl.col(str(place)).fill_null(False) for place in self.asking.get(ladder, ())]
        return reduce(operator.or_, true, pl.lit(False))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two policies made ready to be compared over frames; what both ask of a row is asked once.

    Attributes:
        ladders: those of either side; bit i of a side's words is ladder i.
        known: (strikes, words before, words after) -> the heaviest measures, or None where both
            sides ask for the same; each combination is thought through once.
    """

    columns: Columns
    before: _Side
    after: _Side
    ladders: tuple[Ladder, ...]
    kinds: Mapping[str, MeasureKind]
    known: dict[tuple[int, ...], tuple[str, str] | None] = field(default_factory=dict)

    def compared(self, frame: pl.DataFrame) -> Batch:
        """The two sides over the rows of a frame."""
        outcomes = self.columns.outcomes(frame)
        candidates = self._candidates(frame, outcomes)
        keys = [name for name in candidates.columns if name != ID]
        combinations = candidates.select(keys).unique()
        found = [self._heaviest(row) for row in combinations.iter_rows()]
        named = combinations.with_columns(
            pl.Series(BEFORE, [each and each[0] for each in found], pl.String),
            pl.Series(AFTER, [each and each[1] for each in found], pl.String),
        ).drop_nulls()
        changed = candidates.join(named, on=keys, maintain_order="left")
        return Batch(
            decided=frame.height,
            changed=changed[ID],
            by_measure={
                (b, a): rows for b, a, rows in changed.group_by(BEFORE, AFTER).len().rows()
            },
            by_rule=counted(outcomes, self.before.rules, self.after.rules),
        )

    def _candidates(self, frame: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
        """The rows for which the sides fire different ladders: id, strikes, the ladders as words.

        Most rows fire the same on both sides, and are gone before anything is looked up.
        """
        fires = {f"{BEFORE} {n}": self.before.fires(each) for n, each in enumerate(self.ladders)}
        fires |= {f"{AFTER} {n}": self.after.fires(each) for n, each in enumerate(self.ladders)}
        longest = max((len(measures) for measures, _, _ in self.ladders), default=1)
        strikes = admitted(frame, {STRIKES: FieldType.INT})[STRIKES].fill_null(0)
        told = frame.select(ID).with_columns(strikes.clip(0, longest - 1), *outcomes)
        sides = [[pl.col(f"{side} {n}") for n in range(len(self.ladders))]
                 for side in (BEFORE, AFTER)]  # fmt: skip
        differing = reduce(operator.or_, map(operator.xor, *sides), pl.lit(False))
        return (
            told.select(ID, STRIKES, *(each.alias(name) for name, each in fires.items()))
            .filter(differing)
            .select(ID, STRIKES, *words(BEFORE, sides[0]), *words(AFTER, sides[1]))
        )

    def _heaviest(self, combination: tuple[int, ...]) -> tuple[str, str] | None:
        """The heaviest measures before and after; None where the sides ask for the same."""
        if combination not in self.known:
            strikes, *both = combination
            half = len(both) // 2
            before = wanted(self._fired(self.before, both[:half]), self.kinds, strikes)
            after = wanted(self._fired(self.after, both[half:]), self.kinds, strikes)
            same = before == after
            self.known[combination] = None if same else (before.heaviest, after.heaviest)
        return self.known[combination]

    def _fired(self, side: _Side, fired: Sequence[int]) -> Iterator[Fired]:
        """A rule for each ladder whose bit is set."""
        for place, ladder in enumerate(self.ladders):
            if fired[place // WORD] >> place % WORD & 1:
                yield side.fired[ladder]


def counted(
    outcomes: pl.DataFrame, before: Mapping[str, int], after: Mapping[str, int]
) -> dict[str, RuleTally]:
    """How often each rule was TRUE and UNKNOWN on each side.

    Args:
        outcomes: a column for each condition, as `policy.columns` gives them.
        before, after: name of a rule -> place of its condition.
    """
    true = [count or 0 for count in outcomes.sum().row(0)] if outcomes.width else []
    unknown = outcomes.null_count().row(0) if outcomes.width else ()
    found = {}
    for name in dict.fromkeys((*before, *after)):
        then, now = before.get(name), after.get(name)
        found[name] = RuleTally(
            before=0 if then is None else true[then],
            after=0 if now is None else true[now],
            unknown_before=0 if then is None else unknown[then],
            unknown_after=0 if now is None else unknown[now],
        )
    return found


def _pair(before: CompiledPolicy, after: CompiledPolicy, kinds: Mapping[str, MeasureKind]) -> _Pair:
    ready = columns(each.condition for each in (*before.rules, *after.rules))
    places = {condition: place for place, condition in enumerate(ready.conditions)}
    then, now = _side(before, places), _side(after, places)
    return _Pair(ready, then, now, tuple(dict.fromkeys((*then.asking, *now.asking))), kinds)


def _side(policy: CompiledPolicy, places: Mapping[Condition, int]) -> _Side:
    packs = {pack.ref: pack for pack in policy.policies}
    asking: dict[Ladder, list[int]] = {}
    fired: dict[Ladder, Fired] = {}
    for ready in policy.rules:
        rule, at = ready.rule, places[ready.condition]
        if not rule.shadow:
            ladder = (rule.measures, rule.hours, rule.strikes)
            asking.setdefault(ladder, []).append(at)
            because = Because(rule.when, True)
            finding = Finding(ready.pack.pack, rule.id, rule.clause, TRUE, because)
            fired.setdefault(ladder, Fired(packs[ready.pack], rule, finding))
    rules = {f"{r.pack.pack} {r.rule.id}": places[r.condition] for r in policy.rules}
    return _Side(rules, asking, fired)


def _parts(file: Path, types: Mapping[str, FieldType], batch: int) -> Iterator[pl.LazyFrame]:
    """The ids and these fields of a file, as far as it has them, some rows each; to be read."""
    scanned = pl.scan_parquet(file)
    there = scanned.collect_schema()
    if ID not in there:
        raise EvenhandError(
            "EH230",
            f"a file of evidence has no column `{ID}`",
            not_done="nothing was compared",
            help="give files that were put away by this program, or write evidence as it does",
        )
    chosen = scanned.select(ID, *(name for name, kind in types.items() if name in there
                                  and not _declared_otherwise(there[name], kind)))  # fmt: skip
    rows: int = scanned.select(pl.len()).collect().item()
    for start in range(0, rows, batch):
        yield chosen.slice(start, batch)


def read_ahead(parts: Iterable[pl.LazyFrame]) -> Iterator[pl.DataFrame]:
    """The parts in order, the next few being read while one is looked at."""
    with ThreadPoolExecutor(AHEAD) as readers:
        reading: deque[Future[pl.DataFrame]] = deque()
        for part in parts:
            reading.append(readers.submit(part.collect))
            if len(reading) > AHEAD:
                yield reading.popleft().result()
        while reading:
            yield reading.popleft().result()


def _gathered(parts: Iterable[pl.DataFrame], batch: int) -> Iterator[pl.DataFrame]:
    """Parts that have the same columns put together, up to the rows of a batch."""
    held: list[pl.DataFrame] = []
    for part in parts:
        rows = part.height + sum(each.height for each in held)
        if held and (rows > batch or part.schema != held[0].schema):
            yield pl.concat(held)
            held = []
        held.append(part)
    if held:
        yield pl.concat(held)


def _declared_otherwise(given: pl.DataType, kind: FieldType) -> bool:
    """Whether the column is that of a field of another type; what is of no type is refused."""
    return given != DTYPES[kind] and given in DTYPES.values()
