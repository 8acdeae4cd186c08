"""What texts, names and times of a contact must satisfy, whoever wrote them."""

import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.model.item import MAX_NAME, MAX_URL

MAX_TEXT = 100_000
MAX_SENTENCE = 2_000
MAX_OBJECTS = 1_000
NOT_RECORDED = "the contact was not recorded"
NOT_CHANGED = "the contact stays as it was"

_UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing: with them a name can look like another."""

Word = TypeVar("Word", bound=StrEnum)


def refused(code: str, field: str, what: str, help: str, not_done: str) -> EvenhandError:
    """The error about a field; its value stays out of it."""
    where = Where(field)
    return EvenhandError(code, f"`{field}` {what}", where=where, not_done=not_done, help=help)


def read_word(field: str, value: object, words: type[Word], not_done: str = NOT_RECORDED) -> Word:
    """The word of an enumeration, given as itself or as a string. Raises EH502."""
    for word in words:
        if value == word:
            return word
    known = nearest(value[:80], words) if isinstance(value, str) else ""
    help = known or f"one of: {', '.join(words)}"
    raise refused("EH502", field, "is not a known word", help, not_done)


def is_fit(char: str) -> bool:
    """Whether a name may hold this character."""
    return unicodedata.category(char) not in _UNFIT and char not in _TURNS


def check_name(field: str, value: object, not_done: str = NOT_RECORDED) -> str:
    """A name without blanks around it: one line, at most 300 characters. Raises EH503, EH504."""
    name = check_text(field, value, not_done, MAX_NAME).strip()
    if not all(map(is_fit, name)):
        raise refused("EH504", field, "holds a control character", "leave it out", not_done)
    return name


def check_names(field: str, values: object, not_done: str = NOT_RECORDED) -> tuple[str, ...]:
    """Addresses and ids, each once: at most 1,000 of 8,192 characters. Raises EH503, EH504."""
    if not isinstance(values, tuple | list):
        raise refused("EH504", field, "is not a list", "give a list of texts", not_done)
    if len(values) > MAX_OBJECTS:
        help = f"at most {MAX_OBJECTS:,}"
        raise refused("EH503", field, f"has {len(values):,}", help, not_done)
    names = [check_text(field, value, not_done, MAX_URL).strip() for value in values]
    if not all(is_fit(char) for name in names for char in name):
        raise refused("EH504", field, "holds a control character", "leave it out", not_done)
    return tuple(dict.fromkeys(name for name in names if name))


def check_text(
    field: str, value: object, not_done: str = NOT_RECORDED, most: int = MAX_TEXT
) -> str:
    """A text that UTF-8 and every database can hold. Raises EH503 too long, EH504 otherwise."""
    if not isinstance(value, str):
        raise refused("EH504", field, "is not a text", "give a text", not_done)
    if len(value) > most:
        raise refused(
            "EH503", field, f"has {len(value):,} characters", f"at most {most:,}", not_done
        )
    if "\0" in value:
        raise refused("EH504", field, "holds a NUL character", "leave it out", not_done)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refused(
            "EH504", field, "holds a lone surrogate", "send valid Unicode", not_done
        ) from None
    return value


def check_time(
    field: str, value: object, not_done: str = NOT_RECORDED, since: datetime | None = None
) -> datetime:
    """An aware time, not before `since`. Raises EH506."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise refused("EH506", field, "is not a time with a zone", "add an offset or Z", not_done)
    if since is not None and value < since:
        raise refused("EH506", field, "is before what it follows", "look at the times", not_done)
    return value
