"""`/console/<site>/interests`, `/facts` and `/flags`: what is declared, asserted and reported."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.model.account import ROLES
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import DECIDERS, FactStanding, Holder, Interest, InterestKind
from evenhand.pipeline.documents.affairs import (
    FACTS,
    FLAGS,
    INTERESTS,
    fact_row,
    flag_row,
    interest_row,
)
from evenhand.pipeline.people import facts, interests, lists
from evenhand.pipeline.people.fact_values import read_value
from evenhand.store.facts import get_fact
from evenhand.store.missing import not_recorded
from evenhand.store.staff import get_interest
from evenhand.web.access import EVERYBODY, READERS, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, no_deeds, show
from evenhand.web.console.fields import at, choice, line, moment, text, tick, words_of
from evenhand.web.console.lists import choices_of, exported, narrowed, query_of
from evenhand.web.service import service

FLAG_FACETS = ("why", "on")


class DeclareForm(forms.Form):
    """A tie to a party."""

    party = line("Party", "As matters and contacts name it. Public, unless it is a person.")
    person = tick("The party is a natural person", "Then the name stays sealed.")
    kind = choice("What the tie is", words_of(InterestKind), "Public.")
    source = text("Where it is known from", "Never public.", rows=2)
    role = choice("In which capacity", words_of(Holder), "Public. Administrators declare an "
                  "owner's or officer's.")  # fmt: skip
    holder = line("Whose it is", "Yours unless you say. Never public.", required=False)
    from_ = moment("Since when", "Empty is now.")
    until = moment("Until when", "Where that is known.")


class EndForm(forms.Form):
    """A tie that is over."""

    interest = forms.CharField(widget=forms.HiddenInput)
    at = moment("When it is over", "Empty is now.")


class FactForm(forms.Form):
    """What somebody asserts."""

    about = choice("About", (("item", "an item"), ("account", "an account")))
    subject = line("Its id")
    name = line("Fact", "As a pack declares it, such as reporting; of an account: roles.")
    value = line("Value", "true or false, a number, a text, a list with commas; none is the empty"
                 " list. Roles: " + ", ".join(sorted(ROLES)) + ".")  # fmt: skip
    asserted_by = line("Who says so", "A role such as media or authority, or who it is.")
    basis = text("What it rests on", "In their words.", rows=2)
    contact = line("The contact that brought it", "Its id.", required=False)


class AgainstForm(forms.Form):
    """What speaks against a fact."""

    standing = choice("What becomes of it", (
        ("disputed", "It is disputed: it still counts"),
        ("fallen", "It has fallen: decisions that rest on it are looked at again"),
    ))  # fmt: skip
    why = text("What is said against it", rows=2)


@console(roles=EVERYBODY)
def interests_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """Every interest that was ever declared; declaring one, and ending one's own."""
    home, by = service().home, request.staff.name

    def declare(given: Mapping[str, Any]) -> Done:
        told = interests.declare(
            home, site, by, given["holder"] or by, Holder(given["role"]), given["party"],
            InterestKind(given["kind"]), given["source"], at(given, "from_"), at(given, "until"),
            given["person"],
        )  # fmt: skip
        released = f" {len(told.released)} cases were released." if told.released else ""
        return Done(f"Declared, log entry {told.log_index}.{released}")

    def end(given: Mapping[str, Any]) -> Done:
        if get_interest(given["interest"]).site != site:
            raise not_recorded("interest", "the list")
        interests.end(home, given["interest"], by, at(given, "at"))
        return Done("The interest is ended; it stays on record.")

    acted = act(request, [
        Deed("declare", "Declare an interest", "Declare it", declare, DeclareForm, EVERYBODY,
             more={"More about it": ("role", "holder", "from_", "until")},
             initial={"role": Holder.REVIEWER.value},
             note="Whoever is tied to a party gets none of its cases; an owner's or officer's tie "
             "is named in every statement that it touches."),
        Deed("end", "End an interest", "End it", end, EndForm, EVERYBODY),
    ])  # fmt: skip
    if isinstance(acted, HttpResponse):
        return acted
    found = lists.interests(home, site, by)
    answer = exported("interests", written, INTERESTS, [interest_row(each) for each in found])
    now = home.clock.now()
    lines = [(each, _runs(each, now)) for each in reversed(found)]
    return answer or show(request, "console/interests.html", {"lines": lines}, acted)


