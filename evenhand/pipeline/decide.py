"""The single decision function: evidence, the policy in force, the prior; nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.enforcement.impose import impose
from evenhand.model.decision import Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import MeasureKind, Subject, SubjectType
from evenhand.model.site import DEFAULT_FAIL_MODES
from evenhand.policy.compile import CompiledPolicy


@dataclass(frozen=True, slots=True)
class Terms:
    """A site's own terms, kept beside the evidence of each decision.

    Attributes:
        fail_modes: signal -> `allow` or `hold`, where it failed or ran out of time.
        hold_hours: how long such a hold lasts at most.
        strike_days: how long a strike stays active.
        sweep: the reviewed sweep that it is decided in. What the item shows was listed after it
            was published then: that gives no strike, and no measure on an account.
    """

    fail_modes: Mapping[str, str] = field(default_factory=lambda: DEFAULT_FAIL_MODES)
    hold_hours: int = 24
    strike_days: int = 180
    sweep: str | None = None


TOLD = ("facts.", "account.roles")
"""How values of the evidence begin that somebody asserts, that were not seen or counted."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What binds a site at a time: the packs, compiled; the measures known; the site's terms."""

    rules: CompiledPolicy
    kinds: Mapping[str, MeasureKind]
    terms: Terms


def decide(evidence: Evidence, policy: InForce, prior: Prior) -> Decision:
    """What follows from the evidence. Pure: screening and replay both call this, and only this."""
    findings = policy.rules.findings(evidence.values)
    imposed = impose(
        findings,
        policy.rules.policies,
        evidence,
        prior,
        policy.kinds,
        fail_modes=policy.terms.fail_modes,
        hold_hours=policy.terms.hold_hours,
        strike_days=policy.terms.strike_days,
        afterwards=policy.terms.sweep is not None,
    )
    return Decision(
        site=evidence.site,
        subject=Subject(SubjectType.ITEM, evidence.item),
        revision=evidence.revision,
        account=evidence.author,
        outcome=imposed.outcome,
        policy=policy.rules.packs,
        findings=findings,
        measures=imposed.measures,
        asks=imposed.asks,
        strikes=imposed.strikes,
        standing=imposed.standing,
        superseded=imposed.superseded,
        decided_by="rule",
        decided_at=evidence.decided_at,
        matter=evidence.matter,
        sweep=policy.terms.sweep,
        facts=tuple(sorted([name for name in evidence.values if name.startswith(TOLD)])),
    )
