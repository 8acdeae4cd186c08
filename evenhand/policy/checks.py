"""Which conditions make sense: each field has one type, and what stands beside it must match."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeAlias, TypeVar

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.policy.language import (
    ORDER,
    Compare,
    Condition,
    Field,
    Listed,
    Literal,
    Member,
    written,
)
from evenhand.policy.lexer import NOT_DONE, Locate, Token
from evenhand.policy.schema import INT_MAX, INT_MIN, fits

Node: TypeAlias = Condition | Listed
N = TypeVar("N", bound=Node, covariant=True)

_ORDERED = frozenset({FieldType.INT, FieldType.DOUBLE})


@dataclass(frozen=True, slots=True)
class Placed(Generic[N]):
    """A part of a condition and where it stands: offset and width, in code points."""

    node: N
    at: int
    width: int


def refuse(
    code: str, what: str, there: Token | Placed[Node], locate: Locate, help: str = ""
) -> NoReturn:
    """Raise the error, with its place in the file that a person wrote."""
    where = locate(there.at, there.width)
    raise EvenhandError(code, what, where=where, not_done=NOT_DONE, help=help)


def as_condition(there: Placed[Node], locate: Locate) -> Condition:
    """The node, which must be something that is true or false; EH212 where it is not."""
    match there.node:
        case Listed():
            refuse("EH212", "a list is not a condition", there, locate, "write `field in [...]`")
        case Field() | Literal() as value if value.type is not FieldType.BOOL:
            what = f"`{written(value)}` is of type {value.type.value}, not a condition"
            refuse("EH212", what, there, locate, "compare it with a value")
        case condition:
            return condition


def compared(left: Placed[Node], op: Token, right: Placed[Node], locate: Locate) -> Compare:
    """A comparison whose sides are of one type that the operator takes; EH212 where not."""
    first, second = _operand(left, op, locate), _operand(right, op, locate)
    if isinstance(first, Literal) and isinstance(second, Literal):
        refuse("EH212", "the comparison looks at no field", left, locate, "name a field")
    if FieldType.STRINGS in (first.type, second.type):
        help = 'write `"journalist" in account.roles`'
        refuse("EH212", f"`{op.text}` does not compare lists", op, locate, help)
    if first.type is not second.type:
        _mismatch(left, right, locate)
    if op.text in ORDER and first.type not in _ORDERED:
        what = f"`{op.text}` is for int and double, not for {first.type.value}"
        refuse("EH212", what, op, locate, "use `==`, `!=` or `in`")
    return Compare(first, op.text, second)


def member(left: Placed[Node], op: Token, right: Placed[Node], locate: Locate) -> Member:
    """`in`, with a value to its left and a list of that type to its right; EH212 where not."""
    value = _operand(left, op, locate)
    match right.node:
        case Listed() as collection if isinstance(value, Field):
            expected = collection.type
        case Field(type=FieldType.STRINGS) as collection:
            expected = FieldType.STRING
        case Listed():
            refuse("EH212", "the comparison looks at no field", left, locate, "name a field")
        case _:
            help = 'write `item.kind in ["post"]` or `"journalist" in account.roles`'
            refuse("EH212", "`in` takes a list to its right", right, locate, help)
    if value.type is not expected:
        _mismatch(left, right, locate)
    return Member(value, collection)


def listed(items: Sequence[Placed[Literal]], locate: Locate) -> Listed:
    """A written list, whose values must be of one type; EH212 where they are not."""
    kind = items[0].node.type
    for item in items:
        if item.node.type is not kind:
            what = f"a list of {kind.value} holds a value of type {item.node.type.value}"
            refuse("EH212", what, item, locate, "`in` takes a list of one type")
    return Listed(tuple(item.node for item in items), kind)


def number(token: Token, value: int | float, kind: FieldType, locate: Locate) -> Literal:
    """A number that every engine can hold; EH210 for another."""
    if not fits(kind, value):
        help = f"an int lies between {INT_MIN} and {INT_MAX}, a double is finite"
        refuse("EH210", f"the number does not fit the type {kind.value}", token, locate, help)
    return Literal(value, kind, token.text)


def _operand(there: Placed[Node], op: Token, locate: Locate) -> Field | Literal:
    """One side of a comparison: a field or a value."""
    if isinstance(there.node, (Field, Literal)):
        return there.node
    help = "lists are asked with `in`; conditions are joined with `&&` and `||`"
    refuse("EH212", f"`{op.text}` takes a field or a value here", there, locate, help)


def _mismatch(left: Placed[Node], right: Placed[Node], locate: Locate) -> NoReturn:
    """Two sides of different types; what was written is pointed at rather than the field."""
    blamed, other = (right, left) if isinstance(left.node, Field) else (left, right)
    help = f"`{written(other.node)}` is of type {_typed(other.node)}"
    match blamed.node, _typed(other.node):
        case Literal(type=FieldType.INT) as value, "double":
            help += f": write `{value.text}.0`"
        case Literal(value=float(number)), "int" if number.is_integer():
            help += f": write `{number:.0f}`"
    what = f"`{written(blamed.node)}` is of type {_typed(blamed.node)}"
    refuse("EH212", what, blamed, locate, help)


def _typed(node: Node) -> str:
    """The type of an operand or list, as a person writes it."""
    match node:
        case Listed():
            return f"list<{node.type.value}>"
        case Field() | Literal():
            return node.type.value
        case _:
            return FieldType.BOOL.value
