"""What a page says when something was refused or failed: what, what not, what next; no more."""

from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from evenhand.model.errors import EvenhandError
from evenhand.web.status import status_of

TEMPLATE = "pages/error.html"


class Explained:
    """Turns our own errors into pages."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Begin to serve."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; what is no refusal of ours is a failure, and Django's to log."""
        if isinstance(error, EvenhandError):
            return error_page(request, error, status_of(error))
        return None


def error_page(request: HttpRequest, error: EvenhandError, status: HTTPStatus) -> HttpResponse:
    """What was wrong, what was not done, what to do next; as JSON where JSON was asked for."""
    if request.path.endswith(".json"):
        told = {"type": "about:blank", "title": error.what, "status": status, **error.as_dict()}
        return HttpResponse(msgspec.json.encode(told), "application/problem+json", status)
    text = render_to_string(TEMPLATE, {"error": error, "status": status}, request)
    return HttpResponse(text, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    error = EvenhandError(
        "EH888", "there is no page at this address", not_done="nothing was shown",
        help="look at the address again, or begin at the first page",
    )  # fmt: skip
    return error_page(request, error, HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not for whoever asks."""
    error = EvenhandError(
        "EH885", "this page is not for you", not_done="nothing was shown or changed",
        help="an administrator of the site can say who may",
    )  # fmt: skip
    return error_page(request, error, HTTPStatus.FORBIDDEN)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or sent by another site."""
    error = EvenhandError(
        "EH886", "this form did not come from one of our own pages",
        not_done="nothing of it was done",
        help="open the page again, with cookies on, and send the form from there",
    )  # fmt: skip
    return error_page(request, error, HTTPStatus.FORBIDDEN)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that is malformed or too large."""
    error = EvenhandError(
        "EH889", "this request cannot be read", not_done="nothing of it was done",
        help="send less at once, or open the page again",
    )  # fmt: skip
    return error_page(request, error, HTTPStatus.BAD_REQUEST)


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tries too often."""
    error = EvenhandError(
        "EH887", "too many tries in a short time", not_done="this one was not looked at",
        help="wait five minutes, then try again",
    )  # fmt: skip
    return error_page(request, error, HTTPStatus.TOO_MANY_REQUESTS)


def failed(request: HttpRequest) -> HttpResponse:
    """It is our fault; the page asks nothing of what may have failed."""
    error = EvenhandError(
        "EH890", "the server failed", not_done="this request was not carried out",
        help="try again in a minute; the server's own log says what happened",
    )  # fmt: skip
    text = render_to_string(TEMPLATE, {"error": error, "status": HTTPStatus.INTERNAL_SERVER_ERROR})
    return HttpResponse(text, status=HTTPStatus.INTERNAL_SERVER_ERROR)
