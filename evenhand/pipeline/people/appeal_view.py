"""An appeal beside what it is against, what happened since, and what today's rules would say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.case import Appeal, Case
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Staff
from evenhand.model.policy import PolicyRef
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.appealable import chain_of, deciders_in
from evenhand.pipeline.people.appeals import view as appeal_of
from evenhand.pipeline.people.casework import CaseView
from evenhand.pipeline.people.casework import view as case_view
from evenhand.pipeline.people.looked_at import packs_in_force
from evenhand.pipeline.people.outlook import others_who_may, refusal
from evenhand.pipeline.people.timeline import Event, Happened, timeline
from evenhand.pipeline.what_if import what_if
from evenhand.review.queues import APPEAL_SOON
from evenhand.store.flags import all_appeals, get_appeal
from evenhand.store.missing import not_recorded
from evenhand.store.sites import get_site
from evenhand.store.staff import get_staff


class State(StrEnum):
    """Which appeals of a site somebody wants to see."""

    OPEN = "open"
    SOON = "soon"
    """Open, and due within two days or overdue."""
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ALL = "all"


def listed(home: Home, site: str, state: State) -> list[Appeal]:
    """The appeals of a site in a state, the nearest deadline first; answered ones newest first."""
    now, every = home.clock.now(), all_appeals(site)
    if state is State.ANSWERED:
        answered = [each for each in every if each.answered_at is not None]
        return sorted(answered, key=lambda each: each.answered_at or now, reverse=True)
    until = {State.SOON: now + APPEAL_SOON, State.OVERDUE: now}.get(state)
    wanted = [
        each
        for each in every
        if (state is State.ALL or each.outcome is None) and (until is None or each.deadline < until)
    ]
    return sorted(wanted, key=lambda each: (each.deadline, each.id))


def appeal_here(site: str, appeal_id: str) -> Appeal:
    """An appeal of this site. Raises EH410 for one that is not there, or another site's."""
    found = get_appeal(appeal_id)
    if found.site != site:
        raise not_recorded("appeal", "the list of appeals")
    return found


@dataclass(frozen=True, slots=True)
class PackSince:
    """A pack that the decision went by, then and now; None is none of that name."""

    pack: str
    then: PolicyRef | None
    now: PolicyRef | None


@dataclass(frozen=True, slots=True)
class AppealPage:
    """All that somebody needs who answers an appeal.

    Attributes:
        against: the decision that is appealed, its measures as they stand.
        view: the case of the appeal, with the whole chain of decisions.
        since: what happened after that decision, the newest first.
        packs: those whose version is another one now.
        today: what the rules in force now say over what was recorded then; None where that is
            not known.
        no_today: why it is not known.
        refused: why this person may not answer; None where they may.
        others: who may instead, as far as is known without telling interests.
    """

    appeal: Appeal
    case: Case
    against: Decision
    view: CaseView
    since: tuple[Event, ...]
    packs: tuple[PackSince, ...]
    today: Decision | None
    no_today: str
    refused: EvenhandError | None
    others: tuple[Staff, ...]


def appeal_page(home: Home, appeal_id: str, name: str) -> AppealPage:
    """An appeal for one of the staff. Raises EvenhandError: EH410, EH413, EH571, EH572, EH633."""
    found = appeal_of(home, appeal_id, name)
    chain = chain_of(found.appeal.decision)
    against = next(each for each in chain if each.id == found.appeal.decision)
    deciders, staff = deciders_in(chain), get_staff(found.appeal.site, name)
    view, at = case_view(home, found.case.id, name), home.clock.now()
    today, no_today = _today(chain[0], at)
    return AppealPage(
        appeal=found.appeal,
        case=found.case,
        against=against,
        view=view,
        since=_since(timeline(view), against.decided_at),
        packs=_packs(chain[0], at),
        today=today,
        no_today=no_today,
        refused=refusal(home, found.case, staff, deciders),
        others=others_who_may(home, found.appeal.site, name, deciders),
    )


def _today(first: Decision, at: datetime) -> tuple[Decision | None, str]:
    """What the packs in force now say over the evidence of the first decision, or why nothing."""
    packs = tuple(packs_in_force(get_site(first.site), at).values())
    try:
        return what_if(first.id or "", packs), ""
    except EvenhandError as refused:
        return None, refused.what


def _since(events: Sequence[Event], decided_at: datetime) -> tuple[Event, ...]:
    """Events after a decision that are about its affair, and not about the work on it."""
    work = {Happened.OPENED, Happened.REVEAL, Happened.STATEMENT, Happened.APPEAL}
    return tuple(e for e in events if e.at > decided_at and e.kind not in work)


def _packs(first: Decision, at: datetime) -> tuple[PackSince, ...]:
    then = {ref.pack: ref for ref in first.policy}
    now = {pack: p.ref for pack, p in packs_in_force(get_site(first.site), at).items()}
    return tuple(
        PackSince(pack, then.get(pack), now.get(pack))
        for pack in sorted({*then, *now})
        if then.get(pack) != now.get(pack)
    )
