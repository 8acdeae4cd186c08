"""From typed trees to Polars expressions: the rules over columns of evidence.

A comparison with null is null in Polars, and its `&`, `|` and `~` are Kleene's, so the three values
of a condition are `true`, `false` and null for UNKNOWN. NaN, which Polars would call greater than
any number, is refused at the door. How fields stand in columns: `model.layout`.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

import polars as pl

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.layout import POLARS, holding, to_columns
from evenhand.policy.compile import CompiledPolicy
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
)
from evenhand.policy.truth import COMPARE

Leaf: TypeAlias = Field | Literal | Compare | Member | Has
"""A condition without conditions in it."""

DTYPES: Mapping[FieldType, Any] = {kind: getattr(pl, name) for kind, name in POLARS.items()}
"""The type of each field's column."""

WORD = 64
"""Rules in one word of a mask."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Conditions ready to be asked of frames; what several of them ask is asked once.

    Attributes:
        conditions: each once.
        leaves: each comparison in them -> the column that it is put in meanwhile.
        types: the fields that they look at.
    """

    conditions: tuple[Condition, ...]
    leaves: Mapping[Leaf, str]
    types: Mapping[str, FieldType]

    def outcomes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A column for each condition, named by its place: true, false, or null for UNKNOWN.

        Args:
            frame: columns that no condition looks at are left alone; a field without a column is
                known of no item.

        Raises:
            EvenhandError: EH230 for a column of another type than its field, EH231 for NaN and
                infinite numbers.
        """
        evidence = admitted(frame, self.types)
        asked = _leaves(self.leaves, _lists(evidence, self.types))
        # `with_columns` and not `select`: a condition without a field is as long as the frame too
        leaves = evidence.with_columns(
            each.alias(name) for name, each in zip(self.leaves.values(), asked, strict=True)
        )
        told = [
            joined_up(condition, lambda leaf: pl.col(self.leaves[leaf])).alias(str(place))
            for place, condition in enumerate(self.conditions)
        ]
        return leaves.select(told)


def columns(conditions: Iterable[Condition]) -> Columns:
    """The conditions, ready to be asked of frames."""
    distinct = tuple(dict.fromkeys(conditions))
    leaves = dict.fromkeys(leaf for condition in distinct for leaf in leaves_of(condition))
    fields = {field.name: field.type for leaf in leaves for field in fields_of(leaf)}
    return Columns(distinct, {leaf: f"leaf_{place}" for place, leaf in enumerate(leaves)}, fields)


def evaluate(policy: CompiledPolicy, frame: pl.DataFrame) -> pl.DataFrame:
    """The masks of every row, as words of 64 rules: `true_0`, `unknown_0`, `true_1`, ...

    Bit i of word w is `policy.rules[64 * w + i]`, as in the masks of the generated Python.

    Raises EvenhandError: EH230, EH231.
    """
    asked = columns(ready.condition for ready in policy.rules)
    place = {condition: str(place) for place, condition in enumerate(asked.conditions)}
    told = [pl.col(place[ready.condition]) for ready in policy.rules]
    return asked.outcomes(frame).select(
        *words("true", [each.fill_null(False) for each in told]),
        *words("unknown", [each.is_null() for each in told]),
    )


def expression(condition: Condition) -> pl.Expr:
    """The condition as one expression over the columns: true, false, or null for UNKNOWN."""
    return joined_up(condition, plain)


def joined_up(node: Condition, leaf: Callable[[Leaf], pl.Expr]) -> pl.Expr:
    """`!`, `&&` and `||` over the expressions that `leaf` gives for what is below them."""
    match node:
        case Not():
            return ~joined_up(node.part, leaf)
        case And():
            return reduce(operator.and_, [joined_up(part, leaf) for part in node.parts])
        case Or():
            return reduce(operator.or_, [joined_up(part, leaf) for part in node.parts])
        case _:
            return leaf(node)


def plain(leaf: Leaf) -> pl.Expr:
    """One comparison over the columns."""
    match leaf:
        case Field():
            return pl.col(leaf.name)
        case Literal():
            return _operand(leaf)
        case Has():
            return pl.col(leaf.fact.name).is_not_null()
        case Compare():
            compared: pl.Expr = COMPARE[leaf.op](_operand(leaf.left), _operand(leaf.right))
            return compared
        case Member(value, Listed() as collection):
            return reduce(operator.or_, [_operand(value) == _operand(i) for i in collection.items])
        case Member(Literal() as value, Field() as collection):
            return _text(collection).str.contains(holding(str(value.value)), literal=True)
        case Member(Field() as value, Field() as collection):
            return _text(collection).str.contains(_holding(value), literal=True)
    raise TypeError(f"no comparison: {leaf}")


def leaves_of(node: Condition) -> tuple[Leaf, ...]:
    """The comparisons of a condition, from left to right."""
    match node:
        case Not():
            return leaves_of(node.part)
        case And() | Or():
            return tuple(leaf for part in node.parts for leaf in leaves_of(part))
        case _:
            return (node,)


def words(stem: str, bits: Sequence[pl.Expr]) -> list[pl.Expr]:
    """Boolean expressions without nulls as UInt64 words `STEM_0`, `STEM_1`, ... of 64 bits each."""
    return [
        _word(bits[start : start + WORD]).alias(f"{stem}_{start // WORD}")
        for start in range(0, len(bits), WORD)
    ]


def frame_of(
    rows: Iterable[Mapping[str, FactValue]], types: Mapping[str, FieldType]
) -> pl.DataFrame:
    """Many items' evidence as a frame."""
    schema = {name: DTYPES[kind] for name, kind in types.items()}
    return pl.DataFrame(to_columns(rows, types), schema=schema, strict=True)


