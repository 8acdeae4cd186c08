"""Rules as SQL: the text that is printed, and what a database makes of it."""

import random
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.policy import sql
from tests.policy.test_policy_columns import policy_of

TEXTS = (
    "private_info.us_ssn.count >= 1 && !facts.consented",
    'facts.risk >= 0.9 || !(item.kind in ["post", "page"])',
    '"journalist" in account.roles && has(facts.reporting)',
    'facts.country in facts.topics && facts.country != "it\'s"',
)


@pytest.mark.parametrize("dialect", [sql.SQLITE, sql.POSTGRESQL], ids=lambda each: each.name)
def test_the_printed_sql(dialect: sql.Dialect, golden: Callable[[str, str], None]) -> None:
    policy = policy_of(*TEXTS)
    printed = sql.create_table(policy.types, dialect) + "\n"
    printed += sql.select(policy, dialect, keep=["decision"])
    golden(f"policy/rules.{dialect.name.lower()}.sql", printed)


def test_a_column_that_is_not_there_is_an_error_and_no_string() -> None:
    """SQLite takes a quoted name that is no column for a text of that name."""
    policy = policy_of('facts.country == "facts.country"')
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute(sql.create_table({}, sql.SQLITE))
        opened.execute("INSERT INTO evidence VALUES ('1')")
        with pytest.raises(sqlite3.OperationalError, match=r"no such column: e\.facts\.country"):
            opened.execute(sql.select(policy, sql.SQLITE))


def test_every_double_is_that_double_in_sqlite() -> None:
    rng = random.Random(11)
    doubles = [struct.unpack("d", rng.randbytes(8))[0] for _ in range(6_000)]
    doubles += [rng.random() for _ in range(6_000)]
    doubles = [each for each in doubles if abs(each) < float("inf")]
    doubles += [0.0, -0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22]
    with closing(sqlite3.connect(":memory:")) as opened:
        for start in range(0, len(doubles), 100):
            some = doubles[start : start + 100]
            printed = ", ".join(sql.SQLITE.double(each) for each in some)
            assert list(opened.execute(f"SELECT {printed}").fetchone()) == some


def test_what_people_wrote_stays_in_its_quotes() -> None:
    policy = policy_of('facts.country == "\'; DROP TABLE evidence; --"')
    ready = replace(policy.rules[0], rule=replace(policy.rules[0].rule, id="*/ DROP /*"))
    policy = replace(policy, rules=(ready,))
    table = 'evi"dence; DROP TABLE x'
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute(sql.create_table(policy.types, sql.SQLITE, table))
        insert = f"INSERT INTO \"{table.replace(chr(34), chr(34) * 2)}\" VALUES ('1', ?)"
        opened.execute(insert, ["'; DROP TABLE evidence; --"])
        assert opened.execute(sql.select(policy, sql.SQLITE, table)).fetchall() == [(1,)]


def test_a_name_that_would_be_cut_short_is_refused() -> None:
    types = {f"facts.{'x' * 58}": FieldType.BOOL}
    assert "x" * 58 in sql.create_table(types, sql.SQLITE)
    with pytest.raises(EvenhandError) as refused:
        sql.create_table(types, sql.POSTGRESQL)
    assert refused.value.code == "EH232"


def test_more_rules_than_columns_are_refused() -> None:
    policy = policy_of("facts.consented")
    many = replace(policy, rules=policy.rules * 1_665)
    assert sql.select(many, sql.SQLITE).count(" AS rule_") == 1_665
    with pytest.raises(EvenhandError) as refused:
        sql.select(many, sql.POSTGRESQL)
    assert refused.value.code == "EH233"
