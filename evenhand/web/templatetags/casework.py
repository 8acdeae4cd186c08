"""Words of the case pages for what records say in codes."""

from django import template

from evenhand.pipeline.people.covered import cover as cover_text
from evenhand.pipeline.people.timeline import Happened

register = template.Library()

_TONES = {Happened.DECISION: "care", Happened.REVEAL: "bad", Happened.CLOSED: "good"}
"""Of an event on the timeline; the others have none of their own."""


@register.filter
def words(code: object) -> str:
    """A code in words: `second_person` is `second person`."""
    return str(code).replace("_", " ")


@register.filter
def sentence(text: str) -> str:
    """A text as a sentence: a capital first, a full stop last."""
    ended = text if text.endswith((".", "!", "?", ":")) else f"{text}."
    return ended[:1].upper() + ended[1:]


@register.filter
def reading(name: str) -> str:
    """What was seen, without who saw it: `private_info/street_address` is `street address`."""
    return words(name.partition("/")[2])


@register.filter
def cover(text: str) -> str:
    """A text with its private values covered; `covered` then shows the covers."""
    return cover_text(text)


@register.filter
def tone(kind: Happened) -> str:
    """The class of an event on the timeline."""
    return _TONES.get(kind, "")
