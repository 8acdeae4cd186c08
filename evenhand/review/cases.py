"""What comes back to people for another reason than a decision's own question.

Each function gives the case that the pipeline keeps; ids and times come in from outside.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from evenhand.model.case import Appeal, Case, CaseReason, Flag, FlagWhy, Look
from evenhand.model.contact import Contact, ContactKind, ContactRole
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.model.people import Fact
from evenhand.model.policy import Policy
from evenhand.review.claim import check_open
from evenhand.review.names import name_key, name_keys
from evenhand.review.open import LIVE_PRIVATE, LONGEST, in_time, is_covered, is_private
from evenhand.review.queues import Queue

AT_ONCE = timedelta(minutes=5)
"""How soon a person looks where a life is in danger."""

NO_HURRY = timedelta(hours=72)
LESS_URGENT = frozenset({FlagWhy.SPAM, FlagWhy.OTHER})
ORDERS = frozenset({ContactKind.ORDER_9, ContactKind.ORDER_10})


def flag_case(
    id: str,
    flag: Flag,
    measures: Iterable[Measure] = (),
    *,
    decision: str | None = None,
    matter: str | None = None,
    account: str | None = None,
) -> Case:
    """The case that a flag opens; `measures` are those on what it is about.

    Private information that everybody can still see is due in minutes, a trusted flagger's and
    what may be against the law in a day, spam and the like in three.
    """
    urgency, due_at = _flag_place(flag, measures)
    private = flag.why is FlagWhy.PRIVATE_INFORMATION
    return Case(
        id=id,
        site=flag.site,
        queue=Queue.PRIVATE_INFORMATION if private else Queue.FLAGS,
        urgency=urgency,
        opened_at=flag.received_at,
        due_at=due_at,
        reasons=_flag_reasons(flag),
        subject=flag.subject,
        decision=decision,
        matter=matter,
        account=account,
    )


def join_flag(case: Case, flag: Flag, measures: Iterable[Measure] = ()) -> Case:
    """The case with one more flag: further ahead in its queue or where it was, nothing else.

    Only urgency, due time and the reasons that order the queue can change; however many flags
    join, they never decide anything.

    Raises EvenhandError: EH640 for a closed case, EH650 for a flag about something else.
    """
    check_open(case, "The flag was not joined to it.")
    if (flag.site, flag.subject) != (case.site, case.subject):
        raise EvenhandError(
            "EH650",
            "This flag is not about what the case is about.",
            not_done="The flag was not joined to the case.",
            help="Find its case with `evenhand queue`, or let it open one of its own.",
        )
    urgency, due_at = _flag_place(flag, measures)
    return replace(
        case,
        urgency=min(case.urgency, urgency),
        due_at=min(case.due_at, due_at),
        reasons=tuple(dict.fromkeys(case.reasons + _flag_reasons(flag))),
    )


def appeal_case(id: str, appeal: Appeal, decision: Decision) -> Case:
    """The case of an appeal, due by its deadline; `urgency_at` raises it as that comes near."""
    return _of_decision(
        id, decision, Queue.APPEALS, 3, appeal.received_at, appeal.deadline, CaseReason.APPEAL,
        about=appeal.id,
    )  # fmt: skip


def fact_case(id: str, fact: Fact, decision: Decision, at: datetime) -> Case:
    """A fact has fallen: one of the decisions that rest on it is looked at again, within a day."""
    return _of_decision(
        id, decision, Queue.FACTS, 2, at, at + LONGEST, CaseReason.FACT_FELL,
        about=None if fact.id is None else str(fact.id),
    )  # fmt: skip


def cure_case(id: str, measure: Measure, decision: Decision, at: datetime) -> Case:
    """Somebody says that they put it right, and a person has to see: a link, or a sixth try."""
    case = _of_decision(
        id, decision, Queue.CURE, 3, at, at + LONGEST, CaseReason.CURE, about=measure.id
    )
    return replace(case, subject=measure.subject)


def hold_case(id: str, hold: Measure, decision: Decision) -> Case:
    """Somebody holds an item: a person decides about it before the hold ends by itself."""
    begin = hold.from_
    due_at = in_time(begin, hold.until or begin + LONGEST)
    case = _of_decision(
        id, decision, Queue.GENERAL, 2, begin, due_at, CaseReason.HOLD, about=hold.id
    )
    return replace(case, subject=hold.subject)


def look_case(
    id: str, look: Look, decision: Decision, policies: Iterable[Policy], at: datetime
) -> Case:
    """A later look found again behind a link what its block was lifted for.

    `policies` are those that the decision names: where it was private information, it is live
    again, and the case is due in minutes.
    """
    urgency, wait = (1, LIVE_PRIVATE) if is_private(decision, policies) else (2, LONGEST)
    case = _of_decision(
        id, decision, Queue.LOOK_AGAIN, urgency, at, at + wait, CaseReason.LOOK_AGAIN,
        about=str(look.id),
    )  # fmt: skip
    return replace(case, subject=Subject(SubjectType.LINK, look.link))


def contact_case(
    id: str, contact: Contact, subject: Subject, trusted_flaggers: Collection[str] = ()
) -> Case:
    """The case of a contact: somebody has to decide what is done about it.

    Its times count from its registration, since nobody could look before. `trusted_flaggers`
    are the site's: calling oneself one is not enough.
    """
    trusted = is_trusted(contact, trusted_flaggers)
    urgency, wait = _contact_place(contact, trusted)
    reasons = (
        (CaseReason.THREAT_TO_LIFE if contact.threat_to_life else CaseReason.CONTACT),
        *((CaseReason.TRUSTED_FLAGGER,) if trusted else ()),
    )
    return Case(
        id=id,
        site=contact.site,
        queue=Queue.THREAT_TO_LIFE if contact.threat_to_life else Queue.CONTACTS,
        urgency=urgency,
        opened_at=contact.logged_at,
        due_at=contact.logged_at + wait,
        reasons=reasons,
        subject=subject,
        matter=contact.matter,
        about=contact.id,
    )


def seal_case(id: str, contact: Contact, subject: Subject, at: datetime) -> Case:
    """A contact's seal is to be looked at again, by the time that was set for it.

    Raises EvenhandError: EH651 for a contact that is not sealed.
    """
    if contact.seal is None:
        raise EvenhandError(
            "EH651",
            "This contact is not sealed.",
            not_done="No case was opened.",
            help="Only sealed contacts are looked at again.",
        )
    return Case(
        id=id,
        site=contact.site,
        queue=Queue.SEALS,
        urgency=3,
        opened_at=at,
        due_at=contact.seal.review_at,
        reasons=(CaseReason.SEAL,),
        subject=subject,
        matter=contact.matter,
        about=contact.id,
    )


def is_trusted(contact: Contact, trusted_flaggers: Collection[str]) -> bool:
    """Whether a contact comes from one of the site's trusted flaggers."""
    named = name_key(contact.organisation) in name_keys(trusted_flaggers)
    return contact.role is ContactRole.TRUSTED_FLAGGER and named


