"""A published policy means the same in stock engines: Google's CEL and the Rust one.

Whatever this language accepts, both compile; and for any evidence a condition is TRUE, FALSE or,
where it is UNKNOWN here, an error there. Run where `cel-expr-python` and
`common-expression-language` are installed; they are no part of what the program needs.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.model.item import FactValue
from evenhand.policy.language import Condition, levels, written
from evenhand.policy.lexer import tokens
from evenhand.policy.parser import MAX_COMPARISONS, MAX_DEPTH, MAX_LEVELS, in_itself, parse
from evenhand.policy.rules import RESERVED
from evenhand.policy.truth import explainer
from tests.policy.policy_random import random_condition, random_row
from tests.policy.policy_samples import SCHEMA, SIGNALS

Row: TypeAlias = Mapping[str, FactValue]
Evaluate: TypeAlias = Callable[[str, tuple[Row, ...]], list[bool | None]]
"""A condition over several rows, compiled once; None where it gives an error."""

MAPS = ("item", "account", "facts", *SIGNALS)
DOUBLES = [0.1, -0.3333333333333333, 0.12345678901234568, 1e-300]


def nested(row: Row) -> dict[str, Any]:
    """The evidence as stock engines see it: maps that are always there, values perhaps not."""
    whole: dict[str, Any] = {name: {} for name in MAPS}
    for name, value in row.items():
        *path, last = name.split(".")
        below = whole
        for part in path:
            below = below.setdefault(part, {})
        below[last] = list(value) if isinstance(value, tuple) else value
    return whole


def google() -> Evaluate:
    cel = pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python is not installed")
    map_type = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
    env = cel.NewEnv(variables=dict.fromkeys(MAPS, map_type))

    def evaluate(text: str, rows: tuple[Row, ...]) -> list[bool | None]:
        program = env.compile(text)
        found = [program.eval(env.Activation(nested(row))) for row in rows]
        assert all(result.type() in (cel.Type.BOOL, cel.Type.ERROR) for result in found)
        return [result.value() if result.type() == cel.Type.BOOL else None for result in found]

    return evaluate


def rust() -> Evaluate:
    cel = pytest.importorskip("cel", reason="common-expression-language is not installed")

    def evaluate(text: str, rows: tuple[Row, ...]) -> list[bool | None]:
        program = cel.compile(text)
        return [truth(program, cel.Context(variables=nested(row))) for row in rows]

    def truth(program: Any, known: Any) -> bool | None:
        try:
            found = program.execute(known)
        except (RuntimeError, ValueError, TypeError, KeyError):
            return None  # an error that nothing absorbed
        assert isinstance(found, bool)
        return found

    return evaluate


@pytest.fixture(params=[google, rust])
def evaluate(request: pytest.FixtureRequest) -> Evaluate:
    made: Evaluate = request.param()
    return made


def same(evaluate: Evaluate, text: str, rows: tuple[Row, ...]) -> int:
    """Hold the engine's answers against ours; how many there were."""
    explain = explainer(parse(text, SCHEMA, in_itself("when", text)))
    assert evaluate(text, rows) == [explain(row).truth for row in rows], text
    return len(rows)


def some_rows(rng: random.Random, count: int) -> tuple[Row, ...]:
    return ({}, *(random_row(rng, DOUBLES) for _ in range(count - 1)))


def test_conditions_over_all_types(evaluate: Evaluate) -> None:
    """Every type at its edges, escapes, other alphabets, `has()`, values that are missing."""
    pairs = 0
    for seed in range(400):
        rng = random.Random(seed)
        condition = random_condition(rng, DOUBLES, depth=3)
        pairs += same(evaluate, spelt(rng, condition), some_rows(rng, 10))
    assert pairs == 4_000


def spelt(rng: random.Random, condition: Condition) -> str:
    """The condition in a spelling that somebody might choose: blanks, line ends, brackets."""
    found = []
    for token in tokens(written(condition), in_itself("when", "")):
        found += [token.text, rng.choice(["", " ", "  ", "\n", "\t", "\r\n"]) or " "]
    text = "".join(found[:-1])
    return f"({text})" if rng.random() < 0.2 else text


def test_what_a_slip_of_the_pen_leaves(evaluate: Evaluate) -> None:
    """Tokens left out, twice or swapped: what is accepted all the same is so by the engines."""
    accepted = 0
    for seed in range(1_000):
        rng = random.Random(seed)
        words = [t.text for t in tokens(written(random_condition(rng, DOUBLES, 2)), NOWHERE)]
        at = rng.randrange(len(words))
        other = rng.choice(["", "", "!", "(", ")", "-", "0", "true", "''", words[at] * 2, words[0]])
        words[at] = other
        text = rng.choice(["", " "]).join(words)
        try:
            parse(text, SCHEMA, NOWHERE)
        except EvenhandError:
            continue
        accepted += 1
        same(evaluate, text, some_rows(rng, 3))
    assert accepted > 30


