"""What is refused at the door: items that are too large, mistyped, or hold what text cannot."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from types import NoneType

from evenhand.model import item as bounds
from evenhand.model.account import ROLES, Account
from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.model.evidence import FieldType
from evenhand.model.item import Attachment, FactValue, Item

_HEX = frozenset("0123456789abcdef")
_PLAIN: dict[FieldType, type] = {
    FieldType.BOOL: bool,
    FieldType.INT: int,
    FieldType.DOUBLE: float,
    FieldType.STRING: str,
}
MAX_INT = 2**53 - 1
"""Largest integer that every evaluator and JSON reader holds exactly."""


_TYPES: Mapping[str, tuple[type, ...]] = {
    "id": (str,), "text": (str,), "kind": (str,), "site": (str,),
    "revision": (int, NoneType), "author": (str, NoneType), "language": (str, NoneType),
    "url": (str, NoneType), "matter": (str, NoneType), "created_at": (datetime, NoneType),
    "account": (Account,), "links": (tuple, list), "attachments": (tuple, list),
    "facts": (Mapping,),
}  # fmt: skip
"""A text where links are meant would be read as letters: a clean bill that nobody gave."""


def check_item(item: Item, facts: Mapping[str, FieldType]) -> Item:
    """The item as it can be screened: whole numbers become doubles where facts are declared so.

    Args:
        item: as a caller made it.
        facts: the facts that the packs in force declare.

    Raises:
        EvenhandError: EH103 to EH109 and EH111, with the field in `where`.
    """
    _check_types(item)
    _check_sizes(item)
    for name in ("id", "site", "author", "matter", "language"):
        _check_name(name, getattr(item, name))
    _check_text("text", item.text)
    for number, link in enumerate(item.links):
        _check_text(f"links[{number}]", link)
    _check_text("url", item.url or "")
    for number, attachment in enumerate(item.attachments):
        _check_attachment(f"attachments[{number}]", attachment)
    if item.kind not in bounds.KINDS:
        raise _refused("EH108", "kind", "is no kind of item", _known(item.kind, bounds.KINDS))
    for role in item.account.roles or ():
        if role not in ROLES:
            raise _refused("EH108", "account.roles", "holds no known role", _known(role, ROLES))
    if item.created_at is not None and item.created_at.tzinfo is None:
        raise _refused("EH106", "created_at", "has no time zone", "add an offset or Z")
    if not item.facts:
        return item
    return replace(item, facts={n: check_fact(n, v, facts) for n, v in item.facts.items()})


def _check_types(item: Item) -> None:
    """Every field of its type: the library's callers are not held to it by JSON."""
    for name, types in _TYPES.items():
        value = getattr(item, name)
        if not isinstance(value, types) or (type(value) is bool):
            raise _refused("EH103", name, "has the wrong type", f"give {types[0].__name__}")
    for name, values, kind in (
        ("links", item.links, str),
        ("attachments", item.attachments, Attachment),
        ("account.roles", item.account.roles or (), str),
    ):
        if isinstance(values, str) or any(not isinstance(value, kind) for value in values):
            raise _refused("EH103", name, "has the wrong type", f"give a list of {kind.__name__}")


def _check_sizes(item: Item) -> None:
    """Every count and length within its bound, and something to screen."""
    if not item.id or not (item.text or item.links or item.attachments):
        raise _refused("EH105", "id", "or text, links and attachments are all empty", "give them")
    # A code point takes at least one byte: the exact length is only needed near the bound.
    if len(item.text) * 4 > bounds.MAX_TEXT_BYTES:
        size = len(item.text.encode("utf-8", "surrogatepass"))
        if size > bounds.MAX_TEXT_BYTES:
            raise _refused("EH104", "text", f"has {size:,} bytes", _at_most(bounds.MAX_TEXT_BYTES))
    for name, found, most in (
        ("links", len(item.links), bounds.MAX_LINKS),
        ("attachments", len(item.attachments), bounds.MAX_ATTACHMENTS),
        ("facts", len(item.facts), bounds.MAX_FACTS),
        ("url", len(item.url or ""), bounds.MAX_URL),
        ("account.roles", len(item.account.roles or ()), len(ROLES)),
        ("links", max(map(len, item.links), default=0), bounds.MAX_URL),
    ):
        if found > most:
            raise _refused("EH104", name, f"has {found:,}", _at_most(most))
    if item.revision is not None and not 1 <= item.revision <= 1_000_000:
        raise _refused("EH103", "revision", "is not between 1 and 1,000,000", "count from 1")


