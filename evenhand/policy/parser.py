"""From tokens to a typed tree, by recursive descent; every mistake is named where it stands.

Grammar, with the precedence of CEL:

    or       = and { "||" and }
    and      = relation { "&&" relation }
    relation = unary [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) unary ]
    unary    = "!" unary | primary
    primary  = "(" or ")" | "[" literal { "," literal } "]" | "has" "(" field ")" | field | literal
    field    = name { "." name }
    literal  = int | double | string | "true" | "false"
"""

from dataclasses import dataclass
from typing import NoReturn, TypeVar

from evenhand.model.evidence import FieldType
from evenhand.policy.checks import (
    Node,
    Placed,
    as_condition,
    compared,
    listed,
    member,
    number,
    refuse,
)
from evenhand.policy.language import (
    And,
    Condition,
    Field,
    Has,
    Listed,
    Literal,
    Not,
    Or,
    levels,
)
from evenhand.policy.lexer import Locate, Token, tokens, unquoted
from evenhand.policy.names import field_named
from evenhand.policy.places import place, shown
from evenhand.policy.schema import Schema

M = TypeVar("M", bound=Node)

MAX_DEPTH = 30
"""Deepest nesting of brackets and `!`; Google's CEL reads 32, a list and `has()` among them."""
MAX_LEVELS = 32
"""Most levels of the tree (`language.levels`); Google's CEL takes no more."""
MAX_COMPARISONS = 200
"""Most comparisons in one condition, counted by the fields that they look at."""
MAX_LISTED = 200
"""Most values in one written list."""

_RELATIONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_INSTEAD = {
    "and": "write `&&`",
    "or": "write `||`",
    "not": "write `!`; for `not in` write `!(a in b)`",
    "is": "write `==`",
    "contains": 'write `"word" in list`',
}
_A_NUMBER = "a number is written in digits alone, with one before its point: `10000`, `0.5`"


def parse(text: str, schema: Schema, locate: Locate) -> Condition:
    """The typed tree of a condition.

    Raises:
        EvenhandError: EH210 to EH215, at the place that `locate` gives.
    """
    parser = _Parser(tokens(text, locate), schema, locate)
    condition = parser.either(0)
    if parser.token.kind != "end":
        parser.unexpected("the condition should end here, or go on with `&&` or `||`")
    if (deep := levels(condition)) > MAX_LEVELS:
        what = f"the condition is {deep} levels deep for a stock engine; {MAX_LEVELS} is the limit"
        refuse("EH214", what, parser.stream[0], locate, "make several rules of it")
    return condition


def in_itself(name: str, text: str) -> Locate:
    """Places in a condition that stands in no file: `name:line:column` of the condition."""
    return lambda at, width: place(name, text, at, at + width)


