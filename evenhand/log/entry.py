"""An entry of the log: RFC 8785 canonical JSON of public fields and salted commitments.

Only strings, integers that every JSON reader holds exactly, true and false, lists, and maps with
ASCII names are allowed. Under these rules sorted, compact JSON is RFC 8785, which a test holds
against another implementation.

    {"case":"...","commit":["...",...],"day":"2026-09-26","number":1,"rule":"PI-2",...,"v":1}

A commitment is the SHA-256 of the JSON array [salt, name, value], as in RFC 9901 (SD-JWT): who is
shown the three can check it, and once salt and value are erased it says nothing. Some of the
listed digests are decoys, so that their number does not tell how much is sealed.
"""

import datetime
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Annotated, Any, Literal

import msgspec

from evenhand.log.note import to_base64
from evenhand.log.tile import MAX_ENTRY_BYTES
from evenhand.model.clock import Entropy
from evenhand.model.entry import ENTRY_TYPES, Disclosure, Draft
from evenhand.model.errors import EvenhandError

VERSION = 1
FIRST_NUMBER = 1
"""Of each type of entry at each site; the next has the next."""

MAX_INTEGER = 2**53 - 1
SALT_BYTES = 16
DIGEST_BYTES = 32

_Integer = Annotated[int, msgspec.Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)]
_Scalar = str | _Integer | bool
_Flat = _Scalar | list[_Scalar] | dict[str, _Scalar]
_Nested = _Scalar | list[_Flat] | dict[str, _Flat]
_Value = _Scalar | list[_Nested] | dict[str, _Nested]


class Head(msgspec.Struct, frozen=True):
    """What every entry has, whatever its type."""

    v: Literal[1]
    type: Literal[ENTRY_TYPES]  # type: ignore[valid-type]
    day: datetime.date
    site: Annotated[str, msgspec.Meta(min_length=1)]
    number: Annotated[int, msgspec.Meta(ge=FIRST_NUMBER)]
    case: str
    commit: list[Annotated[str, msgspec.Meta(min_length=44, max_length=44)]]


RESERVED = frozenset(Head.__struct_fields__)

_UNFIT = (ValueError, TypeError, OverflowError, RecursionError)
"""What writing or reading raises for a value that an entry cannot hold."""

_write = msgspec.json.Encoder(order="sorted").encode
_read_head = msgspec.json.Decoder(Head).decode
_read_fields = msgspec.json.Decoder(dict[str, _Value]).decode


def encode(draft: Draft, number: int, commit: Sequence[str]) -> bytes:
    """The entry's bytes.

    Args:
        draft: its public fields; what it seals goes through `commitments`.
        number: gap-free by site and type, from 1.
        commit: digests from `commitments`.

    Raises:
        EvenhandError: EH301 for a value that an entry cannot hold, EH302 where it is longer than
            65,535 bytes.
    """
    leaf = {
        **draft.fields,
        "v": VERSION,
        "type": draft.type,
        "day": draft.day,
        "site": draft.site,
        "number": number,
        "case": draft.case,
        "commit": commit,
    }
    if len(leaf) != len(RESERVED) + len(draft.fields):
        taken = min(RESERVED & draft.fields.keys())
        raise _refused(f"the field `{taken}` is set by the log itself")
    try:
        data = _write(leaf)
        _check(data)
    except _UNFIT as error:
        raise _refused(_blame(leaf, error)) from None
    if len(data) > MAX_ENTRY_BYTES:
        raise EvenhandError(
            "EH302",
            f"the entry has {len(data)} bytes, {MAX_ENTRY_BYTES} are the most the log can hold",
            not_done="nothing was logged",
            help="shorten its public fields",
        )
    return data


def decode(data: bytes) -> dict[str, Any]:
    """The entry's fields.

    Raises:
        EvenhandError: EH303 where the bytes are not an entry, or not its one canonical form.
    """
    fault = find_fault(data)
    if isinstance(fault, str):
        raise EvenhandError("EH303", f"not an entry of the log: {fault}")
    return dict(_read_fields(data))


def find_fault(data: bytes) -> Head | str:
    """The head of a sound entry, or what is wrong with it."""
    if len(data) > MAX_ENTRY_BYTES:
        return f"longer than {MAX_ENTRY_BYTES} bytes"
    try:
        head, fields = _check(data)
    except _UNFIT as error:
        return str(error)
    if _write(fields) != data:
        return "not canonical JSON (RFC 8785)"
    return head


def commitments(
    sealed: Mapping[str, str], entropy: Entropy, total: int = 12
) -> tuple[list[str], list[Disclosure]]:
    """Commit to sealed values.

    Args:
        sealed: field name -> value.
        entropy: asked once, for all salts and decoys.
        total: the number of digests is a multiple of this.

    Returns:
        Digests, sorted, decoys among them, and what opens each that is not a decoy.
    """
    decoys = -len(sealed) % total if sealed else total
    salted = SALT_BYTES * len(sealed)
    drawn = entropy.token(salted + DIGEST_BYTES * decoys)
    disclosures = [
        Disclosure(name, _salt(drawn[at : at + SALT_BYTES]), sealed[name])
        for at, name in zip(range(0, salted, SALT_BYTES), sealed, strict=True)
    ]
    digests = [open_commitment(disclosure) for disclosure in disclosures]
    # 32 random bytes cannot be told from a SHA-256 over random bytes
    digests += [
        to_base64(drawn[at : at + DIGEST_BYTES]) for at in range(salted, len(drawn), DIGEST_BYTES)
    ]
    digests.sort()
    return digests, disclosures


def open_commitment(disclosure: Disclosure) -> str:
    """The digest that stands in the entry for the disclosed value."""
    return to_base64(sha256(_write([disclosure.salt, disclosure.name, disclosure.value])).digest())


def _salt(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _check(data: bytes) -> tuple[Head, dict[str, Any]]:
    """Read what was written by the strict reader: one definition of what an entry may hold."""
    head, fields = _read_head(data), _read_fields(data)
    if not data.isascii():
        _check_names(fields)
    return head, fields


def _check_names(value: Any) -> None:
    """Names of fields are ASCII: beyond it RFC 8785 sorts by UTF-16, which others get wrong."""
    if isinstance(value, dict):
        if not all(name.isascii() for name in value):
            raise ValueError("a field's name is not ASCII")
        for part in value.values():
            _check_names(part)
    elif isinstance(value, list):
        for part in value:
            _check_names(part)


def _refused(why: str) -> EvenhandError:
    return EvenhandError(
        "EH301",
        f"an entry of the log cannot be written: {why}",
        not_done="nothing was logged",
        help="use strings, whole numbers, lists and maps of them; anything finer as a string",
    )


def _blame(leaf: Mapping[str, Any], error: Exception) -> str:
    """The field that cannot be written, by name; its value stays out of the message."""
    for name, value in leaf.items():
        try:
            _check_names(_read_fields(_write({name: value})))
        except _UNFIT:
            return f"the value of the field `{name}` is not one that an entry can hold"
    return str(error)
