"""`/console/<site>/staff/keys`: what programs sign in with, and where deliveries are posted to."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.pipeline.people import keys, receivers
from evenhand.web.access import ADMINISTRATORS, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import at, line, moment, tick
from evenhand.web.service import service


class KeyForm(forms.Form):
    """A key for a program."""

    label = line("What it is for", "To tell it from others.")
    scopes = forms.MultipleChoiceField(
        label="What it may be used for", choices=[(s, s) for s in sorted(keys.SCOPES)],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    until = moment("When it ends", "Empty is never.")


class IdForm(forms.Form):
    """One of those that are listed."""

    id = forms.CharField(widget=forms.HiddenInput)


class ReceiverForm(forms.Form):
    """Where deliveries are posted to."""

    url = line("Address", "Such as https://platform.example/evenhand.")
    private_ranges = tick("It may be in a private network, or on this machine")


@console(roles=ADMINISTRATORS)
def programs(request: ConsoleRequest, site: str) -> HttpResponse:
    """Keys and receivers: each secret is shown once."""
    home, by = service().home, request.staff.name
    acted = act(request, _deeds(site, by))
    if isinstance(acted, HttpResponse):
        return acted
    now = home.clock.now()
    context = {
        "keys": [(key, key.ended(now)) for key in keys.list_keys(home, site, by)],
        "receivers": receivers.list_receivers(home, site, by),
    }
    return show(request, "console/programs.html", context, acted)


def _deeds(site: str, by: str) -> list[Deed]:
    home = service().home

    def add_key(given: Mapping[str, Any]) -> Done:
        until = at(given, "until")
        made = keys.add_key(home, site, by, given["label"], given["scopes"], until)
        return Done(shown=("The key", made.secret))

    def end_key(given: Mapping[str, Any]) -> Done:
        keys.end_key(home, site, by, given["id"])
        return Done("The key opens nothing any more.")

    def add_receiver(given: Mapping[str, Any]) -> Done:
        made = receivers.add_receiver(home, site, by, given["url"], given["private_ranges"])
        return Done(shown=("The receiver's secret", made.secret))

    def end_receiver(given: Mapping[str, Any]) -> Done:
        receivers.end_receiver(home, site, by, given["id"])
        return Done("Nothing is posted there any more.")

    return [
        Deed("key", "Make a key", "Make it", add_key, KeyForm, ADMINISTRATORS),
        Deed("end-key", "End a key", "End it", end_key, IdForm, ADMINISTRATORS, bad=True),
        Deed("receiver", "Post deliveries to an address", "Add it", add_receiver, ReceiverForm,
             ADMINISTRATORS),
        Deed("end-receiver", "End a receiver", "End it", end_receiver, IdForm, ADMINISTRATORS,
             bad=True),
    ]  # fmt: skip
