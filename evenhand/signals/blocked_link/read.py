"""Reading: each address of an item is unwrapped and looked up."""

from collections.abc import Callable, Sequence

from evenhand.model.reading import Reading
from evenhand.model.signal import Readable
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.addresses import (
    Lead,
    Rules,
    destination_unknown,
    leads,
    normalising_steps,
    package_rules,
    shown_elsewhere,
)
from evenhand.text.view import Written

UNKNOWN = "unknown"
"""The kind of an address that leads on to one not in it. It never counts: nobody knows."""


class BlockedLink:
    """Looks the addresses of items up in a block list.

    Args:
        bank: the block list.
        rules: the operator's rules for wrapped addresses (`read_rules`); without them the
            package's own, which the item's addresses were unwrapped by already.
        tell_unknown: whether shorteners and the like, whose destination is not known, give a
            reading of kind `unknown` and score 0.
    """

    def __init__(
        self, bank: LinkBank, rules: Rules | None = None, tell_unknown: bool = False
    ) -> None:
        self._bank = bank
        self._rules = rules
        self._tell_unknown = tell_unknown

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
        ends: dict[str, int] = {}
        for written in view.addresses(pause):
            pause()
            reading = self._look_up(written, view.item.text)
            if reading is None:
                continue
            told = reading.detail.get("entry", written.written)
            # At one place an address can be read with blanks and without them.
            if told not in ends or (written.span and written.span.start >= ends[told]):
                ends[told] = written.span.end if written.span else 0
                readings.append(reading)
        return readings

    def _look_up(self, written: Written, text: str) -> Reading | None:
        """A reading for the first address that `written` leads to and a list entry covers."""
        led_to = written.leads
        if self._rules is not None:
            led_to = tuple(leads(written.written, self._rules))
        spans = (written.span,) if written.span else ()
        for lead in led_to:
            hit = self._bank.find(lead.address)
            if hit is None:
                continue
            kind, entry, reason = hit
            steps = (*lead.steps, *normalising_steps(lead.text, lead.address))
            told = {"reason": reason, "shown": shown_elsewhere(text, written.span, led_to)}
            detail = {"entry": entry, "address": written.written, "steps": list(steps)}
            detail |= {key: value for key, value in told.items() if value}
            return Reading("blocked_link", kind, 1.0, spans, detail)
        return self._unknown(written, led_to) if self._tell_unknown else None

    def _unknown(self, written: Written, led_to: Sequence[Lead]) -> Reading | None:
        """A reading that counts for nothing: where the innermost address leads is not known."""
        what = led_to and destination_unknown(led_to[-1].address, self._rules or package_rules())
        if not what:
            return None
        detail = {"address": written.written, "what": what, "steps": list(led_to[-1].steps)}
        spans = (written.span,) if written.span else ()
        return Reading("blocked_link", UNKNOWN, 0.0, spans, detail)
