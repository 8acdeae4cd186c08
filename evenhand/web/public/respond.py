"""Answers of the public pages: a page, JSON, CSV as it is read, or a feed; all may be cached."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from itertools import islice
from typing import Any, ParamSpec

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.public.tables import Row
from evenhand.text.table import csv_text
from evenhand.web.wire import refusal

HTML, JSON, CSV, ATOM = "html", "json", "csv", "atom"
FRESH_SECONDS = 60
STREAMED = 500
"""Rows of a table that are written at a time."""

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""No script, no frame, nothing from elsewhere; forms need to say where they were filled in."""

NOINDEX = "noindex, nofollow, noarchive"
STATUS = {
    **dict.fromkeys(("EH840", "EH841", "EH370", "EH406", "EH681"), HTTPStatus.NOT_FOUND),
    **dict.fromkeys(("EH653", "EH845"), HTTPStatus.TOO_MANY_REQUESTS),
    "EH846": HTTPStatus.FORBIDDEN,
}
"""Code -> status; what is not here was asked wrongly: 400."""

P = ParamSpec("P")
View = Callable[P, HttpResponseBase]


def public(view: View[P]) -> View[P]:
    """A view of a public page: safe headers, and errors said in the form that was asked for."""

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(*args, **kwargs)
        except EvenhandError as error:
            request: Any = args[0]  # of every view
            response = problem(request, error, str(kwargs.get("form", HTML)))
        for name, value in SAFE.items():
            response.headers[name] = value
        return response

    return answered


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, index: bool = True
) -> HttpResponseBase:
    """A page from `templates/public/`.

    Args:
        index: whether search engines may list it.
    """
    response = render(request, f"public/{name}.html", {**context, "index": index})
    if not index:
        response.headers["X-Robots-Tag"] = NOINDEX
    return _cached(request, response)


def data(request: HttpRequest, value: object, *, index: bool = True) -> HttpResponseBase:
    """The same as JSON."""
    body = msgspec.json.format(msgspec.json.encode(value), indent=2)
    response = HttpResponse(body, content_type="application/json")
    if not index:
        response.headers["X-Robots-Tag"] = NOINDEX
    return _cached(request, response)


def kept_by_nobody(value: object, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """JSON for one reader only."""
    body = msgspec.json.encode(value)
    return unkept(HttpResponse(body, status=status, content_type="application/json"))


def table(
    request: HttpRequest, name: str, columns: Iterable[str], rows: Iterable[Row]
) -> HttpResponseBase:
    """All rows as CSV, however many, written as they are read."""
    parts: Iterable[str] = () if request.method == "HEAD" else _csv(tuple(columns), iter(rows))
    response = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["X-Robots-Tag"] = NOINDEX
    return response


def feed(request: HttpRequest, body: bytes) -> HttpResponseBase:
    """An Atom feed."""
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response.headers["X-Robots-Tag"] = NOINDEX
    return _cached(request, response)


def problem(request: HttpRequest, error: EvenhandError, form: str) -> HttpResponse:
    """What was wrong, what was not done, what to do: as a page, or as problem+json."""
    status = STATUS.get(error.code, HTTPStatus.BAD_REQUEST)
    if form == HTML:
        return unkept(render(request, "public/problem.html", {"error": error}, status=status))
    told = refusal(error, status)
    return unkept(HttpResponse(told.body, status=status, content_type=told.content_type.decode()))


def unkept(response: HttpResponse) -> HttpResponse:
    """An answer for one reader only: nobody keeps it, nobody lists it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = NOINDEX
    return response


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """With how long it is fresh, and an ETag; who has it already gets only that answer."""
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return get_conditional_response(request, etag=etag, response=response) or response


def _csv(columns: tuple[str, ...], rows: Iterator[Row]) -> Iterator[str]:
    header = csv_text(columns, ())
    yield header
    while batch := list(islice(rows, STREAMED)):
        yield csv_text(columns, batch).removeprefix(header)
