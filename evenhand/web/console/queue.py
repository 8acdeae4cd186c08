"""`/console/<site>/queue`: the cases that wait, the most urgent first, as page, CSV and JSON."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from evenhand.model.case import Case
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people import casework
from evenhand.pipeline.people.today import is_in_hands_of
from evenhand.pipeline.people.waiting_lines import COLUMNS, Wanted, facets, lines
from evenhand.review.claim import holder
from evenhand.text.table import csv_text
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import json_answer
from evenhand.web.service import service

PAGE = 50
"""Cases on one page; CSV and JSON have all of them."""
FIELDS = ("queue", "reason", "matter", "mine")


@console(roles=READERS)
def queue(request: ConsoleRequest, site: str) -> HttpResponse:
    """The list as a page."""
    home, name, now = service().home, request.staff.name, service().clock.now()
    every = casework.queue(home, site, name)
    wanted, found = _narrowed(request, every)
    number = _page_of(request, len(found))
    shown = found[(number - 1) * PAGE : number * PAGE]
    context = {
        "site": site,
        "wanted": wanted,
        "facets": facets(every, name, now),
        "count": len(found),
        "all": len(every),
        "lines": lines(home, shown, name),
        "first": (number - 1) * PAGE + 1,
        "last": (number - 1) * PAGE + len(shown),
        "newer": _query(wanted, number - 1) if number > 1 else None,
        "older": _query(wanted, number + 1) if number * PAGE < len(found) else None,
        "query": _query(wanted),
    }
    return render(request, "console/queue.html", context)


@console(roles=READERS)
def queue_csv(request: ConsoleRequest, site: str) -> HttpResponse:
    """All of the list for a spreadsheet; no cell is taken for a formula."""
    _, found = _narrowed(request, casework.queue(service().home, site, request.staff.name))
    rows = [line.as_row() for line in lines(service().home, found, request.staff.name)]
    return HttpResponse(csv_text(COLUMNS, rows), content_type="text/csv; charset=utf-8")


@console(roles=READERS)
def queue_json(request: ConsoleRequest, site: str) -> HttpResponse:
    """All of the list for a program."""
    _, found = _narrowed(request, casework.queue(service().home, site, request.staff.name))
    rows = [line.as_dict() for line in lines(service().home, found, request.staff.name)]
    return json_answer({"site": site, "as_of": utc_text(service().clock.now()), "cases": rows})


def neighbours(site: str, name: str, case: str) -> dict[str, str | None]:
    """Cases around one in the queue: `previous`, `next`, and `following` to be taken after it.

    The one to be taken is the next that is in nobody else's hands, from the front again at the end.
    """
    now = service().clock.now()
    waiting = casework.queue(service().home, site, name)
    ids = [each.id for each in waiting]
    here = ids.index(case) if case in ids else -1
    free = [
        each.id
        for each in (*waiting[here + 1 :], *waiting[: here + 1])
        if each.id != case and (holder(each, now) is None or is_in_hands_of(each, name, now))
    ]
    return {
        "previous": ids[here - 1] if here > 0 else None,
        "next": next(iter(ids[here + 1 :]), None),
        "following": next(iter(free), None),
    }


def _narrowed(request: ConsoleRequest, every: Sequence[Case]) -> tuple[Wanted, list[Case]]:
    given = {field: request.GET.get(field, "") for field in FIELDS}
    wanted = Wanted(given["queue"], given["reason"], given["matter"], bool(given["mine"]))
    now, name = service().clock.now(), request.staff.name
    return wanted, [case for case in every if wanted.takes(case, name, now)]


def _page_of(request: ConsoleRequest, count: int) -> int:
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if number < 1 or (number - 1) * PAGE >= max(count, 1):
        raise EvenhandError(
            "EH762", "there is no such page of this list", not_done="nothing is shown",
            help="go to its first page",
        )  # fmt: skip
    return number


def _query(wanted: Wanted, page: int = 1) -> str:
    """The list's query; what does not matter is left out."""
    given = {"queue": wanted.queue, "reason": wanted.reason, "matter": wanted.matter,
             "mine": "1" if wanted.mine else "", "page": str(page) if page > 1 else ""}  # fmt: skip
    query = urlencode({name: value for name, value in given.items() if value})
    return f"?{query}" if query else ""
