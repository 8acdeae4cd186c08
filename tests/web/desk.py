"""A desk of the console: a fresh home with staff and cases, and browsers that are signed in."""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from evenhand import Account, Item
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.people.staff import join
from evenhand.store.cases import open_cases
from evenhand.web import service
from tests.homes import new_home

STREET = "12 Orchard Lane"
ADDRESS = f"She lives at {STREET}, Springfield, IL 62704."
SSN = "536-22-8145"
NUMBER = f"Her SSN is {SSN}, go and see her."
LINK = "https://letter.example/p/file"
STAFF = (
    ("ada", Role.MODERATOR), ("bo", Role.SENIOR), ("aud", Role.AUDITOR),
    ("ed", Role.POLICY_EDITOR), ("out", Role.OUTSIDE_REVIEWER), ("root", Role.ADMINISTRATOR),
)  # fmt: skip


@contextmanager
def desk(folder, clock):
    """A running service of a fresh home with everybody of `STAFF`; it closes the home."""
    running = service.start(new_home(folder, clock))
    for name, role in STAFF:
        join(running.home, "main", name, role)
    # The host of the tests' browser speaks plain HTTP, as a server behind no proxy does.
    with override_settings(SESSION_COOKIE_SECURE=False, CSRF_COOKIE_SECURE=False):
        yield running
    running.close()


def record(home, screener, *items):
    """The decisions that the rules take about items, in order."""
    results = Corridor(home, screener).record(screener.gatherer.gather(items))
    return [result.decision.id for result in results]


def journalist(text=ADDRESS, id="p-1", **more):
    """A journalist's post with an address: a lasting measure takes two people."""
    return Item(id=id, text=text, author="quist", account=Account(roles=("journalist",)), **more)


def case_about(item):
    """The id of the open case about an item."""
    return next(case.id for case in open_cases("main") if case.subject.id == item)


def signed_in(name, **options):
    """Somebody's browser, signed in."""
    user, _ = get_user_model().objects.get_or_create(username=name)
    browser = Client(**options)
    browser.force_login(user)
    return browser


def text_of(answer):
    """The answer's body as text."""
    return answer.content.decode()
