"""Later looks at the pages behind links whose block a person lifted."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.model.case import CaseReason, CaseState, Look
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import policy_of
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.cases import look_case
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.cures import drop_looks, looked, looks_due
from evenhand.store.decisions import get_decision
from evenhand.store.sites import all_sites

CLEAN, RELAPSED, BY_PERSON = "clean", "relapsed", "by_person"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was behind a link: its text; None where it was of a kind that cannot be read."""

    text: str | None
    gone: bool = False


Fetch = Callable[[str], Fetched]
"""Fetches a page, guarded; raises EvenhandError where that is refused or fails."""


def look_again(
    home: Home, screener: Callable[[str], Screener], fetch: Fetch
) -> list[tuple[Look, str]]:
    """Do the looks that are due; what was found behind each link.

    Pages are fetched only for sites that allow it, and outside of any transaction. Where a page
    may not or cannot be read, a person is asked to look; where it is as it was, too.

    Args:
        screener: site name -> what reads its pages.
    """
    found: list[tuple[Look, str]] = []
    sites = all_sites()
    for look in looks_due(home.clock.now()):
        allowed = sites[look.site].look_at_links
        what = _look(look, screener, fetch) if allowed else BY_PERSON
        with turn(home) as now:
            looked(look.id, what)
            if what == RELAPSED:
                drop_looks(look.measure)
            if what != CLEAN:
                _ask(look, now)
        found.append((look, what))
    return found


def _look(look: Look, screener: Callable[[str], Screener], fetch: Fetch) -> str:
    """What is behind the link now."""
    if "://" not in look.link or look.link.endswith("*"):
        return BY_PERSON  # a whole site, or a part of one: no single page to look at
    try:
        page = fetch(look.link)
    except EvenhandError:
        return BY_PERSON
    if page.gone:
        return CLEAN
    if page.text is None:
        return BY_PERSON
    return RELAPSED if _still_shows(look, page.text, screener(look.site)) else CLEAN


def _still_shows(look: Look, text: str, screener: Screener) -> bool:
    """Whether anything counts in the page that is of no link's own kind."""
    item = Item(id=look.link, kind="page", text=text, url=look.link, site=look.site)
    (seen,) = screener.gatherer.gather([item])
    if seen.failed:
        return True  # what was not looked for is not gone; a person looks
    return any(r.score >= COUNTS_FROM and r.signal != "blocked_link" for r in seen.readings)


def _ask(look: Look, now: Turn) -> None:
    """A person is asked to look at the page, unless one is asked already."""
    for case in cases_of_decision(look.decision):
        if case.state is CaseState.OPEN and CaseReason.LOOK_AGAIN in case.reasons:
            return
    decision = get_decision(look.decision).decision
    policies = [policy_of(ref.digest) for ref in decision.policy]
    keep_case(look_case(now.new_id(), look, decision, policies, now.now))
