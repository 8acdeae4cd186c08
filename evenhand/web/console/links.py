"""`/console/<site>/links`: what is in force on links and who asked; the site's block list."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureState
from evenhand.model.people import Role
from evenhand.pipeline.documents.links import ENTRIES, LINKS, link_row
from evenhand.pipeline.people import banks, cure, lifting, links
from evenhand.pipeline.people.contact_views import readable
from evenhand.pipeline.people.rulebook import rulebook
from evenhand.pipeline.people.ruling import Ruled
from evenhand.store.measures import get_measure
from evenhand.store.missing import not_recorded
from evenhand.text.fates import fate
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import AskedForm, asked_of, choice, choose, line, text
from evenhand.web.console.lists import address, exported
from evenhand.web.service import service

KEEPERS = banks.KEEPERS
DECIDERS = frozenset({Role.MODERATOR, Role.SENIOR, Role.ADMINISTRATOR})
"""An outside reviewer decides second agreements and appeals only."""
HOURS = "Hours"
MOST_ENTRIES = 500
"""Entries of the block list on the page; CSV and JSON have all."""


class BlockForm(AskedForm):
    """One person's short block of a link."""

    field_order = ("link", "hours", "rule", "why")
    link = line("Link", "As a browser shows it.")
    hours = forms.IntegerField(label=HOURS, min_value=1, max_value=72, initial=24)
    rule = choice("Rule that it rests on", ())
    why = text("Why", "Whoever is concerned reads it.", rows=2)

    def __init__(self, *given: Any, rules: Mapping[str, str], **named: Any) -> None:
        """Take the rules in force: id -> what it is about."""
        super().__init__(*given, **named)
        choose(self.fields["rule"], ((name, f"{name} {says}") for name, says in rules.items()))


class EntryForm(AskedForm):
    """An entry for the block list."""

    field_order = ("entry", "reason")
    entry = line(
        "Entry", "https://host/page, https://host/path/* for all below it, or site:host.",
    )  # fmt: skip
    reason = line("Why it is listed", "Whoever is concerned may read it.")


class TakeOffForm(AskedForm):
    """An entry that is taken off the list."""

    field_order = ("entry",)
    entry = line("Entry", "Any spelling of the same page will do.")


@console(roles=READERS)
def links_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """Measures on links: those in force, or with `over=1` those that are over; an address."""
    home, by = service().home, request.staff.name
    acted = act(request, [_block(site, by)])
    if isinstance(acted, HttpResponse):
        return acted
    over = bool(request.GET.get("over"))
    lines = links.links(home, site, by, open_=not over)
    answer = exported("links", written, LINKS, [link_row(each) for each in lines])
    if answer:
        return answer
    found, refused = None, None
    try:
        if request.GET.get("address"):
            found = links.look_up(home, site, by, request.GET["address"])
    except EvenhandError as error:
        refused = error
    context = {"lines": lines, "over": over, "found": found, "refused": refused,
               "sought": request.GET.get("address", "")}  # fmt: skip
    return show(request, "console/links.html", context, acted)


@console(roles=READERS)
def measure(request: ConsoleRequest, site: str, measure_id: str) -> HttpResponse:
    """One measure, on a link or an account: lifting it, or saying that the page is mended."""
    home, by = service().home, request.staff.name
    kept = get_measure(measure_id)
    if kept is None or kept[0] != site:
        raise not_recorded("measure", "the list of links")
    found = kept[1]
    known = partial(AskedForm, known=readable(home, site, by))
    open_ = found.state in (MeasureState.IN_FORCE, MeasureState.PROPOSED)
    in_force = found.state is MeasureState.IN_FORCE

    def lift(given: Mapping[str, Any]) -> Done:
        return _ruled(lifting.lift(home, measure_id, by, *asked_of(given)))

    def mended(given: Mapping[str, Any]) -> Done:
        return _ruled(cure.mended(home, measure_id, by, *asked_of(given)))

    lifts = Deed("lift", "Lift it at once", "Lift it", lift, known, DECIDERS,
                 "One person may always lighten. It is told and logged.", opened=True)  # fmt: skip
    mends = Deed("mended", "The page behind it is mended", "It is mended: lift the block", mended,
                 known, DECIDERS, "You have looked at the page. It is looked at again after 1 hour,"
                 " 24 hours and 7 days.")  # fmt: skip
    on_link = in_force and found.subject.type == "link"
    acted = act(request, [*([lifts] if open_ else []), *([mends] if on_link else [])])
    if isinstance(acted, HttpResponse):
        return acted
    (told,) = links.lines_of([found])
    return show(request, "console/measure.html", {"line": told}, acted)


