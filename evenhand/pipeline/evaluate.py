"""The rehearsal: what would be decided, with nothing kept. Pure rooms only."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from evenhand.enforcement import measures
from evenhand.model.clock import Clock, SystemClock
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType, Prior
from evenhand.model.item import FactValue, Item
from evenhand.model.measure import Strike
from evenhand.model.policy import Policy
from evenhand.pipeline.banks import open_banks
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.door import check_fact, check_item
from evenhand.pipeline.evidence import gather_evidence
from evenhand.pipeline.gather import Gathered, Gatherer, batches
from evenhand.pipeline.packs import load_packs
from evenhand.pipeline.result import Result
from evenhand.policy.compile import compile_policy
from evenhand.policy.versions import in_force
from evenhand.signals.spam.model import Model
from evenhand.signals.withheld_copy.bank import CopyBank

STARTER_PACKS = ("private-information", "hacked-material")


class Screener:
    """Screens items against packs and banks; keeps nothing, changes nothing.

    Each item is judged by itself: the account's record is what the item says of it
    (`account.strikes`), else clean.

    Example:
        >>> screener = Screener(packs=["private-information"])
        >>> screener.screen(Item(id="p-1", text="Hello.")).outcome
        'allow'
    """

    def __init__(
        self,
        packs: Sequence[str | Path] = STARTER_PACKS,
        links: str | Path | None = None,
        withheld: str | Path | CopyBank | None = None,
        *,
        own: str | Path | None = None,
        unwrap: str | Path | None = None,
        spam: Model | None = None,
        terms: Terms | None = None,
        clock: Clock | None = None,
        policies: Sequence[Policy] | None = None,
        declared: Iterable[Policy] = (),
    ) -> None:
        """Load packs (names of shipped ones, or folders) and open the banks.

        Args:
            links: a block list's file.
            withheld: a folder of withheld documents, or an open bank of them.
            own: a file of the operator's own addresses and numbers, which are public.
            unwrap: the operator's own rules for wrapped addresses, or a site's folder of banks.
            spam: the site's model of spam.
            terms: the site's fail modes and hours.
            clock: tells the time of the decision.
            policies: what to judge by instead of `packs`, such as what a site has published.
            declared: other policies whose facts an item may come with.
        """
        self._clock = clock or SystemClock()
        banks = open_banks(links, withheld, own, self._clock.now(), unwrap)
        self.gatherer = Gatherer(banks if spam is None else banks | {"spam": spam})
        self.kinds = measures.discover()
        self.policies = (
            load_packs(packs, self.gatherer.specs, self.kinds)
            if policies is None
            else tuple(policies)
        )
        self._facts = declared_facts((*declared, *self.policies))
        self.terms = terms or Terms()
        self._ready: dict[Hashable, InForce] = {}

    def screen(self, item: Item) -> Result:
        """What is seen in one item, and what would follow. Raises EvenhandError, EH1xx."""
        return next(self.screen_many([item]))

    def screen_many(self, items: Iterable[Item]) -> Iterator[Result]:
        """The same answers, in batches and in order. Raises EvenhandError at a bad item."""
        for batch in batches(self._refusing(items), lambda item: len(item.text)):
            yield from self.answer(self.gatherer.gather(batch, carried=False))

    def answer(self, gathered: Sequence[Gathered]) -> list[Result]:
        """What follows for items that the signals have read."""
        now = self._clock.now()
        policy = self.policy_at(now)
        return [self._answer(seen, policy, now) for seen in gathered]

    def checked(self, item: Item) -> Item | EvenhandError:
        """The item, or why it is refused at the door."""
        try:
            return check_item(item, self._facts)
        except EvenhandError as refused:
            return refused

    def fitting(self, told: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
        """Of facts told before these packs were in force, those that they declare so."""
        return fitting(told, self._facts)

    def _refusing(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            yield check_item(item, self._facts)

    def policy_at(self, at: datetime) -> InForce:
        """What is in force at a time: of each pack its newest version then."""
        return self.ready(in_force(self.policies, at))

    def ready(self, packs: tuple[Policy, ...]) -> InForce:
        """These versions, one of each pack, ready to decide by; each set is compiled once."""
        key = tuple((pack.ref, pack.in_force_from, pack.rules) for pack in packs)
        found = self._ready.get(key)
        if found is None:
            rules = compile_policy(packs, self.gatherer.specs)
            found = self._ready[key] = InForce(rules, self.kinds, self.terms)
        return found

    def _answer(self, gathered: Gathered, policy: InForce, now: datetime) -> Result:
        """Steps 3 and 4 of the corridor, for one item."""
        item = gathered.item
        prior = stated_prior(item, now)
        evidence = gather_evidence(gathered, self.gatherer, prior, item.account.roles, now)
        decision = decide(evidence, policy, prior)
        return Result(item.id, decision, gathered.readings, gathered.failed, rehearsal=True)


def stated_prior(item: Item, now: datetime) -> Prior:
    """The account's record as the item states it; clean where it says nothing."""
    if not item.account.strikes:
        return Prior()
    return Prior((Strike(item.author or "", item.account.strikes, now, now, site=item.site),))


def fitting(
    told: Mapping[str, FactValue], declared: Mapping[str, FieldType]
) -> Mapping[str, FactValue]:
    """Of facts told at any time, those that are declared so."""
    fit: dict[str, FactValue] = {}
    for name, value in told.items():
        try:
            fit[name] = check_fact(name, value, declared)
        except EvenhandError:
            continue  # another pack's fact, or another type by now: not known here
    return fit


def declared_facts(packs: Iterable[Policy]) -> Mapping[str, FieldType]:
    """Every fact that one of the packs declares."""
    return {name: kind for pack in packs for name, kind in pack.facts.items()}
