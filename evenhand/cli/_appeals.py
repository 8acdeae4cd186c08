"""How appeals and their answers are shown."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evenhand.cli._people import minute, ruled_dict, ruled_lines
from evenhand.model.clock import utc_text
from evenhand.text.records import APPEAL_COLUMNS as COLUMNS
from evenhand.text.records import WHO_APPEALS as WHO
from evenhand.text.records import appeal_dict as appeal_row

if TYPE_CHECKING:
    from evenhand.pipeline.people.answering import Answered, AnsweredTogether
    from evenhand.pipeline.people.appeals import AppealView

__all__ = ["COLUMNS", "answered_dict", "answered_lines", "appeal_row", "together_dict",
           "together_lines", "view_dict", "view_lines"]  # fmt: skip


def view_dict(view: "AppealView", now: datetime) -> dict[str, Any]:
    """An appeal with its words, as JSON writes it."""
    appeal = view.appeal
    return {
        **appeal_row(appeal, now),
        "case": view.case.id,
        "text": appeal.text,
        "answer": appeal.answer,
        "answered_at": utc_text(appeal.answered_at) if appeal.answered_at else None,
        "result": appeal.result,
    }


def view_lines(view: "AppealView", now: datetime) -> Iterator[str]:
    """An appeal with its words, as text."""
    appeal = view.appeal
    yield f"Appeal {appeal.id} by {WHO[appeal.party]} against {appeal.decision}"
    late = ", overdue" if appeal.outcome is None and appeal.deadline < now else ""
    yield f"Received {minute(appeal.received_at)}, due {minute(appeal.deadline)}{late}"
    yield f"Everything about it: evenhand case show {view.case.id}"
    yield f"\nTheir words:\n{appeal.text}"
    if appeal.answered_at is not None:
        yield f"\nOur answer of {minute(appeal.answered_at)} ({appeal.outcome}):\n{appeal.answer}"


def answered_dict(answered: "Answered") -> dict[str, Any]:
    """An answered appeal as JSON writes it."""
    appeal = answered.appeal
    return {
        "appeal": appeal.id,
        "appeal_outcome": str(appeal.outcome),
        **ruled_dict(answered.ruled),
        "letter": answered.letter,
    }


def answered_lines(answered: "Answered") -> Iterator[str]:
    """An answered appeal as text: what came of it, and the letter to send."""
    yield f"appeal {answered.appeal.id}: {answered.appeal.outcome}"
    yield from ruled_lines(answered.ruled)
    yield f"\nThe letter for {WHO[answered.appeal.party]}:\n"
    yield answered.letter.rstrip("\n")


def together_dict(together: "AnsweredTogether") -> dict[str, Any]:
    """Appeals answered together, and those that were not, as JSON writes them."""
    return {
        "answered": [answered_dict(each) for each in together.answered],
        "skipped": [
            {"appeal": each.appeal, "error": each.refused.as_dict()} for each in together.skipped
        ],
    }


def together_lines(together: "AnsweredTogether") -> Iterator[str]:
    """Appeals answered together, and those that were not, as text."""
    for each in together.answered:
        yield from answered_lines(each)
        yield "-" * 72
    for left in together.skipped:
        yield f"appeal {left.appeal}: not answered. {left.refused.code}: {left.refused.what}"
