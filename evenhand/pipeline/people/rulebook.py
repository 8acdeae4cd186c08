"""The packs that a site judges by now, with their clauses and rules, as the staff reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.model.policy import Policy, Rule
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.looked_at import packs_in_force
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.store.sites import get_site


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


def rulebook(home: Home, site: str, by: str) -> list[Book]:
    """The packs in force at a site now. Raises EvenhandError: EH406, EH413, EH571."""
    giver(home, site, by, EVERYBODY, "no rule was shown")
    packs = packs_in_force(get_site(site), home.clock.now())
    return [
        Book(policy, [_clause(name, policy) for name in policy.clauses])
        for policy in packs.values()
    ]


def _clause(name: str, policy: Policy) -> Clause:
    title, _, text = policy.clauses[name].partition("\n")
    rules = [rule for rule in policy.rules if rule.clause == name]
    return Clause(name, title.strip(), text.strip(), rules)
