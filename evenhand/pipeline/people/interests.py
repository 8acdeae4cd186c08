"""Interests: what ties owners, officers and reviewers to parties, declared before it matters.

A reviewer's keeps cases away from them; an owner's or officer's shows on each statement of a
matter that it touches. None is ever deleted: it is ended, and the log holds both.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from evenhand.model.case import Case, Note
from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Holder, Interest, InterestKind, Role, Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.people.said import check_name, check_text
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review import claim as claims
from evenhand.review.fit import conflicts
from evenhand.review.names import name_key
from evenhand.store.cases import add_note, keep_case, open_cases
from evenhand.store.items import is_author
from evenhand.store.staff import all_interests, get_interest, keep_interest

NOT_DECLARED = "no interest was declared"
NOT_ENDED = "the interest stays as it was"
RELEASED = "Released: whoever had it in hand has declared an interest in a party."


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared interest, and the cases that its holder had in hand and has no more."""

    interest: Interest
    released: tuple[Case, ...]
    log_index: int


def declare(
    home: Home,
    site: str,
    by: str,
    holder: str,
    role: Holder,
    party: str,
    kind: InterestKind,
    source: str,
    from_: datetime | None = None,
    until: datetime | None = None,
    person: bool = False,
) -> Declared:
    """Declare an interest; cases that it keeps away are released with a note.

    Args:
        by: who declares it: reviewers their own, administrators an owner's or officer's.
        holder: the staff name of a reviewer, else who it is; sealed.
        party: whom it is with; public where it is an organisation.
        source: where it is known from; sealed.
        from_: since when; None is now.
        person: the party is a natural person, hence sealed.

    Raises EvenhandError: EH413, EH624 for an organisation's name that holds private information,
        EH571, EH573 where it is not theirs to declare, EH574 for times that do not fit, EH575 for
        an account that is called an organisation, EH577.
    """
    with turn(home) as now:
        staff = giver(now, site, by, EVERYBODY, NOT_DECLARED)
        told = Interest(
            site, holder, role, party, kind, source, from_ or now.now, until, person, now.new_id()
        )
        interest = _checked(told, staff)
        keep_interest(interest, now.now)
        index = _enter(now, interest, "declared")
        return Declared(interest, drop_claims(now, site, by), index)


def end(home: Home, interest_id: str, by: str, at: datetime | None = None) -> Interest:
    """An interest is over, or will be at `at`; it stays on record.

    Raises EvenhandError: EH410, EH413, EH571, EH573, EH574 where it is over by then already.
    """
    with turn(home) as now:
        interest = get_interest(interest_id)
        staff = giver(now, interest.site, by, EVERYBODY, NOT_ENDED)
        _check_own(staff, interest.holder, interest.role, NOT_ENDED)
        ended = replace(interest, until=at or now.now)
        _check_times(ended, NOT_ENDED)
        if interest.until is not None and interest.until <= (ended.until or now.now):
            raise _times("it is over by then already", NOT_ENDED, "declare a new one if it goes on")
        keep_interest(ended, now.now)
        _enter(now, ended, "ended")
    return ended


def drop_claims(now: Turn, site: str, by: str) -> tuple[Case, ...]:
    """Take cases out of the hands of those with an interest in a party, with a note on each."""
    declared, released = all_interests(site), []
    for case in open_cases(site):
        name = claims.holder(case, now.now)
        if name and conflicts(name, declared, parties_of_case(case), now.now):
            released.append(claims.release(case, name, now.now))
            keep_case(released[-1])
            add_note(Note(case.id, by, now.now, RELEASED))
    return tuple(released)


def _enter(now: Turn, interest: Interest, change: str) -> int:
    """The entry: in which capacity and with which organisation; never who holds it."""
    fields: dict[str, Any] = {
        "change": change,
        "role": str(interest.role),
        "kind": str(interest.kind),
        "from": day_text(interest.from_),
    }
    if interest.until is not None:
        fields["until"] = day_text(interest.until)
    sealed = {"holder": interest.holder, "source": interest.source}
    (sealed if interest.person else fields)["party"] = interest.party
    return now.enter("interest", interest.site, interest.id, fields, sealed)


def _checked(told: Interest, by: Staff) -> Interest:
    """The interest as it can be kept: theirs to declare, its texts and times as they should be."""
    interest = replace(
        told,
        holder=check_name("the holder", told.holder, NOT_DECLARED),
        party=check_name("the party", told.party, NOT_DECLARED),
        source=check_text("the source", told.source, NOT_DECLARED),
    )
    _check_own(by, interest.holder, interest.role, NOT_DECLARED)
    _check_times(interest, NOT_DECLARED)
    if not interest.person:
        _check_public(interest.site, interest.party)
    return interest


def _check_own(staff: Staff, holder: str, role: Holder, not_done: str) -> None:
    """Reviewers speak for themselves, administrators for owners and officers."""
    if role is Holder.REVIEWER:
        allowed, help = (
            name_key(holder) == name_key(staff.name),
            "reviewers declare and end their own interests, under their own staff name",
        )
    else:
        allowed, help = (
            staff.role is Role.ADMINISTRATOR,
            "an administrator declares and ends the interests of owners and officers",
        )
    if not allowed:
        raise EvenhandError(
            "EH573", "this interest is not yours to declare or end", not_done=not_done, help=help
        )


def _check_public(site: str, party: str) -> None:
    """The name of an organisation is public: nothing private, and no account's."""
    refuse_private(party, "the party's name")
    if is_author(site, party):
        raise EvenhandError(
            "EH575", "the party is an account of this site", not_done=NOT_DECLARED,
            help="say that it is a person (--person): then its name is sealed",
        )  # fmt: skip


def _check_times(interest: Interest, not_done: str) -> None:
    """Aware, and the end after the beginning."""
    times = [at for at in (interest.from_, interest.until) if at is not None]
    if any(at.tzinfo is None for at in times):
        raise _times("a time has no zone", not_done, "add an offset or Z")
    if interest.until is not None and interest.until <= interest.from_:
        raise _times("it ends before it begins", not_done, "give a later end")


def _times(what: str, not_done: str, help: str) -> EvenhandError:
    return EvenhandError("EH574", f"the interest's times: {what}", not_done=not_done, help=help)
