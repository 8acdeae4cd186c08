"""Flags: anybody says what is wrong, gets a receipt, and is answered; a flag decides nothing."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from evenhand.model.case import Appeal, Case, CaseReason, CaseState, Flag, FlagWhy
from evenhand.model.decision import Decision
from evenhand.model.entry import digest_text
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_URL
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.site import Site
from evenhand.model.statement import Statement
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import reader_language
from evenhand.pipeline.people.appealable import (
    appeals_in,
    chain_of,
    check_appealable,
    newest_for,
    party_of,
)
from evenhand.pipeline.people.said import check_letter, check_name, check_text
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.appeals import deadline
from evenhand.review.cases import flag_case, join_flag
from evenhand.review.claim import close
from evenhand.review.flags import (
    AN_HOUR,
    FLAG_REASONS,
    check_flag,
    check_rate,
    joined_case,
    reopens,
)
from evenhand.review.names import name_key, name_keys
from evenhand.statements.letters import FlagOutcome, flag_answered, flag_received
from evenhand.store.cases import cases_about, cases_of_decision, get_case, keep_case
from evenhand.store.decisions import (
    decision_chain,
    get_decision,
    last_decision_on,
    statements_to,
)
from evenhand.store.flags import (
    flag_by_receipt,
    flags_about,
    flags_of_case,
    keep_flag,
    times_of_sender,
)
from evenhand.store.measures import measures_of_decision, open_measures
from evenhand.store.sites import get_site

RECEIPT_BYTES = 32
NOT_RECEIVED = "the flag was not received"


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag that has arrived.

    Attributes:
        receipt: the link under which its answer will stand; only a digest of its secret is kept.
        letter: what the flagger is told at once.
    """

    flag: Flag
    receipt: str
    letter: str


@dataclass(frozen=True, slots=True)
class FlagView:
    """What somebody sees who follows their receipt link.

    Attributes:
        notices: what they were told since: of measures, where it is their own information, and
            of what came of their appeals.
        appeals: theirs, oldest first.
        appealable: id of the decision that they may appeal now; None is none.
    """

    flag: Flag
    notices: Sequence[Statement]
    appeals: Sequence[Appeal]
    appealable: str | None


def flag(
    home: Home,
    site: str,
    subject: Subject,
    why: FlagWhy,
    text: str,
    *,
    who: str | None = None,
    reach: str = "",
    harmed: bool = False,
    trusted: bool = False,
    language: str = "en",
) -> Flagged:
    """Take in a flag: it joins the open case about the same thing, or opens one, never more.

    What people approved does not come back to them for more of the same: such a flag is answered
    at once. The item need not be known here.

    Args:
        who: as they name themselves; nobody needs an account or a name.
        reach, language: where, and in which language, an answer can be sent.
        harmed: it is the flagger's own information; they are told of every measure from now on.
        trusted: they are one of the site's trusted flaggers, and whoever calls has checked that.

    Raises EvenhandError: EH406, EH577, EH652, EH653, EH680 for no such flagger, EH688.
    """
    # A receipt is a secret of the real machine, never of a replayable source.
    token = secrets.token_urlsafe(RECEIPT_BYTES)
    with turn(home) as now:
        place = get_site(site)
        given = Flag(
            now.new_id(), site, subject, None, FlagWhy(why), text, now.now, _digest(token), who,
            reach, harmed, trusted, language,
        )  # fmt: skip
        given, merged = _placed(_checked(given, place), now)
        given = replace(given, log_index=_enter(given, merged, now))
        keep_flag(given)
    link = f"{place.url.rstrip('/')}/flag/{token}"
    letter = flag_received(given, place, receipt=link, language=reader_language(language, place))
    return Flagged(given, link, letter)


def status(home: Home, receipt: str) -> FlagView:
    """What came of a flag, for whoever holds its receipt: the link, or the secret at its end.

    Raises EvenhandError: EH681.
    """
    given = by_receipt(receipt)
    chain = chain_of(given.decision) if given.decision else ()
    appeals = [appeal for appeal in appeals_in(chain) if appeal.flag == given.id]
    against = _appealable(given, chain, home.clock.now()) if chain else None
    return FlagView(given, statements_to(given.id), appeals, against)


