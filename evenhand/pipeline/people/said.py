"""Names and texts that people give with a command: there, bounded, and what they look like."""

from collections.abc import Sequence

from evenhand.contacts.bounds import is_fit
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_NAME

MAX_TEXT = 10_000
"""Longest text that is kept of an affair, in code points."""


def check_name(what: str, name: str, not_done: str) -> str:
    """A name on one line, without blanks around it, at most 300 characters. Raises EH577."""
    name = name.strip()
    _check(what, name, MAX_NAME, all(map(is_fit, name)), not_done)
    return name


def check_names(what: str, names: Sequence[str], not_done: str) -> tuple[str, ...]:
    """Names as `check_name` takes them, each once, in order. Raises EH577."""
    return tuple(dict.fromkeys(check_name(what, name, not_done) for name in names))


def check_text(
    what: str, text: str, not_done: str, *, most: int = MAX_TEXT, needed: bool = True
) -> str:
    """A text without blanks around it, at most `most` characters. Raises EH577."""
    text = text.strip()
    if needed or text:
        _check(what, text, most, all(is_fit(char) or char in "\n\t" for char in text), not_done)
    return text


def check_letter(what: str, text: str, not_done: str) -> str:
    """A text by somebody from outside, as it came: refused is only what cannot be kept.

    Its length is the business of the rules about flags and appeals. Raises EH577.
    """
    fit = all(char != "\0" and not "\ud800" <= char <= "\udfff" for char in text)
    if text:
        _check(what, text, len(text), fit, not_done)
    return text


def _check(what: str, text: str, most: int, fit: bool, not_done: str) -> None:
    if text and len(text) <= most and fit:
        return
    wrong = (
        "is missing" if not text
        else f"is longer than {most:,} characters" if len(text) > most
        else "holds a control character"
    )  # fmt: skip
    raise EvenhandError(
        "EH577", f"{what} {wrong}", not_done=not_done, help=f"give 1 to {most:,} plain characters"
    )
