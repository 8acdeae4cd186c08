"""A pack in words, for `evenhand policy explain`: each clause, and the rules that carry it out."""

from collections.abc import Iterator, Mapping
from textwrap import fill, wrap
from typing import Any

from evenhand.model.clock import utc_text
from evenhand.model.evidence import FieldType
from evenhand.model.policy import Policy, Rule
from evenhand.model.signal import SignalSpec
from evenhand.policy.language import (
    And,
    Compare,
    Condition,
    Field,
    Has,
    Literal,
    Member,
    Not,
    Operand,
    Or,
)
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.schema import Schema, fields

_INDENTED: Any = {"initial_indent": "    ", "subsequent_indent": "    "}
_RELATION = {
    "==": "is",
    "!=": "is not",
    "<": "is under",
    "<=": "is at most",
    ">": "is over",
    ">=": "is at least",
}
_STANDING = {
    "account.strikes": "the account's number of active strikes",
    "account.roles": "the account's roles",
    "item.kind": "the item's kind",
    "item.site": "the item's site",
    "item.language": "the item's language",
}
_FOOT = """\
A rule is carried out only where its condition is TRUE. Where something that it needs is not
known it is UNKNOWN: nothing is done, and the decision says what was missing."""


def explain_pack(policy: Policy, signals: Mapping[str, SignalSpec]) -> str:
    """The pack as a text of plain lines that end with a line feed.

    Raises:
        EvenhandError: EH210 to EH215 where a condition does not fit the signals.
    """
    schema = fields(signals, policy.facts)
    return "\n".join([*_head(policy), *_clauses(policy, schema), _FOOT]) + "\n"


def _head(policy: Policy) -> Iterator[str]:
    """Which text this is, and when it is in force."""
    yield policy.title
    yield f"{policy.ref.pack}, version {policy.ref.version}, {policy.ref.digest}"
    until = f" until {utc_text(policy.in_force_to)}" if policy.in_force_to else ""
    yield f"in force from {utc_text(policy.in_force_from)}{until}"
    yield ""


def _clauses(policy: Policy, schema: Schema) -> Iterator[str]:
    """Each clause with its rules, in the order of policy.md."""
    for clause, text in policy.clauses.items():
        title, *body = text.split("\n")
        yield f"{clause}  {title}"
        yield from (line for part in body for line in wrap(part, 96, **_INDENTED))
        rules = [rule for rule in policy.rules if rule.clause == clause]
        for rule in rules:
            yield ""
            yield from _rule(policy, rule, schema)
        if not rules:
            yield "  No rule: people apply it."
        yield ""


def _rule(policy: Policy, rule: Rule, schema: Schema) -> Iterator[str]:
    """One rule: when, what, how long, why."""
    states = [
        *(["paused: not evaluated"] if rule.paused else []),
        *(["shadow: reported, never carried out"] if rule.shadow else []),
    ]
    yield f"  Rule {rule.id}" + (f" ({'; '.join(states)})" if states else "")
    condition = parse(rule.when, schema, in_itself(f"{policy.ref.pack} {rule.id}", rule.when))
    yield from _when(condition)
    yield from _ladder(rule)
    if rule.hours:
        yield f"    Lasts {rule.hours} hours."
    if rule.ground != "incompatible":
        yield f"    Ground: {rule.ground}"
    if rule.note:
        yield fill(rule.note, 96, initial_indent="    Note: ", subsequent_indent="    ")


def _when(condition: Condition) -> Iterator[str]:
    """The condition as an indented list."""
    if not isinstance(condition, (And, Or)):
        yield f"    When {words(condition)}:"
        return
    yield f"    When {_how_many(condition)} of these hold:"
    for part in condition.parts:
        yield from _part(part, "      ")


def _part(node: Condition, indent: str) -> Iterator[str]:
    """One line of that list, with the lines below it."""
    turned = isinstance(node, Not) and isinstance(node.part, (And, Or))
    inner = node.part if isinstance(node, Not) and turned else node
    if not isinstance(inner, (And, Or)):
        yield f"{indent}- {words(node)}"
        return
    yield f"{indent}- {'not: ' if turned else ''}{_how_many(inner)} of"
    for part in inner.parts:
        yield from _part(part, f"{indent}  ")


def _how_many(node: And | Or) -> str:
    return "all" if isinstance(node, And) else "one or more"


def _ladder(rule: Rule) -> Iterator[str]:
    """What is done, by active strikes."""
    last = len(rule.measures) - 1
    for strikes, measure in enumerate(rule.measures):
        if last == 0:
            yield f"    then {measure}."
        elif strikes == last:
            yield f"    with {strikes} or more active strikes: {measure}"
        else:
            count = {0: "no active strike", 1: "1 active strike"}
            yield f"    with {count.get(strikes, f'{strikes} active strikes')}: {measure}"


def words(node: Condition) -> str:
    """A condition in words, in one line."""
    match node:
        case Literal():
            return "always" if node.value else "never"
        case Field():
            return f"{_named(node)} is true"
        case Has():
            return f"{_named(node.fact)} is known"
        case Not(part=Field() as field):
            return f"{_named(field)} is false"
        case Not(part=Has() as asked):
            return f"{_named(asked.fact)} is not known"
        case Not():
            return f"not ({words(node.part)})"
        case Compare():
            return f"{_named(node.left)} {_RELATION[node.op]} {_named(node.right)}"
        case Member():
            return _member(node)
        case And():
            return " and ".join(_bracketed(part) for part in node.parts)
        case Or():
            return " or ".join(_bracketed(part) for part in node.parts)


def _member(node: Member) -> str:
    """`in`, in words."""
    if isinstance(node.collection, Field):
        return f"{_named(node.collection)} hold {_named(node.value)}"
    values = ", ".join(_named(item) for item in node.collection.items)
    return f"{_named(node.value)} is one of {values}"


def _bracketed(node: Condition) -> str:
    return f"({words(node)})" if isinstance(node, (And, Or)) else words(node)


def _named(side: Operand) -> str:
    """A field in words, a value as it is written."""
    if isinstance(side, Literal):
        return str(side.value) if side.type is FieldType.STRING else side.text
    if side.name in _STANDING:
        return _STANDING[side.name]
    first, *rest = side.name.split(".")
    if first == "facts":
        return f"the fact `{rest[0]}`"
    kind, summary = rest
    if summary == "count":
        return f"the number of {kind} readings of {first}"
    if summary == "max":
        return f"the highest score of {kind} readings of {first}"
    return f"the number of {summary} in {kind} readings of {first}"
