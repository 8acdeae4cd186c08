"""What was decided: an item's standing, a decision with its notices."""

from typing import Any
from urllib.parse import quote

import msgspec

from evenhand.model.clock import utc_text
from evenhand.model.decision import Decision
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.statement import Statement
from evenhand.pipeline.result import finding_dict, measure_dict
from evenhand.store.decisions import (
    Kept,
    get_decision,
    last_decision_on,
    later_decisions,
    statements_of,
)
from evenhand.store.measures import open_measures
from evenhand.store.missing import not_recorded
from evenhand.store.waiting import Waiting, waiting_for
from evenhand.web.api.route import Call, answer, apart
from evenhand.web.wire import Reply


async def item(call: Call) -> Reply:
    """`GET /v1/items/{id}`."""
    return answer(await apart(lambda: _item(call.site, call.rest)))


async def decision(call: Call) -> Reply:
    """`GET /v1/decisions/{id}`."""
    return answer(await apart(lambda: _decision(decision_of_site(call.rest, call.site))))


def decision_of_site(decision_id: str, site: str) -> Kept:
    """The decision, where it is one of this site's. Raises EH410."""
    kept = get_decision(decision_id)
    if kept.decision.site != site:
        raise not_recorded("decision", "evenhand queue")
    return kept


def _item(site: str, name: str) -> dict[str, Any]:
    subject = Subject(SubjectType.ITEM, name)
    newest, waits = last_decision_on(site, subject), waiting_for(site, name)
    if newest is None and waits is None:
        raise not_recorded("item", "evenhand queue")
    decision = get_decision(newest).decision if newest else None
    measures = open_measures([(site, subject)]).get((site, subject), [])
    notices = statements_of(newest) if newest else []
    return {
        "id": name,
        "site": site,
        "pending": waits is not None and not waits.refused,
        "refused": _refused(waits),
        "decision": newest,
        "revision": decision.revision if decision else None,
        "outcome": decision.outcome if decision else None,
        "measures": [measure_dict(m, ()) for m in measures if m.state is MeasureState.IN_FORCE],
        "statements": [f"/v1/decisions/{quote(newest)}"] if newest and notices else [],
    }


def _refused(waits: Waiting | None) -> Any:
    """Why what was acknowledged could not be decided."""
    return msgspec.json.decode(waits.refused) if waits and waits.refused else None


def _decision(kept: Kept) -> dict[str, Any]:
    found: Decision = kept.decision
    made = found.id or ""
    return {
        "id": made,
        "item": found.subject.id,
        "subject": {"type": str(found.subject.type), "id": found.subject.id},
        "revision": found.revision,
        "outcome": found.outcome,
        "decided_at": utc_text(found.decided_at),
        "decided_by": found.decided_by,
        "policy": [
            {"pack": p.pack, "version": p.version, "digest": p.digest} for p in found.policy
        ],
        "findings": [finding_dict(f) for f in found.findings],
        "measures": [measure_dict(m, ()) for m in found.measures],
        "asks": [{"reason": a.reason, "rule": a.rule} for a in found.asks],
        "statements": [notice(each) for each in statements_of(made)],
        "supersedes": found.supersedes,
        "superseded_by": later_decisions(made),
        "number": kept.number,
        "log_index": kept.log_index,
    }


def notice(statement: Statement) -> dict[str, Any]:
    """A notice as JSON writes it."""
    return {
        "id": statement.id,
        "language": statement.language,
        "written_at": utc_text(statement.written_at),
        "party": str(statement.party),
        "text": statement.text,
        "refers_to": statement.refers_to,
    }
