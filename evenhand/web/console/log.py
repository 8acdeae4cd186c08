"""`/console/<site>/log`: what the log says of itself, its entries, and whether it is sound."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people import log_page
from evenhand.pipeline.public.ledger import receipt
from evenhand.web.access import EVERYBODY, ConsoleRequest, console
from evenhand.web.console.deeds import Deed, Done, act, show
from evenhand.web.console.lists import exported
from evenhand.web.service import service

COLUMNS = ("index", "day", "type", "site", "number", "case")
TEXT = "text/plain; charset=utf-8"


@console(roles=EVERYBODY)
def log(request: ConsoleRequest, site: str, written: str = "") -> HttpResponse:
    """The log now; `entry=N` shows that entry first, `type` and `of` narrow the list."""
    home, by = service().home, request.staff.name

    def verify(_: Mapping[str, Any]) -> Done:
        return Done(shown=log_page.verify(home, site, by))

    note = "Reads every entry and every file of it, as anybody outside can."
    deed = Deed("verify", "Check the whole log now", "Check it", verify, roles=EVERYBODY, note=note)
    acted = act(request, [deed])
    if isinstance(acted, HttpResponse):
        return acted
    kind, of = request.GET.get("type", ""), request.GET.get("of", "")
    found = log_page.log_page(home, site, by, kind=kind, of=of, before=_before(request))
    rows = [{name: getattr(each, name) for name in COLUMNS} for each in found.lines]
    answer = exported("entries", written, COLUMNS, rows)
    context = {"page": found, "kind": kind, "of": of, "newest": _before(request) is None,
               "sites": sorted({each.site for each in found.numbers})}  # fmt: skip
    return answer or show(request, "console/log.html", context, acted)


@console(roles=EVERYBODY)
def proof(request: ConsoleRequest, site: str, index: str) -> HttpResponse:
    """The receipt of an entry as a file: it proves the entry offline. Raises EH370."""
    answer = HttpResponse(receipt(service().home, _number(index)), content_type=TEXT)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="entry-{_number(index)}.tlog-proof"'
    )
    return answer


def _before(request: ConsoleRequest) -> int | None:
    """Entries before this one are listed; `entry` puts that one first."""
    if "entry" in request.GET:
        return _number(request.GET["entry"]) + 1
    return _number(request.GET["before"]) if "before" in request.GET else None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise EvenhandError(
            "EH370", "the log has no such entry", not_done="nothing was shown",
            help="entries are numbered from 0",
        )  # fmt: skip
    return int(text)
