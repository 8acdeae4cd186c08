"""Private values in what people wrote: covered for whoever has no reason to read them."""

from evenhand.model.item import Item
from evenhand.model.reading import Reading
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.people.private import private_readings
from evenhand.text.marked import private_spans
from evenhand.text.mask import mask


def cover(text: str) -> str:
    """A text by anybody (a flag, an appeal, an address) with its private values covered."""
    return mask(text, private_spans(private_readings(text)))


def readings_of(item: Item, decision: str) -> tuple[Reading, ...]:
    """What was seen in an item; where that is erased, what is private in its text is seen anew.

    Without the second look, words that outlive their evidence would be shown uncovered.
    """
    kept = evidence_of(decision)
    return kept.readings if kept else tuple(private_readings(item.text))
