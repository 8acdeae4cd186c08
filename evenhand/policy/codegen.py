"""From typed trees to one Python function over the evidence tuple.

For `private_info.us_ssn.count >= 1 && !facts.consented` as first rule it writes

    def masks(row):
        (v0, v1, ) = row
        true = unknown = 0
        if not ((v0 is not None and v0 < 1) or (v1 is True)):
            if ((v0 is not None and v0 >= 1) and (v1 is False)): true |= 0x1
            else: unknown |= 0x1
        return true, unknown

Three-valued logic becomes Python's two-valued by asking two questions, "is it TRUE?" and "is it
FALSE?", and pushing `!` down to the comparisons. There each question has a guard for the absent
value, so `and` and `or` need none, and each question is as long as the condition itself. "Is it
FALSE?" comes first: most rules are FALSE of most items, and `&&` is so at its first false part.
Rules that are FALSE for one and the same reason share a test of it (`gates`).

Nothing that a person wrote gets into the code: fields are indexes, literals the `repr` of typed
values, operators come from the tables below.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from evenhand.model.item import FactValue
from evenhand.policy.gates import gates
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
)

Row: TypeAlias = tuple[FactValue | None, ...]
"""The evidence tuple: one value for each field, None where it is absent."""

Masks: TypeAlias = Callable[[Row], tuple[int, int]]
"""From a row to the rules that are TRUE and those that are UNKNOWN: bit i is rule i."""

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def compiled(conditions: Sequence[Condition], names: Sequence[str]) -> Masks:
    """The function that evaluates all conditions over rows whose values stand in `names`' order."""
    scope: dict[str, object] = {}
    code = compile(source(conditions, names), "<policy>", "exec")
    exec(code, scope)  # noqa: S102  # generated from the typed trees alone, see above
    return cast(Masks, scope["masks"])


def source(conditions: Sequence[Condition], names: Sequence[str]) -> str:
    """The Python text of that function: rules behind their gates first, then the others."""
    slots = {name: f"v{index}" for index, name in enumerate(names)}
    lines = ["def masks(row):", f"    ({''.join(f'{slot}, ' for slot in slots.values())}) = row"]
    lines.append("    true = unknown = 0")
    ungated = set(range(len(conditions)))
    for gate in gates(conditions):
        lines.append(f"    if {gate.asked(slots[gate.field.name])}:")
        for index in gate.rules:
            lines += _rule(index, conditions[index], slots, " " * 8)
        ungated -= {*gate.rules}
    for index in sorted(ungated):
        lines += _rule(index, conditions[index], slots, " " * 4)
    lines.append("    return true, unknown")
    return "\n".join(lines) + "\n"


def _rule(index: int, node: Condition, slots: Mapping[str, str], indent: str) -> Iterator[str]:
    """The lines that set the rule's bit in one of the masks, or in none."""
    yield f"{indent}if not {asked(node, False, slots)}:"
    yield f"{indent}    if {asked(node, True, slots)}: true |= {1 << index:#x}"
    yield f"{indent}    else: unknown |= {1 << index:#x}"


def asked(node: Condition, truth: bool, slots: Mapping[str, str]) -> str:
    """Python that holds exactly when the condition is TRUE (or, with `truth` False, FALSE)."""
    match node:
        case Literal():
            return repr(node.value is truth)
        case Field():
            return f"({slots[node.name]} is {truth})"
        case Has():
            return f"({slots[node.fact.name]} is {'not ' if truth else ''}None)"
        case Not():
            return asked(node.part, not truth, slots)
        case Compare():
            op = node.op if truth else _OPPOSITE[node.op]
            test = f"{_operand(node.left, slots)} {op} {_operand(node.right, slots)}"
            return _guarded(test, (node.left, node.right), slots)
        case Member():
            test = f"{_operand(node.value, slots)} {'in' if truth else 'not in'} "
            test += _operand(node.collection, slots)
            return _guarded(test, (node.value, node.collection), slots)
        case And() | Or():
            # !(a && b) is !a || !b: the word changes with the question
            word = " and " if isinstance(node, And) is truth else " or "
            return f"({word.join(asked(part, truth, slots) for part in node.parts)})"


def _guarded(test: str, sides: Sequence[Operand | Listed], slots: Mapping[str, str]) -> str:
    """The test, asked only where every field in it is known."""
    guards = [f"{slots[side.name]} is not None" for side in sides if isinstance(side, Field)]
    return f"({' and '.join([*guards, test])})"


def _operand(side: Operand | Listed, slots: Mapping[str, str]) -> str:
    """A field as its slot, a value as Python writes it."""
    match side:
        case Field():
            return slots[side.name]
        case Literal():
            return repr(side.value)
        case Listed():
            return repr(tuple(item.value for item in side.items))
