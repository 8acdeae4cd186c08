"""A leaf of the log: public fields and salted commitments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

ENTRY_TYPES = (
    "decision", "measure", "flag", "appeal", "contact", "disclosure", "interest", "policy",
    "statement", "report", "erasure", "heartbeat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before the store gives it its number.

    Attributes:
        fields: public fields by type: strings, integers, lists and maps of them, no private text.
        sealed: field name -> value that only a salted commitment stands for.
    """

    type: str
    site: str
    day: str
    case: str
    fields: Mapping[str, Any]
    sealed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What opens one commitment: shown with a receipt, or erased."""

    name: str
    salt: str
    value: str


BAND = 5
"""Counts below this are published as a band, so that nobody is counted singly."""


def banded(count: int) -> int | str:
    """A count as it may be published: exact from 5 up, zero, or `1-4`."""
    return count if count == 0 or count >= BAND else f"1-{BAND - 1}"


def ranges(numbers: Iterable[int]) -> list[str]:
    """Numbers as `first-last` stretches without a gap, in order."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return [f"{first}-{last}" for first, last in stretches]


def digest_text(text: str) -> str:
    """`sha256:` and the hexadecimal digest of a text."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"
