"""Answers of the comment pages: a page or JSON, errors in the form that was asked for."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.web.comments.words import Words, words_for
from evenhand.web.public.door import JSON_TYPE
from evenhand.web.wire import refusal

HTML, JSON = "html", "json"
NOINDEX = "noindex, nofollow, noarchive"
STATUS = {
    **dict.fromkeys(("EH406", "EH863", "EH870", "EH410"), HTTPStatus.NOT_FOUND),
    **dict.fromkeys(("EH864", "EH872", "EH630"), HTTPStatus.TOO_MANY_REQUESTS),
    **dict.fromkeys(("EH865", "EH866", "EH877"), HTTPStatus.FORBIDDEN),
    **dict.fromkeys(("EH867", "EH875"), HTTPStatus.GONE),
    **dict.fromkeys(("EH830", "EH831", "EH832", "EH833", "EH834"), HTTPStatus.SERVICE_UNAVAILABLE),
}
"""Code -> status; what is not here was asked wrongly: 400."""

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {}"
)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def guarded(view: View[P]) -> View[P]:
    """A view whose errors are said as a page or as problem+json, and which nobody keeps."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except EvenhandError as error:
            response = problem(request, error, str(kwargs.get("form", HTML)))
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Robots-Tag", NOINDEX)
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Content-Security-Policy", _POLICY.format("'none'"))
        return response

    return answered


def page(
    request: HttpRequest,
    template: str,
    words: Words,
    context: Mapping[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """A page in a language."""
    spoken = {"say": words.say, "language": words.language, "direction": words.direction}
    return render(request, template, {**context, **spoken}, status=status)


def data(value: object, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """The same as JSON."""
    body = msgspec.json.encode(value)
    return HttpResponse(body, status=status, content_type="application/json")


def problem(request: HttpRequest, error: EvenhandError, form: str) -> HttpResponse:
    """What was wrong, what was not done, what to do."""
    status = STATUS.get(error.code, HTTPStatus.BAD_REQUEST)
    if form == JSON or request.content_type == JSON_TYPE:
        told = refusal(error, status)
        return HttpResponse(told.body, status=status, content_type=told.content_type.decode())
    words = words_for(request.GET.get("language"))
    return page(request, "comments/problem.html", words, {"error": error}, status)


def see(path: str) -> HttpResponse:
    """On to another page, which is then read by GET."""
    response = HttpResponseRedirect(path)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def framed_by(response: HttpResponse, site: Site) -> HttpResponse:
    """The answer, which pages of the site may show in a frame."""
    own = site.url.split("://", 1)
    host = f" {own[0]}://{own[1].split('/')[0]}" if len(own) == 2 else ""
    response.headers["Content-Security-Policy"] = _POLICY.format(f"'self'{host}")
    return response


def readable_at(response: HttpResponse, origin: str | None) -> HttpResponse:
    """The answer, which a script on the site's own pages may read."""
    response.headers["Vary"] = "Origin"
    if origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Access-Control-Max-Age"] = "600"
    return response
