"""Every address, asked for by nobody and by every role: the table in the documentation holds."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from evenhand.model.clock import SetClock
from evenhand.model.people import Role
from evenhand.pipeline.home import add_site
from evenhand.pipeline.people.staff import join
from evenhand.store.users import hash_password, keep_user
from evenhand.web.access import SECOND_FACTOR, Route, Who, routes
from evenhand.web.service import start
from tests.homes import START, new_home

PLACES = {"site": "main", "pack": "private-information", "version": "1", "format": "json"}
SOMEBODY_ELSES = "0123456789abcdef0123456789abcdef"
FOUND, REFUSED = 302, 403
ROUTES = routes()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running service with somebody in every role, at `main` and at `other`."""
    clock = SetClock(START)
    home = new_home(tmp_path_factory.mktemp("walk") / "home", clock)
    add_site("other", "https://other.example", clock)
    password = hash_password("a long walk by the harbor wall")
    for site in ("main", "other"):
        for role in Role:
            join(home, site, f"{site}-{role}", role)
            keep_user(f"{site}-{role}", password)
    running = start(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SECOND_FACTOR, "optional")
        yield running
    running.close()


@pytest.fixture
def signed_in(served):
    """(role, site) -> a browser in which somebody of that role has signed in."""

    def sign_in(role: Role, site: str) -> Client:
        client = Client()
        client.force_login(
            get_user_model().objects.get(username=f"{site}-{role}"),
            settings.AUTHENTICATION_BACKENDS[0],
        )
        return client

    return sign_in


def address(route: Route) -> str:
    """An address of this route: of the site, and about a record that there is not."""

    def filled(found: re.Match[str]) -> str:
        kind, _, name = found[1].rpartition(":")
        return PLACES.get(name, "1" if kind == "int" else SOMEBODY_ELSES)

    return "/" + re.sub(r"<([^>]+)>", filled, route.path)


def is_turned_away(answer) -> bool:
    """Sent to sign in, or refused."""
    to_sign_in = answer.status_code == FOUND and answer["Location"].startswith("/console/sign-in?")
    return to_sign_in or answer.status_code == REFUSED


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path or "front")
def test_nobody_gets_what_is_for_staff(served, route):
    client = Client()
    for ask in (client.get, client.post):
        answer = ask(address(route))
        assert answer.status_code < 500
        if route.access.who is not Who.PUBLIC:
            assert is_turned_away(answer), answer.status_code
        elif ask == client.get:
            assert not is_turned_away(answer), answer.status_code


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("site", ["main", "other"])
def test_each_role_gets_what_the_table_says(served, signed_in, role, site):
    client = signed_in(role, site)
    for route in ROUTES:
        if route.access.who is not Who.STAFF or route.name == "account_logout":
            continue
        for ask, roles in ((client.get, route.access.read), (client.post, route.access.write)):
            answer = ask(address(route))
            told = f"{route.path} {ask.__name__}: {answer.status_code}"
            assert answer.status_code < 500, told
            if site == "other" or role not in roles:
                assert answer.status_code == REFUSED, told
            elif ask == client.get:
                assert not is_turned_away(answer), told
            else:  # the pipeline may refuse a deed for more than its doer's role
                assert answer.status_code != FOUND or not is_turned_away(answer), told
