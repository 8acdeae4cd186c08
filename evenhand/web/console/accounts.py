"""`/console/<site>/accounts`: how an account stands, all that is held about it, erasing that."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect

from evenhand.pipeline.documents.accounts import COLUMNS, REASONS, account_dict, decision_row
from evenhand.pipeline.people import accounts, erasure, export, lists
from evenhand.pipeline.people.contact_views import readable
from evenhand.pipeline.people.lifting import LONGEST_HOLD, hold
from evenhand.pipeline.people.retention import Ground
from evenhand.store.decisions import statements_of
from evenhand.text.fates import fate
from evenhand.web.access import READERS, ConsoleRequest, console
from evenhand.web.console.answers import json_answer
from evenhand.web.console.deeds import Deed, Done, act, no_deeds, show
from evenhand.web.console.fields import AskedForm, asked_of, choice, line, text
from evenhand.web.console.links import DECIDERS
from evenhand.web.console.lists import CSV, address, exported
from evenhand.web.service import service

AT_STAKE = ("account", "measures", "strikes")
GROUNDS = (
    (Ground.REQUEST.value, "the person themselves"),
    (Ground.ORDER.value, "a court or an authority"),
)


class EraseForm(forms.Form):
    """Who wants it erased, and that it is meant."""

    ground = choice("Who wants it", GROUNDS)
    sure = forms.BooleanField(label="I know that it cannot be undone")


class HoldForm(AskedForm):
    """An item is held for a few hours."""

    field_order = ("item", "hours", "why")
    item = line("Item", "Its id.")
    hours = forms.IntegerField(label="Hours", min_value=1, max_value=LONGEST_HOLD, initial=24)
    why = text("Why", "The writer reads it.", rows=2)


@console(roles=READERS)
def accounts_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """Accounts that something weighs on now; `q` opens one by its name."""
    if request.GET.get("q"):
        return HttpResponseRedirect(address(site, "accounts", request.GET["q"].strip()))
    found = lists.at_stake(service().home, site, request.staff.name)
    rows = [{name: getattr(each, name) for name in AT_STAKE} for each in found]
    answer = exported("accounts", written, AT_STAKE, rows)
    return answer or show(request, "console/accounts.html", {"rows": found}, no_deeds(request))


@console(roles=READERS)
def account(request: ConsoleRequest, site: str, account_id: str) -> HttpResponse:
    """How one account stands: strikes and when they end, measures, decisions, notices."""
    home, by = service().home, request.staff.name
    written = request.GET.get("as", "")
    if written == "export":
        return _document(export.export_account(home, site, account_id, by))
    view = accounts.view_account(home, site, account_id, by)
    if written == "json":
        return json_answer(account_dict(view))
    if written == CSV:
        rows = [decision_row(kept) for kept in view.decisions]
        return exported("decisions", CSV, COLUMNS, rows) or HttpResponse()
    acted = act(request, _deeds(site, account_id, by))
    if isinstance(acted, HttpResponse):
        return acted
    may_erase = request.staff.role in erasure.MAY_ERASE
    context = {
        "view": view,
        "told": [(k, statements_of(k.decision.id or "")) for k in reversed(view.decisions)],
        "plan": erasure.erasable(home, site, account_id, by) if may_erase else None,
        "reasons": REASONS,
    }
    return show(request, "console/account.html", context, acted)


def _deeds(site: str, account_id: str, by: str) -> list[Deed]:
    home = service().home

    def erase(given: Mapping[str, Any]) -> Done:
        done = erasure.erase(home, site, account_id, by, Ground(given["ground"]))
        if done.log_index is None:
            return Done("There was nothing to erase.", address(site, "accounts"))
        return Done(f"Erased; log entry {done.log_index}.", address(site, "accounts"))

    def held(given: Mapping[str, Any]) -> Done:
        ruled = hold(
            home, site, given["item"], by, given["hours"], asked_of(given)[0], given["why"],
            asked_of(given)[1],
        )  # fmt: skip
        parts = [f"{m.measure}: {fate(m)}" for m in ruled.decision.measures]
        return Done(f"Decided, log entry {ruled.log_index}. {'; '.join(parts)}.")

    form = partial(HoldForm, known=readable(home, site, by))
    return [
        Deed("hold", "Hold an item for a few hours", "Hold it", held, form, DECIDERS,
             "The writer is told why and until when; a case stands in the queue until then."),
        Deed("erase", "Erase what is held about this account", "Erase it for good", erase,
             EraseForm, erasure.MAY_ERASE, bad=True,
             note="That something was decided, and when, stays. The log says that an account was "
             "erased, not which."),
    ]  # fmt: skip


def _document(document: Mapping[str, Any]) -> HttpResponse:
    """Everything held about somebody, as a file to hand to that person."""
    answer = json_answer(document)
    answer.headers["Content-Disposition"] = 'attachment; filename="account.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
