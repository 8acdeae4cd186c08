"""Mutants: a pack's conditions, each changed in one place, to try the pack's cases on.

A case that comes out otherwise under a changed condition shows that somebody would notice the
change; a mutant that no case notices shows a gap in the cases. One change at a time:

- a comparison turned round (`>=` to `<`), its boundary moved (`>=` to `>`), narrowed or widened to
  the boundary alone (`>=` to `==`, `>` to `!=`); `==` of numbers also to `>=` and `<=`;
- `in`, `has()`, a boolean field or a literal negated; a `!` dropped; a value dropped from a list;
- `&&` for `||` and the other way round; one part of `&&` or `||` dropped.

What cannot differ is not made: counts, strikes and scores are never below 0 and scores never over
1, so that `count > 0` and `count != 0` are one condition; and of mutants that mean the same, such
as `!(a < 1)` and `a >= 1`, there is one. Equal meanings are found on the tree, by the generated
code, which has `!` pushed down; what follows only from how two fields hang together is not seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from evenhand.model.errors import Where
from evenhand.model.evidence import FieldType
from evenhand.model.policy import Policy
from evenhand.model.signal import SignalSpec
from evenhand.policy.codegen import asked
from evenhand.policy.compile import ReadyRule, ready_rules
from evenhand.policy.files import RULES_FILE
from evenhand.policy.language import (
    EQUALITY,
    ORDER,
    And,
    Compare,
    Condition,
    Field,
    Has,
    Listed,
    Literal,
    Member,
    Not,
    Or,
    fields_of,
    written,
)
from evenhand.policy.lexer import NOT_DONE, Locate, Token, tokens
from evenhand.policy.tables import read_table

_RELATIONS = frozenset({*ORDER, *EQUALITY, "in"})
_JOINS = frozenset({"&&", "||"})
_OPENERS = frozenset({"(", "!"})

_RELATED = {
    ">=": ("<", ">", "=="),
    ">": ("<=", ">=", "!="),
    "<=": (">", "<", "=="),
    "<": (">=", "<=", "!="),
    "==": ("!=", ">=", "<="),
    "!=": ("==", ">", "<"),
}
"""What each operator becomes; its negation stands first."""

_HOLDS = {"<": {-1}, "<=": {-1, 0}, "==": {0}, ">=": {0, 1}, ">": {1}, "!=": {-1, 1}}
"""Operator -> the signs of `left - right` for which it holds."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed condition.

    Attributes:
        rule: the rule's id.
        original: its condition as the pack means it, in one line.
        mutated: the changed one.
        condition: the changed one as a tree.
        where: the operator or value that was changed, in the pack's rules.toml.
    """

    rule: str
    original: str
    mutated: str
    condition: Condition
    where: Where


def mutants_of(ready: ReadyRule, locate: Locate) -> tuple[Mutant, ...]:
    """The mutants of one rule, from the outermost change inwards.

    Args:
        locate: from an offset in the rule's condition to its place in the file.
    """
    original = written(ready.condition)
    slots = {field.name: field.name for field in fields_of(ready.condition)}
    seen = {asked(ready.condition, True, slots)}
    found = []
    for changed, at in _changed(ready.condition, 0, _marks(ready.rule.when, locate)):
        meaning = asked(changed, True, slots)
        if meaning not in seen:
            seen.add(meaning)
            where = locate(at.at, at.width)
            found.append(Mutant(ready.rule.id, original, written(changed), changed, where))
    return tuple(found)


def all_mutants(
    policy: Policy, signals: Mapping[str, SignalSpec], folder: str = ""
) -> tuple[Mutant, ...]:
    """The mutants of every rule of a pack that is not paused, rule by rule.

    Args:
        folder: what stands before `rules.toml` in the places.

    Raises:
        EvenhandError: EH210 to EH215 where a condition does not fit the signals.
    """
    name = f"{folder}/{RULES_FILE}" if folder else RULES_FILE
    places = read_table(name, policy.source[RULES_FILE], NOT_DONE).places
    number = {rule.id: index for index, rule in enumerate(policy.rules)}
    return tuple(
        mutant
        for ready in ready_rules(policy, signals)
        for mutant in mutants_of(
            ready, partial(places.inside, ("rule", number[ready.rule.id], "when"))
        )
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the leaves of a condition stand, in order, and what joins each to the next.

    A leaf is a part without `&&`, `||` or `!`; its mark is its operator, else its first word.
    """

    leaves: tuple[Token, ...]
    joins: tuple[Token, ...]


