"""`/console/<site>/appeals`: what is appealed, and by when; one appeal and its answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS
from evenhand.pipeline.people.answering import answer as answer_appeal
from evenhand.pipeline.people.appeal_view import State, appeal_here, appeal_page, listed
from evenhand.pipeline.people.appeals import overdue
from evenhand.pipeline.people.casework import reveal as recorded_look
from evenhand.pipeline.people.covered import cover
from evenhand.pipeline.people.trial import Trial, try_answer
from evenhand.review.queues import APPEAL_SOON
from evenhand.text.records import APPEAL_COLUMNS, WHO_APPEALS, appeal_dict
from evenhand.text.table import csv_text
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import json_answer, status, too_late, was_too_late
from evenhand.web.console.draft import Draft, draft_of
from evenhand.web.console.sheet import sheet
from evenhand.web.service import service

MOST = 500
"""Appeals on the page; CSV and JSON have all of them."""


@console(roles=READERS)
def appeals(request: ConsoleRequest, site: str) -> HttpResponse:
    """The list as a page: those without an answer, the nearest deadline first."""
    state = _state(request, State.OPEN)
    found = listed(service().home, site, state)
    waiting = overdue(service().home, site)[site]
    context = {
        "site": site,
        "state": state,
        "states": list(State),
        "appeals": [(each, WHO_APPEALS[each.party]) for each in found[:MOST]],
        "count": len(found),
        "waiting": waiting,
        "soon": service().clock.now() + APPEAL_SOON,
        "query": f"?state={state}",
    }
    return render(request, "console/appeals.html", context)


@console(roles=READERS)
def appeals_csv(request: ConsoleRequest, site: str) -> HttpResponse:
    """All of the list for a spreadsheet."""
    rows = _rows(request, site)
    return HttpResponse(csv_text(APPEAL_COLUMNS, rows), content_type="text/csv; charset=utf-8")


@console(roles=READERS)
def appeals_json(request: ConsoleRequest, site: str) -> HttpResponse:
    """All of the list for a program."""
    as_of = utc_text(service().clock.now())
    return json_answer({"site": site, "as_of": as_of, "appeals": _rows(request, site)})


@console(roles=READERS)
def appeal(request: ConsoleRequest, site: str, appeal_id: str) -> HttpResponse:
    """The page of an appeal."""
    return _page(request, site, appeal_id)


@console(roles=READERS)
@require_POST
def reveal(request: ConsoleRequest, site: str, appeal_id: str) -> HttpResponse:
    """The page once with nothing covered; who looked, and why, is on record before."""
    found = appeal_page(service().home, appeal_here(site, appeal_id).id, request.staff.name)
    try:
        why = request.POST.get("why", "")
        recorded_look(service().home, found.case.id, request.staff.name, why)
    except EvenhandError as refused:
        return _page(request, site, appeal_id, error=refused)
    return _page(request, site, appeal_id, uncovered=True)


@console(roles=READERS, write=DECIDERS)
@require_POST
def preview(request: ConsoleRequest, site: str, appeal_id: str) -> HttpResponse:
    """The letter and the notices that an answer would bring; nothing of it is kept."""
    found, draft = appeal_here(site, appeal_id), draft_of(request.POST)
    trial, error = None, None
    try:
        given = draft.answer(service().clock.now())
        trial = try_answer(service().home, found.id, request.staff.name, given)
    except EvenhandError as refused:
        error = refused
    if getattr(request, "htmx", False):
        return render(request, "console/preview.html", {"trial": trial, "refused": error})
    return _page(request, site, appeal_id, draft=draft, trial=trial, error=error)


@console(roles=READERS, write=DECIDERS)
@require_POST
def answer(request: ConsoleRequest, site: str, appeal_id: str) -> HttpResponse:
    """Answer it; what was written is never lost, whatever comes of it."""
    found, draft = appeal_here(site, appeal_id), draft_of(request.POST)
    try:
        given = draft.answer(service().clock.now())
        answered = answer_appeal(service().home, found.id, request.staff.name, given)
    except EvenhandError as refused:
        if was_too_late(refused):
            case = appeal_page(service().home, found.id, request.staff.name).case.id
            return too_late(request, refused, site, case, draft.text)
        return _page(request, site, appeal_id, draft=draft, error=refused)
    done = f"Answered: {answered.appeal.outcome}, log entry {answered.ruled.log_index}."
    messages.success(request, f"{done} The letter is below.", extra_tags="good")
    return HttpResponseRedirect(f"/console/{site}/appeals/{appeal_id}", status=303)


def _page(
    request: ConsoleRequest,
    site: str,
    appeal_id: str,
    *,
    draft: Draft | None = None,
    error: EvenhandError | None = None,
    trial: Trial | None = None,
    uncovered: bool = False,
) -> HttpResponse:
    found = appeal_page(service().home, appeal_here(site, appeal_id).id, request.staff.name)
    words = found.appeal.text if uncovered else cover(found.appeal.text)
    context: dict[str, Any] = {
        "site": site,
        "page": found,
        "appeal": found.appeal,
        "case": found.case,
        "who": WHO_APPEALS[found.appeal.party],
        "words": words,
        "sheet": sheet(request.staff, found.case.id, uncovered=uncovered),
        "draft": draft or Draft(),
        "error": error,
        "trial": trial,
        "at": f"/console/{site}/appeals/{appeal_id}",
        "case_at": f"/console/{site}/cases/{found.case.id}",
        "overdue": found.appeal.outcome is None and found.appeal.deadline < service().clock.now(),
    }
    answered = render(request, "console/appeal.html", context, status=status(error))
    answered.headers["Cache-Control"] = "no-store"
    return answered


def _rows(request: ConsoleRequest, site: str) -> list[dict[str, Any]]:
    found = listed(service().home, site, _state(request, State.ALL))
    return [appeal_dict(each, service().clock.now()) for each in found]


def _state(request: ConsoleRequest, else_: State) -> State:
    wanted = request.GET.get("state", "")
    return State(wanted) if wanted in set(State) else else_
