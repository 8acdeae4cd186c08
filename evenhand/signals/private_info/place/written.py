"""An address as it stands in a text, before anybody asks whose it is."""

import re
from typing import NamedTuple

from evenhand.signals.private_info.place.grammar import House
from evenhand.signals.private_info.place.looks import looks
from evenhand.signals.private_info.place.tokens import Line

_STATE_AND_CODE = re.compile("Q,?[50]")


class Written(NamedTuple):
    """A stretch of text that may be an address.

    Attributes:
        start, end: half-open, in code points.
        street, units: where the street ends, then the parts of the house.
        form: how it is written; a key of `words.place.PATTERNS` behind `address.`.
        tail: how town and region are written; empty where there are none.
        looks: how much it looks like an address by itself, 0 to 1.
        american: whether a state's code and a postcode end it.
    """

    start: int
    end: int
    street: int
    units: int
    form: str
    tail: str
    looks: float
    american: bool


def written(text: str, row: Line, house: House) -> Written:
    """The house that was found in a row of signs, in code points of the text."""
    start = row.spans[house.start][0]
    street, units, end = (
        row.spans[place - 1][1] for place in (house.street, house.units, house.end)
    )
    if text[end - 1] == "." and "." not in text[row.spans[house.end - 1][0] : end - 1]:
        end -= 1  # more often the sentence's than the abbreviation's
    american = _STATE_AND_CODE.search(row.signs, house.units, house.end) is not None
    return Written(start, end, street, units, house.form, house.tail, looks(house, row), american)
