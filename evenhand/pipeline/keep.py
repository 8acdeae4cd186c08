"""Everything that one decision leaves behind: rows of the store and an entry of the log."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from evenhand.model.clock import Entropy, day_text, utc_text
from evenhand.model.decision import Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.site import Site
from evenhand.model.taken import taken
from evenhand.pipeline.changes import change_state
from evenhand.pipeline.decide import InForce
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import decision_draft
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.home import Home
from evenhand.pipeline.known import Arrival
from evenhand.pipeline.notices import Concern, decision_notices
from evenhand.pipeline.people.person_links import notice_url
from evenhand.pipeline.people.turn import Turn
from evenhand.pipeline.recorded import asserted
from evenhand.review.open import open_case
from evenhand.store.recording import Recording
from evenhand.store.wire import to_json


def identified(decision: Decision, entropy: Entropy) -> Decision:
    """The decision with its random id; its measures are numbered behind it."""
    made = entry_id(entropy)
    measures = tuple(
        replace(measure, id=f"{made}-{number}", decision=made)
        for number, measure in enumerate(decision.measures, 1)
    )
    return replace(decision, id=made, measures=measures)


@dataclass(frozen=True, slots=True)
class Decided:
    """One item's way so far: all that led to its decision, and who has to be told."""

    site: Site
    arrival: Arrival
    seen: Gathered
    policy: InForce
    prior: Prior
    evidence: Evidence
    decision: Decision
    concern: Concern


def keep(decided: Decided, turn: Turn) -> int | None:
    """Keep an item with the decision on it; returns its log index, None where it allows."""
    decision, item, recording = decided.decision, decided.arrival.item, turn.recording
    made, now = decision.id or "", decision.decided_at
    recording.tally(decision.site, day_text(now), decision.outcome)
    recording.item(item, decided.arrival.digest, decision.outcome != "allow", now, made)
    recording.carried(item, decided.seen.carried, made)
    if decided.seen.sample:
        recording.carried_runs(decision.site, decided.seen.sample, made)
    _assertions(item, now, recording)
    return keep_decision(decided, turn)


def keep_decision(decided: Decided, turn: Turn) -> int | None:
    """Keep a decision on an item that is kept, with all that belongs to it; returns as `keep`."""
    decision, site, recording = decided.decision, decided.site, turn.recording
    made, now, allowed = decision.id or "", decision.decided_at, decision.outcome == "allow"
    recording.evidence(
        made, decided.evidence, decided.prior, decided.policy.terms, decided.seen.readings,
        None if allowed else taken(decision),
        now + timedelta(days=site.keep_days) if allowed else None,
    )  # fmt: skip
    for name in decision.facts:
        recording.rests_on(made, site.name, _told_of(name, decision), name.rpartition(".")[2])
    if allowed:
        recording.decision(decision, None, None)
        return None
    index = _enter(decided, recording, turn.home)
    notice = notice_url(turn.home, site, decision)
    for measure in decision.measures:
        recording.measure(measure, site.name, decision.account)
        if measure.state is MeasureState.IN_FORCE:
            told = delivery(decision, measure, index, notice)
            recording.outbox(measure.id or "", site.name, told, now)
    for strike in decision.strikes:
        recording.strike(strike, made)
    if decision.asks:
        recording.case(open_case(decision, decided.policy.rules.policies))
    for old in decision.superseded:
        change_state(old, MeasureState.SUPERSEDED, site, turn, "superseded", "rule")
    return index


def _enter(decided: Decided, recording: Recording, home: Home) -> int:
    """The notices, the log entry that commits to them, and the decision with its place there."""
    decision, site = decided.decision, decided.site
    notices = decision_notices(
        decision, decided.policy, decided.seen, site, home.log_url, decided.concern, home.entropy,
    )  # fmt: skip
    draft = decision_draft(decision, notices, to_json(decided.evidence))
    index = enter(recording, draft, home.entropy)
    recording.decision(decision, recording.last_number(site.name, draft.type), index)
    for notice in notices:
        recording.statement(notice)
    return index


def delivery(
    decision: Decision, measure: Measure, index: int, notice: str | None
) -> dict[str, Any]:
    """What the platform is told to do, with the log entry that stands behind it.

    Args:
        notice: address of the writer's own page about it, for the platform to hand on.
    """
    return {
        "measure": measure.measure,
        "id": measure.id,
        "state": str(measure.state),
        "subject": {"type": str(measure.subject.type), "id": measure.subject.id},
        "site": decision.site,
        "from": utc_text(measure.from_),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "case": decision.id,
        "log_index": index,
    } | ({"notice": {"url": notice}} if notice else {})


def _told_of(name: str, decision: Decision) -> Subject:
    """What a fact speaks of: roles of the account, everything else of the item."""
    if name == "account.roles" and decision.account is not None:
        return Subject(SubjectType.ACCOUNT, decision.account)
    return decision.subject


def _assertions(item: Item, at: datetime, recording: Recording) -> None:
    """Roles and facts that came with the item are records too, with who asserts them."""
    if item.author is not None and item.account.roles is not None:
        recording.account(item.site, item.author, item.account.roles)
    for fact in asserted(item, at):
        recording.fact(item.site, fact)
