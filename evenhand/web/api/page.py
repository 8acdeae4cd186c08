"""The API's description as a page that people read: plain HTML, no script."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import msgspec

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:56rem;margin:2rem auto;"
    "padding-inline:1rem}code,pre{font-family:ui-monospace,monospace}"
    "pre{overflow-x:auto;padding:1rem;border:1px solid}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}"
    "code{overflow-wrap:anywhere}.wide{overflow-x:auto;position:relative}"
    ":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    "a{color:#0b4fb3}@media(prefers-color-scheme:dark){a{color:#a8c7fa}}"
)


def page(description: Mapping[str, Any]) -> str:
    """The page of an OpenAPI document as `openapi.description` writes it."""
    operations = [
        (method, path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    tags = dict.fromkeys(operation["tags"][0] for _, _, operation in operations)
    parts: list[str] = []
    for tag in tags:
        parts.append(f"<h2>{escape(tag)}</h2>")
        parts += [_operation(*each) for each in operations if each[2]["tags"][0] == tag]
    parts.append("<h2>Forms</h2>")
    schemas = description["components"]["schemas"]
    parts += [_form(name, schemas[name]) for name in sorted(schemas)]
    info = description["info"]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(info["title"])}: '
        f'API</title><meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        f"<main><h1>{escape(info['title'])}: API</h1><p>{escape(info['description'])}</p>"
        '<p>For programs: <a href="/v1/openapi.json">openapi.json</a>. Every route but those '
        "under <em>About</em> asks for a key: <code>Authorization: Bearer eh_...</code></p>"
        f"{''.join(parts)}</main></html>"
    )


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> str:
    """One route: what it does, what it takes, what it gives."""
    parts = [
        f'<h3 id="{escape(operation["operationId"])}"><code>{method.upper()} {escape(path)}</code>'
        f"</h3><p>{escape(operation['summary'])}.</p>"
    ]
    if more := operation.get("description"):
        parts.append(f"<p>{escape(more)}</p>")
    if scope := operation.get("x-scope"):
        parts.append(f"<p>Scope of the key: <code>{escape(scope)}</code></p>")
    if parameters := operation["parameters"]:
        rows = ((p["name"], p["in"], _kind(p["schema"]), p["schema"].get("description", ""))
                for p in parameters)  # fmt: skip
        parts.append(_table(("parameter", "in", "type", "meaning"), rows))
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in body:
        example = msgspec.json.format(msgspec.json.encode(body["example"]), indent=2).decode()
        parts.append(f"<p>Takes {_kind(body['schema'])}:</p>")
        parts.append(f'<pre tabindex="0">{escape(example)}</pre>')
    answers = ((status, response["description"],
             ", ".join(_kind(each["schema"]) for each in response["content"].values()))
            for status, response in operation["responses"].items())  # fmt: skip
    parts.append(_table(("status", "means", "gives"), answers))
    return "".join(parts)


def _form(name: str, schema: Mapping[str, Any]) -> str:
    """One type: its fields."""
    needed = set(schema.get("required", ()))
    rows = ((field, _kind(kind), "yes" if field in needed else "", kind.get("description", ""))
            for field, kind in schema.get("properties", {}).items())  # fmt: skip
    what = f"<p>{escape(schema.get('description', ''))}</p>"
    table = _table(("field", "type", "always", "meaning"), rows)
    return f'<h3 id="{escape(name)}">{escape(name)}</h3>{what}{table}'


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Cells are text, but for a type's, which is a link already."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = ("".join(f"<td>{cell if cell.startswith('<a ') else escape(cell)}</td>" for cell in row)
             for row in rows)  # fmt: skip
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide" tabindex="0"><table><tr>{top}</tr>{body}</table></div>'


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in a few words, or a link to it."""
    if reference := schema.get("$ref"):
        name = escape(str(reference).rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "enum" in schema:
        return " | ".join(str(word) for word in schema["enum"])
    if "const" in schema:
        return str(schema["const"]).lower()
    if "anyOf" in schema:
        return " or ".join(_plain(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_plain(schema.get('items', {}))}"
    return str(schema.get("format", schema.get("type", "any")))


def _plain(schema: Mapping[str, Any]) -> str:
    """A type in a few words, without a link."""
    reference = schema.get("$ref")
    return str(reference).rpartition("/")[2] if reference else _kind(schema)
