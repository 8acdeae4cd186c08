"""What the pages about affairs say: fates of measures, places in the log, who had asked."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from evenhand.model.case import Note
from evenhand.model.contact import Contact
from evenhand.model.measure import Measure, MeasureState
from evenhand.pipeline.answers.who_asked import Asked
from evenhand.pipeline.documents.contacts import late_text, note_text
from evenhand.pipeline.documents.links import who_text
from evenhand.pipeline.people.covered import cover
from evenhand.text.fates import fate as fate_of
from evenhand.text.times import minute

register = template.Library()
SUMMED = 90
"""How much of an entry is told in a line, in code points."""


_TONES = {
    "in_force": "care", "suspended": "bad", "lifted": "good", "expired": "good", "late": "care",
    "overturned": "bad", "answered": "good", "upheld": "good", "varied": "care",
}  # fmt: skip
"""Of an event of a matter; the others have none of their own."""


@register.filter
def who(contact: Contact) -> str:
    """Who asked: the organisation, else a person by role."""
    return who_text(contact)


@register.filter
def ends(measure: Measure) -> str:
    """Beside a badge of its state: until when or why without an end, or when it was over."""
    if measure.state in (MeasureState.IN_FORCE, MeasureState.PROPOSED):
        return fate_of(measure).partition(", ")[2]
    return minute(measure.ended_at) if measure.ended_at else ""


@register.filter
def note_told(note: Note) -> str:
    """A note about a contact with what is sealed in it covered."""
    return cover(note_text(note, revealed=False))


@register.filter
def fate(measure: Measure) -> str:
    """How a measure stands: until when, or why without an end, or how it ended."""
    return fate_of(measure)


@register.filter
def late(contact: Contact) -> str:
    """How much later than received it was recorded; empty within a day."""
    return late_text(contact)


@register.filter
def raised(asked: Iterable[Asked]) -> list[Asked]:
    """The decisions about which somebody outside had raised it."""
    return [each for each in asked if each.raised]


@register.filter
def not_raised(asked: Iterable[Asked]) -> list[Asked]:
    """The decisions about which nobody outside had raised it."""
    return [each for each in asked if not each.raised]


@register.filter
def event_tone(what: str) -> str:
    """The class of an event on a matter's timeline."""
    return _TONES.get(what, "")


@register.filter
def get(mapping: Mapping[str, Any], key: object) -> Any:
    """What a mapping holds under a key; None where it holds nothing."""
    return mapping.get(str(key))


@register.simple_tag(takes_context=True)
def entry(context: Context, index: int | None) -> SafeString | str:
    """A link to an entry of the log; nothing where there is none."""
    if index is None:
        return ""
    return format_html(
        '<a class="small nowrap" href="/console/{}/log?entry={}">log {}</a>', context["site"],
        index, index,
    )  # fmt: skip


@register.simple_tag
def told(measures: Sequence[Mapping[str, Any]], standing: Sequence[Mapping[str, Any]] = ()) -> str:
    """Measures as the log tells them, in a line."""
    parts = [_told(each) for each in (*measures, *standing)]
    return "; ".join(parts) or "nothing"


def _told(measure: Mapping[str, Any]) -> str:
    end = measure.get("until") or measure.get("no_end_because", "")
    until = f"until {end}" if measure.get("until") else end
    proposed = "proposed " if measure["state"] == "proposed" else ""
    name = str(measure["measure"]).replace("_", " ")
    return f"{proposed}{name} of the {measure['subject']}, {until}".rstrip(", ")


@register.filter
def summed(fields: Mapping[str, Any]) -> str:
    """The public fields of an entry in a few words: those that are plain."""
    plain = (
        f"{name} {value}" for name, value in fields.items()
        if isinstance(value, str | int) and value != ""
    )  # fmt: skip
    words = ", ".join(plain).replace("_", " ") or "more"
    return words if len(words) <= SUMMED else f"{words[:SUMMED].rpartition(' ')[0]} …"


@register.filter
def laid_out(fields: Mapping[str, Any]) -> str:
    """The public fields of an entry as indented JSON."""
    return json.dumps(fields, ensure_ascii=False, indent=2)


@register.filter
def any_of(values: Iterable[object]) -> bool:
    """Whether any of them is more than nothing."""
    return any(values)
