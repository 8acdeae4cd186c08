"""What somebody can do on a page: each deed is one form, sent to the page itself.

A page with deeds calls `act` first. What was done leads on to where it shows; what was refused
comes back on the same page, with the error and everything that was written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS, Role
from evenhand.web.access import ConsoleRequest
from evenhand.web.console.answers import status

NAMES_DEED = "deed"
"""The hidden field that says which of a page's deeds is meant."""

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a deed.

    Attributes:
        says: one sentence, shown on the next page.
        to: where it shows; empty is the same page.
        shown: what is shown on this one answer and never again, such as a secret or a letter.
    """

    says: str = ""
    to: str = ""
    shown: Any = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody of some role can do.

    Attributes:
        do: is given what the form took; raises EvenhandError where it is refused.
        form: makes the form, of what was sent or of nothing.
        note: what to know before it is done.
        more: heading -> names of the form's fields that are folded away below it at first.
        initial: what the form begins with.
        bad: it cannot be undone.
        opened: it is not folded away.
    """

    name: str
    title: str
    button: str
    do: Callable[[Mapping[str, Any]], Done]
    form: Callable[..., forms.Form] = forms.Form
    roles: frozenset[Role] = DECIDERS
    note: str = ""
    more: Mapping[str, Sequence[str]] = field(default_factory=dict)
    initial: Mapping[str, Any] = field(default_factory=dict)
    bad: bool = False
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """Some fields below a heading that unfolds.

    Attributes:
        refused: what they say may be what was refused.
    """

    heading: str
    fields: Sequence[forms.BoundField]
    refused: bool

    @property
    def unfolded(self) -> bool:
        """Whether one of them has to be looked at, or was filled in before it was refused."""
        return any(b.errors or (self.refused and b.value()) for b in self.fields)


@dataclass(frozen=True, slots=True)
class Ready:
    """A deed as its page shows it."""

    deed: Deed
    form: forms.Form
    error: EvenhandError | None = None
    tried: bool = False

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are seen at once."""
        folded = {name for names in self.deed.more.values() for name in names}
        return [bound for bound in self.form if not bound.is_hidden and bound.name not in folded]

    @property
    def folded(self) -> list[Folded]:
        """The fields that are folded away, as far as nothing is wrong with them."""
        return [
            Folded(heading, [self.form[name] for name in names], self.error is not None)
            for heading, names in self.deed.more.items()
        ]


@dataclass(frozen=True, slots=True)
class Forms:
    """The deeds of a page for whoever looks at it.

    Attributes:
        ready: name -> deed; only those that their role may do.
        shown: what a deed shows on this one answer.
        status: with which the page answers.
    """

    ready: Mapping[str, Ready]
    shown: Any = None
    status: int = 200


def act(request: ConsoleRequest, deeds: Iterable[Deed]) -> Forms | HttpResponse:
    """Do what was sent, if anything was; else get the page's forms ready.

    Raises EvenhandError: EH776 for a deed that the page has not, EH885 for another role's.
    """
    known = {deed.name: deed for deed in deeds}
    mine = {name: d for name, d in known.items() if request.staff.role in d.roles}
    ready = {name: Ready(d, _form(d)) for name, d in mine.items()}
    if request.method != "POST":
        return Forms(ready)
    deed = _meant(request, known, mine)
    form = _form(deed, request)
    if not form.is_valid():
        return Forms(ready | {deed.name: Ready(deed, form, tried=True)}, status=REFUSED)
    try:
        done = deed.do(form.cleaned_data)
    except EvenhandError as refused:
        tried = Ready(deed, form, refused, tried=True)
        return Forms(ready | {deed.name: tried}, status=status(refused))
    if done.shown is not None:
        return Forms(ready, done.shown)
    messages.success(request, done.says, extra_tags="good")
    return HttpResponseRedirect(done.to or request.get_full_path(), status=303)


def no_deeds(request: ConsoleRequest) -> Forms:
    """Of a page on which nothing can be done. Raises EvenhandError: EH776 for what is sent."""
    if request.method == "POST":
        _meant(request, {}, {})
    return Forms({})


def show(
    request: ConsoleRequest, template: str, context: Mapping[str, Any], forms_: Forms
) -> HttpResponse:
    """A page with its deeds; nothing keeps a copy of it."""
    told = {**context, "site": request.staff.site, "deeds": forms_.ready, "shown": forms_.shown}
    answer = render(request, template, told, status=forms_.status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _meant(request: ConsoleRequest, known: Mapping[str, Deed], mine: Mapping[str, Deed]) -> Deed:
    name = request.POST.get(NAMES_DEED, "")
    if name not in known:
        raise EvenhandError(
            "EH776", "what was sent is not a form of this page", not_done="nothing was done",
            help="open the page again; it may have changed since",
        )  # fmt: skip
    if name not in mine:
        roles = ", ".join(sorted(role.replace("_", " ") for role in known[name].roles))
        raise EvenhandError(
            "EH885", f"this is not for your role, {request.staff.role.replace('_', ' ')}",
            not_done="nothing was done", help=f"roles that may: {roles}",
        )  # fmt: skip
    return mine[name]


def _form(deed: Deed, request: ConsoleRequest | None = None) -> forms.Form:
    """The deed's form; each deed's fields have ids of their own."""
    naming = {"auto_id": f"{deed.name}-%s"}
    if request is None:
        return deed.form(initial=deed.initial, **naming)
    return deed.form(request.POST, request.FILES, **naming)
