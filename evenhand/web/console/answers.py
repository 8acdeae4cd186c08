"""Answers that the console's pages share: documents for programs, and what was refused."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.drafts import SOMEBODY_WAS_FIRST
from evenhand.web.status import status_of


def json_answer(document: Any) -> HttpResponse:
    """A document as JSON."""
    return HttpResponse(msgspec.json.encode(document), content_type="application/json")


def too_late(
    request: HttpRequest, error: EvenhandError, site: str, case: str, text: str
) -> HttpResponse:
    """Somebody else was first: what this person wrote stands on the page, and on the case."""
    context = {"error": error, "site": site, "case": case, "text": text}
    return render(request, "console/too_late.html", context, status=409)


def was_too_late(error: EvenhandError) -> bool:
    """Whether a refusal means that somebody else was first."""
    return error.code in SOMEBODY_WAS_FIRST


def status(error: EvenhandError | None) -> int:
    """With what a page answers that shows an error, or none."""
    return int(status_of(error)) if error else 200
