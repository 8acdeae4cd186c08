"""Signed notes: a text, a blank line, and lines that say who signed it.

    example.com/log
    300
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeO...

Every reader here is strict: what it has read is written again and must be the same bytes, so each
thing has one spelling and a changed byte cannot hide in another.

Source: c2sp.org/signed-note. Only its Ed25519 signatures are made and checked; those of unknown
keys are ignored, as it demands.
"""

import re
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass

from evenhand.model.errors import EvenhandError

MAX_NOTE_BYTES = 200_000
"""Sixteen signatures must be accepted, and post-quantum ones have up to 5 kB."""

MAX_SIGNATURES = 100
ID_BYTES = 4
DASH = "\N{EM DASH}"

_KEY_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its id (4 bytes), and what the key made of the text."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and its signatures, not yet checked."""

    text: str
    signatures: tuple[Signature, ...]


def format_note(note: Note) -> bytes:
    """The note's bytes."""
    lines = [f"{DASH} {s.name} {to_base64(s.key_id + s.value)}\n" for s in note.signatures]
    return f"{note.text}\n{''.join(lines)}".encode()


def parse_note(data: bytes) -> Note:
    """Read a signed note. Raises EH320 where it is not one in canonical form."""
    if len(data) > MAX_NOTE_BYTES:
        raise _malformed()
    try:
        text, _, tail = data.decode().rpartition("\n\n")
        lines = tail.split("\n")
        note = Note(text + "\n", tuple(_parse_signature(line) for line in lines[:-1]))
    except ValueError:
        raise _malformed() from None
    sound = 0 < len(note.signatures) <= MAX_SIGNATURES and not _CONTROL.search(note.text)
    if not sound or format_note(note) != data:
        raise _malformed()
    return note


def is_key_name(name: str) -> bool:
    """Whether a key may be called that: not empty, no white space, plus sign or control."""
    return _KEY_NAME.fullmatch(name) is not None


def to_base64(data: bytes) -> str:
    """Standard base64."""
    return b2a_base64(data, newline=False).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes, or a ValueError; other spellings pass, since every reader compares what it read.

    `base64.b64decode` with validation takes four times as long, and lets some of them pass too.
    """
    return a2b_base64(text)


def _parse_signature(line: str) -> Signature:
    dash, name, value = line.split(" ")
    data = from_base64(value)
    if dash != DASH or not is_key_name(name) or len(data) <= ID_BYTES:
        raise ValueError(line)
    return Signature(name, data[:ID_BYTES], data[ID_BYTES:])


def _malformed() -> EvenhandError:
    return EvenhandError(
        "EH320",
        "not a signed note",
        help="it must be the file as the log serves it, byte for byte",
    )
