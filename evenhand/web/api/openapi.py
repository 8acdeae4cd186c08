"""The API's description: OpenAPI 3.1, written from the table of routes and the types they name."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import msgspec

from evenhand.model import item as bounds
from evenhand.model.account import ROLES
from evenhand.web.api.route import Route
from evenhand.web.api.shapes import LineRefused, NotYet, Problem

REF = "#/components/schemas/{name}"
NDJSON = "application/x-ndjson"
EVERYWHERE = (429, 500)
"""Statuses that every route may refuse with."""
WITH_KEY = (401, 403)
WITH_BODY = (408,)
_IN_PATH = re.compile(r"\{(\w+)\}")
_NO_CONTROLS = r"^[^\u0000-\u001f\ud800-\udfff]*$"
_NAME = {"minLength": 1, "maxLength": bounds.MAX_NAME, "pattern": _NO_CONTROLS}
_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_LINK = {"maxLength": bounds.MAX_URL}

DOOR: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "ItemForm": {
        "id": _NAME, "author": _NAME, "site": _NAME, "matter": _NAME, "language": _NAME,
        "url": _LINK,
        "text": {"maxLength": bounds.MAX_TEXT_BYTES},
        "kind": {"enum": sorted(bounds.KINDS)},
        "revision": {"minimum": 1, "maximum": 1_000_000},
        "created_at": {"format": "date-time"},
        "links": {"maxItems": bounds.MAX_LINKS, "items": {"type": "string", **_LINK}},
        "attachments": {"maxItems": bounds.MAX_ATTACHMENTS},
        "facts": {"maxProperties": bounds.MAX_FACTS,
                  "description": "By the names and types that the packs in force declare."},
    },
    "AccountForm": {
        "roles": {"items": {"enum": sorted(ROLES)}, "uniqueItems": True, "maxItems": len(ROLES)},
        "strikes": {"description": "In a rehearsal only: a home that records counts them itself.",
                    "minimum": 0, "maximum": 1_000},
    },
    "AttachmentForm": {
        "name": _NAME, "media_type": _NAME,
        "sha256": {"pattern": "^[0-9a-f]{64}$", "description": "Of `data`, where it is given."},
        "data": {"contentEncoding": "base64", "pattern": _BASE64},
    },
}  # fmt: skip
"""What the door checks beside types (`pipeline.door`), by type and field."""

ONE_OF: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "ItemForm": [
        {"required": ["text"], "properties": {"text": {"minLength": 1}}},
        {"required": ["links"], "properties": {"links": {"minItems": 1}}},
        {"required": ["attachments"], "properties": {"attachments": {"minItems": 1}}},
    ],
    "AppealIn": [
        {"required": [name], "properties": {name: {"type": "string"}}}
        for name in ("decision", "receipt")
    ],
}
"""Of which fields of a type one is enough, and needed."""


def description(routes: Sequence[Route]) -> dict[str, Any]:
    """The whole document."""
    bodies = [route.takes for route in routes if route.takes]
    answers = [kind for route in routes for kind in route.gives.values()]
    kinds = [*dict.fromkeys(k for k in (*bodies, *answers, Problem, NotYet, LineRefused)
                            if isinstance(k, type) and issubclass(k, msgspec.Struct))]  # fmt: skip
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    _add_door(schemas)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Evenhand",
            "version": version("evenhand"),
            "description": "Screens what people publish, acts in proportion, tells them why, and "
            "lets anyone check that like cases were treated alike.",
        },
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer",
                        "description": "A key of a site: `evenhand site key add`."}
            },
        },
    }  # fmt: skip


def _add_door(schemas: dict[str, Any]) -> None:
    """What is refused at the door, beside what types say."""
    for name, fields in DOOR.items():
        for field, more in fields.items():
            found = schemas[name]["properties"][field]
            for choice in found.get("anyOf", [found]):
                if choice.get("type") != "null":
                    choice.update(more)
    for name, choices in ONE_OF.items():
        schemas[name]["anyOf"] = choices


def _operation(route: Route) -> dict[str, Any]:
    """One route."""
    responses = {str(status): _response(route, kind) for status, kind in route.gives.items()}
    for status in _refusals(route):
        told = {"schema": {"$ref": REF.format(name="Problem")}}
        responses[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {"application/problem+json": told},
        }
    found: dict[str, Any] = {
        "operationId": f"{route.does.__module__.rpartition('.')[2]}_{route.does.__name__}",
        "tags": [route.tag],
        "summary": route.what,
        "parameters": _parameters(route),
        "responses": responses,
    }
    if route.more:
        found["description"] = route.more
    if route.takes:
        found["requestBody"] = _body(route)
    if route.scope is None:
        found["security"] = []
    else:
        found["x-scope"] = route.scope
    if route.near:
        found["security"] = [{}, {"key": []}]
    return found


def _refusals(route: Route) -> list[int]:
    """The statuses that a route may refuse with."""
    keyed = WITH_KEY if route.scope else ()
    return sorted({*route.refuses, *EVERYWHERE, *keyed, *(WITH_BODY if route.takes else ())})


def _response(route: Route, kind: Any) -> dict[str, Any]:
    content = {route.gives_type: {"schema": _schema(kind)}}
    if route.streams:
        line = "One answer a line, in order: an Answer, a NotYet or a LineRefused."
        content[NDJSON] = {"schema": {"type": "string", "description": line}}
    return {
        "description": "Done.",
        "headers": {"x-request-id": {"description": "Names the request in the server's log.",
                                     "schema": {"type": "string"}}},
        "content": content,
    }  # fmt: skip


def _body(route: Route) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": _schema(route.takes)}}
    if route.example is not None:
        content["application/json"]["example"] = route.example
    if route.streams:
        lines = f"{msgspec.json.encode(route.example).decode()}\n"
        content[NDJSON] = {
            "schema": {"type": "string", "description": "One item a line.", "example": lines}
        }
    return {"required": True, "content": content}


def _parameters(route: Route) -> list[dict[str, Any]]:
    """What the path, the query and the headers hold."""
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _IN_PATH.findall(route.path)
    ]
    if route.query:
        schema = msgspec.json.schema(route.query)
        fields = schema["$defs"][route.query.__name__]["properties"]
        for name, field in fields.items():
            plain = next((c for c in field.get("anyOf", []) if c.get("type") != "null"), field)
            found.append({"name": name, "in": "query", "schema": plain})
    if route.keyed:
        key = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
        found.append({"name": "Idempotency-Key", "in": "header", "schema": key})
    return found


def _schema(kind: Any) -> dict[str, Any]:
    """A reference to a type of ours, else what it is."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {"$ref": REF.format(name=kind.__name__)}
    return msgspec.json.schema(kind)
