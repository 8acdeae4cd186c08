"""Three-valued truth: masks, because-trees and a naive reference agree on random conditions."""

import operator
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.decision import Because
from evenhand.model.item import FactValue
from evenhand.policy.codegen import compiled, source
from evenhand.policy.language import (
    And,
    Compare,
    Condition,
    Field,
    Has,
    Listed,
    Literal,
    Member,
    Not,
    Operand,
    Or,
    fields_of,
    written,
)
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.truth import explainer
from tests.policy.policy_samples import COMPARISONS, CONDITIONS, ROWS, SCHEMA, SIMPLE, VALUES
from tests.policy.policy_samples import NAMES as FIELD_NAMES

OPS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def reference(node: Condition, row: Mapping[str, FactValue]) -> float:
    """Kleene's logic as arithmetic: FALSE 0, UNKNOWN 1/2, TRUE 1; and = min, or = max."""

    def value(side: Operand) -> FactValue | None:
        return row.get(side.name) if isinstance(side, Field) else side.value

    match node:
        case Literal() | Field():
            found = value(node)
            return 0.5 if found is None else float(bool(found))
        case Has():
            return float(node.fact.name in row)
        case Not():
            return 1 - reference(node.part, row)
        case And():
            return min(reference(part, row) for part in node.parts)
        case Or():
            return max(reference(part, row) for part in node.parts)
        case Compare():
            left, right = value(node.left), value(node.right)
            if left is None or right is None:
                return 0.5
            return float(OPS[node.op](left, right))
        case Member():
            found = value(node.value)
            held: object
            if isinstance(node.collection, Listed):
                held = [item.value for item in node.collection.items]
            else:
                held = value(node.collection)
            if found is None or held is None:
                return 0.5
            assert isinstance(held, (list, tuple))
            return float(found in held)


def because(tree: Condition, row: Mapping[str, FactValue]) -> Because:
    return explainer(tree)(row)


def masks_of(trees: list[Condition], row: Mapping[str, FactValue]) -> tuple[int, int]:
    names = sorted({field.name for tree in trees for field in fields_of(tree)})
    return compiled(trees, names)(tuple(row.get(name) for name in names))


@settings(deadline=None, max_examples=300)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), ROWS)
def test_masks_trees_and_reference_agree(trees: list[Condition], row: dict[str, FactValue]) -> None:
    true, unknown = masks_of(trees, row)
    for index, tree in enumerate(trees):
        expected = {0.0: False, 0.5: None, 1.0: True}[reference(tree, row)]
        assert because(tree, row).truth is expected
        assert bool(true >> index & 1) is (expected is True)
        assert bool(unknown >> index & 1) is (expected is None)


FIRST = {name: VALUES[SCHEMA.types[name]][0] for name in FIELD_NAMES}
LAST = {name: VALUES[SCHEMA.types[name]][-1] for name in FIELD_NAMES}
HALF = {name: FIRST[name] for name in FIELD_NAMES[::2]}


@pytest.mark.parametrize("row", [{}, FIRST, LAST, HALF], ids=["nothing", "first", "last", "half"])
def test_each_kind_of_comparison_by_itself(row: dict[str, FactValue]) -> None:
    trees = [*SIMPLE, *COMPARISONS]
    true, unknown = masks_of(trees, row)
    for index, tree in enumerate(trees):
        expected = {0.0: False, 0.5: None, 1.0: True}[reference(tree, row)]
        assert because(tree, row).truth is expected, written(tree)
        assert (true >> index & 1, unknown >> index & 1) == (expected is True, expected is None)


@settings(deadline=None)
@given(CONDITIONS, ROWS)
def test_what_is_known_is_never_changed_by_knowing_more(
    tree: Condition, row: dict[str, FactValue]
) -> None:
    """Without `has`, a TRUE or FALSE stays when an absent value is filled in."""
    if "has(" in repr(tree) or any(isinstance(part, Has) for part in _parts(tree)):
        return
    before = because(tree, row).truth
    full = {"private_info.us_ssn.count": 1, "account.strikes": 0, "item.kind": "post", **row}
    if before is not None:
        assert because(tree, full).truth is before


def _parts(node: Condition) -> list[Condition]:
    match node:
        case Not():
            return [node, *_parts(node.part)]
        case And() | Or():
            return [node, *(below for part in node.parts for below in _parts(part))]
        case _:
            return [node]


def read(text: str) -> Condition:
    return parse(text, SCHEMA, in_itself("when", text))


def test_a_missing_consent_is_no_refusal() -> None:
    """The dangerous kind: `!consented` with nothing said must not count as "did not agree"."""
    tree = read("private_info.us_ssn.count >= 1 && !facts.consented")
    assert because(tree, {"private_info.us_ssn.count": 1}).truth is None
    assert masks_of([tree], {"private_info.us_ssn.count": 1}) == (0, 1)


def test_one_decisive_side_settles_it() -> None:
    unknown = "facts.reporting"
    assert because(read(f"account.strikes > 0 && {unknown}"), {"account.strikes": 0}).truth is False
    assert because(read(f"account.strikes > 0 || {unknown}"), {"account.strikes": 1}).truth is True


def test_because_tells_what_each_part_saw() -> None:
    tree = read('account.strikes > 1 || "journalist" in account.roles && !facts.reporting')
    seen = because(tree, {"account.strikes": 1, "account.roles": ("journalist",)})
    assert seen.truth is None
    first, second = seen.parts
    assert (first.text, first.truth, first.saw) == ("account.strikes > 1", False, 1)
    roles, turned = second.parts
    assert (roles.truth, roles.saw) == (True, ("journalist",))
    assert (turned.text, turned.truth, turned.saw) == ("!facts.reporting", None, None)
    assert turned.parts[0].truth is None


def test_the_code_holds_no_text_of_the_author_but_quoted() -> None:
    nasty = "x') or __import__('os').system('true') or ('"
    text = f'facts.country == "{nasty}"'
    code = source([read(text)], ["facts.country"])
    assert repr(nasty) in code
    assert "facts" not in code.replace(repr(nasty), "")
    assert masks_of([read(text)], {"facts.country": nasty}) == (1, 0)


def test_the_generated_code(golden: Callable[[str, str], None]) -> None:
    texts = [
        "private_info.us_ssn.count >= 1 && !facts.consented",
        '!(item.kind in ["post", "page"] || !has(facts.consented))',
        '"journalist" in account.roles',
    ]
    names = ["private_info.us_ssn.count", "facts.consented", "item.kind", "account.roles"]
    golden("policy/generated.py.txt", source([read(text) for text in texts], names))


def test_code_grows_with_the_condition_not_with_its_square() -> None:
    """UNKNOWN is asked as "not TRUE and not FALSE": each question is as long as the condition."""
    part = "(facts.consented || !(facts.reporting && account.strikes > 1))"
    one, ten = (len(source([read(" && ".join([part] * n))], NAMES)) for n in (5, 50))
    assert ten < 12 * one


NAMES = ["facts.consented", "facts.reporting", "account.strikes"]


def test_many_rules_have_each_their_bit() -> None:
    trees = [read(f"account.strikes >= {n}") for n in range(300)]
    true, unknown = masks_of(trees, {"account.strikes": 100})
    assert (true, unknown) == ((1 << 101) - 1, 0)
    assert masks_of(trees, {}) == (0, (1 << 300) - 1)
