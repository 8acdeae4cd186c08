"""A pack's cases: what the pack promises to do, as examples that `evenhand policy test` runs.

Each `cases/NAME.toml` is one case. It gives evidence or an item, and what should come of it:

    title = "A whole social security number in a post is removed"

    [evidence]                           # or [item]
    "private_info.us_ssn.count" = 1

    [expect]
    outcome = "measures"                 # allow, measures or review
    rules = ["PI-1"]                     # those that are TRUE, shadow rules left out
    measures = ["remove"]                # those in force at once

Evidence that a case does not give is that of an ordinary post by an account of unknown roles and
without strikes, in which every signal ran and saw nothing. `failed = ["private_info"]` names
signals that did not run, `links = ["https://pages.example/a"]` what `block_link` may fall on.
`[expect]` may also hold `unknown` (rules that are UNKNOWN), `shadow`
(shadow rules that are TRUE) and `proposed` (measures that wait for a second person); each list is
empty where it is not given.

An item case needs the signals, which this room does not know; so whoever runs the cases hands in
the function that decides.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from evenhand.model.account import Account
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.item import KINDS, FactValue, Item
from evenhand.model.measure import MeasureState
from evenhand.model.policy import Policy
from evenhand.model.signal import SignalSpec
from evenhand.policy.compile import TRUE
from evenhand.policy.files import CASES
from evenhand.policy.schema import Schema, fields
from evenhand.policy.tables import PROSE, Table, form, read_table

NOT_DONE = "the case was not run"
OUTCOMES = ("allow", "measures", "review")

_TEXT = form(r".{0,200000}", "a string of at most 200,000 characters")
_ID = form(r".{1,300}", "a string of at most 300 characters")


@dataclass(frozen=True, slots=True)
class Expected:
    """What should come of a case; each list without an order."""

    outcome: str
    rules: tuple[str, ...]
    measures: tuple[str, ...]
    unknown: tuple[str, ...]
    shadow: tuple[str, ...]
    proposed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackCase:
    """One case of a pack: evidence or an item, never both.

    Attributes:
        pack: the pack's name.
        name: the file's name without `.toml`.
        evidence: complete, with the defaults that the module's text tells; None for an item case.
        failed: signals that did not run.
        links: block-list entries that were seen, of an evidence case.
    """

    pack: str
    name: str
    title: str
    expected: Expected
    evidence: Mapping[str, FactValue] | None
    item: Item | None
    failed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case came out; `differs` says what was not as expected, one line each."""

    case: PackCase
    differs: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.differs


Decide: TypeAlias = Callable[[PackCase], Decision]


def read_cases(
    files: Mapping[str, str],
    policy: Policy,
    signals: Mapping[str, SignalSpec],
    *,
    folder: str = "",
) -> tuple[PackCase, ...]:
    """The cases among a pack's files (`files.read_pack_files`), in the order of their names.

    Raises:
        EvenhandError: EH201 and EH203 to EH206 for a file that is not as told above, EH217 for
            one with both evidence and item or neither, EH218 and EH219 for evidence.
    """
    prefix = f"{folder}/" if folder else ""
    schema = fields(signals, policy.facts)
    found = []
    for name in sorted(name for name in files if name.startswith(f"{CASES}/")):
        table = read_table(f"{prefix}{name}", files[name], NOT_DONE)
        stem = name.removeprefix(f"{CASES}/").removesuffix(".toml")
        found.append(_case(stem, table, policy, schema, tuple(signals)))
    return tuple(found)


def run_cases(cases: Iterable[PackCase], decide: Decide) -> tuple[CaseResult, ...]:
    """Decide each case and compare; an error of the program in a case is that case's result.

    Args:
        cases: from `read_cases`.
        decide: the decision on a case under the case's own pack alone.
    """
    return tuple(CaseResult(case, _differences(case, decide)) for case in cases)


def _case(
    name: str, table: Table, policy: Policy, schema: Schema, signals: tuple[str, ...]
) -> PackCase:
    """One case file."""
    table.only("title", "failed", "links", "evidence", "item", "expect")
    if ("evidence" in table.values) is ("item" in table.values):
        help = "give [evidence] with values, or [item] with a text"
        table.raise_at(table.where(), "EH217", "a case has either evidence or an item", help)
    failed = table.texts("failed", _ID, ())
    for index, signal in enumerate(failed):
        if signal not in signals:
            where, help = table.where("failed", index), nearest(signal, signals)
            table.raise_at(where, "EH211", f"there is no signal `{signal}`", help)
    with_item = "item" in table.values
    return PackCase(
        pack=policy.ref.pack,
        name=name,
        title=table.text("title", PROSE),
        expected=_expected(table.table("expect"), policy),
        evidence=None if with_item else _evidence(table.table("evidence"), schema, signals, failed),
        item=_item(name, table.table("item"), schema) if with_item else None,
        failed=failed,
        links=table.texts("links", _ID, ()),
    )


