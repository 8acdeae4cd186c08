"""A contact that came by e-mail, read from its file. Nothing in it is believed.

A letter is written by a stranger, so its size is bounded before it is parsed, each header before
it is looked at, and whatever the parser stumbles over ends in a clear error.
"""

import codecs
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from itertools import count
from typing import Any, TypeAlias

from evenhand.contacts.bounds import MAX_TEXT, is_fit
from evenhand.contacts.html import html_to_text
from evenhand.model.contact import ContactStanding
from evenhand.model.entry import digest_text
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_NAME

MAX_BYTES = 1_000_000
MAX_LINES = 20_000
"""The parser asks of each line whether it ends any part that is open: lines times depth."""
MAX_PARTS = 50
MAX_DEPTH = 5
MAX_HEADER = 2_000
NOT_READ = "the letter was not read, no contact was recorded"

DAMAGED = "One of the letter's headers is damaged and was left out."
NO_SENDER = "The letter names no sender that can be read."
MANY_SENDERS = "The letter names several senders; the first is given."
NO_TIME = "The letter has no date that can be read; say when it was received."
FUTURE = "The letter's date is in the future; say when it was received."
NO_TEXT = "The letter has no text that can be read; only its subject is given."

_NO_CHARSETS = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs that no letter is written in; the time of the first two grows with the text squared."""

_Part: TypeAlias = "Message[Any, Any]"


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says of itself; all of it can be written by anybody.

    Attributes:
        name: of the sender, as displayed; empty where none is given.
        address: of the sender; empty where none can be read.
        domain: of the address, in lower case.
        text: its plain text, else its HTML as text; without attachments.
        received_at: its `Date`, aware; None where that is missing or in the future.
        message: digest of its Message-ID, to know the same letter again; empty without one.
        remarks: what the person who records it should know.
        standing: always claimed.
    """

    name: str
    address: str
    domain: str
    subject: str
    text: str
    received_at: datetime | None
    message: str
    remarks: tuple[str, ...]
    standing: ContactStanding = field(default=ContactStanding.CLAIMED, init=False)


def read_eml(data: bytes, at: datetime) -> Letter:
    """The letter in an `.eml` file.

    Args:
        data: the file's bytes.
        at: the time now; a letter from after it is not believed.

    Raises:
        EvenhandError: EH511 over a bound, EH512 not a letter.
    """
    _check_size(data)
    try:
        message = BytesParser(_counted(), policy=_BoundedPolicy()).parsebytes(data)
        _check_depth(message)
        return _read(message, at)
    except EvenhandError:
        raise
    except Exception:  # noqa: BLE001  the parser fails in many ways on damaged letters
        raise _no_letter("it is damaged") from None