def _flag_place(flag: Flag, measures: Iterable[Measure]) -> tuple[int, datetime]:
    """Urgency and due time that one flag asks for."""
    private = flag.why is FlagWhy.PRIVATE_INFORMATION
    if private and not is_covered(flag.subject, measures):
        return 1, flag.received_at + LIVE_PRIVATE
    if flag.trusted:
        return 2, flag.received_at + LONGEST
    if flag.why in LESS_URGENT:
        return 4, flag.received_at + NO_HURRY
    return 3, flag.received_at + LONGEST


def _flag_reasons(flag: Flag) -> tuple[CaseReason, ...]:
    own = flag.harmed and flag.why is FlagWhy.PRIVATE_INFORMATION
    return (
        CaseReason.FLAG,
        *((CaseReason.HARMED_PARTY,) if own else ()),
        *((CaseReason.TRUSTED_FLAGGER,) if flag.trusted else ()),
    )


def _contact_place(contact: Contact, trusted: bool) -> tuple[int, timedelta]:
    if contact.threat_to_life:
        return 1, AT_ONCE
    if trusted or contact.binding or contact.kind in ORDERS:
        return 2, LONGEST
    return (3, LONGEST) if contact.kind is ContactKind.NOTICE_16 else (4, NO_HURRY)


def _of_decision(
    id: str,
    decision: Decision,
    queue: Queue,
    urgency: int,
    opened_at: datetime,
    due_at: datetime,
    reason: CaseReason,
    *,
    about: str | None,
) -> Case:
    """A case in which an earlier decision is looked at again."""
    return Case(
        id=id,
        site=decision.site,
        queue=queue,
        urgency=urgency,
        opened_at=opened_at,
        due_at=due_at,
        reasons=(reason,),
        subject=decision.subject,
        decision=decision.id,
        matter=decision.matter,
        account=decision.account,
        about=about,
    )
