"""The form for flags, and the page behind a receipt: what came of it, and the appeal."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.flags import FlagView
from evenhand.pipeline.public import flagging
from evenhand.pipeline.public.flagging import Given
from evenhand.store.sites import all_sites
from evenhand.web.public.door import JSON_TYPE, TRAP, Turnstile, check_origin, fields_of
from evenhand.web.public.respond import (
    HTML,
    JSON,
    STATUS,
    data,
    kept_by_nobody,
    page,
    problem,
    public,
    unkept,
)
from evenhand.web.service import service

turnstile = Turnstile()
FIELDS = ("site", "on", "what", "why", "text", "own", "reach", "language")


@csrf_exempt  # there is no cookie whose owner's rights could be borrowed; see `door`
@require_http_methods(["GET", "HEAD", "POST"])
@public
def flag(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """The form; what is posted to it is taken in, as a form or as JSON."""
    offered = flagging.flag_form()
    if request.method == "POST":
        return _take(request, JSON if request.content_type == JSON_TYPE else form)
    if form == JSON:
        return data(request, {"fields": FIELDS, "offered": offered})
    asked = {name: request.GET.get(name, "") for name in ("site", "on", "what")}
    return page(request, "flag", {"offered": offered, "given": asked, "trap": TRAP})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def receipt(request: HttpRequest, token: str, form: str = HTML) -> HttpResponseBase:
    """What came of a flag, for whoever holds its receipt; an appeal is posted to the same."""
    home, letter = service().home, ""
    if request.method == "POST":
        _let_in(request)
        form = JSON if request.content_type == JSON_TYPE else form
        letter = flagging.appeal(home, token, fields_of(request).get("text", ""))
    found = flagging.status(home, token)
    if form == JSON:
        return kept_by_nobody(_told(found, letter))
    context = {"found": found, "letter": letter, "trap": TRAP, "longest": flagging.MAX_APPEAL}
    return unkept(render(request, "public/receipt.html", context))


def _take(request: HttpRequest, form: str) -> HttpResponse:
    """The flag taken in; where it is refused, the form again with what was written in it."""
    given: dict[str, str] = {}
    try:
        _let_in(request)
        given = fields_of(request)
        flagged = flagging.flag(service().home, _given(given))
    except EvenhandError as error:
        if form == JSON or not given:
            return problem(request, error, form)
        context = {"offered": flagging.flag_form(), "given": given, "trap": TRAP, "error": error}
        status = STATUS.get(error.code, HTTPStatus.BAD_REQUEST)
        return unkept(render(request, "public/flag.html", context, status=status))
    told = {"receipt": flagged.receipt, "letter": flagged.letter, "answer": flagged.flag.answer}
    if form == JSON:
        return kept_by_nobody(told, HTTPStatus.CREATED)
    context = {**told, "path": urlsplit(flagged.receipt).path}
    return unkept(render(request, "public/flagged.html", context, status=HTTPStatus.CREATED))


def _let_in(request: HttpRequest) -> None:
    """Raises EvenhandError: EH845, EH846."""
    ours = {urlsplit(site.url).netloc for site in all_sites().values() if site.url}
    check_origin(request, ours)
    turnstile.enter(request.META.get("REMOTE_ADDR", ""), service().clock.now())


def _given(fields: dict[str, str]) -> Given:
    return Given(
        site=fields.get("site", "") or next(iter(all_sites()), ""),
        on=fields.get("on", "item"),
        what=fields.get("what", ""),
        why=fields.get("why", ""),
        text=fields.get("text", ""),
        own=bool(fields.get("own")),
        reach=fields.get("reach", ""),
        language=fields.get("language", "en"),
    )


def _told(found: FlagView, letter: str) -> dict[str, object]:
    """What the receipt's page says, as data: to whoever holds it, hence what they were told."""
    return {
        "received": day_text(found.flag.received_at),
        "why": found.flag.why,
        "answer": found.flag.answer,
        "notices": [notice.text for notice in found.notices],
        "appeals": [
            {
                "received": day_text(each.received_at),
                "deadline": day_text(each.deadline),
                "outcome": each.outcome,
                "answer": each.answer,
            }
            for each in found.appeals
        ],
        "appealable": found.appealable is not None,
        "letter": letter,
    }
