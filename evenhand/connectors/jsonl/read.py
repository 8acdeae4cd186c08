"""One line of JSON becomes an item; whatever it cannot mean is refused with its reason."""

import binascii
from base64 import b64decode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

import msgspec

from evenhand.model.account import Account
from evenhand.model.errors import EvenhandError, Where, nearest
from evenhand.model.item import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_TEXT_BYTES, Item
from evenhand.model.item import Attachment as ItemAttachment

MAX_LINE_BYTES = MAX_TEXT_BYTES * 6 + MAX_ATTACHMENT_BYTES * MAX_ATTACHMENTS * 4 // 3
"""Escapes can make a text six times as long, base64 a file a third longer."""


class AccountForm(msgspec.Struct, forbid_unknown_fields=True):
    """An account as JSON writes it."""

    id: str | None = None
    roles: list[str] | None = None
    strikes: int | None = None


class AttachmentForm(msgspec.Struct, forbid_unknown_fields=True):
    """An attachment as JSON writes it."""

    name: str
    media_type: str = "application/octet-stream"
    sha256: str | None = None
    data: str | None = None


class ItemForm(msgspec.Struct, forbid_unknown_fields=True):
    """An item as JSON writes it (contract.md)."""

    id: str
    text: str = ""
    revision: int | None = None
    kind: str = "post"
    author: str | None = None
    account: AccountForm | None = None
    created_at: str | None = None
    language: str | None = None
    links: list[str] = []
    attachments: list[AttachmentForm] = []
    url: str | None = None
    site: str | None = None
    matter: str | None = None
    facts: dict[str, bool | int | float | str | list[str]] = {}


_KEYS = {
    "": frozenset(ItemForm.__struct_fields__),
    "account": frozenset(AccountForm.__struct_fields__),
    "attachments": frozenset(AttachmentForm.__struct_fields__),
}
_decoder = msgspec.json.Decoder(ItemForm)


def item_from_json(line: bytes, site: str | None = None) -> Item:
    """The item that one line of JSON holds.

    Args:
        site: whose key brought it: the item is that site's, and naming another is refused. None
            is whichever the item names, else `main`.

    Raises:
        EvenhandError: EH101 to EH106, EH110 and EH793; the checks of sizes and words are the
            pipeline's.
    """
    found = _form(line)
    account = found.account or AccountForm()
    if account.id is not None and found.author is not None and account.id != found.author:
        raise _refused("EH103", "`author` and `account.id` differ", where="account.id")
    if site is not None and found.site not in (None, site):
        raise _refused(
            "EH793", "`site` is not the site of the key", where="site",
            help="leave it out, or use that site's own key",
        )  # fmt: skip
    return Item(
        id=found.id,
        text=found.text,
        revision=found.revision,
        kind=found.kind,
        author=found.author if found.author is not None else account.id,
        account=Account(None if account.roles is None else tuple(account.roles), account.strikes),
        created_at=_time(found.created_at),
        language=found.language,
        links=tuple(found.links),
        attachments=tuple(_attachment(n, a) for n, a in enumerate(found.attachments)),
        url=found.url,
        site=site or found.site or "main",
        matter=found.matter,
        facts={
            name: tuple(value) if isinstance(value, list) else value
            for name, value in found.facts.items()
        },
    )


def _form(line: bytes) -> ItemForm:
    """What one line of JSON holds, field by field. Raises EH101 to EH105, EH110."""
    if len(line) > MAX_LINE_BYTES:
        raise _refused("EH104", "the line is too long", help=f"at most {MAX_LINE_BYTES:,} bytes")
    try:
        return _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise _explain(line, str(error)) from None
    except RecursionError:
        raise _refused("EH110", "the line is nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refused("EH101", f"not an item in JSON: {str(error)[:200]}") from None


def item_from_text(text: bytes, name: str) -> Item:
    """A plain text as one item. Raises EH101 where it is not UTF-8."""
    try:
        return Item(id=name, text=text.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _refused("EH101", f"not UTF-8 at byte {error.start}") from None


def _explain(line: bytes, said: str) -> EvenhandError:
    """Say which key is unknown and which is near, or which field has the wrong type."""
    try:
        raw: Any = msgspec.json.decode(line)
    except RecursionError:
        return _refused("EH110", "the line is nested too deeply")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _refused("EH101", f"not an item in JSON: {str(error)[:200]}")
    if isinstance(raw, Mapping):
        parts: list[tuple[str, Any]] = [("", raw), ("account", raw.get("account"))]
        attachments = raw.get("attachments")
        parts += [("attachments", a) for a in attachments] if isinstance(attachments, list) else []
        for place, part in parts:
            unknown = sorted(set(part) - _KEYS[place]) if isinstance(part, Mapping) else []
            if unknown:
                key = str(unknown[0])[:80]
                where = f"{place}.{key}" if place else key
                known = nearest(key, _KEYS[place]) or f"known: {', '.join(sorted(_KEYS[place]))}"
                return _refused("EH102", f"unknown key `{where}`", where=where, help=known)
    what, _, path = said.partition(" - at `")
    if "required field" in what and "`id`" in what:
        return _refused("EH105", "an item needs an `id`", where="id")
    where = path.rstrip("`").removeprefix("$").lstrip(".") or "the line"
    return _refused("EH103", what[:1].lower() + what[1:], where=where)


def _time(text: str | None) -> datetime | None:
    """RFC 3339 with a zone."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _refused("EH103", "`created_at` is no RFC 3339 time", where="created_at") from None
    if at.tzinfo is None:
        raise _refused(
            "EH106", "`created_at` has no time zone", where="created_at", help="add an offset or Z"
        )
    return at


def _attachment(number: int, found: AttachmentForm) -> ItemAttachment:
    where = f"attachments[{number}].data"
    try:
        data = None if found.data is None else b64decode(found.data, validate=True)
    except (binascii.Error, ValueError):
        raise _refused("EH103", f"`{where}` is not base64", where=where) from None
    return ItemAttachment(found.name, found.media_type, found.sha256, data)


def _refused(code: str, what: str, *, where: str = "", help: str = "") -> EvenhandError:
    return EvenhandError(
        code, what, where=Where(where) if where else None, help=help,
        not_done="the item was not screened",
    )  # fmt: skip


def text_lines(head: bytes, rest: BinaryIO, most: int) -> Iterator[bytes]:
    """Lines of `head` and then `rest`, each cut one byte beyond `most`, its tail passed over."""
    *whole, last = head.split(b"\n")
    yield from whole
    line = last + rest.readline(max(0, most - len(last)) + 1)
    while line:
        if len(line) > most and not line.endswith(b"\n"):
            tail = rest.readline(1 << 20)
            while tail and not tail.endswith(b"\n"):
                tail = rest.readline(1 << 20)
        yield line
        line = rest.readline(most + 1)