def _check_name(field: str, value: str | None) -> None:
    """An id or name: bounded, no control characters."""
    if value is None:
        return
    if len(value) > bounds.MAX_NAME:
        raise _refused("EH104", field, f"has {len(value):,}", _at_most(bounds.MAX_NAME))
    if any(ord(char) < 32 for char in value):
        raise _refused("EH107", field, "holds a control character", "leave it out")
    _check_text(field, value)


def _check_text(field: str, text: str) -> None:
    """Text that UTF-8 and every database can hold: no NUL, no lone surrogate."""
    if "\0" in text:
        raise _refused("EH107", field, "holds a NUL character", "leave it out")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise _refused(
                "EH107", field, f"holds a lone surrogate at {error.start}", "send valid Unicode"
            ) from None


def _check_attachment(field: str, attachment: Attachment) -> None:
    """A name, a bounded size, and a digest that is the data's own."""
    _check_name(f"{field}.name", attachment.name)
    _check_name(f"{field}.media_type", attachment.media_type)
    data, digest = attachment.data, attachment.sha256
    if data is not None and len(data) > bounds.MAX_ATTACHMENT_BYTES:
        raise _refused(
            "EH104", f"{field}.data", f"has {len(data):,}", _at_most(bounds.MAX_ATTACHMENT_BYTES)
        )
    if digest is not None and (len(digest) != 64 or not _HEX.issuperset(digest)):
        raise _refused("EH103", f"{field}.sha256", "is not 64 lower-case hex digits", "mend it")
    if data is not None and digest is not None and sha256(data).hexdigest() != digest:
        raise _refused(
            "EH111", f"{field}.sha256", "is not the digest of data", "send the right one"
        )


def check_fact(name: str, value: FactValue, facts: Mapping[str, FieldType]) -> FactValue:
    """The value of a declared fact, of its declared type. Raises EvenhandError: EH109."""
    declared = facts.get(name)
    if declared is None:
        known = nearest(name, facts) or f"declared: {', '.join(sorted(facts)) or 'none'}"
        raise _refused("EH109", f"facts.{name[:80]}", "is declared in no pack in force", known)
    if declared is FieldType.DOUBLE and type(value) is int and abs(value) <= MAX_INT:
        value = float(value)  # JSON has one kind of number
    if declared is FieldType.STRINGS:
        value = tuple(value) if isinstance(value, list) else value
        fits = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    else:
        fits = type(value) is _PLAIN[declared]
    if fits and isinstance(value, float):
        fits = math.isfinite(value)
    if fits and type(value) is int:
        fits = abs(value) <= MAX_INT
    if not fits:
        raise _refused("EH109", f"facts.{name}", f"is not of the type {declared}", "send that type")
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, str):
            _check_name(f"facts.{name}", part)
    return value


def _refused(code: str, field: str, what: str, help: str) -> EvenhandError:
    return EvenhandError(
        code, f"`{field}` {what}", where=Where(field), not_done="the item was not screened",
        help=help,
    )  # fmt: skip


def _known(word: str, words: frozenset[str]) -> str:
    return nearest(word, words) or f"one of: {', '.join(sorted(words))}"


def _at_most(bound: int) -> str:
    return f"at most {bound:,}"
