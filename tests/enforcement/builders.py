"""Builders with sensible defaults, so that a test of enforcement names only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from evenhand.enforcement import measures
from evenhand.enforcement.impose import impose
from evenhand.enforcement.imposed import Imposed
from evenhand.model.decision import Because, Finding
from evenhand.model.evidence import NO_PRIOR, Evidence, Prior
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.model.reading import SignalFailure

NOW = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
KINDS = measures.discover()
SSN_SEEN = Because("private_info.us_ssn.count > 0", True, 1)


def policy(*rules: Rule, in_force_from: datetime = NOW - timedelta(days=90)) -> Policy:
    """Version 3 of the pack `example`."""
    return Policy(
        ref=PolicyRef("example", 3, "sha256:" + "0" * 64),
        title="Example rules",
        in_force_from=in_force_from,
        rules=rules,
        clauses={rule.clause: "Do not do it." for rule in rules},
        facts={},
    )


def rule(rule_id: str, *ladder: str, hours: int | None = None) -> Rule:
    """A rule with this ladder."""
    return Rule(id=rule_id, clause=rule_id, when="true", measures=ladder, hours=hours)


def finding(
    rule_id: str, *, outcome: str = "true", because: Because = SSN_SEEN, shadow: bool = False
) -> Finding:
    """What came of a rule of `example`."""
    return Finding("example", rule_id, rule_id, outcome, because, shadow)


def evidence(
    *,
    roles: Sequence[str] | None = None,
    facts: Mapping[str, FactValue] | None = None,
    item: str = "p-1",
    author: str | None = "a-7",
    at: datetime = NOW,
    deed_at: datetime | None = None,
    links: tuple[str, ...] = ("https://news.example/a",),
    failed: Sequence[str] = (),
) -> Evidence:
    """What the policy saw of an item; `failed` names signals, `facts` are by full name."""
    values = dict(facts or {})
    if roles is not None:
        values["account.roles"] = tuple(roles)
    return Evidence(
        site="main",
        item=item,
        revision=1,
        decided_at=at,
        values=values,
        author=author,
        deed_at=deed_at,
        links=links,
        failed=tuple(SignalFailure(signal, "ran out of time") for signal in failed),
    )


def run(
    *rules: Rule,
    prior: Prior = NO_PRIOR,
    seen: Evidence | None = None,
    findings: Sequence[Finding] | None = None,
    under: Policy | None = None,
    strike_days: int = 180,
) -> Imposed:
    """Impose what these rules ask for, all of them TRUE unless `findings` says otherwise."""
    if findings is None:
        findings = [finding(each.id) for each in rules]
    return impose(
        findings,
        [under or policy(*rules)],
        seen or evidence(),
        prior,
        KINDS,
        strike_days=strike_days,
    )
