"""The policy language: conditions as typed trees, and how they are written.

A typed subset of the Common Expression Language (github.com/google/cel-spec), so that anybody can
run a published policy with a stock engine. A condition is TRUE, FALSE or UNKNOWN:

- a comparison, `in` or a bare boolean field is UNKNOWN where a value that it needs is absent;
- `&&` is FALSE as soon as one side is, `||` TRUE as soon as one side is, else an UNKNOWN side
  makes them UNKNOWN; `!` turns TRUE and FALSE round and leaves UNKNOWN (Kleene's logic; stock
  engines reach the same by absorbing errors);
- `has(facts.NAME)` is never UNKNOWN.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from evenhand.model.evidence import FieldType

Scalar: TypeAlias = bool | int | float | str

ORDER = ("<", "<=", ">", ">=")
EQUALITY = ("==", "!=")


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the evidence, by name; a condition of its own where it is boolean."""

    name: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the condition; `text` is how it was written."""

    value: Scalar
    type: FieldType
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Values of one type in square brackets, to the right of `in`; `type` is that of each."""

    items: tuple[Literal, ...]
    type: FieldType


Operand: TypeAlias = Field | Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`, both of one type; one side at least is a field."""

    left: Operand
    op: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Member:
    """`value in collection`: a field in a written list, or a string in a field that is a list."""

    value: Operand
    collection: Field | Listed


@dataclass(frozen=True, slots=True)
class Has:
    """`has(facts.NAME)`: whether the fact is known at all.

    Attributes:
        at: where the name stands in the condition, for errors that are found later.
    """

    fact: Field
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`!part`."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """`part && part && ...`, two or more."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`part || part || ...`, two or more."""

    parts: tuple["Condition", ...]


Condition: TypeAlias = Field | Literal | Compare | Member | Has | Not | And | Or


def written(node: Condition | Listed) -> str:
    """The condition as CEL, in one line, with no bracket that it does not need.

    Parsing the result gives the same tree again.
    """
    match node:
        case Field():
            return node.name
        case Literal():
            return node.text
        case Listed():
            return f"[{', '.join(item.text for item in node.items)}]"
        case Compare():
            return f"{written(node.left)} {node.op} {written(node.right)}"
        case Member():
            return f"{written(node.value)} in {written(node.collection)}"
        case Has():
            return f"has({node.fact.name})"
        case Not():
            return f"!{_bracketed(node.part, (Compare, Member, And, Or))}"
        case And():
            return " && ".join(_bracketed(part, (And, Or)) for part in node.parts)
        case Or():
            return " || ".join(_bracketed(part, (Or,)) for part in node.parts)


def _bracketed(node: Condition, kinds: tuple[type, ...]) -> str:
    """`node` as CEL, in brackets where it is one of `kinds`."""
    return f"({written(node)})" if isinstance(node, kinds) else written(node)


def fields_of(node: Condition | Listed) -> frozenset[Field]:
    """Every field that the condition looks at, those in `has()` too."""
    match node:
        case Field():
            return frozenset({node})
        case Literal() | Listed():
            return frozenset()
        case Compare():
            return fields_of(node.left) | fields_of(node.right)
        case Member():
            return fields_of(node.value) | fields_of(node.collection)
        case Has():
            return frozenset({node.fact})
        case Not():
            return fields_of(node.part)
        case And() | Or():
            return frozenset().union(*(fields_of(part) for part in node.parts))


def levels(node: Condition | Listed) -> int:
    """How deep stock engines see the condition, values and the parts of a name included.

    They pair the parts of `a && b && c && d` like `(a && b) && (c && d)`, so a chain counts as
    many levels as its length can be halved.
    """
    match node:
        case Literal():
            return 1
        case Listed():
            return 2
        case Field():
            return node.name.count(".") + 1
        case Has():
            return 1 + levels(node.fact)
        case Not():
            return 1 + levels(node.part)
        case Compare():
            return 1 + max(levels(node.left), levels(node.right))
        case Member():
            return 1 + max(levels(node.value), levels(node.collection))
        case And() | Or():
            return (len(node.parts) - 1).bit_length() + max(map(levels, node.parts))


def asked_to_lack(node: Condition, turned: bool = False) -> tuple[Has, ...]:
    """Each `has()` whose being FALSE speaks for the condition: those under an odd number of `!`.

    Such a rule can fire because something is not known, so its author must say why that is fair.
    """
    match node:
        case Has():
            return (node,) if turned else ()
        case Not():
            return asked_to_lack(node.part, not turned)
        case And() | Or():
            return tuple(found for part in node.parts for found in asked_to_lack(part, turned))
        case _:
            return ()
