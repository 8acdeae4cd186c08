"""How cases and decisions of people are shown: words and times, names of staff only to staff."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from evenhand.model.case import Case
from evenhand.model.clock import utc_text
from evenhand.model.measure import Measure, MeasureState

if TYPE_CHECKING:
    from evenhand.pipeline.people.ruling import Ruled


def minute(at: datetime) -> str:
    """A time as people read it: to the minute, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def due(case: Case, now: datetime) -> str:
    """How long until a case is due, or how long it is overdue."""
    minutes = round((case.due_at - now).total_seconds() / 60)
    size = abs(minutes)
    told = (
        f"{size} min" if size < 120 else f"{size // 60} h" if size < 2880 else f"{size // 1440} d"
    )
    return f"in {told}" if minutes >= 0 else f"{told} overdue"


def case_dict(case: Case) -> dict[str, Any]:
    """A case as JSON writes it."""
    return {
        "id": case.id,
        "site": case.site,
        "queue": case.queue,
        "urgency": case.urgency,
        "opened_at": utc_text(case.opened_at),
        "due_at": utc_text(case.due_at),
        "reasons": list(case.reasons),
        "subject": {"type": str(case.subject.type), "id": case.subject.id},
        "decision": case.decision,
        "matter": case.matter,
        "account": case.account,
        "about": case.about,
        "state": str(case.state),
        "held_by": case.held_by,
        "held_until": utc_text(case.held_until) if case.held_until else None,
        "closed_at": utc_text(case.closed_at) if case.closed_at else None,
        "closed_by": case.closed_by,
    }


def measure_dict(measure: Measure) -> dict[str, Any]:
    """A measure as JSON writes it."""
    return {
        "id": measure.id,
        "measure": measure.measure,
        "subject": {"type": str(measure.subject.type), "id": measure.subject.id},
        "state": str(measure.state),
        "from": utc_text(measure.from_),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "decide_by": utc_text(measure.decide_by) if measure.decide_by else None,
    }


def measure_line(measure: Measure) -> str:
    """A measure in one line: what, on what, since when, until when or why without an end."""
    what = f"{measure.measure} of {measure.subject.type} {measure.subject.id}"
    if measure.state is MeasureState.PROPOSED:
        latest = f" before {minute(measure.decide_by)}" if measure.decide_by else ""
        return f"{what}: proposed, takes two people{latest}"
    if measure.state is MeasureState.IN_FORCE:
        end = f"until {minute(measure.until)}" if measure.until else measure.no_end_because
        return f"{what}: in force, {end}"
    ended = f" {minute(measure.ended_at)}" if measure.ended_at else ""
    if measure.decide_by is not None:
        declined = measure.state is MeasureState.LIFTED
        fate = "declined" if declined else "not agreed to in time"
        return f"{what}: was only proposed, {fate}{ended}"
    return f"{what}: {measure.state}{ended}"


def ruled_lines(ruled: "Ruled") -> Iterator[str]:
    """What came of a person's decision."""
    decision = ruled.decision
    yield f"decided: {decision.id}, log entry {ruled.log_index}"
    yield from (f"  {measure_line(m)}" for m in decision.measures)
    yield from (f"  {measure_line(m)} (as before)" for m in decision.standing)
    yield from (f"  {measure_line(m)}" for m in ruled.changed)
    if ruled.awaits:
        look_at = ruled.agreed.look_at if ruled.agreed else None
        yield (
            f"You are the only one to decide here: look again after {minute(look_at)}."
            if look_at
            else "A second person has to agree before it takes force."
        )


def ruled_dict(ruled: "Ruled") -> dict[str, Any]:
    """What came of a person's decision, as JSON writes it."""
    decision = ruled.decision
    return {
        "decision": decision.id,
        "supersedes": decision.supersedes,
        "outcome": decision.outcome,
        "decided_by": decision.decided_by,
        "asked": decision.asked,
        "contacts": list(decision.contacts),
        "measures": [measure_dict(m) for m in decision.measures],
        "standing": [measure_dict(m) for m in decision.standing],
        "changed": [measure_dict(m) for m in ruled.changed],
        "awaits_second_person": ruled.awaits,
        "one_person": decision.one_person,
        "log_index": ruled.log_index,
    }


def table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns as wide as their widest cell; the last one as it is."""
    held = list(rows)
    if not held:
        return
    widths = [max(len(row[n]) for row in held) for n in range(len(held[0]) - 1)]
    for row in held:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()
