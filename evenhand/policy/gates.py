"""What conditions cannot do without: tests that spare the evaluator whole groups of rules.

Most items show nothing, so most rules are FALSE of them, and for few reasons: no score is high, no
list holds a word. A *need* is such a reason turned round, something about one field without which
the condition is FALSE: `spam.comment.max >= 0.9 && !facts.verified` needs a `spam.comment.max` of
0.9 or more. Rules that need the same field stand behind one test, their gate, of the loosest need
among them. An absent value opens the gate; behind it each rule is asked in full, so a gate can
only leave out rules that are FALSE.

Upper bounds and `!` make no needs: they hold where nothing was seen, and would spare little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias, cast

from evenhand.model.evidence import FieldType
from evenhand.policy.language import And, Compare, Condition, Field, Literal, Member, Not, Or

Need: TypeAlias = int | float | tuple[str, ...]
"""The least number; or the strings of which it is one; or, for a list, `()`: that it holds some."""

_TURNED = {"==": "==", "<": ">", "<=": ">="}
"""`value op field` as `field op value`, as far as it can make a need."""
_OPPOSITE = {"!=": "==", "<": ">=", "<=": ">"}
"""What is TRUE where the comparison is FALSE, as far as it can make a need."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Rules, by index, that are all FALSE unless the field's value meets the need."""

    field: Field
    need: Need
    rules: tuple[int, ...]

    def asked(self, slot: str) -> str:
        """Python that holds where the value is absent or meets the need."""
        match self.field.type:
            case FieldType.STRINGS:
                meets = slot
            case FieldType.STRING:
                meets = f"{slot} in {self.need!r}"
            case _:
                meets = f"{slot} >= {self.need!r}"
        return f"{slot} is None or {meets}"


def gates(conditions: Sequence[Condition]) -> tuple[Gate, ...]:
    """The gates, each before two rules or more and each rule behind one at most.

    The field that most rules need comes first.
    """
    wanted: dict[Field, dict[int, Need]] = {}
    for index, condition in enumerate(conditions):
        for field, need in needs(condition).items():
            wanted.setdefault(field, {})[index] = need
    return tuple(_gates(wanted))


def _gates(wanted: Mapping[Field, Mapping[int, Need]]) -> Iterator[Gate]:
    """From field -> rule -> need to gates."""
    taken: set[int] = set()
    for field, by_rule in sorted(wanted.items(), key=lambda item: -len(item[1])):
        left = {index: need for index, need in by_rule.items() if index not in taken}
        if len(left) > 1:
            taken |= left.keys()
            yield Gate(field, reduce(_looser, left.values()), tuple(left))


def needs(node: Condition, truth: bool = True) -> dict[Field, Need]:
    """What the condition needs of which field to be other than FALSE.

    With `truth` False: to be other than TRUE, which is what `!` asks of its part.
    """
    match node:
        case Not():
            return needs(node.part, not truth)
        case And() | Or():
            below = [needs(part, truth) for part in node.parts]
            return reduce(_all if isinstance(node, And) is truth else _any, below)
        case Member(value=Literal(), collection=Field() as field) if truth:
            return {field: ()}
        case Compare(left=Field() as field, right=Literal() as value):
            return _compared(field, node.op if truth else _OPPOSITE.get(node.op, ""), value)
        case Compare(left=Literal() as value, right=Field() as field) if truth:
            return _compared(field, _TURNED.get(node.op, ""), value)
        case _:
            return {}


def _compared(field: Field, op: str, value: Literal) -> dict[Field, Need]:
    """The need that a comparison with a value makes."""
    match value.value, op:
        case str(text), "==":
            return {field: (text,)}
        case float(number), ">" | ">=":
            return {field: number}  # for `>` a little looser than could be
        case int(number), ">" | ">=":
            return {field: number + (op == ">")}
        case _:
            return {}


def _all(one: dict[Field, Need], other: dict[Field, Need]) -> dict[Field, Need]:
    """What is needed where both have to hold: of two needs of one field the first will do."""
    return other | one


def _any(one: dict[Field, Need], other: dict[Field, Need]) -> dict[Field, Need]:
    """What is needed where one of them has to hold."""
    return {field: _looser(one[field], other[field]) for field in one if field in other}


def _looser(one: Need, other: Need) -> Need:
    """What is needed of a field where either need will do; both are of the field's type."""
    if isinstance(one, tuple):
        return tuple(dict.fromkeys((*one, *cast(tuple[str, ...], other))))
    return min(one, cast(int | float, other))
