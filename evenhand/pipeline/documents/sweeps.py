"""Sweeps as rows of lists and as JSON, for the staff."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from evenhand.model.clock import utc_text
from evenhand.model.sweep import Change, Consent, Sweep, Swept
from evenhand.pipeline.people.sweep_views import SweepView

SWEEPS = (
    "id", "state", "effect", "covers", "entry", "items", "proposed_by", "proposed_at",
    "hold_until", "released_by",
)  # fmt: skip
"""Columns of the list of sweeps, in order."""
SWEPT = ("item", "revision", "decision", "changes", "fate", "done_at")
"""Columns of the list of a sweep's items, in order."""


def sweep_row(sweep: Sweep) -> dict[str, Any]:
    """A sweep in the list."""
    return {
        "id": sweep.id,
        "state": sweep.state,
        "effect": str(sweep.effect),
        "covers": sweep.covers,
        "entry": sweep.entry,
        "items": sweep.items,
        "proposed_by": sweep.proposed.by,
        "proposed_at": utc_text(sweep.proposed.at),
        "hold_until": utc_text(sweep.hold_until),
        "released_by": sweep.released.by if sweep.released else None,
    }


def sweep_dict(sweep: Sweep) -> dict[str, Any]:
    """A sweep with all that is known of the whole."""
    return {
        **sweep_row(sweep),
        "site": sweep.site,
        "looked_at": sweep.looked_at,
        "nothing": sweep.nothing,
        "without_words": sweep.wordless,
        "measures": dict(sweep.counts),
        "one_person_may_release": sweep.light,
        "digest": sweep.digest,
        "reason": sweep.reason,
        "proposed": _consent(sweep.proposed),
        "released": _consent(sweep.released),
        "withdrawn": _consent(sweep.withdrawn),
        "finished_at": _time(sweep.finished_at),
    }


def view_dict(view: SweepView) -> dict[str, Any]:
    """A sweep with its sample."""
    sample = [{**swept_row(one.swept), "text": one.text} for one in view.sample]
    fates = {str(fate): count for fate, count in view.fates.items()}
    return {**sweep_dict(view.sweep), "fates": fates, "sample": sample}


def swept_rows(items: Iterator[Swept]) -> Iterator[dict[str, Any]]:
    """Each item of a sweep."""
    return map(swept_row, items)


def swept_row(swept: Swept) -> dict[str, Any]:
    """An item of a sweep."""
    return {
        "item": swept.item,
        "revision": swept.revision,
        "decision": swept.decision,
        "changes": [change_text(change) for change in swept.changes],
        "fate": str(swept.fate),
        "done_at": _time(swept.done_at),
    }


def change_text(change: Change) -> str:
    """A change in words."""
    told = f"{change.measure} of {change.subject.type} {change.subject.id}"
    return f"lift {told}" if change.lifts else told


def _consent(consent: Consent | None) -> dict[str, Any] | None:
    if consent is None:
        return None
    return {
        "by": consent.by,
        "role": consent.role,
        "at": utc_text(consent.at),
        "asked": consent.asked,
        "contacts": list(consent.contacts),
    }


def _time(at: datetime | None) -> str | None:
    return utc_text(at) if at else None
