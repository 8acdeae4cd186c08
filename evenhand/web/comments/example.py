"""The article of the example matter, where the home holds one: the demo puts it there."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from evenhand.web.service import service

FILE = "example/article.html"
"""Below the home's folder."""


@require_safe
def article(request: HttpRequest) -> HttpResponseBase:
    """A news article with the comments' script tag, as a publisher would write it."""
    file = service().home.path / FILE
    if not file.is_file():
        return HttpResponse(
            b"no example here", status=HTTPStatus.NOT_FOUND, content_type="text/plain"
        )
    return HttpResponse(file.read_bytes(), content_type="text/html; charset=utf-8")
