"""Comments and affected persons' pages over a real home, asked as strangers ask."""

import json
from contextlib import contextmanager
from urllib.parse import quote

from django.test import Client, override_settings
from django.urls import include, path

from evenhand.web import service
from evenhand.web.comments import door
from evenhand.web.public.door import Turnstile
from tests.homes import new_home

PAGE = "https://platform.example/news/harbor"
SITE = "https://platform.example"
EMAIL = "zz-moss@zz-mail.example"
FINE = "The minutes of the harbor office say the same."
SSN = "Her SSN is 536-22-8145, go and see her."
ADDRESS = "She lives at 1420 Elm Street, Springfield, IL 62704, with the green door."

urlpatterns = [
    path("", include("evenhand.web.comments.urls")),
    path("", include("evenhand.web.person.urls")),
]


@contextmanager
def comment_site(folder, clock):
    """A running service of a fresh home; it closes the home."""
    running = service.start(new_home(folder, clock))
    door.turnstile = Turnstile(door.MOST_AN_HOUR)
    with override_settings(ROOT_URLCONF=__name__):
        yield running
    running.close()


def stranger(**headers):
    """A browser without cookies, that checks CSRF as strictly as Django can."""
    return Client(enforce_csrf_checks=True, headers=headers)


def send_form(text=FINE, browser=None, page=PAGE, **fields):
    """Post the plain form."""
    return (browser or stranger()).post(
        "/comments/main/new", {"text": text, "page": page, **fields}
    )


def send_json(text=FINE, origin=SITE, **fields):
    """Post as the script on the article's page does."""
    body = json.dumps({"text": text, "page": PAGE, **fields})
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"} if origin else {}
    return stranger(**headers).post(
        "/comments/main/new.json", body, content_type="application/json"
    )


def thread_json(**headers):
    return stranger(**headers).get(f"/comments/main/thread.json?page={quote(PAGE)}")


def thread_page(language="en"):
    return stranger().get(f"/comments/main/thread?page={quote(PAGE)}&language={language}")


def text_of(response):
    return response.content.decode()
