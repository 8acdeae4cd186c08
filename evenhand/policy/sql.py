"""From typed trees to SQL: the rules over a table of evidence, one query for all of them.

A comparison with NULL is NULL in SQL, and its AND, OR and NOT are Kleene's, so the three values of
a condition are TRUE, FALSE and NULL for UNKNOWN; in SQLite, which has no booleans, 1, 0 and NULL.
The table has the columns of `model.layout`. Text is compared for equality alone, so no collation
matters, and lists by what their text holds.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.layout import holding
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
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a database writes in its own way.

    Attributes:
        position: its function (text, part) -> where the part begins, 0 for nowhere.
        double: a number as an expression that is exactly that number.
        types: the type of each field's column.
        longest_name: of a column, in bytes; None where it is not limited.
        most_columns: in the answer of a query.
    """

    name: str
    position: str
    double: Callable[[float], str]
    types: Mapping[FieldType, str]
    longest_name: int | None
    most_columns: int


def _of_whole_numbers(value: float) -> str:
    """A double as a whole number times or by powers of two, each step exact.

    SQLite reads decimals through an 80-bit number, and one in some ten thousand lands beside the
    nearest double; `0.9` follows as a comment, for people.
    """
    fraction, power = math.frexp(value)
    whole, power = int(fraction * 2**53), power - 53
    while whole and whole % 2 == 0 and power < 0:
        whole, power = whole // 2, power + 1
    steps = [62] * (abs(power) // 62) + [abs(power) % 62]
    sign = "*" if power > 0 else "/"
    by = "".join(f" {sign} {1 << step}" for step in steps if step and whole)
    return f"({whole}.0{by} /* {value!r} */)"


SQLITE = Dialect(
    name="SQLite",
    position="instr",
    double=_of_whole_numbers,
    types={
        FieldType.BOOL: "INTEGER",
        FieldType.INT: "INTEGER",
        FieldType.DOUBLE: "REAL",
        FieldType.STRING: "TEXT",
        FieldType.STRINGS: "TEXT",
    },
    longest_name=None,
    most_columns=2_000,
)
POSTGRESQL = Dialect(
    name="PostgreSQL",
    position="strpos",
    double=repr,
    types={
        FieldType.BOOL: "boolean",
        FieldType.INT: "bigint",
        FieldType.DOUBLE: "double precision",
        FieldType.STRING: "text",
        FieldType.STRINGS: "text",
    },
    longest_name=63,
    most_columns=1_664,
)

_NO_COMMENT = re.compile(r"[^A-Za-z0-9._ -]")
"""What a name may not bring into a comment, lest it end there."""
_OPERATORS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def select(
    policy: CompiledPolicy, dialect: Dialect, table: str = "evidence", keep: Sequence[str] = ()
) -> str:
    """The query whose answer has, for each row, the columns `keep` and then one for each rule.

    `rule_0`, `rule_1`, ... stand in the order of `policy.rules`, each after its name. A field
    whose column the table lacks is an error of the database, never another value.

    Raises:
        EvenhandError: EH232 for a field whose name the database would cut short, EH233 for more
            rules than it has columns for.
    """
    if len(policy.rules) + len(keep) > dialect.most_columns:
        raise EvenhandError(
            "EH233",
            f"{len(policy.rules):,} rules are more columns than {dialect.name} answers with",
            not_done="no query was printed",
            help=f"the limit is {dialect.most_columns:,}: print it for fewer packs",
        )
    for name in (*policy.types, *keep):
        _refuse_long(name, dialect)
    lines = [f"e.{_quoted(name)}" for name in keep]
    for place, ready in enumerate(policy.rules):
        name = _NO_COMMENT.sub("?", f"{ready.pack.pack} {ready.rule.id}")
        lines.append(f"/* {name} */ {condition(ready.condition, dialect)} AS rule_{place}")
    return "SELECT\n    " + ",\n    ".join(lines) + f"\nFROM {_quoted(table)} AS e\n"


def create_table(types: Mapping[str, FieldType], dialect: Dialect, table: str = "evidence") -> str:
    """The statement that makes a table for these fields, after its key `decision`.

    Raises EvenhandError: EH232.
    """
    for name in types:
        _refuse_long(name, dialect)
    lines = [f"{_quoted(name)} {dialect.types[kind]}" for name, kind in types.items()]
    key = f"{_quoted('decision')} {dialect.types[FieldType.STRING]} PRIMARY KEY"
    return f"CREATE TABLE {_quoted(table)} (\n    " + ",\n    ".join([key, *lines]) + "\n)\n"


def condition(node: Condition, dialect: Dialect) -> str:
    """One condition as a SQL expression over the table `e`."""
    match node:
        case Literal() | Field():
            return _operand(node, dialect)
        case Has():
            return f"({_operand(node.fact, dialect)} IS NOT NULL)"
        case Not():
            return f"(NOT {condition(node.part, dialect)})"
        case And() | Or():
            word = " AND " if isinstance(node, And) else " OR "
            return f"({word.join(condition(part, dialect) for part in node.parts)})"
        case Compare():
            left, right = _operand(node.left, dialect), _operand(node.right, dialect)
            return f"({left} {_OPERATORS[node.op]} {right})"
        case Member():
            return _member(node, dialect)


def _member(node: Member, dialect: Dialect) -> str:
    """`in` a written list, or in a field of lists."""
    if isinstance(node.collection, Listed):
        items = ", ".join(_operand(item, dialect) for item in node.collection.items)
        return f"({_operand(node.value, dialect)} IN ({items}))"
    lists = _operand(node.collection, dialect)
    return f"({dialect.position}({lists}, {_holding(node.value)}) > 0)"


def _holding(value: Operand) -> str:
    """`layout.holding` of a written string, or of each row's own."""
    if isinstance(value, Literal):
        return _text(holding(str(value.value)))
    line = f"replace(e.{_quoted(value.name)}, {_text(chr(92))}, {_text(chr(92) * 2)})"
    line = f"replace({line}, {_text(chr(10))}, {_text(chr(92) + 'n')})"
    return f"{_text(chr(10))} || {line} || {_text(chr(10))}"


def _operand(side: Operand, dialect: Dialect) -> str:
    """A field as its column, a value as SQL writes it."""
    if isinstance(side, Field):
        # by `e.`, because SQLite takes a quoted name that is no column for a string
        return f"e.{_quoted(side.name)}"
    match side.value:
        case bool() as value:
            return "TRUE" if value else "FALSE"
        case int() as value:
            return str(value)
        case float() as value:
            return dialect.double(value)
        case value:
            return _text(value)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refuse_long(name: str, dialect: Dialect) -> None:
    limit = dialect.longest_name
    if limit is not None and len(name.encode()) > limit:
        raise EvenhandError(
            "EH232",
            f"`{name}` has more than {limit} bytes, and {dialect.name} would cut it short",
            not_done="no query was printed",
            help="give the fact a shorter name",
        )
