"""Pages of one's own: the welcome by invitation, preferences, keys."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import get_user_model, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.sign_in import accept, prefer, welcome
from evenhand.store.users import preferences_of
from evenhand.web.access import (
    CONSOLE,
    ENROL,
    has_second_factor,
    is_second_factor_needed,
    person,
    public,
)
from evenhand.web.accounts.forms import PreferencesForm, WelcomeForm
from evenhand.web.service import service
from evenhand.web.status import status_of

both = require_http_methods(["GET", "HEAD", "POST"])
NAME_CODES = ("EH883", "EH914")
"""Refusals that are about the name a first administrator gives."""


@public
@both
@sensitive_post_parameters("password", "again")
def welcome_page(request: HttpRequest, token: str) -> HttpResponse:
    """Whom the link is for sets a password, is signed in, and goes on to the second factor."""
    home = service().home
    invitation = welcome(home, token)
    form = WelcomeForm(request.POST or None, name=invitation.name)
    if form.is_valid():
        given = form.cleaned_data
        try:
            name = accept(home, token, given["password"], given.get("name", ""))
        except EvenhandError as refused:
            if refused.code not in NAME_CODES:
                raise
            form.add_error("name", f"{refused.what.capitalize()}: {refused.help}.")
        else:
            return _sign_in(request, name)
    status = status_of(EvenhandError("EH883", "")) if form.errors else 200
    return render(
        request, "account/welcome.html", {"form": form, "invitation": invitation}, status=status
    )


@person(second_factor=False)
@both
def settings_page(request: HttpRequest) -> HttpResponse:
    """Preferences: colours, comfort, keys; and the way to password and second factor."""
    name = request.user.get_username()
    form = PreferencesForm(preferences_of(name), request.POST or None)
    if request.method == "POST" and form.is_valid():
        prefer(service().home, name, form.preferences())
        return HttpResponseRedirect("/console/settings?kept=yes")
    context: dict[str, Any] = {
        "form": form,
        "kept": "kept" in request.GET,
        "has_second_factor": has_second_factor(request.user),
        "needed": is_second_factor_needed(),
    }
    return render(request, "account/settings.html", context, status=422 if form.errors else 200)


@person(second_factor=False)
def keys_page(request: HttpRequest) -> HttpResponse:
    """The keys, for whoever has no script; and where help is."""
    return render(request, "account/keys.html")


def _sign_in(request: HttpRequest, name: str) -> HttpResponse:
    logout(request)  # whoever sat here before
    user = get_user_model().objects.get(username=name)
    enrols = is_second_factor_needed() and not has_second_factor(user)
    login = Login(user=user, redirect_url=ENROL if enrols else CONSOLE)
    answer: HttpResponse = perform_password_login(request, {"username": name}, login)
    return answer
