"""The public pages, each with the same as data: in every view `form` says which is wanted."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from evenhand.pipeline.public import (
    blocked as blocks,
)
from evenhand.pipeline.public import (
    decisions,
    dictionary,
    ledger,
    overview,
    policies,
    requests,
    tables,
)
from evenhand.pipeline.public.projection import public_from
from evenhand.statements.wording import reach
from evenhand.store.shown import ShownEntry, Sought
from evenhand.store.sites import all_sites
from evenhand.web.pages.chart import Bar, bar_chart
from evenhand.web.public.feeds import News, atom
from evenhand.web.public.respond import ATOM, CSV, HTML, JSON, data, feed, page, public, table
from evenhand.web.service import service

MAX_SOUGHT = 300


@require_safe
@public
def front(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """The last thirty days: a chart, its table, what changed in policy."""
    found = overview.overview(service().home)
    if form == JSON:
        return data(request, found)
    if form == CSV:
        return table(request, "measures", dictionary.COUNTS, tables.count_rows(found))
    bars = [Bar(day.day, day.total.low, day.total.high) for day in found.days]
    chart = bar_chart(bars, title=f"Measures a day, {found.first} to {found.last}", name="days")
    return page(request, "front", {"found": found, "chart": chart})


@require_safe
@public
def search(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """All decisions by facets, which stand in the address."""
    home, sought = service().home, _sought(request)
    if form == CSV:
        rows = tables.decision_rows(decisions.all_found(home, sought))
        return table(request, "decisions", dictionary.DECISIONS, rows)
    if form == ATOM:
        return _feed(request, "Decisions", "/d", map(_news, decisions.newest(home)))
    found = decisions.search(home, sought, request.GET.get("after", ""))
    query = _query(request)
    if form == JSON:
        rows = tables.decision_rows(found.rows)
        return data(request, {"decisions": [*rows], "after": found.after}, index=False)
    facets = [
        {"name": name, "values": values, "now": getattr(sought, name)}
        for name, values in decisions.choices(home).items()
    ]
    context = {"found": found, "facets": facets, "query": query}
    return page(request, "decisions", context, index=False)


@require_safe
@public
def decision(request: HttpRequest, case: str, form: str = HTML) -> HttpResponseBase:
    """One decision, with its proof."""
    home = service().home
    found = decisions.decision_view(home, case)
    if form == JSON:
        return data(request, {**_note(), "decision": found}, index=False)
    context = {"found": found, "entry": found.entry, "log": ledger.log_address(home)}
    return page(request, "decision", context, index=False)


@require_safe
@public
def contacts(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """Who asked for what."""
    found = requests.requests(service().home, request.GET.get("site", ""))
    if form == CSV:
        return table(request, "contacts", dictionary.CONTACTS, tables.contact_rows(found))
    if form == ATOM:
        return _feed(request, "Requests from outside", "/contacts", _request_news(found))
    if form == JSON:
        return data(request, found)
    return page(request, "contacts", {"found": found, "sites": tuple(all_sites())})


@require_safe
@public
def policy_list(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """Every version of the rules that was published, and what each measure does."""
    found, cards = policies.published(), policies.cards()
    if form == CSV:
        return table(request, "policies", dictionary.POLICIES, tables.policy_rows(found))
    if form == JSON:
        return data(request, {"versions": found, "measures": cards})
    return page(request, "policies", {"versions": found, "cards": cards})


@require_safe
@public
def policy(request: HttpRequest, pack: str, version: int, form: str = HTML) -> HttpResponseBase:
    """One version of the rules."""
    found = policies.version_view(pack, version)
    if form == JSON:
        return data(request, found)
    return page(request, "policy", {"found": found, "version": found.version})


@require_safe
@public
def log(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """The log: what is signed, where its files are, how to check them."""
    found = ledger.log_view(service().home)
    return data(request, found) if form == JSON else page(request, "log", {"found": found})


@require_safe
@public
def proof(request: HttpRequest, index: int) -> HttpResponseBase:
    """The receipt of an entry, as a file."""
    text = ledger.receipt(service().home, index)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{index}.tlog-proof"'
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
@public
def data_dictionary(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """What each field of an entry and each column of a table means."""
    found = [*dictionary.dictionary()]
    if form == JSON:
        return data(request, found)
    if form == CSV:
        columns = [field.name for field in fields(dictionary.Explained)]
        rows = ({name: getattr(each, name) for name in columns} for each in found)
        return table(request, "dictionary", columns, rows)
    return page(request, "data", {"found": found, "tables": tuple(dictionary.TABLES)})


@require_safe
@public
def blocked(request: HttpRequest, form: str = HTML) -> HttpResponseBase:
    """What a reader is told who followed a blocked link; the address is not repeated."""
    address = request.GET.get("url", "")
    found = (
        blocks.blocked(service().home, address, request.GET.get("site", "")) if address else None
    )
    if form == JSON:
        return data(request, {"blocked": found}, index=False)
    return page(request, "blocked", {"found": found, "asked": bool(address)}, index=False)


@require_safe
@public
def about(request: HttpRequest, name: str = "about", form: str = HTML) -> HttpResponseBase:
    """What this is, how it may be used, where to write to."""
    places = [{"name": site.name, "url": site.url, "reach": reach(site)}
              for site in all_sites().values()]  # fmt: skip
    if form == JSON:
        return data(request, {**_note(), "sites": places})
    return page(request, name, {"sites": places})


def _sought(request: HttpRequest) -> Sought:
    """The facets of the address; what nothing is looked for by is passed over."""
    names = [field.name for field in fields(Sought)]
    return Sought(**{name: request.GET.get(name, "")[:MAX_SOUGHT] for name in names})


def _query(request: HttpRequest) -> str:
    """The facets as they stand in the address, without the place in the list."""
    kept = request.GET.copy()
    kept.pop("after", None)
    return kept.urlencode()


def _note() -> dict[str, str]:
    return {"note": "An entry in the log is not a finding of wrongdoing."}


def _feed(request: HttpRequest, title: str, path: str, news: Iterable[News]) -> HttpResponseBase:
    origin = ledger.log_view(service().home).origin
    return feed(request, atom(title, path, ledger.base_address(), origin, news))


def _news(entry: ShownEntry) -> News:
    """A decision as a feed tells it: since the day from which it has its page."""
    done = ", ".join(entry.measures).replace("_", " ") or "no new measure"
    by = "a rule" if entry.decided_by == decisions.BY_RULE else "a person"
    text = f"Decided on {entry.day} by {by}. An entry in the log is not a finding of wrongdoing."
    path, since = f"/d/{entry.case}", public_from(entry.day).date().isoformat()
    return News(path, path, f"{entry.site}: {done}", text, since)


def _request_news(found: requests.Requests) -> Iterator[News]:
    for row in found.rows:
        path = f"/contacts#entry-{row['entry']}"
        wants, role = (str(row[name]).replace("_", " ") for name in ("wants", "role"))
        text = f"Received on {row['received']}, entered on {row['logged']}."
        yield News(path, path, f"{row['site']}: {role} asks: {wants}", text, str(row["logged"]))
