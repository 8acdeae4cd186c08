"""Who may decide a case: nobody in their own cause, nobody with an interest in it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from evenhand.model.case import Agreement, Case, CaseReason
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Holder, Interest, Role, Staff
from evenhand.review.names import name_key, name_keys

NOT_DONE = "Nothing was decided; the case stays as it was."


class Deciding(StrEnum):
    """What somebody is about to decide."""

    CASE = "case"
    AGREEMENT = "agreement"
    """As the second person, about a measure that somebody else or a rule proposed."""
    APPEAL = "appeal"


def check_fit(
    staff: Staff,
    case: Case,
    *,
    parties: Iterable[str],
    interests: Iterable[Interest],
    deciders: Collection[str],
    at: datetime,
    for_: Deciding = Deciding.CASE,
) -> None:
    """Refuse somebody who may not decide this case at this time.

    `parties` are all who are concerned: the matter's, the account, who asked. `interests` are
    the site's. `deciders` are the names of who decided what is appealed against (`deciders_of`).

    Raises EvenhandError: EH643 for staff of another site, EH644 for a role that does not decide,
    EH645 before they came or after they left, EH646 for an outside reviewer's other cases, EH647
    in their own cause, EH648 with an interest in a party.
    """
    _check_place(staff, case, at)
    appeal = for_ is Deciding.APPEAL or CaseReason.APPEAL in case.reasons
    if staff.role is Role.OUTSIDE_REVIEWER and not appeal and for_ is not Deciding.AGREEMENT:
        raise EvenhandError(
            "EH646",
            "An outside reviewer decides second agreements and appeals only.",
            not_done=NOT_DONE,
            help="A moderator of the site decides this case.",
        )
    if appeal:
        check_other(staff.name, deciders)
    check_no_interest(staff.name, interests, parties, at)


def check_no_interest(
    name: str, interests: Iterable[Interest], parties: Iterable[str], at: datetime
) -> None:
    """Refuse somebody with an interest in a party of a case. Raises EvenhandError: EH648."""
    if conflicts(name, interests, parties, at):
        raise EvenhandError(
            "EH648",
            "You have declared an interest in a party to this case.",
            not_done=NOT_DONE,
            help="Release it, so that somebody without an interest can decide it. An interest "
            "that is over is ended with `evenhand interest`.",
        )


def check_other(name: str, deciders: Collection[str]) -> None:
    """Refuse whoever decided, or agreed to, what an appeal is against.

    Raises EvenhandError: EH647 where `name` is among the `deciders`.
    """
    if name_key(name) in name_keys(deciders):
        raise EvenhandError(
            "EH647",
            "You took part in the decision that this appeal is against.",
            not_done="The appeal was not answered.",
            help="Somebody else has to answer it; a site with one moderator names an outside "
            "reviewer for that.",
        )


def deciders_of(decision: Decision, agreements: Iterable[Agreement]) -> frozenset[str]:
    """Names of the people who took a decision or agreed to its measures; empty for a rule's own.

    `agreements` are those to the decision's measures.
    """
    measures = {measure.id for measure in decision.measures}
    agreed = (agreement.by for agreement in agreements if agreement.measure in measures)
    return frozenset({*decision.people, *agreed})


def is_active(staff: Staff, at: datetime) -> bool:
    """Whether they work for their site at this time."""
    return staff.since <= at and (staff.until is None or at < staff.until)


def conflicts(
    staff_name: str, interests: Iterable[Interest], parties: Iterable[str], at: datetime
) -> tuple[Interest, ...]:
    """The interests that keep somebody from these parties' cases, in whatever capacity held."""
    name = name_key(staff_name)
    held = [interest for interest in interests if name_key(interest.holder) == name]
    return _with_parties(held, parties, at)


def touching(
    interests: Iterable[Interest], parties: Iterable[str], at: datetime
) -> tuple[Interest, ...]:
    """The owners' and officers' interests in these parties, which show on statements."""
    public = [interest for interest in interests if interest.role is not Holder.REVIEWER]
    return _with_parties(public, parties, at)


def _check_place(staff: Staff, case: Case, at: datetime) -> None:
    if staff.site != case.site:
        raise EvenhandError(
            "EH643",
            f"This case belongs to the site `{case.site}`; you work for `{staff.site}`.",
            not_done=NOT_DONE,
            help="Staff of that site decide it.",
        )
    if staff.role not in DECIDERS:
        raise EvenhandError(
            "EH644",
            f"The role `{staff.role}` does not decide cases.",
            not_done=NOT_DONE,
            help=f"Roles that do: {', '.join(sorted(DECIDERS))}.",
        )
    if not is_active(staff, at):
        raise EvenhandError(
            "EH645",
            "You do not work for this site at this time.",
            not_done=NOT_DONE,
            help="An administrator can add you to its staff again.",
        )


def _with_parties(
    interests: Iterable[Interest], parties: Iterable[str], at: datetime
) -> tuple[Interest, ...]:
    keys = name_keys(parties)
    return tuple(
        interest
        for interest in interests
        if name_key(interest.party) in keys
        and interest.from_ <= at
        and (interest.until is None or at < interest.until)
    )
