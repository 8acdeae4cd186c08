"""Reading: each address of an item is unwrapped and looked up."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evenhand.model.reading import Reading, Span
from evenhand.model.signal import Readable
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.addresses import find_addresses, leads, normalising_steps
from evenhand.text.fold import fold


class BlockedLink:
    """Looks the addresses of items up in a block list."""

    def __init__(self, bank: LinkBank) -> None:
        self._bank = bank

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """Readings of kind `page`, `prefix` or `site` for each item, in order; score 1.

        An address in the text is one reading for each place where it stands. Addresses outside
        of the text (link fields, the item's own address, attachments) have no span, and give a
        reading only for entries that the text has not shown already.
        """

        def pause() -> None:
            if expired():
                raise TimeoutError("blocked_link ran out of time")

        return [self._item(view, pause) for view in batch]

    def _item(self, view: Readable, pause: Callable[[], None]) -> list[Reading]:
        if not len(self._bank):
            return []
        pause()
        readings: list[Reading] = []
        for found in find_addresses(view.folded, pause):
            pause()
            readings += self._look_up(found.written, found.span)
        shown = {reading.detail["entry"] for reading in readings}
        for written in _outside_the_text(view, pause):
            pause()
            for reading in self._look_up(written):
                if reading.detail["entry"] not in shown:
                    shown.add(reading.detail["entry"])
                    readings.append(reading)
        return readings

    def _look_up(self, written: str, *spans: Span) -> list[Reading]:
        """One reading, for the first address that `written` leads to and a list entry covers."""
        for lead in leads(written):
            hit = self._bank.find(lead.address)
            if hit is None:
                continue
            kind, entry, reason = hit
            steps = (*lead.steps, *normalising_steps(lead.text, lead.address))
            detail: dict[str, Any] = {"entry": entry, "address": written, "steps": list(steps)}
            if reason:
                detail["reason"] = reason
            return [Reading("blocked_link", kind, 1.0, spans, detail)]
        return []


def _outside_the_text(view: Readable, pause: Callable[[], None]) -> Iterator[str]:
    yield from view.item.links
    if view.item.url:
        yield view.item.url
    for _, text in view.attachment_texts():
        for found in find_addresses(fold(text), pause):
            yield found.written
