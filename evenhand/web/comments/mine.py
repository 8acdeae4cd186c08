"""The writer's own page: how the comment stands, why, and what its writer can do."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.connectors.mail import send_mail
from evenhand.pipeline.comments.mine import Mine
from evenhand.pipeline.comments.mine import mine as view_mine
from evenhand.pipeline.comments.own_data import ask_for_code, erase, export
from evenhand.pipeline.comments.post import edit
from evenhand.pipeline.people import person_page as person
from evenhand.web.comments.door import check_own_page, fields_of, let_in
from evenhand.web.comments.respond import HTML, JSON, data, guarded, page, see
from evenhand.web.comments.shown import mine_data, state_lines
from evenhand.web.comments.words import Words, words_for
from evenhand.web.person.shown import person_context, remaining_words
from evenhand.web.service import service

Post = Callable[[HttpRequest, str, Mapping[str, str]], HttpResponse]


@require_safe
@guarded
def own(request: HttpRequest, token: str, form: str = HTML) -> HttpResponseBase:
    """The page itself, or the same as JSON."""
    found = view_mine(service().home, token)
    if form == JSON:
        return data(mine_data(found, _words(found), _path(token)))
    return _page(request, token, found)


def posted(deed: Post) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """A form of the page: only from the page itself, bounded, and not too often."""

    @csrf_exempt  # the secret in the address is the key; browsers say from where it was sent
    @require_POST
    @guarded
    def answered(request: HttpRequest, token: str) -> HttpResponseBase:
        check_own_page(request)
        let_in(request)
        return deed(request, token, fields_of(request))

    return answered


@posted
def change(request: HttpRequest, token: str, fields: Mapping[str, str]) -> HttpResponse:
    """Publish changed words."""
    running = service()
    edit(running.home, running.record, token, fields.get("text", ""), fields.get("name"))
    return see(_path(token))


@posted
def check(request: HttpRequest, token: str, fields: Mapping[str, str]) -> HttpResponse:
    """What of the flagged values a changed text still shows."""
    found, text = view_mine(service().home, token), fields.get("text", "")
    if found.decided is None:
        return see(_path(token))
    running = service()
    screener = running.screeners.of(found.standing.comment.site)
    left = person.check_text(running.home, screener, found.decided.reader, text)
    told = {"checked": True, "left": remaining_words(left, _words(found)), "draft": text}
    return _page(request, token, found, told)


@posted
def appeal(request: HttpRequest, token: str, fields: Mapping[str, str]) -> HttpResponse:
    """Take in an appeal."""
    found = view_mine(service().home, token)
    if found.decided is not None:
        person.appeal(service().home, found.decided.reader, fields.get("text", ""))
    return see(f"{_path(token)}#appeal")


@posted
def code(request: HttpRequest, token: str, fields: Mapping[str, str]) -> HttpResponse:
    """Send a code to the address that the comment came with."""
    ask_for_code(service().home, token, send_mail)
    return see(f"{_path(token)}?code=sent#data")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def take_out(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is kept of this comment; with a code, by POST, all that is kept of its writer."""
    given: str | None = None
    if request.method == "POST":
        check_own_page(request)
        let_in(request)
        given = fields_of(request).get("code", "")
    taken = export(service().home, token, given)
    body = msgspec.json.format(msgspec.json.encode(taken), indent=2)
    response = HttpResponse(body, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="comment.json"'
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def erase_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Asks whether to erase; a POST does, with a code all that is kept of the writer."""
    found = view_mine(service().home, token)
    words = _words(found)
    context: dict[str, Any] = {"mine": found, "path": _path(token)}
    if request.method == "POST":
        check_own_page(request)
        let_in(request)
        done = erase(service().home, token, fields_of(request).get("code") or None)
        because = dict.fromkeys(reason for stays in done.stays for reason in stays.because)
        context["stays"] = ", ".join(words.say["open"][str(reason)] for reason in because)
        context["erased"] = done
    return page(request, "comments/erase.html", words, context)


def _page(
    request: HttpRequest, token: str, found: Mine, further: Mapping[str, Any] | None = None
) -> HttpResponse:
    words = _words(found)
    context: dict[str, Any] = {
        "mine": found,
        "comment": found.standing.comment,
        "lines": state_lines(found, words),
        "path": _path(token),
        "code_sent": request.GET.get("code") == "sent",
        "draft": found.draft,
        "statements": found.statements,
        "holds_it": True,
    }
    if found.decided is not None:
        context |= person_context(found.decided, words)
        context["statements"] = found.statements
    return page(request, "comments/mine.html", words, context | dict(further or {}))


def _path(token: str) -> str:
    return f"/comments/mine/{token}"


def _words(found: Mine) -> Words:
    told = found.statements[-1].language if found.statements else None
    return words_for(found.standing.comment.language, told)
