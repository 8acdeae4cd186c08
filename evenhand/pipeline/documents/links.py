"""Measures on links, and block lists, as rows of their lists."""

from typing import TYPE_CHECKING, Any

from evenhand.model.clock import utc_text
from evenhand.model.contact import Contact

if TYPE_CHECKING:
    from evenhand.pipeline.people.links import LinkLine

LINKS = (
    "measure", "name", "link", "state", "since", "until", "no_end_because", "ended", "decided_by",
    "asked", "asked_by", "matter", "log_index",
)  # fmt: skip
ENTRIES = ("entry", "reason")


def who_text(contact: Contact) -> str:
    """Who asked: the organisation, else a person by role."""
    return contact.organisation or f"a person ({str(contact.role).replace('_', ' ')})"


def link_row(line: "LinkLine") -> dict[str, Any]:
    """A measure on a link, with who asked."""
    measure = line.measure
    return {
        "measure": measure.id,
        "name": measure.measure,
        "link": measure.subject.id,
        "state": str(measure.state),
        "since": utc_text(measure.from_),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "ended": utc_text(measure.ended_at) if measure.ended_at else None,
        "decided_by": line.decided_by,
        "asked": line.asked,
        "asked_by": [who_text(contact) for contact in line.asked_by],
        "matter": line.matter,
        "log_index": line.log_index,
    }
