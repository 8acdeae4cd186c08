"""`/console/<site>/contacts`: who has asked for what, recording one, and one of them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.documents.contacts import COLUMNS, contact_row, view_dict
from evenhand.pipeline.people import contact_views, contacts
from evenhand.store.contacts import get_contact
from evenhand.store.missing import not_recorded
from evenhand.web.access import EVERYBODY, ConsoleRequest, console
from evenhand.web.console.answers import json_answer
from evenhand.web.console.contact_deeds import REVEAL, contact_deeds
from evenhand.web.console.contact_form import MORE, LetterForm, TypedForm, intake_of, letter_of
from evenhand.web.console.deeds import Deed, Done, act, no_deeds, show
from evenhand.web.console.lists import address, choices_of, exported, narrowed, query_of
from evenhand.web.service import service

NOT_FOR_THEM = "EH519"
FACETS = ("who", "wants", "standing", "matter", "log")


@console(roles=EVERYBODY)
def register(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """The contacts that somebody may read, as received; narrowed by the query."""
    found = contact_views.readable(service().home, site, request.staff.name)
    rows = [contact_row(contact) for contact in reversed(found)]
    shown = narrowed(request, rows, FACETS)
    answer = exported("contacts", written, COLUMNS, shown)
    context = {
        "rows": shown,
        "count": len(rows),
        "facets": [(name, choices_of(rows, name), request.GET.get(name, "")) for name in FACETS],
        "query": query_of(request, FACETS),
        "own_data": contact_views.register(service().home, site).own_data,
    }
    return answer or show(request, "console/contacts.html", context, no_deeds(request))


@console(roles=EVERYBODY)
def new_contact(request: ConsoleRequest, site: str) -> HttpResponse:
    """Recording a contact: typed in, or from an e-mail."""
    home, by = service().home, request.staff.name

    def done(recorded: contacts.Recorded) -> Done:
        for remark in (*recorded.remarks, recorded.advice):
            if remark:
                messages.warning(request, remark, extra_tags="care")
        waits = " A case waits in the queue." if recorded.case else ""
        to = address(site, "contacts", recorded.contact.id)
        return Done(f"The contact is recorded.{waits}", to)

    def typed(given: Mapping[str, Any]) -> Done:
        return done(contacts.add(home, site, by, intake_of(given)))

    def letter(given: Mapping[str, Any]) -> Done:
        return done(contacts.from_eml(home, site, by, letter_of(given), intake_of(given)))

    initial = {"matter": request.GET.get("matter", ""), "kind": "request"}
    acted = act(request, [
        Deed("typed", "Write it down", "Record it", typed, TypedForm, EVERYBODY, more=MORE,
             initial=initial, opened=True),
        Deed("letter", "It came as an e-mail", "Record the letter", letter, LetterForm, EVERYBODY,
             more=MORE, initial=initial),
    ])  # fmt: skip
    if isinstance(acted, HttpResponse):
        return acted
    return show(request, "console/contact_new.html", {}, acted)


@console(roles=EVERYBODY)
def contact(request: ConsoleRequest, site: str, contact_id: str) -> HttpResponse:
    """One contact: words and names of people are covered until somebody says why they look."""
    home, by = service().home, request.staff.name
    view = _view(site, contact_id, by)
    if request.GET.get("as") == "json":
        return json_answer(view_dict(view, revealed=False))
    acted = act(request, contact_deeds(home, view.contact, by))
    if isinstance(acted, HttpResponse):
        return acted
    revealed = isinstance(acted.shown, contact_views.ContactView)
    context = {
        "view": acted.shown if revealed else view,
        "revealed": revealed,
        "letter": acted.shown if isinstance(acted.shown, str) else "",
        "reveal_first": REVEAL,
    }
    return show(request, "console/contact.html", context, acted)


def _view(site: str, contact_id: str, by: str) -> contact_views.ContactView:
    """The contact of this site; one that somebody may not read is not there for them."""
    unknown = not_recorded("contact", "the list of contacts")
    if get_contact(contact_id).site != site:
        raise unknown
    try:
        return contact_views.view(service().home, contact_id, by)
    except EvenhandError as refused:
        raise unknown if refused.code == NOT_FOR_THEM else refused from None