@console(roles=READERS)
def bank(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """The site's block list: what is on it, what an entry would catch, adding and taking off."""
    home, by = service().home, request.staff.name
    acted = act(request, _bank_deeds(site, by))
    if isinstance(acted, HttpResponse):
        return acted
    kept = banks.bank_list(home, site, by)
    rows = [{"entry": entry, "reason": reason} for entry, reason in kept.entries]
    answer = exported("block-list", written, ENTRIES, rows)
    if answer:
        return answer
    sought = request.GET.get("q", "").lower()
    shown = [row for row in rows if sought in f"{row['entry']} {row['reason']}".lower()]
    context = {"rows": shown[:MOST_ENTRIES], "count": len(shown), "all": len(rows),
               "refused_lines": kept.refused, "sought": request.GET.get("q", "")}  # fmt: skip
    context |= _tried(request, site, by)
    return show(request, "console/bank.html", context, acted)


def _tried(request: ConsoleRequest, site: str, by: str) -> dict[str, Any]:
    """What an entry would catch, where the query asks it."""
    entry = request.GET.get("try", "")
    if not entry:
        return {"tried": entry, "caught": None, "refused": None}
    try:
        caught = banks.caught(service().home, site, by, entry)
    except EvenhandError as refused:
        return {"tried": entry, "caught": None, "refused": refused}
    return {"tried": entry, "caught": caught, "refused": None}


def _block(site: str, by: str) -> Deed:
    home = service().home
    books = rulebook(home, site, by).books
    rules = {rule.id: c.title for book in books for c in book.clauses for rule in c.rules}

    def block(given: Mapping[str, Any]) -> Done:
        wanted = links.Block(
            given["link"], given["hours"], given["rule"], given["why"], *asked_of(given)
        )  # fmt: skip
        return _ruled(links.block(home, site, by, wanted))

    form = partial(BlockForm, rules=rules, known=readable(home, site, by))
    note = "For up to 72 hours, 24 on a news link. It ends by itself; a case is opened meanwhile."
    return Deed("block", "Block a link now", "Block it", block, form, DECIDERS, note)


def _bank_deeds(site: str, by: str) -> list[Deed]:
    home = service().home
    known = readable(home, site, by)
    to = address(site, "links", "list")

    def listing(given: Mapping[str, Any]) -> banks.Listing:
        return banks.Listing(given["entry"], *asked_of(given), given.get("reason", ""))

    def add(given: Mapping[str, Any]) -> Done:
        entry = banks.add_entry(home, site, by, listing(given))
        return Done(f"Listed: {entry.written}. New items are judged by it from now on.", to)

    def remove(given: Mapping[str, Any]) -> Done:
        entry = banks.remove_entry(home, site, by, listing(given))
        return Done(f"Taken off: {entry.written}. What is in force stays until it is lifted.", to)

    return [
        Deed("add", "Add an entry", "Add it", add, partial(EntryForm, known=known), KEEPERS,
             "The log says that the list changed and who asked, not which address."),
        Deed("remove", "Take an entry off", "Take it off", remove,
             partial(TakeOffForm, known=known), KEEPERS),
    ]  # fmt: skip


def _ruled(ruled: Ruled) -> Done:
    """What came of a decision, in a sentence."""
    parts = [f"{m.measure}: {fate(m)}" for m in (*ruled.decision.measures, *ruled.changed)]
    second = " A second person has to agree before it takes force." if ruled.awaits else ""
    return Done(f"Decided, log entry {ruled.log_index}. {'; '.join(parts)}.{second}")