class _BoundedPolicy(Compat32):
    """Cuts each header before it is parsed: the parser's time grows faster than its length.

    The parts are found by the older policy, the sender and date are read by the newer one: for a
    letter of 1 MB the newer one takes a minute to find the parts, the older one a second.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_HEADER]


def _counted() -> Callable[..., _Part]:
    """Makes the parts while the parser finds them, and stops it when there are too many."""
    made = count()  # the parser makes one on trial

    def make(**policy: Any) -> _Part:
        if next(made) > MAX_PARTS:
            raise _too_much(f"more than {MAX_PARTS} parts")
        return Message(**policy)

    return make


def _read(message: _Part, at: datetime) -> Letter:
    remarks: list[str] = []
    name, address, domain = _sender(message, remarks)
    subject = _header(message, "subject", remarks)
    text = _text(message)
    if len(text) > MAX_TEXT:
        raise _too_much(f"{len(text):,} characters of text, over {MAX_TEXT:,}")
    if not text:
        if not (address or subject):
            raise _no_letter("it has no sender, no subject and no text")
        remarks.append(NO_TEXT)
    identity = _header(message, "message-id", remarks)
    received_at = _date(message, at, remarks)
    return Letter(
        name=name,
        address=address,
        domain=domain,
        subject=subject,
        text=text,
        received_at=received_at,
        message=digest_text(identity) if identity else "",
        remarks=tuple(remarks),
    )


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise _too_much(f"{len(data):,} bytes, over {MAX_BYTES:,}")
    lines = len(data.splitlines())
    if lines > MAX_LINES:
        raise _too_much(f"{lines:,} lines, over {MAX_LINES:,}")


def _check_depth(message: _Part) -> None:
    level = [message]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for part in level for inner in _inner(part)]
    if level:
        raise _too_much(f"more than {MAX_DEPTH} levels of parts")


def _inner(part: _Part) -> list[_Part]:
    """The parts within a part: of a multipart, or the one letter that it carries."""
    return list(part.get_payload()) if part.is_multipart() else []  # type: ignore[arg-type]


def _sender(message: _Part, remarks: list[str]) -> tuple[str, str, str]:
    """Name, address and domain of whom the letter says it is from."""
    header = _parse(message, "from", remarks)
    senders = header.addresses if header is not None else ()
    if not senders:
        remarks.append(NO_SENDER)
        return "", "", ""
    if len(senders) > 1:
        remarks.append(MANY_SENDERS)
    first = senders[0]
    return (
        _line(first.display_name),
        _line(first.addr_spec if first.domain else first.username),
        _line(first.domain).lower(),
    )


def _date(message: _Part, at: datetime, remarks: list[str]) -> datetime | None:
    header = _parse(message, "date", remarks)
    date: datetime | None = header.datetime if header is not None else None
    if date is None:
        remarks.append(NO_TIME)
        return None
    # RFC 5322, 3.3: `-0000`, which gives a time without a zone, is UTC
    date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    if date > at:
        remarks.append(FUTURE)
        return None
    return date


def _text(message: _Part) -> str:
    """The plain text where there is any, else the HTML as text."""
    plain = "\n\n".join(_decode(part) for part in _bodies(message, "text/plain")).strip()
    if plain:
        return plain
    pages = [html_to_text(_decode(part)) for part in _bodies(message, "text/html")]
    return "\n\n".join(pages).strip()


def _bodies(message: _Part, kind: str) -> Iterator[_Part]:
    """The parts of a type that are the letter's own: no attachment, no letter within it."""
    if message.get_content_disposition() == "attachment":
        return
    if message.get_content_maintype() == "multipart":
        for part in _inner(message):
            yield from _bodies(part, kind)
    elif message.get_content_type() == kind and not message.is_multipart():
        yield message


def _decode(part: _Part) -> str:
    """A part's text in its own charset, else in the likeliest; only what can be kept."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        charset = codecs.lookup(part.get_content_charset("utf-8")).name
        if charset in _NO_CHARSETS:
            raise LookupError(charset)
        text = data.decode(charset)
    except (LookupError, ValueError):
        text = _guess(data)
    return _keepable(text)


def _guess(data: bytes) -> str:
    """Text whose charset is unknown or wrong: UTF-8, else Windows-1252, which holds any bytes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _header(message: _Part, name: str, remarks: list[str]) -> str:
    return _line(str(_parse(message, name, remarks) or ""))


def _parse(message: _Part, name: str, remarks: list[str]) -> Any:
    """A header as the standard library's classes read it; None where none can be read."""
    value = message[name]
    if value is None:
        return None
    try:
        return email.policy.default.header_factory(name, str(value))
    except Exception:  # noqa: BLE001  one damaged header leaves the rest of the letter readable
        remarks.append(DAMAGED)
        return None


def _line(value: str) -> str:
    """A header's value as one line that can be kept, cut to the length of a name."""
    blanks = (char if is_fit(char) else " " for char in _keepable(value))
    return " ".join("".join(blanks).split())[:MAX_NAME]


def _keepable(text: str) -> str:
    """The text with a replacement sign for what no database can hold."""
    return text.encode(errors="replace").decode().replace("\0", "\ufffd").replace("\r\n", "\n")


def _too_much(what: str) -> EvenhandError:
    return EvenhandError(
        "EH511",
        f"the letter has {what}",
        not_done=NOT_READ,
        help="save it without its attachments, or record what it says by hand",
    )


def _no_letter(what: str) -> EvenhandError:
    return EvenhandError(
        "EH512",
        f"the file cannot be read as an e-mail: {what}",
        not_done=NOT_READ,
        help="save it again as `.eml`, or record what it says by hand",
    )
