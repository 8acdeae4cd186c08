"""`/console/<site>/staff`: who works here, and how people are answered at this site."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.model.people import Role
from evenhand.model.site import RETENTION
from evenhand.pipeline.documents.affairs import STAFF, staff_row
from evenhand.pipeline.people import administration
from evenhand.pipeline.people.retention import LONGEST, days_kept
from evenhand.pipeline.people.sign_in import invite, welcome_url
from evenhand.pipeline.people.terms import LONGEST_ANSWER
from evenhand.store.sites import get_site
from evenhand.web.access import ADMINISTRATORS, EVERYBODY, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import choice, choose, line, lines, parted, tick, words_of
from evenhand.web.console.lists import exported
from evenhand.web.service import service

ROLES = {
    Role.MODERATOR: "Decides cases: anything light at once, what is heavy with a second person.",
    Role.SENIOR: "As a moderator; also keeps the block list, reads sealed contacts, erases.",
    Role.OUTSIDE_REVIEWER: "Agrees as the second person, and answers appeals; nothing else.",
    Role.POLICY_EDITOR: "Writes rules.",
    Role.AUDITOR: "Reads everything that may be read, and decides nothing.",
    Role.ADMINISTRATOR: "Decides, and looks after staff, terms, keys and interests.",
}


class JoinForm(forms.Form):
    """Somebody works here, or has another role."""

    name = line("Name", "By which they sign in: lower-case letters, digits, dots, hyphens, @.")
    role = choice("Role", words_of(Role))


class NameForm(forms.Form):
    """Somebody of the staff."""

    name = forms.ChoiceField(label="Name")

    def __init__(self, *given: Any, names: tuple[str, ...] = (), **named: Any) -> None:
        """Take the names that there are."""
        super().__init__(*given, **named)
        choose(self.fields["name"], ((name, name) for name in names))


class InviteForm(NameForm):
    """Somebody gets a link to sign in by."""

    lost = tick("They have lost their authenticator", "They set up another one.")


class TermsForm(forms.Form):
    """How people are answered."""

    appeal_answer_days = forms.IntegerField(
        label="Days until an appeal is answered", min_value=1, max_value=LONGEST_ANSWER,
        help_text="How many are overdue is public.",
    )  # fmt: skip
    out_of_court = line(
        "Who settles disputes out of court", "Statements name them.", required=False
    )
    trusted = lines("Trusted flaggers", "Organisations whose notices go first.")
    look_at_links = tick("Pages behind links may be fetched", "To see whether they are mended.")


class TimesForm(forms.Form):
    """For how many days each kind of record is kept."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """One number for each kind of record."""
        super().__init__(*given, **named)
        for record in RETENTION:
            self.fields[record] = forms.IntegerField(
                label=record.replace("_", " ").capitalize(), min_value=0, max_value=LONGEST
            )


@console(roles=EVERYBODY, write=ADMINISTRATORS)
def staff(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """Who works here; adding somebody, saying that they left, letting them sign in."""
    home, by = service().home, request.staff.name
    found = administration.everybody(home, site, by)
    acted = act(request, _staff_deeds(site, by, tuple(s.name for s in found if s.until is None)))
    if isinstance(acted, HttpResponse):
        return acted
    answer = exported("staff", written, STAFF, [staff_row(each) for each in found])
    context = {"staff": found, "roles": ROLES, "link": acted.shown or ""}
    return answer or show(request, "console/staff.html", context, acted)


@console(roles=EVERYBODY, write=ADMINISTRATORS)
def terms(request: ConsoleRequest, site: str) -> HttpResponse:
    """How people are answered here, and for how long records are kept."""
    acted = act(request, _term_deeds(site, request.staff.name))
    if isinstance(acted, HttpResponse):
        return acted
    kept = get_site(site)
    times = {record: (days_kept(kept, record), usual) for record, usual in RETENTION.items()}
    return show(request, "console/terms.html", {"kept": kept, "times": times}, acted)


def _staff_deeds(site: str, by: str, here: tuple[str, ...]) -> list[Deed]:
    home = service().home

    def join(given: Mapping[str, Any]) -> Done:
        joined = administration.join(home, site, by, given["name"], Role(given["role"]))
        return Done(f"{joined.name} works here as {joined.role.replace('_', ' ')}.")

    def leave(given: Mapping[str, Any]) -> Done:
        administration.leave(home, site, by, given["name"])
        return Done(f"{given['name']} works here no more. What they decided stays theirs.")

    def let_in(given: Mapping[str, Any]) -> Done:
        token = invite(home, site, given["name"], by, lost=given["lost"])
        return Done(shown=welcome_url(site, token))

    def named(form: type[NameForm]) -> Any:
        return lambda *given, **more: form(*given, names=here, **more)

    return [
        Deed("join", "Add somebody, or change a role", "Add them", join, JoinForm, ADMINISTRATORS),
        Deed("invite", "Invite somebody to sign in", "Make the link", let_in, named(InviteForm),
             ADMINISTRATORS, "The link is shown once, works once, and for 7 days."),
        Deed("leave", "Somebody leaves", "They have left", leave, named(NameForm), ADMINISTRATORS,
             bad=True),
    ]  # fmt: skip


def _term_deeds(site: str, by: str) -> list[Deed]:
    home, kept = service().home, get_site(site)

    def set_terms(given: Mapping[str, Any]) -> Done:
        administration.set_terms(home, site, by, administration.Terms(
            given["out_of_court"], parted(given["trusted"]), given["look_at_links"],
            given["appeal_answer_days"],
        ))  # fmt: skip
        return Done("The terms are kept.")

    def set_times(given: Mapping[str, Any]) -> Done:
        changed = {r: days for r, days in given.items() if days != days_kept(get_site(site), r)}
        administration.set_times(home, site, by, changed)
        return Done(f"{len(changed)} times are kept." if changed else "All times are as they were.")

    answered = {
        "appeal_answer_days": kept.appeal_answer_days,
        "out_of_court": kept.out_of_court,
        "trusted": "\n".join(kept.trusted_flaggers),
        "look_at_links": kept.look_at_links,
    }
    days = {record: days_kept(kept, record) for record in RETENTION}
    return [
        Deed("terms", "Change how people are answered", "Keep them", set_terms, TermsForm,
             ADMINISTRATORS, initial=answered),
        Deed("times", "Change how long records are kept", "Keep them", set_times, TimesForm,
             ADMINISTRATORS, "Counted from when nothing about it is open any more.", initial=days),
    ]  # fmt: skip
