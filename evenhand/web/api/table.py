"""All routes of the API, with what each takes and gives."""

from typing import Any

from evenhand.connectors.jsonl import ItemForm
from evenhand.web.api import about, complaints, deliveries, items, reading, withheld
from evenhand.web.api import shapes as form
from evenhand.web.api.examples import (
    ACKNOWLEDGE,
    APPEAL,
    FLAG,
    ITEM,
    MATCH,
)
from evenhand.web.api.route import Route

ROUTES: tuple[Route, ...] = (
    Route(
        "POST", "/v1/items", items.decide, "items",
        "Decide items for real: stored, logged, delivered",
        {200: form.Answer, 202: form.NotYet},
        "One item as application/json, or many as application/x-ndjson, one a line, answered in "
        "order while more of them come in. A line that is refused has its error in its place. "
        "The header `Idempotency-Key` makes sure that a request is done once; of many items, "
        "each line has its own place under it. An item is the key's site's.",
        query=form.Wait, takes=ItemForm, refuses=(400, 409, 413, 415, 422, 503), streams=True,
        keyed=True, tag="Items", example=ITEM,
    ),
    Route(
        "POST", "/v1/screen", items.rehearse, "screen",
        "Rehearse: what would be decided, with nothing kept",
        {200: form.Answer},
        "The same forms and answers as /v1/items, with `rehearsal` true. Each item is judged by "
        "itself.",
        takes=ItemForm, refuses=(400, 413, 415, 422, 503), streams=True, tag="Items", example=ITEM,
    ),
    Route(
        "GET", "/v1/items/{id}", reading.item, "read",
        "How an item stands: its newest decision, the measures in force on it",
        {200: form.ItemStatus}, refuses=(404,), tag="Items",
    ),
    Route(
        "GET", "/v1/decisions/{id}", reading.decision, "read",
        "A decision with its findings, its measures as they stand now, and its notices",
        {200: form.Decided}, refuses=(404,), tag="Items",
    ),
    Route(
        "POST", "/v1/flags", complaints.flag, "flags",
        "Hand on a user's report of an item, link or account",
        {201: form.FlagTaken},
        "A flag orders the queue and never causes a measure. With `trusted`, the platform "
        "vouches that it comes from the trusted flagger named in `who`.",
        takes=form.FlagIn, refuses=(400, 413, 415, 422), tag="Flags and appeals", example=FLAG,
    ),
    Route(
        "GET", "/v1/flags/{receipt}", complaints.flag_status, "flags",
        "What came of a flag",
        {200: form.FlagStatus}, refuses=(404,), tag="Flags and appeals",
    ),
    Route(
        "POST", "/v1/appeals", complaints.appeal, "flags",
        "Hand on an appeal of somebody whom a decision concerns",
        {201: form.AppealTaken},
        "Give `decision`, and `account` where it is the writer who appeals (without it the "
        "platform vouches that it is); or the `receipt` of a flag. Somebody else than whoever "
        "decided answers it in writing.",
        takes=form.AppealIn, refuses=(400, 404, 409, 413, 415, 422), tag="Flags and appeals",
        example=APPEAL,
    ),
    Route(
        "GET", "/v1/appeals/{id}", complaints.appeal_status, "flags",
        "What came of an appeal",
        {200: form.AppealStatus}, refuses=(404,), tag="Flags and appeals",
    ),
    Route(
        "GET", "/v1/deliveries", deliveries.deliveries, "deliveries",
        "Measures to carry out, for a platform that asks for them itself",
        {200: form.Deliveries},
        "In order, acknowledged or not: keep the last number that you have carried out, and ask "
        "for what comes after it. A site with a webhook gets the same there.",
        query=form.Since, refuses=(400,), tag="Deliveries",
    ),
    Route(
        "POST", "/v1/deliveries/ack", deliveries.acknowledged, "deliveries",
        "Acknowledge deliveries: they are not sent again",
        {200: form.Acknowledged}, takes=form.Acknowledge, refuses=(400, 413, 415),
        tag="Deliveries", example=ACKNOWLEDGE,
    ),
    Route(
        "POST", "/v1/withheld/match", withheld.match, "match",
        "Ask whether a text holds passages of documents that the site withholds",
        {200: form.Matched},
        "For partners of the site who have its fingerprints without their key, or neither. It is "
        "answered for what the site's people have exported, never for private values. Nothing of "
        "the text is kept. Each answer tests a guess: a key may ask a few times a minute.",
        takes=form.MatchIn, refuses=(400, 404, 413, 415), tag="Withheld documents", example=MATCH,
    ),
    Route(
        "GET", "/v1/site", about.site, "read",
        "The key's site: the policy in force, fail modes, and the key",
        {200: form.SiteStatus}, tag="About",
    ),
    Route(
        "GET", "/v1/errors/{code}", about.error, None,
        "What an error's code means", {200: form.Explained}, refuses=(404,), tag="About",
    ),
    Route(
        "GET", "/v1/openapi.json", about.openapi, None,
        "This description", {200: dict[str, Any]}, tag="About",
    ),
    Route("GET", "/v1/docs", about.docs, None, "This description as a page", {200: str},
          tag="About", gives_type="text/html"),
    Route(
        "GET", "/metrics", about.figures, "metrics",
        "Figures for Prometheus", {200: str},
        "From the same machine, without a proxy between, no key is asked for.",
        tag="About", gives_type="text/plain", near=True,
    ),
)  # fmt: skip
