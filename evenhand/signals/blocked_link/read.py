"""Reading: each address of an item is unwrapped and looked up."""

from collections.abc import Callable, Sequence

from evenhand.model.reading import Reading
from evenhand.model.signal import Readable, pausing
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.addresses import (
    Rules,
    destination_unknown,
    normalising_steps,
    package_rules,
    page_key,
    shown_elsewhere,
)
from evenhand.text.view import Written

UNKNOWN = "unknown"
"""The kind of an address that leads on to one not in it: nobody knows where."""


class BlockedLink:
    """Looks the addresses of items up in a block list.

    Args:
        bank: the block list.
        rules: by which the items' addresses were unwrapped; the package's own unless given. They
            say whether shorteners and the like, whose destination is not known, are told.
    """

    def __init__(self, bank: LinkBank, rules: Rules | None = None) -> None:
        self._bank = bank
        self._rules = rules or package_rules()

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """Readings of kind `page`, `prefix`, `site` or `unknown` for each item, in order; score 1.

        An address in the text is one reading for each place where it stands. Addresses outside
        of the text (link fields, the item's own address, attachments) have no span, and give a
        reading only for entries that the text has not shown already.
        """
        pause = pausing(expired)
        if self._sees_nothing():
            return [[] for _ in batch]
        # All are read before any is looked up: one kind of work after the other is a fifth quicker.
        found = []
        for view in batch:
            pause()
            found.append(view.addresses(pause))
        return [
            self._item(view.item.text, written, pause)
            for view, written in zip(batch, found, strict=True)
        ]

    def _sees_nothing(self) -> bool:
        return not len(self._bank) and not self._rules.tell_unknown

    def _item(
        self, text: str, found: Sequence[Written], pause: Callable[[], None]
    ) -> list[Reading]:
        readings: list[Reading] = []
        ends: dict[str, int] = {}
        for written in found:
            pause()
            reading = self._look_up(written, text)
            if reading is None:
                continue
            told = reading.detail.get("entry") or page_key(written.leads[-1].address)
            # At one place an address can be read with blanks and without them.
            if told not in ends or (written.span and written.span.start >= ends[told]):
                ends[told] = written.span.end if written.span else 0
                readings.append(reading)
        return readings

    def _look_up(self, written: Written, text: str) -> Reading | None:
        """A reading for the first address that `written` leads to and a list entry covers."""
        for lead in written.leads:
            hit = self._bank.find(lead.address)
            if hit is None:
                continue
            kind, entry, reason = hit
            spans = (written.span,) if written.span else ()
            steps = (*lead.steps, *normalising_steps(lead.text, lead.address))
            told = {"reason": reason, "shown": shown_elsewhere(text, written.span, written.leads)}
            detail = {"entry": entry, "address": written.written, "steps": list(steps)}
            detail |= {key: value for key, value in told.items() if value}
            return Reading("blocked_link", kind, 1.0, spans, detail)
        return self._unknown(written) if self._rules.tell_unknown else None

    def _unknown(self, written: Written) -> Reading | None:
        """A reading without an entry: where the innermost address leads is not known.

        Not where blanks had to be left out: that may be prose (`give it to u. to/from`), and here
        no exact entry follows that would tell.
        """
        if len(written.written.split()) > 1:
            return None
        for lead in written.leads[-1:]:
            what = destination_unknown(lead.address, self._rules)
            if what:
                detail = {"address": written.written, "what": what, "steps": list(lead.steps)}
                spans = (written.span,) if written.span else ()
                return Reading("blocked_link", UNKNOWN, 1.0, spans, detail)
        return None