def admitted(frame: pl.DataFrame, types: Mapping[str, FieldType]) -> pl.DataFrame:
    """The columns of these fields alone, each of its type; one that is not there is all null.

    Raises EvenhandError: EH230, EH231.
    """
    taken = [_admitted(frame, name, kind) for name, kind in types.items()]
    # the rows are counted by `frame`, also where no condition looks at any field
    evidence = frame.select(pl.repeat(None, frame.height).alias(""), *taken)
    doubles = [name for name, kind in types.items() if kind is FieldType.DOUBLE]
    if doubles:
        finite = evidence.select(pl.col(doubles).is_finite().all()).row(0, named=True)
        for name, all_finite in finite.items():
            if not all_finite:
                raise EvenhandError(
                    "EH231",
                    f"the column `{name}` holds NaN or an infinite number",
                    not_done="nothing was evaluated",
                    help="what is not known is null; engines take NaN in different ways",
                )
    return evidence


def _admitted(frame: pl.DataFrame, name: str, kind: FieldType) -> pl.Expr:
    """The column of one field; plain text is taken for a categorical."""
    wanted, given = DTYPES[kind], frame.schema.get(name, pl.Null())
    if given == wanted:
        return pl.col(name)
    if given == pl.Null:
        return pl.lit(None, wanted).alias(name)
    if wanted == pl.Categorical and given == pl.String:
        return pl.col(name).cast(wanted)
    raise _misfit(f"the column `{name}` is {given}; a {kind.value} stands as {wanted}")


def _misfit(what: str) -> EvenhandError:
    return EvenhandError(
        "EH230",
        what,
        not_done="nothing was evaluated",
        help="write evidence in the layout of `model/layout.py`, or convert the column first",
    )


def _leaves(leaves: Iterable[Leaf], lists: Mapping[str, pl.Series]) -> list[pl.Expr]:
    """The comparisons over a frame whose columns hold those lists.

    Whether a list holds a string is asked of each list once, and not of each row.
    """
    found = []
    for leaf in leaves:
        match leaf:
            case Member(Literal() as value, Field() as collection):
                known = lists[collection.name]
                text = known.cast(pl.String)
                held = known.filter(text.str.contains(holding(str(value.value)), literal=True))
                rows = pl.col(collection.name).to_physical()
                found.append(rows.is_in(held.to_physical().implode()))
            case _:
                found.append(plain(leaf))
    return found


def _lists(evidence: pl.DataFrame, types: Mapping[str, FieldType]) -> dict[str, pl.Series]:
    """The lists that each field of lists has, each once.

    Raises EvenhandError: EH230 for text that no list stands as.
    """
    found = {}
    for name, kind in types.items():
        if kind is FieldType.STRINGS:
            known = evidence[name].unique().drop_nulls()
            if not known.cast(pl.String).str.contains(r"(?s)\A\n(.*\n)?\z").all():
                raise _misfit(f"the column `{name}` holds text that is no list of strings")
            found[name] = known
    return found


def _operand(side: Operand) -> pl.Expr:
    if isinstance(side, Field):
        return pl.col(side.name)
    return pl.lit(side.value, pl.String if side.type is FieldType.STRING else DTYPES[side.type])


def _text(field: Field) -> pl.Expr:
    return pl.col(field.name).cast(pl.String)


def _holding(value: Field) -> pl.Expr:
    """`layout.holding` of each row's own string."""
    line = _text(value).str.replace_all("\\", "\\\\", literal=True)
    return "\n" + line.str.replace_all("\n", "\\n", literal=True) + "\n"


def _word(bits: Sequence[pl.Expr]) -> pl.Expr:
    """Up to 64 bits as one number; by way of bytes, which is a quarter of the work."""
    found = []
    for start in range(0, len(bits), 8):
        byte = [
            pl.when(bit).then(pl.lit(1 << place, pl.UInt8)).otherwise(pl.lit(0, pl.UInt8))
            for place, bit in enumerate(bits[start : start + 8])
        ]
        found.append(reduce(operator.add, byte).cast(pl.UInt64) * pl.lit(1 << start, pl.UInt64))
    return reduce(operator.or_, found)
