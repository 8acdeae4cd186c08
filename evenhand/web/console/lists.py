"""Lists of the console: as a page, as CSV and as JSON, at the same address."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpResponse

from evenhand.model.clock import utc_text
from evenhand.text.table import csv_text
from evenhand.web.access import ConsoleRequest
from evenhand.web.console.answers import json_answer
from evenhand.web.service import service

CSV, JSON = "csv", "json"
CSV_TYPE = "text/csv; charset=utf-8"


def exported(
    name: str, written: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> HttpResponse | None:
    """All of a list for a spreadsheet or a program; None where it is asked for as a page."""
    if written == CSV:
        return _as_file(HttpResponse(csv_text(columns, rows), content_type=CSV_TYPE), f"{name}.csv")
    if written == JSON:
        as_of = utc_text(service().clock.now())
        return _as_file(json_answer({"as_of": as_of, name: rows}), "")
    return None


def narrowed(
    request: ConsoleRequest, rows: Sequence[Mapping[str, Any]], facets: Sequence[str]
) -> list[Mapping[str, Any]]:
    """The rows whose cells are what the query says of them, for each facet that it names."""
    wanted = {name: request.GET[name] for name in facets if request.GET.get(name)}
    return [row for row in rows if all(str(row[name]) == to for name, to in wanted.items())]


def choices_of(rows: Sequence[Mapping[str, Any]], facet: str) -> list[str]:
    """What a list can be narrowed to by one of its columns."""
    return sorted({str(row[facet]) for row in rows if row[facet] not in (None, "")})


def query_of(request: ConsoleRequest, facets: Sequence[str]) -> str:
    """The facets that are set, as the query of an address; empty without any."""
    wanted = {name: request.GET[name] for name in facets if request.GET.get(name)}
    return f"?{urlencode(wanted)}" if wanted else ""


def address(site: str, *parts: str) -> str:
    """An address of the console, whatever signs a name in it holds."""
    return "/".join(("/console", quote(site), *(quote(part, safe="") for part in parts)))


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
