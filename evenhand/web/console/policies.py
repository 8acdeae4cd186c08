"""`/console/<site>/policies`: what the site judges by, what is proposed, what is paused."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse

from evenhand.pipeline.packs import shipped_packs
from evenhand.pipeline.people import policies as changing
from evenhand.pipeline.people.policies import EDITORS, STOPPERS
from evenhand.pipeline.people.rulebook import Rulebook, rulebook
from evenhand.pipeline.public.policies import cards
from evenhand.text.times import minute
from evenhand.web.access import EVERYBODY, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.fields import WhyForm, at, choice, choose, moment, text
from evenhand.web.console.lists import exported
from evenhand.web.service import service

COLUMNS = ("pack", "version", "rule", "clause", "title", "when", "measures", "shadow", "paused")


class PublishForm(forms.Form):
    """A pack that ships with the program, and from when on."""

    pack = choice(
        "Pack", (), "Those that ship with the program. Others: `evenhand policy publish`."
    )
    from_at = moment("In force from", "As soon as it is agreed to, where you leave it out.")
    why = text("Why", "For whoever agrees. Never public.", required=False, rows=2)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Take the packs that there are."""
        super().__init__(*given, **named)
        choose(self.fields["pack"], ((name, name) for name in shipped_packs()))


class RuleForm(WhyForm):
    """A rule, and why."""

    rule = choice("Rule", ())
    field_order = ("rule", "why")

    def __init__(self, *given: Any, rules: Iterable[str] = (), **named: Any) -> None:
        """Take the rules to choose from."""
        super().__init__(*given, **named)
        choose(self.fields["rule"], ((name, name) for name in rules))


class ProposalForm(forms.Form):
    """A proposal, by its id, from the button beside it."""

    proposal = forms.CharField(widget=forms.HiddenInput)


@console(roles=EVERYBODY, write=EDITORS | STOPPERS)
def policies(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """What the rules say here now, what changed them, and what each measure does."""
    home, by = service().home, request.staff.name
    book = rulebook(home, site, by)
    acted = act(request, _deeds(site, by, book))
    if isinstance(acted, HttpResponse):
        return acted
    rows = [
        {"pack": each.policy.ref.pack, "version": each.policy.ref.version, "rule": rule.id,
         "clause": clause.id, "title": clause.title, "when": rule.when,
         "measures": list(rule.measures), "shadow": rule.shadow, "paused": rule.paused}
        for each in book.books for clause in each.clauses for rule in clause.rules
    ]  # fmt: skip
    answer = exported("rules", written, COLUMNS, rows)
    context = {"book": book, "paused": book.paused, "cards": cards()}
    return answer or show(request, "console/policies.html", context, acted)


def _deeds(site: str, by: str, book: Rulebook) -> list[Deed]:
    """What can be done about the rules: stopped by one, everything else by two."""
    home = service().home
    paused = {(pause.pack, pause.rule) for pause in book.paused}
    rules = {(b.policy.ref.pack, r.id) for b in book.books for c in b.clauses for r in c.rules}

    def pause(given: Mapping[str, Any]) -> Done:
        found, index = changing.pause(home, site, by, given["rule"], given["why"])
        return Done(f"{found.rule} is paused: it is not looked at any more. Log entry {index}.")

    def publish(given: Mapping[str, Any]) -> Done:
        change = changing.propose(home, site, by, given["pack"], at(given, "from_at"), given["why"])
        return Done(f"{change.pack} {change.version} is proposed. Somebody else agrees to it.")

    def resume(given: Mapping[str, Any]) -> Done:
        change = changing.propose_resume(home, site, by, given["rule"], given["why"])
        return Done(f"To resume {change.rule} is proposed. Somebody else agrees to it.")

    def agree(given: Mapping[str, Any]) -> Done:
        agreed = changing.agree(home, given["proposal"], by)
        change = agreed.change
        return Done(f"{change.rule or f'{change.pack} {change.version}'} is in force from "
                    f"{minute(agreed.from_)} on. Log entry {agreed.log_index}.")  # fmt: skip

    def withdraw(given: Mapping[str, Any]) -> Done:
        changing.withdraw(home, given["proposal"], by)
        return Done("The proposal is withdrawn.")

    return [
        Deed("pause", "Pause a rule", "Pause it now", pause, _choosing(rules - paused), STOPPERS,
             "One person may, at once. It is not looked at until two people resume it. "
             "The reason is not public."),
        Deed("publish", "Propose a version", "Propose it", publish, PublishForm, EDITORS,
             "Another policy editor or administrator agrees before it is in force."),
        Deed("resume", "Resume a rule", "Propose to resume it", resume, _choosing(paused), EDITORS,
             "Another policy editor or administrator agrees before it is looked at again."),
        Deed("agree", "Agree to a proposal", "Agree", agree, ProposalForm, EDITORS),
        Deed("withdraw", "Withdraw a proposal", "Withdraw", withdraw, ProposalForm, EDITORS),
    ]  # fmt: skip


def _choosing(rules: Iterable[tuple[str, str]]) -> Any:
    """A form that chooses among rules, as PACK/RULE."""
    names = sorted(f"{pack}/{rule}" for pack, rule in rules)
    return lambda *given, **more: RuleForm(*given, rules=names, **more)
