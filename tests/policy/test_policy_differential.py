"""Every evaluator means the same: generated Python, the because-trees, Polars, SQLite, PostgreSQL.

Random policies over random evidence with a quarter of it absent; what an engine says of each rule
and row, TRUE, FALSE or UNKNOWN, is held against the generated Python. A failure names the seed:
`random_round(SEED)` gives the policy and the rows again.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count

import psycopg
import pytest

from evenhand.model.layout import to_cell, to_values
from evenhand.policy import columns, sql
from evenhand.policy.compile import compile_policy
from tests.homes import POSTGRES
from tests.policy.policy_random import Round, random_round, random_value
from tests.policy.test_policy_packs import NAMES, SIGNALS, loaded

RULES, ROWS = 40, 500
EVALUATIONS, NIGHTLY = 200_000, 10_000_000

Truth = bool | int | None
"""Of one rule: SQLite says 1 and 0."""
Engine = Callable[[Round], Iterator[Sequence[Truth]]]
"""What is said of each row: one value a rule, None for UNKNOWN."""


def generated(given: Round) -> Iterator[Sequence[Truth]]:
    for row in given.rows:
        true, unknown = given.policy.masks(given.policy.row(row))
        yield unmasked(true, unknown, len(given.policy.rules))


def because(given: Round) -> Iterator[Sequence[Truth]]:
    for row in given.rows:
        yield [ready.explain(row).truth for ready in given.policy.rules]


def polars(given: Round) -> Iterator[Sequence[Truth]]:
    frame = columns.frame_of(given.rows, given.policy.types)
    for true, unknown in columns.evaluate(given.policy, frame).iter_rows():
        yield unmasked(true, unknown, len(given.policy.rules))


def one_expression(given: Round) -> Iterator[Sequence[Truth]]:
    frame = columns.frame_of(given.rows, given.policy.types)
    told = [columns.expression(ready.condition) for ready in given.policy.rules]
    yield from (
        frame.with_columns(each.alias(f"rule_{place}") for place, each in enumerate(told))
        .select(f"rule_{place}" for place in range(len(told)))
        .iter_rows()
    )


def sqlite(given: Round) -> Iterator[Sequence[Truth]]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute(sql.create_table(given.policy.types, sql.SQLITE))
        marks = ", ".join("?" * (len(given.policy.types) + 1))
        opened.executemany(f"INSERT INTO evidence VALUES ({marks})", cells(given))
        query = sql.select(given.policy, sql.SQLITE) + "ORDER BY e.decision"
        yield from opened.execute(query)


def postgres(given: Round) -> Iterator[Sequence[Truth]]:
    assert POSTGRES is not None
    with psycopg.connect(POSTGRES) as opened:
        # in a folder of the session's own, which is gone with it
        opened.execute("SET search_path TO pg_temp")
        opened.execute(sql.create_table(given.policy.types, sql.POSTGRESQL).encode())
        with opened.cursor().copy("COPY evidence FROM STDIN") as copy:
            for row in cells(given):
                copy.write_row(row)
        query = sql.select(given.policy, sql.POSTGRESQL) + 'ORDER BY e.decision COLLATE "C"'
        yield from opened.execute(query.encode())


def cells(given: Round) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(given.rows):
        yield (f"{number:06}", *(to_cell(row.get(name)) for name in given.policy.types))


def unmasked(true: int, unknown: int, rules: int) -> list[Truth]:
    return [None if unknown >> n & 1 else bool(true >> n & 1) for n in range(rules)]


NO_POSTGRES = "no PostgreSQL: EVENHAND_TEST_POSTGRES is not set (.ci/run starts one)"
ON_POSTGRES = [pytest.mark.postgres, pytest.mark.skipif(POSTGRES is None, reason=NO_POSTGRES)]
ENGINES = [because, polars, one_expression, sqlite, pytest.param(postgres, marks=ON_POSTGRES)]


def differing(engine: Engine, evaluations: int, first_seed: int) -> list[str]:
    """Where the engine and the generated Python differ; the first few."""
    found: list[str] = []
    for seed in count(first_seed):
        if (seed - first_seed) * RULES * ROWS >= evaluations:
            return found
        given = random_round(seed, RULES, ROWS)
        both = zip(generated(given), engine(given), given.rows, strict=True)
        for number, (expected, said, row) in enumerate(both):
            if list(said) != expected:
                place = next(n for n, each in enumerate(said) if each != expected[n])
                when = given.policy.rules[place].rule.when
                found.append(f"seed {seed}, row {number}: {when} is {expected[place]}, "
                             f"{engine.__name__} says {said[place]}, of {row}")  # fmt: skip
                if len(found) == 3:
                    return found
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_says_what_the_generated_python_says(engine: Engine) -> None:
    assert not differing(engine, EVALUATIONS, first_seed=1)


@pytest.mark.torture
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_says_so_ten_million_times(engine: Engine) -> None:
    assert not differing(engine, NIGHTLY, first_seed=1_000)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_a_pack_that_ships_means_the_same(name: str, engine: Engine) -> None:
    policy = compile_policy([loaded(name)], SIGNALS)
    rng = random.Random(name)
    rows = tuple(
        {
            each: random_value(rng, kind, [])
            for each, kind in policy.types.items()
            if rng.random() < 0.8
        }
        for _ in range(100)
    )
    given = Round(0, policy, rows)
    assert [list(said) for said in engine(given)] == list(generated(given))


def test_all_three_truths_come_up_often() -> None:
    """A fuzz whose rules were nearly all UNKNOWN would compare nothing."""
    said = [truth for row in generated(random_round(1)) for truth in row]
    for truth in (True, False, None):
        assert said.count(truth) > len(said) / 10, truth


def test_trees_over_a_row_read_back_are_those_over_the_evidence() -> None:
    """And there are trees for the rules that are TRUE or UNKNOWN, and for no others."""
    for seed in range(50, 53):
        given = random_round(seed, RULES, 200)
        types = given.policy.types
        frame = columns.frame_of(given.rows, types)
        for row, read, masks in zip(
            given.rows, frame.iter_rows(named=True), generated(given), strict=True
        ):
            back = to_values(read, types)
            assert repr(back) == repr({name: row[name] for name in types if name in row})
            findings = given.policy.findings(back)
            assert findings == given.policy.findings(row)
            wanted = [n for n, truth in enumerate(masks) if truth is not False]
            assert [f.rule for f in findings] == [f"R-{n}" for n in wanted]