def _expected(table: Table, policy: Policy) -> Expected:
    """The `[expect]` table."""
    table.only("outcome", "rules", "measures", "unknown", "shadow", "proposed")
    outcome = table.text("outcome", _ID)
    if outcome not in OUTCOMES:
        help = nearest(outcome, OUTCOMES) or f"known: {', '.join(OUTCOMES)}"
        table.refuse("EH206", f"unknown outcome `{outcome}`", "outcome", help)
    ids = [rule.id for rule in policy.rules]
    for key in ("rules", "unknown", "shadow"):
        for index, rule in enumerate(table.texts(key, _ID, ())):
            if rule not in ids:
                where, help = table.where(key, index), nearest(rule, ids)
                table.raise_at(where, "EH217", f"the pack has no rule `{rule}`", help)
    rules, measures, unknown, shadow, proposed = (
        table.texts(key, _ID, ()) for key in ("rules", "measures", "unknown", "shadow", "proposed")
    )
    return Expected(outcome, rules, measures, unknown, shadow, proposed)


def _evidence(
    table: Table, schema: Schema, signals: tuple[str, ...], failed: tuple[str, ...]
) -> dict[str, FactValue]:
    """The `[evidence]` table over the defaults."""
    values: dict[str, FactValue] = {
        "account.strikes": 0,
        "item.kind": "post",
        "item.site": "main",
    }
    for signal in signals:
        if signal not in failed:
            values |= schema.zeros(signal)
    return values | {name: _admitted(table, name, name, schema) for name in table.values}


def _item(name: str, table: Table, schema: Schema) -> Item:
    """The `[item]` table."""
    table.only("text", "kind", "language", "links", "roles", "strikes", "facts")
    kind = table.text("kind", _ID, "post")
    if kind not in KINDS:
        table.refuse("EH206", f"unknown kind `{kind}`", "kind", nearest(kind, KINDS))
    facts = table.table("facts")
    return Item(
        id=name,
        text=table.text("text", _TEXT, ""),
        revision=1,
        kind=kind,
        author=name,
        account=Account(
            roles=table.texts("roles", _ID) if "roles" in table.values else None,
            strikes=table.whole("strikes", 0, 1000) if "strikes" in table.values else 0,
        ),
        language=table.text("language", _ID) if "language" in table.values else None,
        links=table.texts("links", _ID, ()),
        facts={key: _admitted(facts, key, f"facts.{key}", schema) for key in facts.values},
    )


def _admitted(table: Table, key: str, name: str, schema: Schema) -> FactValue:
    """One value of evidence; an error points at it."""
    try:
        return schema.admitted(name, table.values[key])
    except EvenhandError as error:
        unknown = error.code == "EH218"
        where = table.where(key, at_key=unknown)
        table.raise_at(where, error.code, error.what, error.help)


def _differences(case: PackCase, decide: Decide) -> tuple[str, ...]:
    """What came out otherwise than expected."""
    try:
        decision = decide(case)
    except EvenhandError as error:
        return (f"it could not be decided: {error.code}: {error.what}",)
    expected = case.expected
    found = [finding for finding in decision.findings if finding.pack == case.pack]
    true = [finding for finding in found if finding.outcome == TRUE]
    in_force = [m.measure for m in decision.measures if m.state is MeasureState.IN_FORCE]
    proposed = [m.measure for m in decision.measures if m.state is MeasureState.PROPOSED]
    compared = {
        "outcome": ((expected.outcome,), (decision.outcome,)),
        "rules": (expected.rules, [finding.rule for finding in true if not finding.shadow]),
        "shadow": (expected.shadow, [finding.rule for finding in true if finding.shadow]),
        "unknown": (expected.unknown, [f.rule for f in found if f.outcome != TRUE]),
        "measures": (expected.measures, in_force),
        "proposed": (expected.proposed, proposed),
    }
    return tuple(
        f"{what}: expected {_listed(wanted)}, came out {_listed(got)}"
        for what, (wanted, got) in compared.items()
        if sorted(wanted) != sorted(got)
    )


def _listed(names: Iterable[str]) -> str:
    """Names in order, or `none`."""
    return ", ".join(sorted(names)) or "none"
