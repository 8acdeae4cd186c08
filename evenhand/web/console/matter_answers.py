"""The second and the third question about a matter, as its page asks them."""

from dataclasses import dataclass

from evenhand.model.errors import EvenhandError
from evenhand.model.measure import SubjectType
from evenhand.pipeline.answers import Elsewhere, Moment
from evenhand.pipeline.answers.elsewhere import elsewhere
from evenhand.pipeline.answers.indexed import IndexedLedger
from evenhand.pipeline.people.matter_page import MatterPage, rules_of
from evenhand.store.sites import all_sites
from evenhand.web.access import ConsoleRequest
from evenhand.web.service import service


@dataclass(frozen=True, slots=True)
class RulesAsked:
    """Which rule it was, and whether each notice said what was done, of one item.

    Attributes:
        agree: how many notices say what the log says, of `told`.
    """

    item: str
    items: tuple[str, ...]
    moments: tuple[Moment, ...]
    agree: int
    told: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared with what; `found` is None until somebody has asked."""

    item: str
    earlier: str
    elsewhere: str
    sites: tuple[str, ...]
    found: Elsewhere | None


def rules_asked(request: ConsoleRequest, site: str, page: MatterPage) -> RulesAsked | None:
    """The second question for the item that was asked about, else the most eventful one."""
    items = _items(page)
    if not items:
        return None
    item = request.GET.get("item", "")
    item = item if item in items else items[0]
    moments = rules_of(service().home, site, page.view.id, item)
    states = [state for moment in moments for state in moment.states]
    agree = sum(state.notice_agrees for state in states)
    return RulesAsked(item, items, moments, agree, len(states))


def comparison(request: ConsoleRequest, site: str, page: MatterPage) -> Comparison | None:
    """The third question: asked where the query names an earlier item and another site."""
    items = _items(page)
    others = tuple(name for name in all_sites() if name != site)
    if not items or not others:
        return None
    given = {name: request.GET.get(name, "") for name in ("item", "earlier", "elsewhere")}
    item = given["item"] if given["item"] in items else items[0]
    found = None
    if given["earlier"]:
        if given["elsewhere"] not in others:
            raise EvenhandError(
                "EH406", "this site is not known here", not_done="nothing was compared",
                help=f"known sites: {', '.join(others)}",
            )  # fmt: skip
        ledger = IndexedLedger(service().home)
        matter = page.view.id
        found = elsewhere(site, matter, item, given["elsewhere"], given["earlier"], ledger)
    return Comparison(item, given["earlier"], given["elsewhere"], others, found)


def _items(page: MatterPage) -> tuple[str, ...]:
    """The items that something was decided about, those with most decisions first."""
    decided = [
        (subject.id, len(decisions))
        for subject, decisions in page.view.decisions
        if subject.type is SubjectType.ITEM
    ]
    return tuple(item for item, _ in sorted(decided, key=lambda one: -one[1]))
