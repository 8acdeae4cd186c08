"""What sign-in needs to know of the home, and that no console page is kept or guessed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from evenhand.store.sites import all_sites
from evenhand.web.access import BELOW, access_of


class SignIn:
    """Fits cookies and forms to the sites' addresses; refuses views whose readers nobody named."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Begin to serve: cookies go over TLS alone where a site's address says so."""
        self._answer = answer
        addresses = [urlsplit(site.url) for site in all_sites().values() if site.url]
        secure = any(address.scheme == "https" for address in addresses)
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure
        settings.CSRF_TRUSTED_ORIGINS = [f"{each.scheme}://{each.netloc}" for each in addresses]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what the console shows is kept by no cache on the way."""
        response = self._answer(request)
        if request.path_info[1:].startswith(BELOW):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponseBase | None:
        """Refuse a page of which nobody said who may have it."""
        if access_of(view, request.path_info[1:]) is None:
            raise LookupError("nobody said who may ask for this page")
        return None
