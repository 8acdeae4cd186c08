"""What a site judges by, as rows of one list: versions, proposals, pauses, shadow rules."""

from collections.abc import Iterator
from typing import Any

from evenhand.model.clock import utc_text
from evenhand.pipeline.people.rulebook import Edition, Proposal, Rulebook

POLICIES = (
    "what", "id", "pack", "version", "rule", "state", "from", "until", "by", "agreed_by", "fired",
)  # fmt: skip
"""Columns of the list, in order."""


def policy_rows(book: Rulebook) -> Iterator[dict[str, Any]]:
    """Each version published, each proposal, each pause, each shadow rule; for the staff."""
    yield from map(_edition, book.editions)
    yield from map(_proposal, book.proposals)
    for pause in reversed(book.pauses):
        yield {
            "what": "pause",
            "pack": pause.pack,
            "rule": pause.rule,
            "state": "over" if pause.until else "paused",
            "from": utc_text(pause.from_),
            "until": utc_text(pause.until) if pause.until else None,
            "by": pause.by,
        }
    for shadow in book.shadows:
        yield {
            "what": "shadow",
            "pack": shadow.pack,
            "rule": shadow.rule,
            "state": "tried_out",
            "fired": shadow.fired,
        }


def _edition(edition: Edition) -> dict[str, Any]:
    policy = edition.policy
    return {
        "what": "version",
        "id": policy.ref.digest,
        "pack": policy.ref.pack,
        "version": policy.ref.version,
        "state": edition.state,
        "from": utc_text(policy.in_force_from),
        "until": utc_text(policy.in_force_to) if policy.in_force_to else None,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    change = proposal.change
    return {
        "what": change.kind,
        "id": change.id,
        "pack": change.pack,
        "version": change.version,
        "rule": change.rule or None,
        "state": proposal.state,
        "from": utc_text(change.from_),
        "by": change.proposed_by,
        "agreed_by": change.agreed_by,
    }
