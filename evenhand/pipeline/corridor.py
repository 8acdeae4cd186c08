"""The corridor: one item's whole way, for real, from readings to the log.

`Corridor.record` and `Corridor._one` are that way on one screen. One transaction keeps evidence,
decision, measures, statement and journal entry; the log is published before the answer goes out,
so that no measure exists that is not in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Prior
from evenhand.model.site import Site
from evenhand.pipeline.affairs import Affairs
from evenhand.pipeline.arrivals import numbered, repeated
from evenhand.pipeline.cures import lift_cured, note_relapse
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.evaluate import Screener, declared_facts, fitting
from evenhand.pipeline.evidence import gather_evidence, links_of
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.home import Home
from evenhand.pipeline.in_force import policies_in_force
from evenhand.pipeline.keep import Decided, identified, keep
from evenhand.pipeline.known import Arrival, Known
from evenhand.pipeline.people.person_links import notice_url
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.published import Publish, publish_packs
from evenhand.pipeline.result import Result


@dataclass(frozen=True, slots=True)
class Batch:
    """One recording transaction: its turn, what is known, what is in force.

    Attributes:
        sweep: the reviewed sweep in which its items are decided anew.
    """

    turn: Turn
    known: Known
    affairs: Affairs
    sweep: str | None = None
    policies: dict[str, InForce] = field(default_factory=dict)


class Corridor:
    """Decides items for real, on behalf of the sites of a home."""

    def __init__(self, home: Home, screener: Screener, publish: Publish = publish_packs) -> None:
        """Decide with what a screener has read, in a home.

        Args:
            screener: its policies are those that a site is founded with; a founded one judges by
                what it has published.
            publish: sees to it that a site has published what it is about to judge by.
        """
        self._home = home
        self._screener = screener
        self._publish = publish

    def record(
        self, batch: Sequence[Gathered], keys: Sequence[str | None] = ()
    ) -> list[Result | EvenhandError]:
        """Decide and keep a batch that the signals have read; durable and logged on return.

        Args:
            keys: idempotency keys of the items, where they came with any.
        """
        keys = keys or [None] * len(batch)
        try:
            return self._record(batch, keys)
        except EvenhandError as error:
            if len(batch) == 1:
                return [error]
            # Nothing of the batch was kept. One by one, only the item at fault fails.
            each = zip(batch, keys, strict=True)
            return [answer for seen, key in each for answer in self.record([seen], [key])]

    def _record(
        self, seen: Sequence[Gathered], keys: Sequence[str | None]
    ) -> list[Result | EvenhandError]:
        """One transaction."""
        with turn(self._home) as now:
            affairs = Affairs((each.item for each in seen), now.now)
            batch = Batch(now, Known(seen, keys, now.now), affairs)
            return [self._one(*one, batch) for one in zip(seen, keys, strict=True)]

    def _one(self, seen: Gathered, key: str | None, batch: Batch) -> Result | EvenhandError:
        """One item: its revision, the prior, evidence, decision, and all that is kept of it."""
        known, now = batch.known, batch.turn
        try:
            site = known.site(seen.item)
            arrival = numbered(seen.item, key, known)
            if arrival.decided is not None:
                return repeated(arrival, known)
        except EvenhandError as refused:
            return refused
        seen = replace(seen, item=arrival.item)
        policy = self._policy(site, batch)
        cured = lift_cured(arrival, seen, known, site, now)
        prior = known.prior(arrival.item, links_of(seen))
        decided = self._decided(site, arrival, seen, policy, prior, batch)
        decision, index = decided.decision, keep(decided, now)
        note_relapse(decision, now)
        result = Result(
            arrival.item.id, decision, seen.readings, seen.failed, rehearsal=False,
            log_index=index, lifted=cured, notice=notice_url(self._home, site, decision),
        )  # fmt: skip
        known.note(arrival, key, result)
        if key is not None:
            made = decision.id or ""
            now.recording.idempotency(site.name, key, arrival.digest, made, now.now)
        return result

    def anew(self, arrival: Arrival, seen: Gathered, batch: Batch) -> Decided:
        """What is decided now about a revision that was decided on before; nothing is kept.

        Raises EvenhandError: EH406.
        """
        site = batch.known.site(arrival.item)
        prior = batch.known.prior(arrival.item, links_of(seen))
        return self._decided(site, arrival, seen, self._policy(site, batch), prior, batch)

    def _decided(
        self,
        site: Site,
        arrival: Arrival,
        seen: Gathered,
        policy: InForce,
        prior: Prior,
        batch: Batch,
    ) -> Decided:
        """Evidence and decision, with what is recorded about the item's affairs."""
        item, affairs = arrival.item, batch.affairs
        told = fitting(affairs.facts(item), declared_facts(policy.rules.policies))
        evidence = gather_evidence(
            seen, self._screener.gatherer, prior, batch.known.roles(item), batch.turn.now, told
        )
        decision = identified(decide(evidence, policy, prior), self._home.entropy)
        decision = replace(decision, contacts=affairs.contacts(item))
        concern = affairs.concern(item)
        return Decided(site, arrival, seen, policy, prior, evidence, decision, concern)

    def _policy(self, site: Site, batch: Batch) -> InForce:
        """What is in force for a site: what it has published, in the log before its first use."""
        if site.name not in batch.policies:
            terms = Terms(site.fail_modes, site.hold_hours, site.strike_days, batch.sweep)
            self._publish(batch.turn, site.name, self._screener.policies)
            packs = policies_in_force(site.name, batch.turn.now)
            batch.policies[site.name] = replace(self._screener.ready(packs), terms=terms)
        return batch.policies[site.name]
