"""Flags and appeals that a platform hands on for its users."""

from http import HTTPStatus
from typing import Any

import msgspec

from evenhand.model.case import Appeal
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.people import appeals, flags
from evenhand.store.flags import get_appeal
from evenhand.store.missing import not_recorded
from evenhand.web.api.reading import decision_of_site, notice
from evenhand.web.api.route import Call, answer, apart
from evenhand.web.api.shapes import AppealIn, FlagIn
from evenhand.web.service import service
from evenhand.web.wire import Reply

_flag = msgspec.json.Decoder(FlagIn)
_appeal = msgspec.json.Decoder(AppealIn)


async def flag(call: Call) -> Reply:
    """`POST /v1/flags`."""
    given, site = await call.form(_flag), call.site
    taken = await apart(
        lambda: flags.flag(
            service().home, site, Subject(SubjectType(given.subject.type), given.subject.id),
            given.why, given.text, who=given.who, reach=given.reach, harmed=given.harmed,
            trusted=given.trusted, language=given.language,
        )
    )  # fmt: skip
    body = {
        "receipt": taken.receipt,
        "letter": taken.letter,
        "received_at": utc_text(taken.flag.received_at),
        "log_index": taken.flag.log_index,
    }
    return answer(body, HTTPStatus.CREATED)


async def flag_status(call: Call) -> Reply:
    """`GET /v1/flags/{receipt}`."""
    return answer(await apart(lambda: _flag_status(call.rest, call.site)))


async def appeal(call: Call) -> Reply:
    """`POST /v1/appeals`."""
    given, site = await call.form(_appeal), call.site
    taken = await apart(lambda: _appealed(given, site))
    body = {
        "id": taken.appeal.id,
        "decision": taken.appeal.decision,
        "deadline": utc_text(taken.appeal.deadline),
        "letter": taken.letter,
        "log_index": taken.appeal.log_index,
    }
    return answer(body, HTTPStatus.CREATED)


async def appeal_status(call: Call) -> Reply:
    """`GET /v1/appeals/{id}`."""
    return answer(await apart(lambda: _appeal_status(call.rest, call.site)))


def _flag_status(receipt: str, site: str) -> dict[str, Any]:
    view = flags.status(service().home, receipt)
    if view.flag.site != site:
        raise not_recorded("flag", "evenhand queue")
    found = view.flag
    return {
        "subject": {"type": str(found.subject.type), "id": found.subject.id},
        "why": str(found.why),
        "received_at": utc_text(found.received_at),
        "answered_at": utc_text(found.answered_at) if found.answered_at else None,
        "answer": found.answer,
        "notices": [notice(each) for each in view.notices],
        "appealable": view.appealable,
    }


def _appealed(given: AppealIn, site: str) -> appeals.Appealed:
    """Take an appeal in, where what it names is the site's own."""
    if given.decision is None and given.receipt is None:
        raise EvenhandError(
            "EH792", "an appeal names a decision or a flag's receipt", not_done="nothing was done",
            help="give `decision`, as the notice names it, or `receipt`",
        )  # fmt: skip
    if given.decision is not None:
        decision_of_site(given.decision, site)
    if given.receipt is not None and flags.by_receipt(given.receipt).site != site:
        raise not_recorded("flag", "evenhand queue")
    return appeals.appeal(
        service().home, given.decision, given.text, party=given.party, receipt=given.receipt,
        account=given.account,
    )  # fmt: skip


def _appeal_status(appeal_id: str, site: str) -> dict[str, Any]:
    found: Appeal = get_appeal(appeal_id)
    if found.site != site:
        raise not_recorded("appeal", "evenhand queue")
    return {
        "id": found.id,
        "decision": found.decision,
        "party": str(found.party),
        "received_at": utc_text(found.received_at),
        "deadline": utc_text(found.deadline),
        "outcome": str(found.outcome) if found.outcome else None,
        "answer": found.answer,
        "answered_at": utc_text(found.answered_at) if found.answered_at else None,
    }