def by_receipt(receipt: str) -> Flag:
    """The flag that a receipt was given for. Raises EvenhandError: EH681."""
    found = flag_by_receipt(_digest(receipt.strip().rstrip("/").rpartition("/")[2]))
    if found is None:
        raise EvenhandError(
            "EH681", "no flag with this receipt is recorded here",
            not_done="nothing was shown or changed",
            help="give the whole link, as it stands in the letter that confirmed the report",
        )  # fmt: skip
    return found


def answer_flags(turn: Turn, case: Case, decision: Decision) -> list[Flag]:
    """Answer everybody who flagged what a closed case was about; returns the flags as they are.

    Where a second person has still to agree and nothing is in force meanwhile, they wait in the
    case that the decision opened. Other cases that were there for them alone are closed.
    """
    turn.recording.flush()
    joined = flags_of_case(case.id) + flags_about(case.site, case.subject)
    waiting = {each.id: each for each in joined if each.answered_at is None}.values()
    for other in {each.case for each in waiting} - {case.id, None}:
        _close_with(case, get_case(str(other)), turn)
    on = _in_force(case.site, case.subject, decision)
    if decision.asks and not on:
        return _wait_on(waiting, cases_of_decision(decision.id or "")[-1])
    return [_answer(turn, each, decision, on) for each in waiting]


def _appealable(given: Flag, chain: Sequence[Decision], at: datetime) -> str | None:
    """The decision that a flagger may appeal now."""
    site, party = get_site(given.site), party_of(given)
    target = newest_for(party, chain).id or ""
    appeal = Appeal("", given.site, target, party, "-", at, deadline(at, site), given.id)
    try:
        check_appealable(appeal, chain, site, account=None, flag=given)
    except EvenhandError:
        return None
    return target


def _checked(given: Flag, site: Site) -> Flag:
    """The flag without blanks around its texts. Raises EH577, EH652, EH653, EH680, EH688."""
    check_flag(given)
    if given.trusted and name_key(given.who or "") not in name_keys(site.trusted_flaggers):
        raise EvenhandError(
            "EH680", f"this is none of the trusted flaggers of the site `{site.name}`",
            not_done=NOT_RECEIVED, help="hand it in without --trusted, like anybody's",
        )  # fmt: skip
    if given.subject.type is SubjectType.CONTACT:
        raise EvenhandError(
            "EH688", "a contact cannot be flagged", not_done=NOT_RECEIVED,
            help="flag the item, link or account; a contact is disputed or replied to",
        )  # fmt: skip
    for sender in {given.who, given.reach} - {None, ""}:
        lately = times_of_sender(site.name, str(sender), given.received_at - AN_HOUR)
        check_rate(lately, given.received_at)
    kind = given.subject.type
    name = (
        check_text("the link", given.subject.id, NOT_RECEIVED, most=MAX_URL)
        if kind is SubjectType.LINK
        else check_name(f"the {kind}", given.subject.id, NOT_RECEIVED)
    )
    return replace(
        given,
        subject=Subject(kind, name),
        text=check_letter("the text", given.text, NOT_RECEIVED),
        who=check_name("the name", given.who, NOT_RECEIVED) if given.who else None,
        reach=check_name("the address", given.reach, NOT_RECEIVED) if given.reach else "",
        language=check_name("the language", given.language, NOT_RECEIVED),
    )


def _placed(given: Flag, now: Turn) -> tuple[Flag, bool]:
    """The flag in its case, or answered at once; and whether its case was open already."""
    last = last_decision_on(given.site, given.subject)
    decision = get_decision(last).decision if last else None
    given = replace(given, revision=decision.revision if decision else None)
    on = _in_force(given.site, given.subject, decision)
    case = joined_case(given, cases_about(given.site, given.subject))
    if case is not None:
        keep_case(join_flag(case, given, on))
        return replace(given, case=case.id), True
    if decision is not None and _settled(given, decision, on):
        return _told(given, decision, _outcome(given, on), now), False
    account = given.subject.id if given.subject.type is SubjectType.ACCOUNT else None
    case = flag_case(
        now.new_id(),
        given,
        on,
        decision=decision.id if decision else None,
        matter=decision.matter if decision else None,
        account=decision.account if decision else account,
    )
    keep_case(case)
    return replace(given, case=case.id), False