@dataclass(slots=True)
class _Parser:
    """Reads the tokens once, left to right; one method for each line of the grammar."""

    stream: tuple[Token, ...]
    schema: Schema
    locate: Locate
    next: int = 0
    comparisons: int = 0

    @property
    def token(self) -> Token:
        """The token that is looked at."""
        return self.stream[self.next]

    def either(self, depth: int) -> Condition:
        """`or`."""
        parts = [self._both(depth)]
        while self._takes("||"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self, depth: int) -> Condition:
        """`and`."""
        parts = [self._relation(depth)]
        while self._takes("&&"):
            parts.append(self._relation(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _relation(self, depth: int) -> Condition:
        """`relation`."""
        left = self._unary(depth)
        if self.token.kind == "name" and self.token.text.lower() in _INSTEAD:
            self.unexpected("")
        if self.token.text not in _RELATIONS:
            return as_condition(left, self.locate)
        op = self._take()
        if (op.text, self.token.text) == ("in", "("):
            self.unexpected("a list stands in square brackets, [...]")
        right = self._unary(depth)
        if self.token.text in _RELATIONS:
            self.unexpected("join comparisons with `&&`")
        build = member if op.text == "in" else compared
        return build(left, op, right, self.locate)

    def _unary(self, depth: int) -> Placed[Node]:
        """`unary`."""
        if self.token.text != "!":
            return self._primary(depth)
        self._go_deeper(depth)
        bang = self._take()
        part = as_condition(self._unary(depth + 1), self.locate)
        return self._placed(Not(part), bang)

    def _primary(self, depth: int) -> Placed[Node]:
        """`primary`."""
        start = self.token
        if start.text == "(":
            self._go_deeper(depth)
            self._take()
            inner = self.either(depth + 1)
            self._need(")")
            return self._placed(inner, start)
        if start.text == "[":
            return self._list()
        if start.text == "has":
            return self._has()
        if start.kind == "name" and start.text not in ("true", "false"):
            return self._field()
        return self._literal()

    def _list(self) -> Placed[Listed]:
        """`[literal, ...]`."""
        start = self._take()
        if self.token.text == "]":
            self.unexpected("a list holds one value or more")
        items = [self._literal()]
        while self._takes(","):
            if len(items) == MAX_LISTED:
                what = f"the list holds more than {MAX_LISTED} values"
                refuse("EH214", what, start, self.locate, "make several rules of it, or a signal")
            items.append(self._literal())
        self._need("]")
        return self._placed(listed(items, self.locate), start)

    def _has(self) -> Placed[Has]:
        """`has(facts.NAME)`."""
        start = self._take()
        self._need("(")
        asked = self._field()
        if not asked.node.name.startswith("facts."):
            refuse(
                "EH215",
                f"`has()` asks for facts only, not for `{asked.node.name}`",
                asked,
                self.locate,
                "what is not known leaves its comparisons UNKNOWN; a signal that ran gives zeros",
            )
        self._need(")")
        return self._placed(Has(asked.node, asked.at), start)

    def _field(self) -> Placed[Field]:
        """`field`."""
        path = [self._need_name()]
        while self._takes("."):
            path.append(self._need_name())
        self.comparisons += 1
        if self.comparisons > MAX_COMPARISONS:
            what = f"the condition holds more than {MAX_COMPARISONS} comparisons"
            refuse("EH214", what, path[0], self.locate, "make several rules of it")
        if self.token.text == "(":
            refuse(
                "EH210",
                f"`{path[-1].text}()` is not part of the policy language",
                path[-1],
                self.locate,
                "its one function is `has(facts.NAME)`; what needs more is a signal",
            )
        if self.token.text == "[":
            self.unexpected("nothing is looked up by index; a fact is named `facts.NAME`")
        return self._placed(field_named(path, self.schema, self.locate), path[0])

    def _literal(self) -> Placed[Literal]:
        """`literal`."""
        token = self.token
        match token.kind:
            case "int":
                literal = number(token, int(token.text), FieldType.INT, self.locate)
            case "double":
                literal = number(token, float(token.text), FieldType.DOUBLE, self.locate)
            case "string":
                literal = Literal(unquoted(token, self.locate), FieldType.STRING, token.text)
            case "name" if token.text in ("true", "false"):
                literal = Literal(token.text == "true", FieldType.BOOL, token.text)
            case "name":
                self.unexpected("a list holds values, and no fields")
            case _:
                self.unexpected("a field or a value should stand here")
        self._take()
        return self._placed(literal, token)

    def _take(self) -> Token:
        """The token that is looked at, which is then behind; the end stays the end."""
        token = self.token
        self.next = min(self.next + 1, len(self.stream) - 1)
        return token

    def _takes(self, text: str) -> bool:
        """Whether `text` stands here; it is then behind."""
        found = self.token.text == text
        if found:
            self._take()
        return found

    def _need(self, text: str) -> None:
        """Take `text`, which must stand here."""
        if not self._takes(text):
            self.unexpected(f"`{text}` should stand here")

    def _need_name(self) -> Token:
        """Take a name, which must stand here."""
        if self.token.kind != "name":
            self.unexpected("a name should stand here")
        return self._take()

    def _placed(self, node: M, start: Token) -> Placed[M]:
        """The node, with the stretch from `start` to the token that was taken last."""
        last = self.stream[self.next - 1]
        return Placed(node, start.at, last.at + last.width - start.at)

    def _go_deeper(self, depth: int) -> None:
        """Refuse a bracket or `!` that goes deeper than `MAX_DEPTH`."""
        if depth >= MAX_DEPTH:
            what = f"brackets and `!` are nested more than {MAX_DEPTH} deep"
            refuse("EH214", what, self.token, self.locate, "make several rules of it")

    def unexpected(self, help: str) -> NoReturn:
        """The error for a token that cannot stand where it stands."""
        token = self.token
        before = self.stream[self.next - 1] if self.next else token
        if token.kind == "end":
            what = "the condition ends too early" if self.next else "the condition is empty"
        else:
            what = f"unexpected `{shown(token.text)}`"
        refuse("EH210", what, token, self.locate, _hint(before, token) or help)


def _hint(before: Token, token: Token) -> str:
    """What an author who wrote these two may have meant; empty where that is not plain."""
    match before, token:
        case _, Token("name", word) if word.lower() in _INSTEAD:
            return _INSTEAD[word.lower()]
        case Token("int" | "double"), Token("name"):
            return _A_NUMBER
        case Token("op", mark), Token("op", ".") if mark != ".":
            return _A_NUMBER
        case Token("op", "<"), Token("op", ">"):
            return "unequal is written `!=`"
        case _:
            return ""
