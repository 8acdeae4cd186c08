"""rules.toml: the tables `[pack]`, `[facts]` and `[[rule]]`, read strictly."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from evenhand.model.errors import nearest
from evenhand.model.evidence import FieldType
from evenhand.model.policy import ASK, Rule
from evenhand.policy.clauses import CLAUSE_EXAMPLE
from evenhand.policy.language import asked_to_lack
from evenhand.policy.parser import parse
from evenhand.policy.places import shown
from evenhand.policy.schema import Schema
from evenhand.policy.tables import PROSE, Table, form

MAX_FACTS = 100
MAX_STEPS = 20
"""Longest ladder."""
MAX_HOURS = 24 * 366 * 5
MAX_VERSION = 1_000_000

DEFAULT_CATEGORY = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
CATEGORIES = tuple(
    f"STATEMENT_CATEGORY_{name}"
    for name in (
        "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE",
        "CYBER_VIOLENCE_AGAINST_WOMEN", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        "ILLEGAL_OR_HARMFUL_SPEECH", "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE",
        "OTHER_VIOLATION_TC", "PROTECTION_OF_MINORS", "RISK_FOR_PUBLIC_SECURITY",
        "SCAMS_AND_FRAUD", "SELF_HARM", "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
    )
)  # fmt: skip
"""Categories of the DSA transparency database: what a pack's statements are filed under."""

RESERVED = frozenset({
    "as", "break", "const", "continue", "else", "false", "for", "function", "has", "if", "import",
    "in", "let", "loop", "namespace", "null", "package", "return", "true", "var", "void", "while",
})  # fmt: skip
"""Words that CEL keeps for itself: a stock engine refuses a fact of that name."""

_ID = form(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "1 to 64 letters, digits, dots, hyphens, `_`")
_LINE = r"[^\x00-\x1f\x7f]{1,200}"
_TITLE = form(_LINE, "one line of at most 200 characters")
_GROUND = form(f"incompatible|illegal:{_LINE}", "`incompatible`, or `illegal:` and the law")
_FACT = form(r"[a-z][a-z0-9_]{0,63}", "at most 64 lower-case letters, digits and `_`")
_STRING = form(r".*", "a string")
_KEYWORD = form(r"KEYWORD_[A-Z_]{1,80}", "a KEYWORD_... of the DSA transparency database")


@dataclass(frozen=True, slots=True)
class Header:
    """The `[pack]` table."""

    name: str
    version: int
    title: str
    in_force_from: datetime
    in_force_to: datetime | None
    category: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may name."""

    schema: Schema
    clauses: Mapping[str, str]
    measures: Collection[str]


def read_header(table: Table) -> Header:
    """The `[pack]` table.

    Raises:
        EvenhandError: EH203 to EH207.
    """
    table.only("name", "version", "title", "in_force_from", "in_force_to", "category", "keywords")
    begins = table.moment("in_force_from")
    ends = table.moment("in_force_to") if "in_force_to" in table.values else None
    if ends is not None and ends <= begins:
        table.refuse("EH206", "the pack ends before it begins", "in_force_to")
    category = table.text("category", _STRING, DEFAULT_CATEGORY)
    if category not in CATEGORIES:
        help = nearest(shown(category), CATEGORIES)
        help = help or "see the categories of the DSA transparency database"
        table.refuse("EH206", f"unknown category `{shown(category)}`", "category", help)
    return Header(
        name=table.text("name", _ID),
        version=table.whole("version", 1, MAX_VERSION),
        title=table.text("title", _TITLE),
        in_force_from=begins,
        in_force_to=ends,
        category=category,
        keywords=table.texts("keywords", _KEYWORD, ()),
    )


def read_facts(table: Table) -> dict[str, FieldType]:
    """The `[facts]` table: fact name -> type.

    Raises:
        EvenhandError: EH206 for a name or type that cannot be.
    """
    types = {kind.value: kind for kind in FieldType}
    found: dict[str, FieldType] = {}
    for name in table.values:
        if name in RESERVED:
            what = f"`{name}` is a word that CEL keeps for itself"
            table.refuse("EH206", what, name, "give the fact another name", at_key=True)
        if not _FACT.pattern.fullmatch(name):
            what = f"a fact's name should be {_FACT.words}"
            table.refuse("EH206", what, name, at_key=True)
        kind = table.values[name]
        if type(kind) is not str:
            what = f"the type of `{name}` should stand in quotes"
            table.refuse("EH206", what, name, f"known: {', '.join(types)}")
        if kind not in types:
            help = nearest(shown(kind), types) or f"known: {', '.join(types)}"
            table.refuse("EH206", f"unknown type `{shown(kind)}`", name, help)
        found[name] = types[kind]
    if len(found) > MAX_FACTS:
        table.refuse("EH206", f"more than {MAX_FACTS} facts are declared", name, at_key=True)
    return found


def read_rule(table: Table, known: Known) -> Rule:
    """One `[[rule]]` table, its condition checked.

    Raises:
        EvenhandError: EH203 to EH206, EH204 for a measure, EH209 for a clause, EH210 to EH216
            for the condition.
    """
    table.only("id", "clause", "when", "measures", "shadow", "strikes", "ground", "note", "hours")
    rule = Rule(
        id=table.text("id", _ID),
        clause=table.text("clause", _STRING),
        when=table.text("when", _STRING),
        measures=_ladder(table, known.measures),
        hours=table.whole("hours", 1, MAX_HOURS) if "hours" in table.values else None,
        shadow=table.flag("shadow"),
        strikes=table.flag("strikes", default=True),
        ground=table.text("ground", _GROUND, "incompatible"),
        note=table.text("note", PROSE, ""),
    )
    if rule.clause not in known.clauses:
        clauses = ", ".join(f"`{clause}`" for clause in list(known.clauses)[:10])
        help = nearest(shown(rule.clause), known.clauses) or f"{CLAUSE_EXAMPLE}; it has {clauses}"
        table.refuse("EH209", f"policy.md has no clause `{shown(rule.clause)}`", "clause", help)
    _check_condition(table, rule, known.schema)
    return rule


def _ladder(table: Table, measures: Collection[str]) -> tuple[str, ...]:
    """The rule's measures, first to repeated, each one known."""
    ladder = table.texts("measures", _STRING)
    if not 1 <= len(ladder) <= MAX_STEPS:
        table.refuse("EH206", f"a rule has 1 to {MAX_STEPS} measures", "measures")
    names = (*measures, ASK)
    for index, name in enumerate(ladder):
        if name not in names:
            help = nearest(shown(name), names) or f"known: {', '.join(sorted(names))}"
            where = table.where("measures", index)
            table.raise_at(where, "EH204", f"unknown measure `{shown(name)}`", help)
    return ladder


def _check_condition(table: Table, rule: Rule, schema: Schema) -> None:
    """Refuse a condition that is no condition, or that rests on something unknown unexplained."""
    locate = partial(table.places.inside, (*table.path, "when"))
    condition = parse(rule.when, schema, locate)
    lacking = asked_to_lack(condition)
    if lacking and not rule.note:
        fact = lacking[0].fact.name
        table.raise_at(
            locate(lacking[0].at, len(fact)),
            "EH216",
            f"the rule can fire because `{fact}` is not known, and does not say why that is fair",
            "add a `note` that tells what a missing fact means here",
        )
