"""Deciding a case on its page: trying out what would come of it, and doing it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureState
from evenhand.model.people import DECIDERS
from evenhand.pipeline.people import casework
from evenhand.pipeline.people.deciding import Decided, decide_case
from evenhand.pipeline.people.trial import Trial, try_case
from evenhand.text.fates import fate
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import too_late, was_too_late
from evenhand.web.console.case import case_page
from evenhand.web.console.draft import Draft, draft_of
from evenhand.web.console.queue import neighbours
from evenhand.web.service import service


@console(roles=READERS, write=DECIDERS)
@require_POST
def preview(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """What would be told to whom; nothing of it is kept. A part of the page where htmx asks."""
    casework.case_here(site, case_id)
    draft = draft_of(request.POST)
    trial, error = _tried(request, case_id, draft)
    if getattr(request, "htmx", False):
        context = {"trial": trial, "refused": error}
        return render(request, "console/preview.html", context)
    return case_page(request, site, case_id, draft=draft, trial=trial, error=error)


@console(roles=READERS, write=DECIDERS)
@require_POST
def decide(request: ConsoleRequest, site: str, case_id: str) -> HttpResponse:
    """Decide it; what was written is never lost, whatever comes of it."""
    casework.case_here(site, case_id)
    draft = draft_of(request.POST)
    following = neighbours(site, request.staff.name, case_id)["following"]
    try:
        choice = draft.choice(service().clock.now())
        decided = decide_case(service().home, case_id, request.staff.name, choice)
    except EvenhandError as refused:
        if was_too_late(refused):
            return too_late(request, refused, site, case_id, draft.why)
        return case_page(request, site, case_id, draft=draft, error=refused)
    messages.success(request, said(decided), extra_tags="good")
    to = f"/console/{site}/cases/{case_id}"
    if request.POST.get("then") == "next":
        to = f"/console/{site}/cases/{following}" if following else f"/console/{site}/queue"
    return HttpResponseRedirect(to, status=303)


def said(decided: Decided) -> str:
    """What came of a decision, in one or two sentences."""
    ruled = decided.ruled
    parts = [f"{m.measure}: {fate(m)}" for m in (*ruled.decision.measures, *ruled.changed)]
    done = f"Decided, log entry {ruled.log_index}. {'; '.join(parts)}"
    if ruled.awaits:
        done += " A second person has to agree before it takes force."
    if decided.likeness and any(m.state is MeasureState.IN_FORCE for m in ruled.decision.measures):
        done += f" {decided.likeness.say()}"
    return done.strip()


def _tried(
    request: ConsoleRequest, case_id: str, draft: Draft
) -> tuple[Trial | None, EvenhandError | None]:
    try:
        choice = draft.choice(service().clock.now())
        return try_case(service().home, case_id, request.staff.name, choice), None
    except EvenhandError as refused:
        return None, refused
