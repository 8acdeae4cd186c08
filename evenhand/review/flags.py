"""Flags order the queue and never cause a measure, however many there are (house.md, 8)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from evenhand.model.case import Case, CaseReason, CaseState, Flag
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.review.queues import Queue, sort_key

LONGEST_FIELDS: Mapping[str, int] = {"text": 2_000, "who": 300, "reach": 300}
"""Field of a flag -> code points that it may have."""

AN_HOUR = timedelta(hours=1)
FLAGS_AN_HOUR = 30
"""How many flags one sender can hand in within an hour."""

ANSWERED_ON_THEIR_OWN = frozenset(
    {Queue.APPEALS, Queue.SEALS, Queue.CONTACTS, Queue.THREAT_TO_LIFE, Queue.CURE}
)
"""Queues whose cases a flag does not join: what closes them does not answer it."""

FLAG_REASONS = frozenset({CaseReason.FLAG, CaseReason.HARMED_PARTY, CaseReason.TRUSTED_FLAGGER})
"""Reasons of a case that is there for flags alone."""


def check_flag(flag: Flag) -> None:
    """Refuse a flag that is too long.

    Raises EvenhandError: EH652.
    """
    for field, longest in LONGEST_FIELDS.items():
        length = len(getattr(flag, field) or "")
        if length > longest:
            raise EvenhandError(
                "EH652",
                f"The flag's `{field}` has {length:,} characters; {longest:,} are possible.",
                not_done="The flag was not received.",
                help="Shorten it and send it again; say only what is wrong and where.",
            )


def check_rate(received: Iterable[datetime], at: datetime) -> None:
    """Refuse the flag of a sender who handed in too many; `received`: when theirs came.

    Raises EvenhandError: EH653, which says when the next one is taken.
    """
    lately = sorted(time for time in received if at - AN_HOUR < time <= at)
    if len(lately) >= FLAGS_AN_HOUR:
        raise EvenhandError(
            "EH653",
            f"More than {FLAGS_AN_HOUR} flags came from here within an hour.",
            not_done="The flag was not received; the earlier ones are in the queue.",
            help=f"Send it again after {utc_text(lately[-FLAGS_AN_HOUR] + AN_HOUR)}.",
        )


def joined_case(flag: Flag, cases: Iterable[Case]) -> Case | None:
    """The open case about the same thing that a flag joins, the most urgent; None is none."""
    same = [
        case
        for case in cases
        if case.state is CaseState.OPEN
        and (case.site, case.subject) == (flag.site, flag.subject)
        and case.queue not in ANSWERED_ON_THEIR_OWN
    ]
    return min(same, key=lambda case: sort_key(case, flag.received_at), default=None)


def reopens(flag: Flag, earlier: Iterable[Flag], revision: int) -> bool:
    """Whether a flag brings an approved item back to the queue; `revision` is the approved one.

    Only an edit or new evidence does: a complaint of a kind that was not looked at for that
    revision, or the first one by the person whose information it is. More of the same never.
    `earlier` are the flags about the item before this one; those without an answer do not count.
    """
    if flag.revision is not None and flag.revision > revision:
        return True
    # A flag that names no revision was looked at on whichever was there, hence on this one too.
    looked_at = [
        old
        for old in earlier
        if old.id != flag.id and old.answered_at is not None and old.revision in (revision, None)
    ]
    if flag.harmed and not any(old.harmed for old in looked_at):
        return True
    return flag.why not in {old.why for old in looked_at}
