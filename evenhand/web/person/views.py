"""The affected person's page and its forms. The secret in the address is the key."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from evenhand.connectors.mail import send_mail
from evenhand.model.case import Party
from evenhand.pipeline.comments.post import change, comment_about
from evenhand.pipeline.people import person_page as person
from evenhand.pipeline.people.person_links import Reader, reader_of
from evenhand.web.comments.door import check_own_page, fields_of, let_in
from evenhand.web.comments.respond import HTML, JSON, data, guarded, page, see
from evenhand.web.comments.words import Words, words_for
from evenhand.web.person.shown import person_context, person_data, remaining_words
from evenhand.web.service import service

Deed = Callable[[HttpRequest, Reader, str, Mapping[str, str]], HttpResponse]


@require_safe
@guarded
def show(request: HttpRequest, secret: str, form: str = HTML) -> HttpResponseBase:
    """The page itself, or the same as JSON."""
    home = service().home
    reader = reader_of(home, secret)
    if form == JSON:
        found = person.person_page(home, reader)
        return data(person_data(found, _words(found)))
    return _page(request, reader, _path(secret))


def posted(deed: Deed) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """A form of the page: only from the page itself, bounded, and not too often."""

    @csrf_exempt  # the secret in the address is the key; browsers say from where it was sent
    @require_POST
    @guarded
    def answered(request: HttpRequest, secret: str) -> HttpResponseBase:
        check_own_page(request)
        reader = reader_of(service().home, secret)
        let_in(request)
        return deed(request, reader, _path(secret), fields_of(request))

    return answered


@posted
def code(
    request: HttpRequest, reader: Reader, path: str, fields: Mapping[str, str]
) -> HttpResponse:
    """Send a code to the known address."""
    person.ask_for_code(service().home, reader, send_mail)
    return see(f"{path}?code=sent#reveal")


@posted
def reveal(
    request: HttpRequest, reader: Reader, path: str, fields: Mapping[str, str]
) -> HttpResponse:
    """The text with nothing covered, in this answer alone."""
    pieces = person.revealed(service().home, reader, fields.get("code", ""))
    return _page(request, reader, path, {"uncovered": pieces})


@posted
def check(
    request: HttpRequest, reader: Reader, path: str, fields: Mapping[str, str]
) -> HttpResponse:
    """What of the flagged values a changed text still shows."""
    running, text = service(), fields.get("text", "")
    screener = running.screeners.of(reader.decision.site)
    left = person.check_text(running.home, screener, reader, text)
    found = person.person_page(running.home, reader)
    told = {"checked": True, "left": remaining_words(left, _words(found)), "draft": text}
    return _page(request, reader, path, told)


@posted
def submit(
    request: HttpRequest, reader: Reader, path: str, fields: Mapping[str, str]
) -> HttpResponse:
    """Publish a changed text, where the comment is kept here."""
    running = service()
    change(running.home, running.record, comment_about(reader), fields.get("text", ""))
    return see(path)


@posted
def appeal(
    request: HttpRequest, reader: Reader, path: str, fields: Mapping[str, str]
) -> HttpResponse:
    """Take in an appeal."""
    person.appeal(service().home, reader, fields.get("text", ""))
    return see(f"{path}#appeal")


def _page(
    request: HttpRequest, reader: Reader, path: str, further: Mapping[str, Any] | None = None
) -> HttpResponse:
    found = person.person_page(service().home, reader)
    words = _words(found)
    context: dict[str, Any] = {
        "path": path,
        "is_writer": reader.party is Party.WRITER,
        "holds_it": found.held_here,
        "code_sent": request.GET.get("code") == "sent",
        "draft": found.draft,
        **person_context(found, words),
    }
    return page(request, "person/page.html", words, context | dict(further or {}))


def _path(secret: str) -> str:
    return f"/s/{secret}"


def _words(found: person.PersonPage) -> Words:
    told = found.statements[-1].language if found.statements else None
    return words_for(told, found.site.language)
