"""Appeals: one open per decision, answered in writing, in time, by somebody else."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from evenhand.model.case import Appeal, AppealOutcome, Flag, Party
from evenhand.model.clock import day_text
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.review.fit import check_other

LONGEST_TEXT = 5_000
SHORTEST_ANSWER = 20
NOT_RECEIVED = "The appeal was not received."
NOT_ANSWERED = "The appeal was not answered; it stays open."


def deadline(received_at: datetime, site: Site) -> datetime:
    """By when an appeal is answered."""
    return received_at + timedelta(days=site.appeal_answer_days)


def check_appeal(
    appeal: Appeal,
    decision: Decision,
    earlier: Iterable[Appeal],
    site: Site,
    *,
    account: str | None = None,
    flag: Flag | None = None,
) -> None:
    """Refuse an appeal that cannot be received.

    `earlier` are the appeals against the decision so far. `account` is who appeals as the
    writer; `flag` is the flag of a harmed party or flagger who does.

    Raises EvenhandError: EH655 for no text or too long a one, EH656 for somebody whom the decision
    does not concern, EH654 while another one is open, EH657 when it is too late.
    """
    _check_text(appeal.text)
    if appeal.decision != decision.id or not _is_party(appeal, decision, account, flag):
        raise EvenhandError(
            "EH656",
            "This decision is not one that you can appeal.",
            not_done=NOT_RECEIVED,
            help="Those can whose item, account or link it fell on, whose information it is "
            "about, or who flagged it. Use the link in your own notice.",
        )
    if any(old.decision == decision.id and old.outcome is None for old in earlier):
        raise EvenhandError(
            "EH654",
            "An appeal against this decision is open already.",
            not_done=NOT_RECEIVED,
            help="Wait for its answer.",
        )
    _check_time(appeal, decision, site)


def check_answer(
    appeal: Appeal,
    outcome: AppealOutcome,
    answer: str,
    *,
    by: str,
    deciders: Collection[str],
    before: int,
    after: int,
    short_form: bool = False,
) -> None:
    """Refuse an answer to an appeal that would not be one.

    `by` is who answers, `deciders` are the people of the decision appealed against
    (`fit.deciders_of`). `before` and `after` are the severities of the heaviest measure then and
    as it would be now, 0 for none. `short_form`: a ready answer, as for spam.

    Raises EvenhandError: EH658 where it has an answer, EH659 for too short or too long a one,
    EH647 where `by` took part in the decision, EH660 for an outcome that the measures belie.
    """
    if appeal.outcome is not None:
        raise EvenhandError(
            "EH658",
            "This appeal has been answered already.",
            not_done="The first answer stands.",
            help="To change what was decided, decide anew; the person is told by a new notice.",
        )
    shortest = 1 if short_form else SHORTEST_ANSWER
    if not shortest <= len(answer.strip()) <= LONGEST_TEXT:
        raise EvenhandError(
            "EH659",
            f"The written answer has {len(answer.strip()):,} characters.",
            not_done=NOT_ANSWERED,
            help=f"Say in {shortest} to {LONGEST_TEXT:,} characters what was looked at and why "
            "the outcome is what it is.",
        )
    check_other(by, deciders)
    _check_outcome(appeal, outcome, before, after)


def overdue(appeals: Iterable[Appeal], at: datetime) -> tuple[Appeal, ...]:
    """The open appeals past their deadline, the longest overdue first; their count is public."""
    late = [appeal for appeal in appeals if appeal.outcome is None and appeal.deadline < at]
    return tuple(sorted(late, key=lambda appeal: (appeal.deadline, appeal.id)))


def _check_text(text: str) -> None:
    length = len(text)
    if not text.strip() or length > LONGEST_TEXT:
        raise EvenhandError(
            "EH655",
            f"The appeal's text has {length:,} characters." if text.strip()
            else "The appeal has no text.",
            not_done=NOT_RECEIVED,
            help=f"Say in 1 to {LONGEST_TEXT:,} characters why the decision should change.",
        )  # fmt: skip


def _check_time(appeal: Appeal, decision: Decision, site: Site) -> None:
    last = decision.decided_at + timedelta(days=site.appeal_days)
    if appeal.received_at > last:
        raise EvenhandError(
            "EH657",
            f"This decision could be appealed until {day_text(last)}.",
            not_done=NOT_RECEIVED,
            help="Write to the site's contact address; a decision can still be changed there.",
        )


def _is_party(appeal: Appeal, decision: Decision, account: str | None, flag: Flag | None) -> bool:
    """Whether the decision concerns whoever appeals, in the capacity that they claim."""
    if appeal.site != decision.site:
        return False
    if appeal.party is Party.WRITER:
        fell = bool(decision.measures or decision.standing)
        return fell and account is not None and account == decision.account
    if flag is None or flag.id != appeal.flag or flag.site != decision.site:
        return False
    concerns = flag.decision == decision.id or flag.subject == decision.subject
    return concerns and (flag.harmed or appeal.party is Party.FLAGGER)


def _check_outcome(appeal: Appeal, outcome: AppealOutcome, before: int, after: int) -> None:
    """The outcome's word must be true of the measures, and a writer's appeal never backfires."""
    if appeal.party is Party.WRITER and after > before:
        wrong = "A writer's appeal cannot end with a heavier measure."
    elif outcome is AppealOutcome.UPHELD and after != before:
        wrong = "An upheld decision leaves its measures as they were."
    else:
        return
    raise EvenhandError(
        "EH660",
        wrong,
        not_done=NOT_ANSWERED,
        help="`upheld` changes nothing, `overturned` takes the decision back, `varied` puts "
        "another in its place, for a writer never a heavier one.",
    )
