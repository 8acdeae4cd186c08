"""`/console/<site>/search`: to a record by its id, or by what it is about."""

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from evenhand.pipeline.people.finding import Found, find
from evenhand.pipeline.people.waiting_lines import lines
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.service import service


@console(roles=READERS)
def search(request: ConsoleRequest, site: str) -> HttpResponse:
    """What was found; where it is one record, that itself."""
    text, home = request.GET.get("q", ""), service().home
    found = find(home, site, request.staff.name, text)
    if found.count == 1:
        return HttpResponseRedirect(f"/console/{site}/{_only(found)}")
    context = {
        "site": site,
        "q": text,
        "found": found,
        "lines": lines(home, found.cases, request.staff.name),
    }
    return render(request, "console/search.html", context)


def _only(found: Found) -> str:
    """The address of the one record that was found, below its site."""
    places = {
        "cases": [case.id for case in found.cases],
        "appeals": found.appeals,
        "contacts": found.contacts,
        "accounts": found.accounts,
        "matters": found.matters,
    }
    return next(f"{place}/{quote(ids[0], safe='')}" for place, ids in places.items() if ids)