NOWHERE = in_itself("when", "")

SPELLINGS = (
    "facts.followers == -9223372036854775808",
    "facts.followers in [-9223372036854775808, 9223372036854775807]",
    "-0 == facts.followers", "facts.followers<-1", "007 < facts.followers",
    "facts.risk < 1e5", "facts.risk == 1.5E+0", "facts.risk > -0.0", "facts.risk < 007.5",
    "facts.risk == 5e-324", "facts.risk == 1e-400", "facts.risk < 1.7976931348623157e308",
    "facts.country == ''", "facts.country == 'it\\'s \"so\"'", 'facts.country == "\\\\"',
    "facts.country in ['é', '🙂', \"e\u0301\", '\u202e', '\x7f']", "'post'in facts.topics",
    "item.kind in facts.topics", "facts.country in account.roles", "item.kind == facts.country",
    "!!facts.consented", "! ( ! facts . consented )", "has ( facts . risk )", "has(facts\n.risk)",
    "facts.consented == true", "false != facts.consented", "facts.consented in [true, false]",
    "true || facts.consented", "facts.consented || true", "facts.consented && false",
    "facts.consented || !facts.consented", "true", "false", "!has(facts.risk) || facts.risk > 0.5",
)  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_spellings_at_the_edge(evaluate: Evaluate, text: str) -> None:
    assert same(evaluate, text, some_rows(random.Random(text), 40)) == 40


def test_as_long_and_as_deep_as_a_condition_may_be(evaluate: Evaluate) -> None:
    rows = some_rows(random.Random(1), 5)
    for text in largest():
        same(evaluate, text, rows)


def largest() -> Iterator[str]:
    a, n = "facts.consented", MAX_COMPARISONS
    for mark in ("&&", "||"):
        yield mark.join([a] * n)
        yield mark.join(["has(facts.risk)", "facts.risk>0.5"] * (n // 2))
    for leaf in (a, "has(facts.risk)", "private_info.us_ssn.count in [1, 2]", "true"):
        yield "(" * MAX_DEPTH + leaf + ")" * MAX_DEPTH
        deep = min(MAX_LEVELS - levels(parse(leaf, SCHEMA, NOWHERE)), MAX_DEPTH)
        yield "!" * (deep - 1) + f"({leaf})"
        yield f"({a} && " * deep + leaf + ")" * deep
        yield f"!({a} || " * (deep // 2) + leaf + ")" * (deep // 2)
        yield f"({a} || {a} && " * (deep // 2) + leaf + ")" * (deep // 2)
    yield f"facts.followers in [{', '.join(['9223372036854775807'] * 180)}]"
    yield " " * (4_000 - len(a)) + a
    yield f"facts.country == '{'é' * 3_980}'"


def test_random_nesting_up_to_the_limits(evaluate: Evaluate) -> None:
    """Whatever is within our limits is within theirs."""
    rows = some_rows(random.Random(2), 2)
    near = 0
    for seed in range(150):
        rng = random.Random(seed)
        text = nest(rng, rng.choice([8, 12, 14, 16, 20, 24, 28]))
        try:
            near += levels(parse(text, SCHEMA, NOWHERE)) > MAX_LEVELS - 4
        except EvenhandError as error:
            assert error.code == "EH214"
            continue
        same(evaluate, text, rows)
    assert near > 5


def nest(rng: random.Random, depth: int) -> str:
    if depth == 0:
        return written(random_condition(rng, DOUBLES, 0))
    roll = rng.random()
    if roll < 0.3:
        return f"{'!' if roll < 0.2 else ''}({nest(rng, depth - 1)})"
    parts = [nest(rng, 0) for _ in range(rng.choice([2, 2, 2, 3, 3, 5]))]
    parts[rng.randrange(len(parts))] = f"({nest(rng, depth - 1)})"
    return rng.choice([" && ", " || "]).join(parts)


def test_words_that_an_engine_keeps_are_no_facts(evaluate: Evaluate) -> None:
    """Every word that an engine refuses as a name is in our list."""
    for word in ("true", "false", "null", "in"):
        assert word in RESERVED
        with pytest.raises(Exception, match=r"(?i)syntax error"):
            evaluate(f"facts.{word}", ())
    for word in ("size", "type", "matches", "int", "all", "self", "class", "def", "not", "or"):
        assert evaluate(f"facts.{word} == 1 || true", ({},)) == [True]


@pytest.mark.parametrize(
    "text",
    ["facts.followers == 9223372036854775808", "facts.country == '\ud800'", "facts.risk > 5."],
)
def test_what_engines_refuse_is_refused(evaluate: Evaluate, text: str) -> None:
    with pytest.raises(EvenhandError, match=r"EH21[02]"):
        parse(text, SCHEMA, NOWHERE)
    with pytest.raises(Exception, match=r"(?i)invalid|error|surrogates|incompatible"):
        evaluate(text, ())
