"""Pages of a report: each one file that needs nothing else, with its table under every chart.

A page is read on paper, by a screen reader and years later: no script, no font, no picture and no
style from elsewhere, and colours that follow the reader's own light or dark setting.
"""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from math import isinf
from pathlib import Path

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_WITHOUT_END = frozenset({"br", "col", "hr", "meta"})
"""Elements of HTML that hold nothing and are never closed."""


Value = str | int | float | bool | None
"""An attribute's value, or a cell: None is left out, or empty."""


class Markup(str):
    """HTML that is escaped already; plain text is escaped where it becomes part of it."""

    __slots__ = ()


def tag(name: str, /, *children: Value, **attributes: Value) -> Markup:
    """An element; children that are no Markup are escaped.

    Args:
        attributes: `_` in a name becomes `-`, a final one is dropped (`class_`); True gives the
            name alone; False and None give nothing.
    """
    opening = "".join([name, *_attributes(attributes)])
    if name in _WITHOUT_END:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{together(*children)}</{name}>")


def together(*parts: Value) -> Markup:
    """Parts one after the other; what is no Markup is escaped."""
    return Markup("".join(map(_escaped, parts)))


def table(
    head: Sequence[Value],
    rows: Iterable[Sequence[Value]],
    numeric: Collection[int] = frozenset(),
    *,
    caption: str = "",
) -> Markup:
    """A table whose first column names the row.

    Args:
        numeric: places of the columns that hold numbers: right-aligned, digits of one width.
        caption: what the table holds; every table but a chart's own should have one.
    """

    def cell(name: str, at: int, value: Value, scope: str | None = None) -> Markup:
        return tag(name, value, scope=scope, class_="number" if at in numeric else None)

    body = [
        tag("tr", *(cell("td" if at else "th", at, value, None if at else "row")
                    for at, value in enumerate(row)))
        for row in rows
    ]  # fmt: skip
    # A head without words is none: screen readers would announce it before every row.
    heads = (cell("th", at, value, "col") if value else tag("td") for at, value in enumerate(head))
    whole = tag(
        "table",
        *([tag("caption", caption)] if caption else []),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *body),
    )
    # Wide tables scroll by themselves, so they must be reachable by keyboard.
    return tag("div", whole, class_="wide", role="group", tabindex=0, aria_label=caption or "Table")


def section(title: str, *parts: Value) -> Markup:
    """A part of a page under a heading of its own."""
    return tag("section", tag("h2", title), *parts)


def document(title: str, *parts: Value, lang: str = "en") -> str:
    """A whole page: one h1, one main, its style inside.

    Args:
        title: the h1, and the window's title.
        lang: of the page's words, as BCP 47 writes it.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{title} | Evenhand"),
        tag("style", Markup(STYLE)),
    )
    main = tag("main", tag("h1", title), *parts)
    return f"<!doctype html>\n{tag('html', head, tag('body', main), lang=lang)}\n"


def number_text(number: float) -> str:
    """A number as people read it: thousands apart, at most two digits after the point."""
    if isinf(number):
        return "∞" if number > 0 else "−∞"
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.2f}"


def _attributes(given: dict[str, Value]) -> Iterable[str]:
    for name, value in given.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        yield f" {written}" if value is True else f' {written}="{escape(str(value))}"'


def _escaped(part: Value) -> str:
    if part is None:
        return ""
    if isinstance(part, Markup):
        return part
    if isinstance(part, str | bool):
        return escape(str(part))
    return escape(number_text(part))
