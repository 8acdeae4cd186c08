"""What a condition comes to for one item's evidence, and why: the because-tree.

A plain walk over the condition, for people: it is run for rules that came out TRUE or UNKNOWN
only. `codegen` gives the same answers faster; a property test holds the two together.
"""

import operator
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from evenhand.model.decision import Because
from evenhand.model.item import FactValue
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
    written,
)

Values: TypeAlias = Mapping[str, FactValue]
Explain: TypeAlias = Callable[[Values], Because]
"""From evidence values to the truth of a condition and of each of its parts."""

COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""What each comparison does, to values as to columns of them."""


def explainer(node: Condition) -> Explain:
    """What tells why the condition is TRUE, FALSE or UNKNOWN; its texts are written once, here."""
    text = written(node)
    match node:
        case Literal():
            return partial(_literal, text, bool(node.value))
        case Field():
            return partial(_field, text, node.name)
        case Has():
            return partial(_has, text, node.fact.name)
        case Compare():
            return partial(_compare, text, node)
        case Member():
            return partial(_member, text, node)
        case Not():
            return partial(_not, text, explainer(node.part))
        case And():
            return partial(_joined, text, False, tuple(map(explainer, node.parts)))
        case Or():
            return partial(_joined, text, True, tuple(map(explainer, node.parts)))


def _literal(text: str, truth: bool, values: Values) -> Because:
    return Because(text, truth)


def _field(text: str, name: str, values: Values) -> Because:
    """A boolean field: UNKNOWN where it is absent."""
    saw = values.get(name)
    return Because(text, None if saw is None else bool(saw), saw)


def _has(text: str, name: str, values: Values) -> Because:
    return Because(text, values.get(name) is not None)


def _compare(text: str, node: Compare, values: Values) -> Because:
    """A comparison: UNKNOWN where a side is absent."""
    left, right = _value(node.left, values), _value(node.right, values)
    saw = left if isinstance(node.left, Field) else right
    if left is None or right is None:
        return Because(text, None, saw)
    return Because(text, COMPARE[node.op](left, right), saw)


def _member(text: str, node: Member, values: Values) -> Because:
    """`in`: UNKNOWN where the value or the list is absent."""
    value, collection = _value(node.value, values), _collection(node.collection, values)
    saw = value if isinstance(node.value, Field) else collection
    if value is None or collection is None:
        return Because(text, None, saw)
    return Because(text, value in collection, saw)


def _not(text: str, part: Explain, values: Values) -> Because:
    below = part(values)
    return Because(text, None if below.truth is None else not below.truth, parts=(below,))


def _joined(text: str, decisive: bool, parts: tuple[Explain, ...], values: Values) -> Because:
    """`&&` and `||`: one decisive part settles it, else an UNKNOWN part leaves it UNKNOWN."""
    below = tuple(part(values) for part in parts)
    truths = [part.truth for part in below]
    if decisive in truths:
        return Because(text, decisive, parts=below)
    return Because(text, None if None in truths else not decisive, parts=below)


def _value(side: Operand, values: Values) -> FactValue | None:
    """The value of one side; None where the evidence does not have it."""
    return values.get(side.name) if isinstance(side, Field) else side.value


def _collection(side: Field | Listed, values: Values) -> Any:
    """The list to the right of `in`; None where the evidence does not have it."""
    if isinstance(side, Field):
        return values.get(side.name)
    return tuple(item.value for item in side.items)
