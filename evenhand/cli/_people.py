"""How cases and decisions of people are shown: words and times, names of staff only to staff."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evenhand.model.case import Case
from evenhand.model.measure import Measure
from evenhand.text.fates import fate
from evenhand.text.records import case_dict as case_dict
from evenhand.text.records import measure_dict as measure_dict
from evenhand.text.times import minute as minute
from evenhand.text.times import until_due

if TYPE_CHECKING:
    from evenhand.pipeline.people.ruling import Ruled


def due(case: Case, now: datetime) -> str:
    """How long until a case is due, or how long it is overdue."""
    return until_due(case.due_at, now)


def measure_line(measure: Measure) -> str:
    """A measure in one line: what, on what, since when, until when or why without an end."""
    return f"{measure.measure} of {measure.subject.type} {measure.subject.id}: {fate(measure)}"


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
