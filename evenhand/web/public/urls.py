"""Addresses of the public pages; the data of a page is at its address with an ending."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from evenhand.web.public import flags, views
from evenhand.web.public.respond import ATOM, CSV, HTML, JSON

FRONT = "index"
"""What stands for the first page where an ending follows."""


def _with_data(route: str, view: Callable[..., Any], *forms: str, **given: str) -> list[URLPattern]:
    """A page, and its data in these forms."""
    plain = path(route, view, {"form": HTML, **given})
    name = route or FRONT
    return [plain, *(path(f"{name}.{form}", view, {"form": form, **given}) for form in forms)]


urlpatterns = [
    *_with_data("", views.front, JSON, CSV),
    *_with_data("d", views.search, JSON, CSV, ATOM),
    *_with_data("d/<slug:case>", views.decision, JSON),
    *_with_data("contacts", views.contacts, JSON, CSV, ATOM),
    *_with_data("policies", views.policy_list, JSON, CSV),
    *_with_data("policies/<slug:pack>/<int:version>", views.policy, JSON),
    *_with_data("log", views.log, JSON),
    path("proof/<int:index>", views.proof),
    *_with_data("data", views.data_dictionary, JSON, CSV),
    *_with_data("flag", flags.flag, JSON),
    *_with_data("flag/<str:token>", flags.receipt),
    *_with_data("blocked", views.blocked, JSON),
    *_with_data("about", views.about, JSON),
    *_with_data("accessibility", views.about, name="accessibility"),
    *_with_data("security", views.about, name="security"),
]
