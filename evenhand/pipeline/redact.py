"""Taking private information out of a text: nothing of it is left, all else is as it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM, Reading, Span
from evenhand.signals.private_info import SIGNAL
from evenhand.text.fold import fold
from evenhand.text.placeholders import Covered, Placeholders, blocks, replaced
from evenhand.text.view import ItemView

Style = Literal["placeholders", "blocks"]

NAMES = {
    "us_ssn": "social security number",
    "us_ssn_partial": "part of a social security number",
    "street_address": "street address",
    "phone": "telephone number",
    "email": "e-mail address",
    "payment_card": "card number",
    "iban": "bank account number",
    "bank_account": "bank account number",
    "passport": "passport number",
    "driver_license": "driving licence number",
    "ip_address": "internet address",
    "date_of_birth": "date of birth",
    "national_id": "identity number",
    "coordinates": "coordinates",
}
"""What a placeholder calls a kind of value."""

HOME = "person's home address"
"""What it calls a street address of which the text says that somebody lives there."""

MOST_ROUNDS = 20
"""Covering a value can bring another to light (a longer number held it back); never so often."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its private values, and where they stood.

    Attributes:
        found: the readings of the text as it was given; those that came to light later are in
            `later`, with places in what the text was by then.
    """

    text: str
    found: Sequence[Reading]
    later: Sequence[Reading] = field(default=())


class Redactor:
    """Reads a text for private information and covers it."""

    def __init__(self, own: object = None) -> None:
        """`own`: the operator's own addresses and numbers, which stay (bank `own`)."""
        self._signal = SIGNAL.build({"own": own})

    def find(self, text: str) -> list[Reading]:
        """What is private in a text, in its order; what is public by nature is left out."""
        (readings,) = self._signal.read([ItemView(Item("text", text))], lambda: False)
        return [reading for reading in readings if reading.score >= COUNTS_FROM]

    def redact(self, text: str, style: Style = "placeholders") -> Redacted:
        """Cover every private value; read again until none is left.

        Raises EvenhandError, EH918, where covering brings ever more to light.
        """
        numbers = Placeholders(text, (*NAMES.values(), HOME))
        found = later = self.find(text)
        rest: list[Reading] = []
        for _ in range(MOST_ROUNDS):
            if not later:
                return Redacted(text, found, rest)
            text = _covered(text, later, style, numbers)
            later = self.find(text)
            rest += later
        raise EvenhandError(
            "EH918", "covering one private value brings another to light, again and again",
            not_done="nothing was written",
            help="cover the values by hand, or give the text in smaller parts",
        )  # fmt: skip


def _covered(text: str, readings: Sequence[Reading], style: Style, numbers: Placeholders) -> str:
    by_span: dict[Span, str] = {}
    for reading in readings:
        for span in reading.spans:
            value = text[span.start : span.end]
            if style == "blocks":
                by_span[span] = blocks(value)
            else:
                by_span[span] = numbers.of(Covered(span, _name(reading), _same(value)))
    return replaced(text, by_span)


def _name(reading: Reading) -> str:
    return HOME if reading.detail.get("home") else NAMES[reading.kind]


def _same(value: str) -> str:
    """What is left of a value when case, separators and look-alikes are taken away."""
    return re.sub(r"[\W_]+", "", fold(value).text.casefold())
