"""What every template can say without loading anything: icons, times, badges, covered text."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.template.context import Context
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from evenhand.model.clock import day_text, utc_text
from evenhand.model.decision import Because
from evenhand.text.mask import MARK
from evenhand.web.pages.badges import BADGES, TRUTHS, Badge
from evenhand.web.pages.icons import ICONS

register = template.Library()
_STATIC = Path(__file__).parents[1] / "static" / "evenhand"
_STEPS = (("day", 86_400), ("h", 3_600), ("min", 60))


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon of this name; KeyError where there is none."""
    return ICONS[name]


@register.simple_tag
def asset(name: str) -> str:
    """The address of one of our static files; it changes with the file, so that caches may keep."""
    return f"/static/evenhand/{name}?v={_digest(name)}"


@register.filter
def day(when: datetime | None) -> SafeString | str:
    """A time as its UTC day: all that is public of it."""
    return format_html('<time datetime="{0}">{0}</time>', day_text(when)) if when else _nothing()


@register.filter
def minute(when: datetime | None) -> SafeString | str:
    """A time to the minute, in UTC and saying so."""
    if when is None:
        return _nothing()
    text = utc_text(when)
    shown = f"{text[:10]} {text[11:16]} UTC"
    return format_html('<time datetime="{}">{}</time>', text, shown)


@register.simple_tag(takes_context=True)
def ago(context: Context, when: datetime | None) -> SafeString | str:
    """How long ago a time is, or how far ahead: `3 h ago`, `in 2 days`; the minute as its title."""
    if when is None:
        return _nothing()
    apart = context["shell"].now - when
    words = _span(abs(apart))
    shown = "now" if not words else f"{words} ago" if apart > timedelta(0) else f"in {words}"
    text = utc_text(when)
    return format_html('<time datetime="{}" title="{} UTC">{}</time>', text, text[:16], shown)


@register.simple_tag
def badge(name: object, word: str = "") -> SafeString:
    """A badge: icon, word and colour of a state, role or reason; `word` instead of its own."""
    key = str(name)
    known = BADGES.get(key) or Badge(key.replace("_", " "), "label", "quiet")
    return _badge(known, word)


@register.simple_tag
def truth(value: bool | None) -> SafeString:
    """The badge of a condition: true, false, or unknown."""
    return _badge(TRUTHS[value])


@register.filter
def cell(value: Any) -> SafeString | str:
    """Any value of a record in words: numbers grouped, lists joined, nothing as a dash."""
    if value is None or value == "" or value == ():
        return _nothing()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\u202f")  # a narrow space: neither comma nor point
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return minute(value)
    if isinstance(value, list | tuple | set | frozenset):
        return format_html_join(", ", "{}", ((cell(each),) for each in value))
    return conditional_escape(str(value))


@register.filter
def covered(text: str) -> SafeString:
    """A text in which values are covered already: each cover also says so to a screen reader."""
    cover = format_html(
        '<span class="masked" tabindex="-1"><span class="visually-hidden">[covered: a private '
        'value]</span><span class="bar" aria-hidden="true">{}</span></span>',
        MARK,
    )
    return mark_safe(cover.join(escape(part) for part in text.split(MARK)))  # noqa: S308


@register.inclusion_tag("parts/tree.html")
def because(node: Because) -> dict[str, Because]:
    """Why a rule came out as it did: its conditions as nested lists that fold."""
    return {"node": node}


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """A form's field with its label, hint and errors; where most are needed, others say so."""
    some_needed = any(field.required for field in bound.form.fields.values())
    return {
        "field": bound,
        "is_choice": isinstance(bound.field.widget, CheckboxInput),
        "may_be_empty": some_needed and not bound.field.required,
    }


@register.filter
def fields(form: Iterable[BoundField]) -> list[BoundField]:
    """The fields of a form that are seen."""
    return [bound for bound in form if not bound.is_hidden]


def _badge(known: Badge, word: str = "") -> SafeString:
    return format_html(
        '<span class="badge tone-{}">{} {}</span>',
        known.tone,
        ICONS[known.icon],
        word or known.word,
    )


def _nothing() -> SafeString:
    return mark_safe(
        '<span class="soft" aria-hidden="true">–</span><span class="visually-hidden">none</span>'
    )


def _span(apart: timedelta) -> str:
    """`3 h`, `2 days`; empty below a minute."""
    seconds = int(apart.total_seconds())
    for unit, size in _STEPS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if unit == 'day' and count > 1 else ''}"
    return ""


@cache
def _digest(name: str) -> str:
    return sha256(Path(f"{_STATIC}/{name}").read_bytes()).hexdigest()[:8]
