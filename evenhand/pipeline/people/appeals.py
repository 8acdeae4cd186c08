"""Appeals: taken in from whom a decision concerns, and how many of them wait."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evenhand.model.case import Appeal, Case, Flag, Party
from evenhand.model.clock import day_text
from evenhand.model.entry import digest_text
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import reader_language, recorded_context
from evenhand.pipeline.people.appealable import (
    answered_by,
    chain_of,
    check_appealable,
    newest_for,
    party_of,
)
from evenhand.pipeline.people.flags import by_receipt
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.pipeline.people.said import check_letter
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.appeals import NOT_RECEIVED, deadline
from evenhand.review.cases import appeal_case
from evenhand.statements.letters import appeal_received
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.flags import count_appeals, get_appeal, get_flag, keep_appeal
from evenhand.store.sites import all_sites, get_site


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal that has arrived, its case, and what the appellant is told at once."""

    appeal: Appeal
    case: Case
    letter: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many appeals of a site have no answer yet, and how many of them are past their time."""

    open: int
    overdue: int


def appeal(
    home: Home,
    decision_id: str | None,
    text: str,
    *,
    party: Party | None = None,
    receipt: str | None = None,
    account: str | None = None,
    flag: Flag | None = None,
) -> Appealed:
    """Take in an appeal; it goes against the newest decision of the chain (see `appealable`).

    Args:
        decision_id: any decision of the chain, as the appellant's notice names it; None is the
            one that answered their flag.
        text: why it should change; sealed, and read only by those who decide.
        party: as who they appeal; None is by their receipt, and as the writer without one.
        receipt: of the flag of a harmed party or flagger.
        account: the writer's; None where whoever calls vouches that it is the writer.
        flag: of a harmed party or flagger for whom whoever calls vouches, without their receipt.

    Raises EvenhandError: EH410, EH577, EH654 to EH657, EH681 to EH683.
    """
    with turn(home) as now:
        flag = by_receipt(receipt) if receipt else flag
        chain = chain_of(decision_id or (answered_by(flag) if flag else ""))
        party = party or (party_of(flag) if flag else Party.WRITER)
        target = newest_for(party, chain)
        site = get_site(target.site)
        given = Appeal(
            now.new_id(), site.name, target.id or "", party,
            check_letter("the text", text, NOT_RECEIVED), now.now, deadline(now.now, site),
            flag.id if flag else None,
        )  # fmt: skip
        check_appealable(given, chain, site, account=account, flag=flag)
        given = replace(given, log_index=_enter(given, now))
        keep_appeal(given)
        keep_case(case := appeal_case(now.new_id(), given, target))
        letter = appeal_received(given, site, language=language_of(given, now))
    return Appealed(given, case, letter)


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal as those see it who may decide it, with its case."""

    appeal: Appeal
    case: Case


def view(home: Home, appeal_id: str, name: str) -> AppealView:
    """An appeal with its words, for one of the staff. Raises EH410, EH413, EH571, EH572."""
    found = get_appeal(appeal_id)
    giver(home, found.site, name, READERS, "nothing was shown")
    return AppealView(found, case_of(found))


def case_of(given: Appeal) -> Case:
    """The case of an appeal."""
    cases = cases_of_decision(given.decision)
    return next(case for case in cases if case.about == given.id)


def language_of(given: Appeal, now: Turn) -> str:
    """In which language an appellant is written to: as in the notice or letter that they had."""
    if given.flag is not None:
        return reader_language(get_flag(given.flag).language, get_site(given.site))
    return recorded_context(given.decision, now.now).language


def overdue(home: Home, site: str | None = None) -> Mapping[str, Waiting]:
    """Site -> how many of its appeals are open and overdue. Raises EvenhandError: EH406."""
    names = all_sites() if site is None else [get_site(site).name]
    return {name: Waiting(*count_appeals(name, home.clock.now())) for name in names}


def _enter(given: Appeal, now: Turn) -> int:
    """The log's entry of an appeal that has arrived: who appeals and by when it is answered."""
    fields = {
        "change": "received",
        "party": str(given.party),
        "deadline": day_text(given.deadline),
    }
    sealed = {"appeal": given.id, "text": digest_text(given.text)}
    if given.flag is not None:
        sealed["flag"] = given.flag
    return now.enter("appeal", given.site, given.decision, fields, sealed)
