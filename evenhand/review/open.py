"""A decision that a person has to look at becomes a case: in which queue, and how soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from evenhand.model.case import Case
from evenhand.model.decision import Ask, AskReason, Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject
from evenhand.model.policy import Policy
from evenhand.review.queues import Queue

PRIVATE = "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"

LIVE_PRIVATE = timedelta(minutes=15)
"""The person whose address it is has minutes, not days."""

IN_HAND = timedelta(hours=2)
"""How long before a proposal or a hold ends its case is due; of a short one, half its time."""

LONGEST = timedelta(hours=24)
HOLD = "hold"
COVERING = frozenset({"mask", HOLD, "remove", "block_link"})
"""Measures under which nobody reads a private value, or follows a link to it, any more."""


def open_case(decision: Decision, policies: Iterable[Policy]) -> Case:
    """The case of a decision whose outcome is `review`; `policies` are those it names.

    Urgency 1 (minutes): private information that everybody can still see. 2 (hours): a second
    person is needed or a hold ends soon. 3: within a day.

    Raises EvenhandError: EH609 for a decision that asks nobody, or has no id yet.
    """
    if decision.id is None or not decision.asks:
        raise EvenhandError(
            "EH609",
            "A case needs a recorded decision that asks for a person.",
            not_done="No case was opened.",
            help="Open cases for decisions whose outcome is `review`.",
        )
    private = is_private(decision, policies)
    live = private and not is_covered(decision.subject, decision.measures)
    due_at = _due_at(decision, live)
    return Case(
        id=decision.id,
        site=decision.site,
        queue=Queue.PRIVATE_INFORMATION if private else _queue(decision.asks),
        urgency=1 if live else 2 if due_at - decision.decided_at < LONGEST else 3,
        opened_at=decision.decided_at,
        due_at=due_at,
        reasons=tuple(dict.fromkeys(str(ask.reason) for ask in decision.asks)),
        subject=decision.subject,
        decision=decision.id,
        matter=decision.matter,
        account=decision.account,
    )


def is_private(decision: Decision, policies: Iterable[Policy]) -> bool:
    """Whether a rule of a pack about private information came out TRUE."""
    packs = {policy.ref.pack for policy in policies if policy.category == PRIVATE}
    return any(
        finding.pack in packs and finding.outcome == "true" and not finding.shadow
        for finding in decision.findings
    )


def is_covered(subject: Subject, measures: Iterable[Measure]) -> bool:
    """Whether a measure in force keeps everybody from reading what the subject holds."""
    return any(
        measure.measure in COVERING and measure.subject == subject
        for measure in _in_force(measures)
    )


def in_time(begin: datetime, end: datetime) -> datetime:
    """When a person has to look at what began and will end by itself, so that time is left."""
    return max(end - IN_HAND, begin + (end - begin) / 2)


def _in_force(measures: Iterable[Measure]) -> list[Measure]:
    return [measure for measure in measures if measure.state is MeasureState.IN_FORCE]


def _queue(asks: Iterable[Ask]) -> Queue:
    reasons = {ask.reason for ask in asks}
    if AskReason.SECOND_PERSON in reasons:
        return Queue.SECOND_PERSON
    return Queue.UNFINISHED_CHECKS if reasons == {AskReason.SIGNAL_FAILED} else Queue.GENERAL


def _due_at(decision: Decision, live: bool) -> datetime:
    """Within minutes where private information is live, in time before anything ends, in a day."""
    begin = decision.decided_at
    if live:
        return begin + LIVE_PRIVATE
    ends = [m.decide_by for m in decision.measures if m.decide_by is not None]
    holds = [m for m in _in_force(decision.measures) if m.measure == HOLD]
    ends += [hold.until for hold in holds if hold.until is not None]
    asked = [begin + timedelta(hours=ask.due_hours) for ask in decision.asks]
    return min([begin + LONGEST, *asked, *(in_time(begin, end) for end in ends)])
