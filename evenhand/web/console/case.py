"""`/console/<site>/cases/<id>`: one case on one page, and what can be done short of deciding it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from evenhand.model.case import CaseReason
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS
from evenhand.pipeline.people import casework
from evenhand.pipeline.people.trial import Trial
from evenhand.text.times import minute
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import status
from evenhand.web.console.draft import Draft
from evenhand.web.console.queue import neighbours
from evenhand.web.console.sheet import sheet
from evenhand.web.service import service


@console(roles=READERS)
def case(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """The page of a case; an appeal's case is read on the appeal's own page."""
    found = casework.case_here(site, case_id)
    if CaseReason.APPEAL in found.reasons and found.about:
        return HttpResponseRedirect(f"/console/{site}/appeals/{found.about}")
    return case_page(request, site, case_id)


def case_page(
    request: ConsoleRequest,
    site: str,
    case_id: str,
    *,
    draft: Draft | None = None,
    error: EvenhandError | None = None,
    trial: Trial | None = None,
    uncovered: bool = False,
) -> HttpResponse:
    """The page, with what somebody has written on it, what was refused, what was tried out."""
    revision = request.GET.get("revision", "")
    shown = sheet(
        request.staff,
        case_id,
        revision=int(revision) if revision.isascii() and revision.isdigit() else None,
        whole="whole" in request.GET,
        uncovered=uncovered,
    )
    context: dict[str, Any] = {
        "site": site,
        "case": shown.view.case,
        "sheet": shown,
        "draft": draft or Draft(),
        "error": error,
        "trial": trial,
        "compare": "compare" in request.GET,
        "at": f"/console/{site}/cases/{case_id}",
        **neighbours(site, request.staff.name, case_id),
    }
    answer = render(request, "console/case.html", context, status=status(error))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@console(roles=READERS, write=DECIDERS)
@require_POST
def claim(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """Take it in hand, from its page or from the list."""

    def do() -> str:
        taken = casework.claim(service().home, case_id, request.staff.name)
        until = minute(taken.held_until) if taken.held_until else ""
        return f"The case is in your hands until {until} UTC."

    return _done(request, site, case_id, do)


@console(roles=READERS, write=DECIDERS)
@require_POST
def skip(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """Leave it to somebody else, with a reason, and go on to the next one."""

    def do() -> str:
        casework.skip(service().home, case_id, request.staff.name, request.POST.get("why", ""))
        return "You left the case to somebody else; your reason is noted on it."

    following = neighbours(site, request.staff.name, case_id)["following"]
    to = f"/console/{site}/cases/{following}" if following else f"/console/{site}/queue"
    return _done(request, site, case_id, do, to)


@console(roles=READERS)
@require_POST
def note(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """Write something down for colleagues."""

    def do() -> str:
        casework.note(service().home, case_id, request.staff.name, request.POST.get("text", ""))
        return "Noted."

    return _done(request, site, case_id, do)


@console(roles=READERS)
@require_POST
def reveal(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """The page once with nothing covered; who looked, and why, is on record before."""
    casework.case_here(site, case_id)
    try:
        casework.reveal(service().home, case_id, request.staff.name, request.POST.get("why", ""))
    except EvenhandError as refused:
        return case_page(request, site, case_id, error=refused)
    return case_page(request, site, case_id, uncovered=True)


def _done(
    request: ConsoleRequest, site: str, case_id: str, do: Callable[[], str], to: str = ""
) -> HttpResponse:
    """Do something about a case of this site, say so, and lead on; or show why it was refused."""
    casework.case_here(site, case_id)
    try:
        said = do()
    except EvenhandError as refused:
        return case_page(request, site, case_id, error=refused)
    messages.success(request, said, extra_tags="good")
    if request.POST.get("back") == "queue":
        to = f"/console/{site}/queue"
    return HttpResponseRedirect(to or f"/console/{site}/cases/{case_id}", status=303)
