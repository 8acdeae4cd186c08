"""What a site judges by: the packs in force, and what was published, proposed and paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.policy import Pause, Policy, Rule
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.policies import state
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.published import judged_by
from evenhand.policy.versions import in_force
from evenhand.store.policies import Change, all_changes, all_pauses, publications, shadow_findings
from evenhand.store.sites import get_site

LOOKED_BACK = 10_000
"""In how many of the newest decisions it is counted how often shadow rules came out TRUE."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as people read it, with the rules that carry it out."""

    id: str
    title: str
    text: str
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class Book:
    """One pack in force at a site."""

    policy: Policy
    clauses: Sequence[Clause]


@dataclass(frozen=True, slots=True)
class Edition:
    """A version that the site has published.

    Attributes:
        published_at: None where it is only published with the site's first decision.
        state: `in_force`, `to_come` or `past`.
    """

    policy: Policy
    published_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was proposed, and what has become of it (`policies.state`)."""

    change: Change
    state: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """A shadow rule in force, and in how many of the newest decisions it came out TRUE."""

    pack: str
    rule: str
    fired: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a site judges by.

    Attributes:
        books: the packs in force.
        editions: every version that was published, the newest first.
        proposals: every proposal, the newest first; `open` are those that wait for agreement.
        pauses: every pause, oldest first; one without an end goes on.
        looked_back: how many decisions `shadows` counts in at most.
    """

    books: Sequence[Book]
    editions: Sequence[Edition]
    proposals: Sequence[Proposal]
    pauses: Sequence[Pause]
    shadows: Sequence[Shadow]
    looked_back: int = LOOKED_BACK

    @property
    def open(self) -> list[Proposal]:
        """Proposals that wait for somebody to agree."""
        return [proposal for proposal in self.proposals if proposal.state == "open"]

    @property
    def paused(self) -> list[Pause]:
        """Pauses that go on."""
        return [pause for pause in self.pauses if pause.until is None]


def rulebook(home: Home, site: str, by: str) -> Rulebook:
    """What a site judges by, for its staff. Raises EvenhandError: EH406, EH413, EH571."""
    giver(home, site, by, EVERYBODY, "no rule was shown")
    return rulebook_of(home, site)


def rulebook_of(home: Home, site: str) -> Rulebook:
    """The same for whoever may run the program. Raises EvenhandError: EH406."""
    at = home.clock.now()
    published = judged_by(get_site(site), at)
    now = in_force(published, at)
    told = {each.digest: each.at for each in publications(site)}
    pauses = all_pauses(site)
    return Rulebook(
        [Book(policy, [_clause(name, policy) for name in policy.clauses]) for policy in now],
        [
            Edition(policy, told.get(policy.ref.digest), _state(policy, now, at))
            for policy in reversed(published)
        ],
        [Proposal(change, state(change, published, pauses)) for change in all_changes(site)],
        pauses,
        _shadows(site, now),
    )


def _state(policy: Policy, now: Sequence[Policy], at: datetime) -> str:
    if policy in now:
        return "in_force"
    return "to_come" if policy.in_force_from > at else "past"


def _shadows(site: str, now: Sequence[Policy]) -> list[Shadow]:
    """The shadow rules in force, each with how often it came out TRUE of late."""
    named = [(policy.ref.pack, rule.id) for policy in now for rule in policy.rules if rule.shadow]
    fired = shadow_findings(site, LOOKED_BACK) if named else {}
    return [Shadow(pack, rule, fired.get((pack, rule), 0)) for pack, rule in named]


def _clause(name: str, policy: Policy) -> Clause:
    title, _, text = policy.clauses[name].partition("\n")
    rules = [rule for rule in policy.rules if rule.clause == name]
    return Clause(name, title.strip(), text.strip(), rules)
