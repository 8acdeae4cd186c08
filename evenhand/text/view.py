"""An item as the signals read it: its text folded, its attachments as text, its addresses.

Each is worked out at most once for all signals.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from evenhand.model.item import Item
from evenhand.model.reading import Span
from evenhand.text.addresses import Lead, Rules, find_addresses, leads, page_key
from evenhand.text.addresses.order import place_of
from evenhand.text.documents import extract_text
from evenhand.text.fold import Folded, fold


class Written(NamedTuple):
    """An address as it is written in an item, and what it leads to, itself first.

    Attributes:
        span: where in the item's text; None elsewhere (link fields, own address, attachments).
    """

    written: str
    span: Span | None
    leads: Sequence[Lead]


class ItemView:
    """An item and what is read from it, worked out when it is first asked for and then kept."""

    def __init__(self, item: Item, rules: Rules | None = None) -> None:
        """View an item.

        Args:
            rules: by which its addresses are unwrapped; the package's own unless given.
        """
        self._item = item
        self._rules = rules
        self._folded: Folded | None = None
        self._addresses: list[Written] | None = None
        self._attachment_texts: tuple[tuple[str, str], ...] | None = None

    @property
    def item(self) -> Item:
        """The item as it was given."""
        return self._item

    @property
    def folded(self) -> Folded:
        """The item's text, folded."""
        if self._folded is None:
            self._folded = fold(self._item.text)
        return self._folded

    def addresses(self, pause: Callable[[], None]) -> Sequence[Written]:
        """Every address of the item, those of its text first, in order.

        Args:
            pause: called between addresses; it may raise to end the search, which then begins
                anew when it is asked for again.
        """
        if self._addresses is None:
            self._addresses = list(self._find(pause))
        return self._addresses

    @property
    def carried(self) -> Mapping[str, bytes]:
        """Each address that the item leads to as its page key, with its place among all addresses.

        Nothing where `addresses` was not asked for, or did not come to its end.
        """
        led_to = (lead for written in self._addresses or () for lead in written.leads)
        return {key: place_of(key) for lead in led_to for key in (page_key(lead.address),)}

    def _find(self, pause: Callable[[], None]) -> Iterator[Written]:
        for found in find_addresses(self.folded, pause):
            pause()
            yield Written(found.written, found.span, leads(found.written, self._rules))
        for written in (*self._item.links, *([self._item.url] if self._item.url else ())):
            pause()
            yield Written(written, None, leads(written, self._rules))
        for _, text in self.attachment_texts():
            for found in find_addresses(fold(text), pause):
                pause()
                yield Written(found.written, None, leads(found.written, self._rules))

    def attachment_texts(self) -> Sequence[tuple[str, str]]:
        """(attachment name, its text) of the attachments that were sent and could be read."""
        if self._attachment_texts is None:
            self._attachment_texts = tuple(self._read_attachments())
        return self._attachment_texts

    def _read_attachments(self) -> Iterator[tuple[str, str]]:
        for attachment in self._item.attachments:
            if attachment.data is None:
                continue
            text = extract_text(attachment.data, attachment.media_type, attachment.name)
            if text is not None:
                yield attachment.name, text
