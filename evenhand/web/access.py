"""Who may ask for what: each view says it once, and `routes` reads it off all of them.

Below `/console/` a view without a mark is never answered; elsewhere a page is public.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from os import environ
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, get_resolver
from django_htmx.http import HttpResponseClientRedirect

from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Role, Staff
from evenhand.pipeline.people.sign_in import sites_of
from evenhand.web.service import service

SECOND_FACTOR = "EVENHAND_SECOND_FACTOR"
"""Environment: `optional` lets people sign in by password alone; anything else does not."""

BELOW = "console/"
READERS = DECIDERS | {Role.AUDITOR}
"""Who sees cases, and what people wrote."""
EVERYBODY = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_READING = ("GET", "HEAD", "OPTIONS")
CONSOLE = "/console/"
SIGN_IN = "/console/sign-in"
ENROL = "/console/settings/second-factor/on"

View = TypeVar("View", bound=Callable[..., Any])


class Who(StrEnum):
    """For whom a page is."""

    PUBLIC = "public"
    PERSON = "person"
    """Somebody of any site's staff, signed in."""
    STAFF = "staff"
    """Somebody of the staff of the site in the address."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may have a page.

    Attributes:
        read: roles that may see it; `write`: roles that may do something on it.
        second_factor: whether the page waits until a second factor is set up.
    """

    who: Who
    read: frozenset[Role] = frozenset()
    write: frozenset[Role] = frozenset()
    second_factor: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """An address and who may ask for it."""

    path: str
    name: str
    access: Access


class ConsoleRequest(HttpRequest):
    """A request from somebody of the staff of the site in its address."""

    staff: Staff


PUBLIC = Access(Who.PUBLIC)


def console(
    *, roles: Collection[Role], write: Collection[Role] | None = None
) -> Callable[[View], View]:
    """Mark a view whose path begins with `console/<site>/`: for these roles of that site.

    The view is given `request.staff`. `write` are the roles that may POST, where not all may.
    """
    access = Access(Who.STAFF, frozenset(roles), frozenset(roles if write is None else write))

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, site: str, *given: Any, **named: Any) -> HttpResponseBase:
            elsewhere = _let_in(request, access)
            if elsewhere is not None:
                return elsewhere
            request.staff = _staff_at(request, site)
            allowed = access.read if request.method in _READING else access.write
            _check_role(request.staff, allowed)
            answer: HttpResponseBase = view(request, site, *given, **named)
            return answer

        return cast(View, _marked(guarded, access))

    return mark


def person(*, second_factor: bool = True) -> Callable[[View], View]:
    """Mark a view for whoever is signed in and works for some site."""
    access = Access(Who.PERSON, EVERYBODY, EVERYBODY, second_factor)

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
            elsewhere = _let_in(request, access)
            if elsewhere is not None:
                return elsewhere
            answer: HttpResponseBase = view(request, *given, **named)
            return answer

        return cast(View, _marked(guarded, access))

    return mark


def public(view: View) -> View:
    """Mark a view below `console/` that nobody has to sign in for."""

    @wraps(view)
    def open_to_all(*given: Any, **named: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(*given, **named)
        return answer

    return cast(View, _marked(open_to_all, PUBLIC))


def routes() -> list[Route]:
    """Every address of the pages and who may ask for it, in the order they are looked at."""
    return list(_walk(get_resolver().url_patterns, ""))


def access_of(view: Callable[..., Any], path: str) -> Access | None:
    """Who may have the page of a view; None where that was never said, hence nobody."""
    access: Access | None = getattr(view, "access", None)
    return access or (None if path.startswith(BELOW) else PUBLIC)


def is_second_factor_needed() -> bool:
    """Whether everybody on the staff has to have a second factor."""
    return environ.get(SECOND_FACTOR) != "optional"


def _marked(view: Any, access: Access) -> Any:
    view.access = access
    return view


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path)
            continue
        access = access_of(each.callback, path)
        if access is None:
            raise LookupError(f"nobody said who may ask for {path}")
        yield Route(path, each.name or "", access)


def _let_in(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    """Where somebody has to go first: to the sign-in page, or to set up the second factor."""
    user = request.user
    if not user.is_authenticated:
        return _go(request, SIGN_IN)
    if not sites_of(service().home, user.get_username()):
        logout(request)
        raise EvenhandError(
            "EH884", "your name works for no site any more", not_done="you were signed out",
            help="an administrator of the site can add you again",
        )  # fmt: skip
    if access.second_factor and is_second_factor_needed() and not has_second_factor(user):
        return _go(request, ENROL)
    return None


def has_second_factor(user: Any) -> bool:
    """Whether somebody has set up an authenticator app."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))


def _go(request: HttpRequest, url: str) -> HttpResponseBase:
    if getattr(request, "htmx", False):  # a part of a page: the whole page goes there
        return HttpResponseClientRedirect(url)
    back = request.get_full_path() if request.method in _READING else CONSOLE
    return HttpResponseRedirect(f"{url}?{urlencode({'next': back})}")


def _staff_at(request: HttpRequest, site: str) -> Staff:
    """Whoever is signed in, as staff of a site. Raises EH884; of no use to find sites with."""
    for staff in sites_of(service().home, request.user.get_username()):
        if staff.site == site:
            return staff
    raise EvenhandError(
        "EH884", "you do not work for this site", not_done="nothing was shown or changed",
        help="an administrator of the site can add you",
    )  # fmt: skip


def _check_role(staff: Staff, allowed: Collection[Role]) -> None:
    if staff.role in allowed:
        return
    names = ", ".join(sorted(role.replace("_", " ") for role in allowed))
    raise EvenhandError(
        "EH885", f"this is not for your role, {staff.role.replace('_', ' ')}",
        not_done="nothing was shown or changed", help=f"roles that may: {names}",
    )  # fmt: skip
