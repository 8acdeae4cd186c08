"""`/console/` and `/console/<site>/`: what waits today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from evenhand.pipeline.people.sign_in import sites_of
from evenhand.pipeline.people.today import today as what_waits
from evenhand.pipeline.people.waiting_lines import lines
from evenhand.web.access import EVERYBODY, ConsoleRequest, console, person
from evenhand.web.service import service

MOST = 10
"""Cases that are shown of each list; the others are a click away."""


@person()
def sites(request: HttpRequest) -> HttpResponse:
    """The sites that somebody works for; where it is one, its Today."""
    mine = sites_of(service().home, request.user.get_username())
    if len(mine) == 1:
        return redirect(f"/console/{mine[0].site}/")
    return render(request, "console/sites.html", {"mine": mine})


@console(roles=EVERYBODY)
def today(request: ConsoleRequest, site: str) -> HttpResponse:
    """What waits at a site."""
    home, name = service().home, request.staff.name
    found = what_waits(home, site, name)
    context = {
        "today": found,
        "site": site,
        "mine": lines(home, found.mine[:MOST], name),
        "urgent": lines(home, found.waiting[:MOST], name),
    }
    return render(request, "console/today.html", context)
