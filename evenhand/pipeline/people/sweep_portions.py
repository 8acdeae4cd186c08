"""A portion of a sweep: what would change about items, and the change itself, in one transaction.

Something begins only about an item that shows now what it did not show when it was last decided
on, and ends only where it no longer shows it. What people decided or lifted meanwhile stands.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from evenhand.contacts.seal import is_disclosed
from evenhand.enforcement.ladder import fired_rules
from evenhand.model.decision import AskReason, Because
from evenhand.model.measure import Measure, MeasureState, Subject
from evenhand.model.sweep import Change, Effect, Fate, Sweep, Swept
from evenhand.pipeline.affairs import Affairs
from evenhand.pipeline.again import Again, Key, Shown, shown
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.changes import UNLISTED, change_state
from evenhand.pipeline.corridor import Batch, Corridor
from evenhand.pipeline.keep import Decided, keep_decision
from evenhand.pipeline.known import Arrival, Known
from evenhand.pipeline.people.struck import follow_strikes
from evenhand.pipeline.people.sweep_sources import Source
from evenhand.pipeline.people.turn import Turn
from evenhand.pipeline.result import Result
from evenhand.store.carried import move_carried
from evenhand.store.contacts import get_contact
from evenhand.store.decisions import (
    first_decision,
    get_decision,
    later_decisions,
    looked_at_again,
)
from evenhand.store.flags import contested_items
from evenhand.store.items import decided_anew
from evenhand.store.measures import measures_of_decision, measures_on
from evenhand.store.sites import get_site

ASK = "ask"
"""In the place of a measure: a person is to look."""
OPEN = (MeasureState.IN_FORCE, MeasureState.PROPOSED)
ENDED = (MeasureState.LIFTED, MeasureState.SUPERSEDED)
HOLD, PRIVATE = "hold", "private_info"


class Portion:
    """Some items of a sweep, inside one turn; each sees what was done about those before it."""

    def __init__(
        self, source: Source, corridor: Corridor, items: Collection[Again], sweep: str, now: Turn
    ) -> None:
        """Know what concerns these items, as it stands in this turn."""
        seen = [again.seen for again in items]
        known = Known(seen, [None] * len(seen), now.now)
        affairs = Affairs((each.item for each in seen), now.now)
        # What may end is judged as any item that comes today.
        decided_in = sweep if source.effect is Effect.IMPOSE else None
        self._batch = Batch(now, known, affairs, decided_in)
        self._source, self._corridor, self._now = source, corridor, now
        self._looked_at_again = looked_at_again(again.revision.decision for again in items)
        self._contested = contested_items(source.site, (each.item.id for each in seen))
        self._taken_back: dict[Subject, tuple[Shown | None, ...]] = {}

    def judge(self, again: Again) -> tuple[Fate, tuple[Change, ...], Decided]:
        """What may become of an item, what would change about it, and by which decision."""
        arrival = Arrival(again.seen.item, again.kept.digest)
        decided = self._corridor.anew(arrival, again.seen, self._batch)
        if self._source.effect is Effect.LIFT:
            changes = tuple(self._ending(again, decided))
            return Fate.WAITING if changes else Fate.NOTHING, changes, decided
        changes = tuple(dict.fromkeys(self._beginning(again, decided)))
        return self._fate(again, changes), changes, decided

    def is_light(self, changes: Sequence[Change], decided: Decided) -> bool:
        """Whether it only ends something, or only holds an item for private information."""
        if self._source.effect is Effect.LIFT:
            return True
        ordered = {rule for measure in decided.decision.measures for rule in measure.rules}
        because = [f.because for f in decided.decision.findings if f.rule in ordered]
        private = bool(because) and all(_looks_at(PRIVATE, each) for each in because)
        return private and all(change.measure == HOLD for change in changes)

    def apply(self, swept: Swept, again: Again | None, sweep: Sweep) -> Swept:
        """Do what the sweep holds of an item if that is what would follow now; what came of it."""
        if again is None:
            return replace(swept, fate=Fate.ERASED, done_at=self._now.now)
        fate, changes, decided = self.judge(again)
        if sweep.effect is Effect.LIFT and fate is Fate.WAITING:
            self._lift(swept, changes)
            return replace(swept, fate=Fate.DONE, done_at=self._now.now)
        since = swept.decision in self._looked_at_again and _decided_since(swept.decision, sweep)
        if fate is Fate.WAITING and since:
            fate = Fate.DECIDED
        if fate is Fate.WAITING and set(changes) != set(swept.changes):
            fate = Fate.CHANGED
        if fate is not Fate.WAITING:
            return replace(swept, fate=fate, done_at=self._now.now)
        made = self._impose(again, decided, sweep)
        return replace(swept, fate=Fate.DONE, decision=made, done_at=self._now.now)

    def _fate(self, again: Again, changes: Sequence[Change]) -> Fate:
        """What is in the way of changes that would begin, if anything is."""
        item, revision = again.seen.item, again.revision
        newest = self._batch.known.revisions(item)[-1]
        if newest.revision != revision.revision:
            return Fate.EDITED
        if newest.decision != revision.decision:
            return Fate.DECIDED
        if not changes:
            return Fate.NOTHING
        if item.id in self._contested:
            return Fate.APPEALED
        new = frozenset(filter(self._is_meant, again.appeared))
        if any(self._was_released(item.site, change.subject, new) for change in changes):
            return Fate.RELEASED
        return Fate.WAITING

    def _beginning(self, again: Again, decided: Decided) -> Iterator[Change]:
        """What would begin: measures, those on a link that is blocked already, questions."""
        decision, appeared = decided.decision, again.appeared
        if not any(map(self._is_meant, appeared)):
            return
        named = {name for _, _, name in appeared}
        for measure in (*decision.measures, *decision.standing):
            is_new = measure in decision.measures or measure.subject.id in named
            if is_new:
                yield Change(measure.measure, measure.subject)
        if any(ask.reason == AskReason.RULE for ask in decision.asks):
            yield Change(ASK, decision.subject)

    def _ending(self, again: Again, decided: Decided) -> Iterator[Change]:
        """Which measures of the item's decision rest on what is gone, and on no rule any more."""
        if not any(map(self._is_meant, again.vanished)):
            return
        policies = decided.policy.rules.policies
        fired = {each.rule.id for each in fired_rules(decided.decision.findings, policies)}
        decision = get_decision(again.revision.decision).decision
        rests = {f.rule for f in decision.findings if _looks_at(self._source.signal, f.because)}
        for measure in decision.measures:
            rules = set(measure.rules)
            if measure.state in OPEN and rules & rests and not rules & fired:
                yield Change(measure.measure, measure.subject, measure.id)

    def _is_meant(self, key: Key) -> bool:
        signal, _, name = key
        return signal == self._source.signal and self._source.is_it(name)

    def _was_released(self, site: str, subject: Subject, new: Shown) -> bool:
        """Whether a person has ended a measure on the subject that rested on the same."""
        if subject not in self._taken_back:
            ended = (m for m in measures_on(site, subject) if _ended_by_person(m))
            self._taken_back[subject] = tuple(_shown_at(m.decision or "") for m in ended)
        return any(was is None or not was.isdisjoint(new) for was in self._taken_back[subject])

    def _impose(self, again: Again, decided: Decided, sweep: Sweep) -> str:
        """The revision's new decision, on the same way as every other; returns its id."""
        item, decision = decided.arrival.item, decided.decision
        asked = [c for each in (sweep.proposed, sweep.released) if each for c in each.contacts]
        told = (contact for contact in asked if is_disclosed(get_contact(contact)))
        contacts = tuple(dict.fromkeys((*decision.contacts, *told)))
        decided = replace(decided, decision=replace(decision, contacts=contacts))
        made = decision.id or ""
        index = keep_decision(decided, self._now)
        decided_anew(item.site, item.id, again.revision.revision, made)
        move_carried(again.kept.decision, made)
        result = Result(
            item.id, decided.decision, again.seen.readings, again.seen.failed, rehearsal=False,
            log_index=index,
        )  # fmt: skip
        self._batch.known.note(decided.arrival, None, result)
        return made

    def _lift(self, swept: Swept, changes: Collection[Change]) -> None:
        """End what is in the sweep and may end now; strikes weigh no more than what is left."""
        now, site = self._now, get_site(get_decision(swept.decision).decision.site)
        ending = {change.lifts for change in swept.changes if change in changes}
        ordered = measures_of_decision(swept.decision)
        for measure in ordered:
            if measure.id in ending:
                change_state(measure, MeasureState.LIFTED, site, now, UNLISTED, "rule")
        left = [m for m in ordered if m.state is MeasureState.IN_FORCE and m.id not in ending]
        follow_strikes([swept.decision], left, now)


def _looks_at(signal: str, because: Because) -> bool:
    """Whether a condition asks for what a signal saw."""
    if because.parts:
        return any(_looks_at(signal, part) for part in because.parts)
    return f"{signal}." in because.text


def _decided_since(decision: str, sweep: Sweep) -> bool:
    """Whether a person has decided about an item since its sweep was proposed."""
    later = (get_decision(made).decision for made in later_decisions(decision))
    return any(each.decided_at >= sweep.proposed.at for each in later)


def _ended_by_person(measure: Measure) -> bool:
    """Whether a person's decision ended the measure."""
    if measure.state not in ENDED or measure.decision is None:
        return False
    later = (get_decision(made).decision for made in later_decisions(measure.decision))
    return any(each.decided_at == measure.ended_at for each in later)


def _shown_at(decision: str) -> Shown | None:
    """What an item showed when a measure began; None where nobody can tell any more."""
    kept = evidence_of(first_decision(decision))
    return shown(kept.readings) if kept else None