def _marks(text: str, locate: Locate) -> _Marks:
    """The marks of a condition that the parser took."""
    leaves: list[Token] = []
    joins: list[Token] = []
    begins = True
    for token in tokens(text, locate):
        if token.text in _JOINS:
            joins.append(token)
            begins = True
        elif begins and token.text not in _OPENERS:
            leaves.append(token)
            begins = False
        elif token.text in _RELATIONS:
            leaves[-1] = token
    return _Marks(tuple(leaves), tuple(joins))


def _changed(node: Condition, first: int, marks: _Marks) -> Iterator[tuple[Condition, Token]]:
    """The node with one change each, and where; its first leaf is the condition's `first`-th."""
    match node:
        case And() | Or():
            yield from _joined(node, first, marks)
        case Not():
            yield node.part, marks.leaves[first]
            for part, at in _changed(node.part, first, marks):
                yield Not(part), at
        case _:
            for leaf in _leaf(node):
                yield leaf, marks.leaves[first]


def _joined(node: And | Or, first: int, marks: _Marks) -> Iterator[tuple[Condition, Token]]:
    """`&&` or `||`: the other of the two, without one part, with one part changed."""
    begins = first + _leaves(node.parts[0])
    other = Or if isinstance(node, And) else And
    yield other(node.parts), marks.joins[begins - 1]
    at = first
    for index, part in enumerate(node.parts):
        before, after = node.parts[:index], node.parts[index + 1 :]
        rest = (*before, *after)
        yield rest[0] if len(rest) == 1 else replace(node, parts=rest), marks.leaves[at]
        for changed, where in _changed(part, at, marks):
            yield replace(node, parts=(*before, changed, *after)), where
        at += _leaves(part)


def _leaves(node: Condition) -> int:
    """How many leaves the node has."""
    match node:
        case And() | Or():
            return sum(map(_leaves, node.parts))
        case Not():
            return _leaves(node.part)
        case _:
            return 1


def _leaf(node: Condition) -> Iterator[Condition]:
    """A part without parts, changed."""
    match node:
        case Compare():
            ordered = node.left.type in (FieldType.INT, FieldType.DOUBLE)
            signs = _signs(node)
            for op in _RELATED[node.op] if ordered else _RELATED[node.op][:1]:
                if _HOLDS[op] & signs != _HOLDS[node.op] & signs:
                    yield replace(node, op=op)
        case Literal():
            yield Literal(not node.value, node.type, "false" if node.value else "true")
        case Member(collection=Listed(items=items, type=kind)) if len(items) > 1:
            yield Not(node)
            for index in range(len(items)):
                rest = Listed((*items[:index], *items[index + 1 :]), kind)
                yield replace(node, collection=rest)
        case Member() | Has() | Field():
            yield Not(node)


def _signs(node: Compare) -> set[int]:
    """The signs that `left - right` can have at all."""
    match node.left, node.right:
        case Field(name=name), Literal(value=int() | float() as value):
            return _reached(name, value)
        case Literal(value=int() | float() as value), Field(name=name):
            return {-sign for sign in _reached(name, value)}
        case _:
            return {-1, 0, 1}


def _reached(name: str, value: float) -> set[int]:
    """The signs that `field - value` can have."""
    low, high = _range(name)
    can = {-1: low < value, 0: low <= value <= high, 1: high > value}
    return {sign for sign, possible in can.items() if possible}


def _range(name: str) -> tuple[float, float]:
    """The lowest and the highest value of a number: a fact's can be any."""
    if name.startswith("facts."):
        return -inf, inf
    return 0, 1 if name.endswith(".max") else inf
