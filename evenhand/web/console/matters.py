"""`/console/<site>/matters`: the affairs of a site, and one of them with everything about it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Role
from evenhand.pipeline.documents.matters import COLUMNS, matter_dict, matter_row
from evenhand.pipeline.people import matter_page, matters
from evenhand.web.access import EVERYBODY, ConsoleRequest, console
from evenhand.web.console.answers import json_answer
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import choose, line, lines, parted
from evenhand.web.console.lists import address, exported
from evenhand.web.console.matter_answers import comparison, rules_asked
from evenhand.web.service import service


class OpenForm(forms.Form):
    """A matter to be opened."""

    matter = line("Short name", "As items and contacts name it, such as warden-file.")
    title = line("Title", "What it is about, for the staff.")
    parties = lines("Whom it concerns", "As interests and contacts name them.")


class TitleForm(forms.Form):
    """A matter that exists gets a title."""

    title = line("Title", "What it is about, for the staff.")
    parties = lines("Whom it concerns as well")


class AddForm(forms.Form):
    """More parties."""

    add = lines("Whom it concerns as well")


class DropForm(forms.Form):
    """Parties that are none."""

    drop = forms.MultipleChoiceField(
        label="Whom it does not concern", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, parties: tuple[str, ...] = (), **named: Any) -> None:
        """Take the parties that there are."""
        super().__init__(*given, **named)
        choose(self.fields["drop"], ((party, party) for party in parties))


@console(roles=EVERYBODY, write=DECIDERS)
def matters_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """The matters of a site, opened or not."""
    home, by = service().home, request.staff.name

    def open_(given: Mapping[str, Any]) -> Done:
        kept = matters.open_matter(
            home, site, given["matter"], by, given["title"], parted(given["parties"])
        )
        return Done(f"The matter {kept.id} is open.", address(site, "matters", kept.id))

    deed = Deed("open", "Open a matter", "Open it", open_, OpenForm)
    acted = act(request, [deed])
    if isinstance(acted, HttpResponse):
        return acted
    found = matters.matters(home, site)
    rows = [matter_row(each) for each in found]
    answer = exported("matters", written, COLUMNS, rows)
    return answer or show(request, "console/matters.html", {"lines": found}, acted)


@console(roles=EVERYBODY, write=DECIDERS)
def matter(request: ConsoleRequest, site: str, matter_id: str) -> HttpResponse:
    """Everything about one affair."""
    home, by = service().home, request.staff.name
    found = matter_page.page(home, site, matter_id, by)
    if request.GET.get("as") == "json":
        return json_answer(matter_dict(found.view))
    acted = act(request, _deeds(site, by, found.view))
    if isinstance(acted, HttpResponse):
        return acted
    rules, compared, refused = None, None, None
    try:
        rules = rules_asked(request, site, found)
        compared = comparison(request, site, found)
    except EvenhandError as error:
        refused = error
    context = {"page": found, "rules": rules, "compared": compared, "refused": refused}
    return show(request, "console/matter.html", context, acted)


def _deeds(site: str, by: str, view: matters.MatterView) -> list[Deed]:
    """What can be said about a matter: its title, and whom it concerns."""
    home = service().home

    def name(given: Mapping[str, Any]) -> Done:
        matters.open_matter(home, site, view.id, by, given["title"], parted(given["parties"]))
        return Done("The title is kept.")

    def add(given: Mapping[str, Any]) -> Done:
        matters.set_parties(home, site, view.id, by, add=parted(given["add"]))
        return Done("The parties are kept. Cases in the hands of who is tied to one are released.")

    def drop(given: Mapping[str, Any]) -> Done:
        matters.set_parties(home, site, view.id, by, drop=given["drop"])
        return Done("The parties are kept.")

    opened = view.opened
    title = "Give it another title" if opened else "Open it with a title"
    initial = {"title": opened.title} if opened else {}
    deeds = [Deed("name", title, "Keep", name, TitleForm, initial=initial)]
    if opened:
        deeds.append(Deed("add", "Add parties", "Add them", add, AddForm))
    if opened and opened.parties:
        form = partial(DropForm, parties=opened.parties)
        note = "Whom an interest kept away may decide again."
        deeds.append(
            Deed("drop", "Drop parties", "Drop them", drop, form,
                 frozenset({Role.ADMINISTRATOR}), note=note)
        )  # fmt: skip
    return deeds
