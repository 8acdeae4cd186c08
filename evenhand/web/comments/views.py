"""The comments of a page, the form below them, the one script tag, what is done with it all."""

from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.model.errors import EvenhandError
from evenhand.model.site import RETENTION, Site
from evenhand.pipeline.comments.given import MAX_NAME, MAX_TEXT, Given, page_of
from evenhand.pipeline.comments.mine import mine
from evenhand.pipeline.comments.post import post
from evenhand.pipeline.comments.secret import new_stamp
from evenhand.pipeline.comments.threads import thread
from evenhand.store.sites import all_sites, get_site
from evenhand.web.comments.door import TRAP, fields_of, let_in, origin_of, own_hosts
from evenhand.web.comments.respond import (
    HTML,
    JSON,
    STATUS,
    data,
    framed_by,
    guarded,
    page,
    problem,
    readable_at,
    see,
)
from evenhand.web.comments.shown import flat, mine_data, thread_data
from evenhand.web.comments.words import Words, words_for
from evenhand.web.service import service

SCRIPT = Path(__file__).parent / "embed.js"
FRESH_SECONDS = 3_600


@require_http_methods(["GET", "HEAD", "OPTIONS"])
@guarded
def show_thread(request: HttpRequest, site: str, form: str = HTML) -> HttpResponseBase:
    """The comments under a page: `?page=<address>`, and `&language=`."""
    place = get_site(site)
    origin = origin_of(request, place)
    if request.method == "OPTIONS":
        return readable_at(HttpResponse(status=HTTPStatus.NO_CONTENT), origin)
    home, asked = service().home, request.GET.get("page", "")
    found = thread(home, site, asked, own_hosts(request))
    words = _words(request, place)
    if form == JSON:
        told = thread_data(found, words)
        told |= {"words": words.say["widget"], "stamp": new_stamp(home, site), "trap": TRAP}
        return readable_at(data(told), origin)
    context = {"site": place, "thread": found, "rows": flat(found.comments, words), "page": asked}
    return framed_by(page(request, "comments/thread.html", words, context), place)


@csrf_exempt  # there is no cookie whose owner's rights could be borrowed; see `door`
@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
@guarded
def new(request: HttpRequest, site: str, form: str = HTML) -> HttpResponseBase:
    """The form on a page of its own; what is posted to it, or as JSON, is taken in."""
    place = get_site(site)
    if form == JSON or request.method == "POST":
        origin = origin_of(request, place)
        if request.method == "OPTIONS":
            return readable_at(HttpResponse(status=HTTPStatus.NO_CONTENT), origin)
    if request.method == "POST":
        return readable_at(_take(request, place, form), origin)
    given = {name: request.GET.get(name, "") for name in ("page", "title", "parent", "language")}
    page_of(place, given["page"], own_hosts(request))
    return _form(request, place, given)


@require_safe
@guarded
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What happens to comments: what is kept, for how long, how they are checked, who to ask."""
    sites = all_sites()
    asked = sites.get(request.GET.get("site", ""))
    kept = [
        (site, [(word, _days(site, record)) for word, record in _KEPT])
        for site in ([asked] if asked else sites.values())
    ]
    return page(request, "comments/privacy.html", _words(request, asked), {"sites": kept})


@require_safe
def embed(request: HttpRequest) -> HttpResponseBase:
    """The script that puts comments and form where its tag stands; the same for every site."""
    script, digest = _script()
    fresh = request.headers.get("If-None-Match") == digest
    response = HttpResponse(
        b"" if fresh else script,
        status=HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus.OK,
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["ETag"] = digest
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


_KEPT = (
    ("evidence", ""),
    ("words", "words"),
    ("logged", "evidence"),
    ("appeals", "appeal"),
    ("disclosure", "disclosure"),
)
"""What is kept, by its word, and the record by which its days are set."""


def _take(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    """The comment taken in; where it is refused, the form again with what was written in it."""
    fields: dict[str, str] = {}
    try:
        let_in(request)
        fields = dict(fields_of(request))
        under = own_hosts(request)
        posted = post(
            service().home,
            service().record,
            site.name,
            fields.get("page", ""),
            _given(fields),
            under,
        )
    except EvenhandError as error:
        if form == JSON or not fields:
            return problem(request, error, form)
        return _form(request, site, fields, error)
    path = f"/comments/mine/{posted.token}"
    if form == HTML:
        return see(path)
    words = words_for(fields.get("language"), site.language)
    return data(mine_data(mine(service().home, posted.token), words, path), HTTPStatus.CREATED)


def _given(fields: dict[str, str]) -> Given:
    return Given(
        text=fields.get("text", ""),
        name=fields.get("name", ""),
        email=fields.get("email", ""),
        link=fields.get("link", ""),
        parent=fields.get("parent") or None,
        language=fields.get("language") or None,
        title=fields.get("title", ""),
        trap=fields.get(TRAP, ""),
        stamp=fields.get("stamp", ""),
    )


def _form(
    request: HttpRequest, site: Site, given: dict[str, str], error: EvenhandError | None = None
) -> HttpResponse:
    """The form, with what was written in it and what was wrong."""
    status = STATUS.get(error.code, HTTPStatus.BAD_REQUEST) if error else HTTPStatus.OK
    context = {
        "site": site, "given": given, "error": error, "trap": TRAP,
        "field": str(error.where) if error and error.where else "",
        "stamp": given.get("stamp") or new_stamp(service().home, site.name),
        "longest": {"text": MAX_TEXT, "name": MAX_NAME},
    }  # fmt: skip
    words = words_for(given.get("language"), site.language)
    return framed_by(page(request, "comments/new.html", words, context, status), site)


def _words(request: HttpRequest, site: Site | None) -> Words:
    return words_for(request.GET.get("language"), site.language if site else None)


def _days(site: Site, record: str) -> int:
    return site.keep.get(record, RETENTION[record]) if record else site.keep_days


@cache
def _script() -> tuple[bytes, str]:
    """The script, and what changes whenever it does."""
    read = SCRIPT.read_bytes()
    return read, f'"{sha256(read).hexdigest()[:32]}"'
