"""The corridor: one item's whole way, for real, from readings to the log.

`Corridor.record` and `Corridor._one` are that way on one screen. One transaction keeps evidence,
decision, measures, statement and journal entry; the log is published before the answer goes out,
so that no measure exists that is not in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.pipeline.arrivals import numbered, repeated
from evenhand.pipeline.cures import lift_cured
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import policy_draft
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.evidence import gather_evidence, links_of
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.heartbeat import note_days
from evenhand.pipeline.home import Home
from evenhand.pipeline.keep import Decided, identified, keep
from evenhand.pipeline.known import Known
from evenhand.pipeline.result import Result
from evenhand.store import database, sites
from evenhand.store.recording import Recording


@dataclass(frozen=True, slots=True)
class Batch:
    """One recording transaction: its time, what is known, what is written, what is in force."""

    now: datetime
    known: Known
    recording: Recording
    policies: dict[str, InForce] = field(default_factory=dict)


class Corridor:
    """Decides items for real, on behalf of the sites of a home."""

    def __init__(self, home: Home, screener: Screener) -> None:
        self._home = home
        self._screener = screener

    def record(
        self, batch: Sequence[Gathered], keys: Sequence[str | None] = ()
    ) -> list[Result | EvenhandError]:
        """Decide and keep a batch that the signals have read; durable and logged on return.

        Args:
            keys: idempotency keys of the items, where they came with any.
        """
        keys = keys or [None] * len(batch)
        try:
            answers = self._record(batch, keys)
        except EvenhandError as error:
            if len(batch) == 1:
                return [error]
            # Nothing of the batch was kept. One by one, only the item at fault fails.
            each = zip(batch, keys, strict=True)
            return [answer for seen, key in each for answer in self.record([seen], [key])]
        self._home.publish()
        return answers

    def _record(
        self, seen: Sequence[Gathered], keys: Sequence[str | None]
    ) -> list[Result | EvenhandError]:
        """One transaction."""
        with database.writing():
            now = self._home.clock.now()
            batch = Batch(now, Known(seen, keys, now), Recording())
            note_days(batch.recording, self._home.entropy, now)
            answers = [self._one(*one, batch) for one in zip(seen, keys, strict=True)]
            batch.recording.flush()
        return answers

    def _one(self, seen: Gathered, key: str | None, batch: Batch) -> Result | EvenhandError:
        """One item: its revision, the prior, evidence, decision, and all that is kept of it."""
        known, recording = batch.known, batch.recording
        try:
            site = known.site(seen.item)
            arrival = numbered(seen.item, key, known)
        except EvenhandError as refused:
            return refused
        if arrival.decided is not None:
            return repeated(arrival, known)
        seen = replace(seen, item=arrival.item)
        policy = self._policy(site, batch)
        cured = lift_cured(arrival, seen, known, site, batch.now, recording, self._home)
        prior = known.prior(arrival.item, links_of(seen))
        roles = known.roles(arrival.item)
        evidence = gather_evidence(seen, self._screener.gatherer, prior, roles, batch.now)
        decision = identified(decide(evidence, policy, prior), self._home.entropy)
        decided = Decided(site, arrival, seen, policy, prior, evidence, decision)
        index = keep(decided, recording, self._home)
        result = Result(
            arrival.item.id, decision, seen.readings, seen.failed, rehearsal=False,
            log_index=index, lifted=cured,
        )  # fmt: skip
        known.note(arrival, key, result)
        if key is not None:
            recording.idempotency(site.name, key, arrival.digest, decision.id or "", batch.now)
        return result

    def _policy(self, site: Site, batch: Batch) -> InForce:
        """What is in force for a site; a pack version that is new here is logged before its use."""
        if site.name not in batch.policies:
            terms = Terms(site.fail_modes, site.hold_hours, site.strike_days)
            policy = replace(self._screener.policy_at(batch.now), terms=terms)
            published = set(sites.site_policies(site.name))
            for pack in policy.rules.policies:
                if pack.ref.digest not in published:
                    case = entry_id(self._home.entropy)
                    draft = policy_draft(pack, site.name, batch.now, case)
                    index = enter(batch.recording, draft, self._home.entropy)
                    sites.publish_policy(site.name, pack, batch.now, index)
            batch.policies[site.name] = policy
        return batch.policies[site.name]
