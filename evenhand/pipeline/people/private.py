"""No private value in what people write for others to read: our own signal looks first."""

from functools import cache

from evenhand import signals
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM, Reading, Span
from evenhand.model.signal import Signal
from evenhand.text.view import ItemView

PRIVATE_INFO = "private_info"


def refuse_private(text: str, what: str) -> None:
    """Refuse a text for others to read that holds private information.

    Args:
        what: what the text is, such as `the reason`.

    Raises EvenhandError: EH624, which names the kinds and never the values.
    """
    kinds = sorted({reading.kind for reading in private_readings(text)})
    if kinds:
        raise EvenhandError(
            "EH624",
            f"{what} holds private information: {', '.join(kinds)}",
            not_done="nothing was kept or sent",
            help="others read it: say it without the value, such as `the address in line 2`",
        )


def private_readings(text: str) -> list[Reading]:
    """What our own signal takes for private in a text (score 0.5 or more)."""
    return [reading for reading in _seen(text) if reading.score >= COUNTS_FROM]


def private_spans(text: str) -> list[Span]:
    """Where a text holds anything that our own signal remarks on, however unsure it is."""
    return [span for reading in _seen(text) for span in reading.spans]


def _seen(text: str) -> list[Reading]:
    if not text.strip():
        return []
    return _signal().read([ItemView(Item(id="text", text=text))], lambda: False)[0]


@cache
def _signal() -> Signal:
    return signals.discover()[PRIVATE_INFO].build({})
