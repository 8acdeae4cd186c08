"""The public pages over a real home, asked as a browser without cookies asks."""

from contextlib import contextmanager

from django.test import Client, override_settings

from evenhand.web import service
from evenhand.web.public import flags
from evenhand.web.public.door import Turnstile
from tests.homes import new_home

JSON = "application/json"


@contextmanager
def serving(home):
    """A service of an open home, with a turnstile of its own; it closes the home."""
    running = service.start(home)
    flags.turnstile = Turnstile()
    with override_settings(ROOT_URLCONF="evenhand.web.public.urls"):
        yield running
    running.close()


@contextmanager
def fresh_site(folder, clock):
    """A service of a fresh home at https://platform.example."""
    with serving(new_home(folder, clock)) as running:
        yield running


def stranger(**headers):
    """Somebody with a browser that checks CSRF as strictly as Django can."""
    return Client(enforce_csrf_checks=True, headers=headers)


def body_of(response):
    """The whole body, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content
