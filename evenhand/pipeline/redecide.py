"""From packs to the function that takes recorded decisions again; reports are handed it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Evidence
from evenhand.model.measure import MeasureKind
from evenhand.model.policy import Policy, PolicyRef
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.in_force import published_versions
from evenhand.pipeline.notices import policy_of
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.policy.schema import fits
from evenhand.store.history import Recorded
from evenhand.store.policies import all_pauses, publications

UNFIT = "EH219"
"""A value of the evidence is not of the type that a pack declares."""
ALWAYS = datetime(1, 1, 1, tzinfo=UTC)
"""Before all of history."""


@dataclass(frozen=True, slots=True)
class ByPacks:
    """Takes any recorded decision again by the same packs.

    What the account had against it, the measures that the decision met, and the site's terms
    stay as recorded.
    """

    rules: CompiledPolicy
    kinds: Mapping[str, MeasureKind]

    @property
    def packs(self) -> tuple[PolicyRef, ...]:
        """Which texts decide."""
        return self.rules.packs

    def __call__(self, recorded: Recorded) -> Decision:
        """The decision that the packs give; nothing is kept."""
        rested = recorded.rested
        if rested is None:
            raise ValueError("what it rested on is erased: there is nothing to decide on")
        policy = InForce(self.rules, self.kinds, Terms(**rested.terms))
        try:
            return decide(rested.evidence, policy, rested.prior)
        except EvenhandError as error:
            if error.code != UNFIT:
                raise
        return decide(self._fitting(rested.evidence), policy, rested.prior)

    def _fitting(self, evidence: Evidence) -> Evidence:
        """The evidence without facts that these packs declare otherwise: to them not known."""
        types = self.rules.types
        fitting = {
            name: value
            for name, value in evidence.values.items()
            if name not in types or fits(types[name], value)
        }
        return replace(evidence, values=fitting)


def by_policies(policies: Iterable[Policy]) -> ByPacks:
    """What takes decisions again by these versions, as if in force for all of history.

    So none of their rules is newer than a deed, and no pause holds.

    Raises EvenhandError: EH220, EH221 where they do not go together.
    """
    always = [_always(policy) for policy in policies]
    return ByPacks(compile_policy(always, signals.discover()), measures.discover())


def _always(policy: Policy) -> Policy:
    rules = tuple(replace(rule, paused=False, stood=()) for rule in policy.rules)
    return replace(policy, in_force_from=ALWAYS, in_force_to=None, rules=rules)


@dataclass(slots=True)
class AsInForce:
    """Takes each recorded decision again by the versions that it names, as they were then.

    A version that the site had not published by then is left out: the decision that comes of it
    names other texts than the recorded one.
    """

    _sites: dict[str, "_AtSite"] = field(default_factory=dict)

    def __call__(self, recorded: Recorded) -> Decision:
        """The decision that what was in force then gives; nothing is kept."""
        decision = recorded.decision
        if decision.site not in self._sites:
            self._sites[decision.site] = _AtSite(decision.site)
        return self._sites[decision.site].by(decision.policy, decision.decided_at)(recorded)


class _AtSite:
    """One site's versions; they are read once for each stretch of time without a change."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._changes = sorted(_changes(site))
        self._by: dict[tuple[int, tuple[PolicyRef, ...]], ByPacks] = {}

    def by(self, refs: tuple[PolicyRef, ...], at: datetime) -> ByPacks:
        """What decides by these versions, as they were at the site at a time."""
        key = bisect_right(self._changes, at), refs
        if key not in self._by:
            published = {policy.ref: policy for policy in published_versions(self._site, at)}
            policies = [published[ref] for ref in refs if ref in published]
            rules = compile_policy(policies, signals.discover())
            self._by[key] = ByPacks(rules, measures.discover())
        return self._by[key]


def _changes(site: str) -> Iterable[datetime]:
    """The times at which something may change of what a site judges by."""
    for told in publications(site):
        policy = policy_of(told.digest)
        yield from (told.at, told.from_ or policy.in_force_from, policy.in_force_from)
        if policy.in_force_to is not None:
            yield policy.in_force_to
    for pause in all_pauses(site):
        yield pause.from_
        if pause.until is not None:
            yield pause.until