def _settled(given: Flag, decision: Decision, on: Sequence[Measure]) -> bool:
    """Whether people have decided about it, that still holds, and the flag brings nothing new."""
    holds = bool(decision.people) and (decision.outcome == "allow" or bool(on))
    if not holds:
        return False
    return not reopens(given, flags_about(given.site, given.subject), decision.revision)


def _enter(given: Flag, merged: bool, now: Turn) -> int:
    """The log's entry of a flag that has arrived."""
    fields: dict[str, object] = {
        "change": "received",
        "why": str(given.why),
        "subject": str(given.subject.type),
        "merged": merged,
        "harmed": given.harmed,
    }
    if given.trusted:
        fields["trusted"] = True
    if given.answer is not None:
        fields["answered"] = "at_once"
    sealed = {
        "flag": given.id,
        "subject": given.subject.id,
        "text": digest_text(given.text),
        "receipt": given.receipt,
    }
    sealed |= {name: value for name, value in (("who", given.who), ("reach", given.reach)) if value}
    return now.enter("flag", given.site, given.case or given.id, fields, sealed)


def _in_force(site: str, subject: Subject, decision: Decision | None) -> list[Measure]:
    """What is in force on something, or by the decision about it and those before that one."""
    subjects = {subject} if decision is None else {subject, decision.subject}
    found = open_measures((site, each) for each in subjects)
    measures = [measure for held in found.values() for measure in held]
    if decision is not None:
        chain = decision_chain(decision.id or "")
        measures += [measure for each in chain for measure in measures_of_decision(each)]
    return [measure for measure in measures if measure.state is MeasureState.IN_FORCE]


def _close_with(case: Case, other: Case, now: Turn) -> None:
    """Nobody is sent to look at flags that have their answer."""
    if other.state is CaseState.OPEN and set(other.reasons) <= FLAG_REASONS:
        keep_case(close(other, case.closed_by or "", now.now))


def _wait_on(flags: Iterable[Flag], case: Case) -> list[Flag]:
    """The flags wait in another case for their answer; it stays open until they have it."""
    moved = []
    for each in flags:
        if each.subject == case.subject:
            case = join_flag(case, each)
        reasons = dict.fromkeys((*case.reasons, CaseReason.FLAG))
        case = replace(case, reasons=tuple(reasons))
        moved.append(replace(each, case=case.id))
        keep_flag(moved[-1])
    keep_case(case)
    return moved


def _answer(turn: Turn, given: Flag, decision: Decision, on: Iterable[Measure]) -> Flag:
    """One flag answered: the letter is kept, its outcome is logged."""
    outcome = _outcome(given, on)
    answered = _told(given, decision, outcome, turn)
    keep_flag(answered)
    turn.enter(
        "flag",
        given.site,
        given.case or given.id,
        {"change": "answered", "outcome": str(outcome)},
        {"flag": given.id, "answer": digest_text(answered.answer or "")},
    )
    return answered


def _told(given: Flag, decision: Decision, outcome: FlagOutcome, now: Turn) -> Flag:
    """The flag with its answer, in the flagger's language."""
    site = get_site(given.site)
    letter = flag_answered(
        given,
        site,
        outcome=outcome,
        at=now.now,
        language=reader_language(given.language, site),
        why=decision.reason,
    )
    return replace(given, answer=letter, answered_at=now.now, decision=decision.id)


def _outcome(given: Flag, on: Iterable[Measure]) -> FlagOutcome:
    """What is true of a flag: a measure since it came, one that was there before, or none."""
    begun = [measure.from_ for measure in on]
    if any(begin >= given.received_at for begin in begun):
        return FlagOutcome.MEASURE
    return FlagOutcome.ALREADY if begun else FlagOutcome.NONE


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
