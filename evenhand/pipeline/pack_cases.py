"""A pack's cases, run through the same gathering and the same decision as any item."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from evenhand.model.decision import Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import Item
from evenhand.model.measure import Strike
from evenhand.model.policy import Policy
from evenhand.model.reading import SignalFailure
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.evidence import gather_evidence
from evenhand.pipeline.packs import find_pack
from evenhand.policy.cases import CaseResult, PackCase, read_cases, run_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.files import read_pack_files

AFTER = timedelta(days=1)
"""Cases are decided this long after the pack came into force, for a deed of the same day."""


def run_pack_cases(name: str, screener: Screener) -> tuple[CaseResult, ...]:
    """How each case of a pack comes out under that pack alone.

    Args:
        name: a shipped pack or a folder.
        screener: holds that pack and empty banks.
    """
    policy = screener.policies[0]
    in_force = InForce(compile_policy([policy], screener.gatherer.specs), screener.kinds, Terms())
    cases = read_cases(read_pack_files(find_pack(name)), policy, screener.gatherer.specs)
    return run_cases(cases, lambda case: _decide(case, policy, in_force, screener))


def _decide(case: PackCase, policy: Policy, in_force: InForce, screener: Screener) -> Decision:
    """The decision on one case."""
    at = policy.in_force_from.astimezone(UTC) + AFTER
    prior = _prior(case, at)
    if case.item is not None:
        item = replace(case.item, created_at=at)
        evidence = _of_item(item, case, prior, at, screener)
    else:
        evidence = Evidence(
            site="main", item=case.name, revision=1, decided_at=at, values=case.evidence or {},
            author=case.name, deed_at=at, links=case.links,
            failed=tuple(SignalFailure(signal, "failed in the case") for signal in case.failed),
        )  # fmt: skip
    return decide(evidence, in_force, prior)


def _of_item(
    item: Item, case: PackCase, prior: Prior, at: datetime, screener: Screener
) -> Evidence:
    """Evidence of an item case, gathered by the signals; those that the case names did not run."""
    seen = screener.gatherer.gather([item])[0]
    failed = tuple(SignalFailure(signal, "failed in the case") for signal in case.failed)
    seen = replace(
        seen,
        ran={name: version for name, version in seen.ran.items() if name not in case.failed},
        readings=tuple(r for r in seen.readings if r.signal not in case.failed),
        failed=seen.failed + failed,
    )
    return gather_evidence(seen, screener.gatherer, prior, item.account.roles, at)


def _prior(case: PackCase, at: datetime) -> Prior:
    """The account's record as the case tells it."""
    told = (case.evidence or {}).get("account.strikes", 0)
    strikes = case.item.account.strikes if case.item else told
    if not isinstance(strikes, int) or not strikes:
        return Prior()
    return Prior((Strike(case.name, strikes, at, at + AFTER),))
