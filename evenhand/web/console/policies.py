"""`/console/<site>/policies`: the packs in force, clause by clause, with the rules for each."""

from django.http import HttpResponse

from evenhand.pipeline.people.rulebook import rulebook
from evenhand.pipeline.public.policies import cards
from evenhand.web.access import EVERYBODY, ConsoleRequest, console
from evenhand.web.console.deeds import no_deeds, show
from evenhand.web.console.lists import exported
from evenhand.web.service import service

COLUMNS = ("pack", "version", "rule", "clause", "title", "when", "measures", "shadow", "paused")


@console(roles=EVERYBODY)
def policies(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """What the rules say here now, and what each measure does."""
    books = rulebook(service().home, site, request.staff.name)
    rows = [
        {"pack": book.policy.ref.pack, "version": book.policy.ref.version, "rule": rule.id,
         "clause": clause.id, "title": clause.title, "when": rule.when,
         "measures": list(rule.measures), "shadow": rule.shadow, "paused": rule.paused}
        for book in books for clause in book.clauses for rule in clause.rules
    ]  # fmt: skip
    answer = exported("rules", written, COLUMNS, rows)
    context = {"books": books, "cards": cards()}
    return answer or show(request, "console/policies.html", context, no_deeds(request))