@console(roles=READERS, write=DECIDERS)
def facts_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """What people asserted, or with `with_items=1` also what came with items."""
    home, by = service().home, request.staff.name

    def add(given: Mapping[str, Any]) -> Done:
        subject = Subject(SubjectType(given["about"]), given["subject"])
        value = read_value(site, subject, given["name"], given["value"])
        told = facts.add(home, site, by, facts.Assertion(
            subject, given["name"], value, given["asserted_by"], given["basis"],
            given["contact"] or None,
        ))  # fmt: skip
        again = " A decision comes back to the queue." if told.cases else ""
        unseen = "" if told.decided else " No item of this id was screened yet."
        return Done(f"The fact is kept.{again}{unseen}")

    acted = act(request, [
        Deed("add", "Record a fact that somebody asserts", "Keep it", add, FactForm,
             more={"More about it": ("contact",)}),
    ])  # fmt: skip
    if isinstance(acted, HttpResponse):
        return acted
    with_items = bool(request.GET.get("with_items"))
    found = lists.facts(home, site, by, with_items=with_items)
    answer = exported("facts", written, FACTS, [fact_row(each) for each in found])
    context = {"facts": list(reversed(found)), "with_items": with_items}
    return answer or show(request, "console/facts.html", context, acted)


@console(roles=READERS, write=DECIDERS)
def fact(request: ConsoleRequest, site: str, fact_id: int) -> HttpResponse:
    """One fact: who says so, what is said against it; disputing it, or saying that it fell."""
    home, by = service().home, request.staff.name
    kept_at, kept = get_fact(fact_id)
    if kept_at != site:
        raise not_recorded("fact", "the list of facts")

    def against(given: Mapping[str, Any]) -> Done:
        if given["standing"] == FactStanding.DISPUTED:
            facts.dispute(home, fact_id, by, given["why"])
            return Done("The fact is disputed; it still counts.")
        told = facts.fall(home, fact_id, by, given["why"])
        return Done(f"The fact has fallen; {len(told.cases)} decisions come back to the queue.")

    deeds = [Deed("against", "Say what speaks against it", "Keep it", against, AgainstForm)]
    acted = act(request, deeds if kept.standing is not FactStanding.FALLEN else [])
    if isinstance(acted, HttpResponse):
        return acted
    return show(request, "console/fact.html", {"fact": kept}, acted)


@console(roles=READERS)
def flags_list(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """What people reported, without their words, which are in the case for its reviewer."""
    home, by = service().home, request.staff.name
    waiting = bool(request.GET.get("waiting"))
    found = lists.flags(home, site, by)
    rows = [flag_row(each) for each in reversed(found)]
    shown = narrowed(request, [r for r in rows if not (waiting and r["answered_at"])], FLAG_FACETS)
    answer = exported("flags", written, FLAGS, shown)
    kept = {each.id: each for each in found}
    context = {
        "flags": [kept[row["id"]] for row in shown],
        "waiting": waiting,
        "unanswered": sum(each.answered_at is None for each in found),
        "all": len(found),
        "facets": [(n, choices_of(rows, n), request.GET.get(n, "")) for n in FLAG_FACETS],
        "query": query_of(request, (*FLAG_FACETS, "waiting")),
    }
    return answer or show(request, "console/flags.html", context, no_deeds(request))


def _runs(interest: Interest, now: datetime) -> bool:
    return interest.until is None or interest.until > now
