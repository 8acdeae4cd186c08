"""Links that show another address than the one that they lead to."""

from collections.abc import Sequence

from evenhand.model.reading import Span
from evenhand.text.addresses.anchors import anchor_at
from evenhand.text.addresses.find import find_addresses
from evenhand.text.addresses.key import page_key
from evenhand.text.addresses.unwrap import Lead, leads
from evenhand.text.fold import fold


def shown_elsewhere(text: str, place: Span | None, led_to: Sequence[Lead]) -> str | None:
    """The other address that is shown for a link.

    None where no address is shown, or one that the link does lead to, or a part of that: its host
    alone, or the beginning of its path.

    Args:
        text: the text that holds the link.
        place: of the address that it leads to.
        led_to: that address and those inside it.
    """
    anchor = anchor_at(text, place.start) if place else None
    keys = [page_key(lead.address) for lead in led_to]
    for found in find_addresses(fold(anchor.shown)) if anchor else ():
        shown = next(iter(leads(found.written)), None)
        if shown and not any(key.startswith(page_key(shown.address)) for key in keys):
            return found.written
    return None
