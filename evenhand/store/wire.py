"""Records to JSON text and back, for the text columns."""

from datetime import datetime
from typing import Any, TypeVar

import msgspec
from django.db import connections

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def to_json(value: object) -> str:
    """JSON of a record, map or list; dataclasses by their field names."""
    return _encoder.encode(value).decode()


def from_json(text: str, kind: type[T] | Any) -> T:
    """The record of type `kind` that `to_json` wrote."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    return decoder.decode(text)  # type: ignore[no-any-return]


def to_column(at: datetime | None) -> Any:
    """A time as the open database takes it in raw SQL."""
    return None if at is None else connections["default"].ops.adapt_datetimefield_value(at)
