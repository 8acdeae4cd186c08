"""Filling in the words of writers' and affected persons' pages."""

from datetime import datetime
from unicodedata import bidirectional

from django import template

from evenhand.model.clock import utc_text

register = template.Library()


@register.filter
def fill(message: str, value: object) -> str:
    """A message with its one blank filled in; a time to the minute, in UTC."""
    begin, _, rest = message.partition("{")
    told = _told(value)
    if any(bidirectional(sign) in ("R", "AL") for sign in message):
        told = f"\u2068{told}\u2069"  # as in the notices: neither is shown out of order (UAX #9)
    return f"{begin}{told}{rest.partition('}')[2]}"


@register.filter
def word(section: dict[str, str], key: object) -> str:
    """A section's word for a key; a key without one reads by its own name."""
    return section.get(str(key)) or str(key).replace("_", " ")


def _told(value: object) -> str:
    if isinstance(value, datetime):
        text = utc_text(value)
        return f"{text[:10]} {text[11:16]} UTC"
    return str(value)
