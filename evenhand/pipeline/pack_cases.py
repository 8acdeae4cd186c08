"""A pack's cases, run through the same gathering and the same decision as any item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evenhand.model.decision import Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import Item
from evenhand.model.measure import MeasureKind, Strike
from evenhand.model.reading import SignalFailure
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.evidence import gather_evidence
from evenhand.pipeline.packs import find_pack
from evenhand.policy.cases import CaseResult, PackCase, read_cases, run_cases
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.policy.coverage import Reached, reached, survivors
from evenhand.policy.files import read_pack_files
from evenhand.policy.mutants import Mutant, all_mutants

AFTER = timedelta(days=1)
"""Cases are decided this long after the pack came into force, for a deed of the same day."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a pack on its cases.

    Attributes:
        cases: how each came out.
        rules: in which cases each rule is TRUE, FALSE and UNKNOWN.
        mutants: how many changed conditions were tried.
        survivors: those that no case noticed.
    """

    cases: tuple[CaseResult, ...]
    rules: tuple[Reached, ...]
    mutants: int
    survivors: tuple[Mutant, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that did not come out as they say."""
        return tuple(result for result in self.cases if not result.passed)

    @property
    def gaps(self) -> tuple[Reached, ...]:
        """The rules that no case shows TRUE, or none shows not TRUE."""
        return tuple(rule for rule in self.rules if rule.gap)

    @property
    def complete(self) -> bool:
        """Whether every case came out as it says, and nothing was left untried."""
        return not (self.failed or self.gaps or self.survivors)


def try_pack(name: str | Path, screener: Screener) -> Trial:
    """How a pack's cases come out under that pack alone, and what they leave untried.

    The signals read each case once; cases that fail show nothing about coverage and mutants.

    Args:
        name: a shipped pack or a folder.
        screener: holds that pack and empty banks.

    Raises:
        EvenhandError: EH201 to EH219 where the pack or a case cannot be read, EH905 for no pack.
    """
    policy, specs = screener.policies[0], screener.gatherer.specs
    folder = find_pack(name)
    rules = compile_policy([policy], specs)
    at = policy.in_force_from.astimezone(UTC) + AFTER
    cases = read_cases(read_pack_files(folder), policy, specs, folder=str(folder))
    evidence = {case.name: _evidence(case, at, screener) for case in cases}
    results = _run(cases, evidence, rules, screener.kinds)
    tried = {r.case.name: evidence[r.case.name].values for r in results if r.passed}
    mutants = all_mutants(policy, specs, str(folder))
    return Trial(results, reached(rules, tried), len(mutants), survivors(rules, mutants, tried))


def _run(
    cases: Sequence[PackCase],
    evidence: Mapping[str, Evidence],
    rules: CompiledPolicy,
    kinds: Mapping[str, MeasureKind],
) -> tuple[CaseResult, ...]:
    """Each case decided from its evidence, under a site's ordinary terms."""
    in_force = InForce(rules, kinds, Terms())

    def decided(case: PackCase) -> Decision:
        seen = evidence[case.name]
        return decide(seen, in_force, _prior(case, seen.decided_at))

    return run_cases(cases, decided)


def _evidence(case: PackCase, at: datetime, screener: Screener) -> Evidence:
    """What a case gives the policy to see."""
    if case.item is not None:
        item = replace(case.item, created_at=at)
        return _of_item(item, case, at, screener)
    return Evidence(
        site="main", item=case.name, revision=1, decided_at=at, values=case.evidence or {},
        author=case.name, deed_at=at, links=case.links,
        failed=tuple(SignalFailure(signal, "failed in the case") for signal in case.failed),
    )  # fmt: skip


def _of_item(item: Item, case: PackCase, at: datetime, screener: Screener) -> Evidence:
    """Evidence of an item case, gathered by the signals; those that the case names did not run."""
    seen = screener.gatherer.gather([item])[0]
    failed = tuple(SignalFailure(signal, "failed in the case") for signal in case.failed)
    seen = replace(
        seen,
        ran={name: version for name, version in seen.ran.items() if name not in case.failed},
        readings=tuple(r for r in seen.readings if r.signal not in case.failed),
        failed=seen.failed + failed,
    )
    return gather_evidence(seen, screener.gatherer, _prior(case, at), item.account.roles, at)


def _prior(case: PackCase, at: datetime) -> Prior:
    """The account's record as the case tells it."""
    told = (case.evidence or {}).get("account.strikes", 0)
    strikes = case.item.account.strikes if case.item else told
    if not isinstance(strikes, int) or not strikes:
        return Prior()
    return Prior((Strike(case.name, strikes, at, at + AFTER),))
