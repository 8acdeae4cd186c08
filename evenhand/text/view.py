"""An item as the signals read it: its text folded, its attachments as text, each at most once."""

from collections.abc import Sequence
from functools import cached_property

from evenhand.model.item import Item
from evenhand.text.documents import extract_text
from evenhand.text.fold import Folded, fold


class ItemView:
    """An item and what is read from it, worked out when it is first asked for and then kept."""

    def __init__(self, item: Item) -> None:
        self._item = item

    @property
    def item(self) -> Item:
        """The item as it was given."""
        return self._item

    @cached_property
    def folded(self) -> Folded:
        """The item's text, folded."""
        return fold(self._item.text)

    def attachment_texts(self) -> Sequence[tuple[str, str]]:
        """(attachment name, its text) of the attachments that were sent and could be read."""
        return self._attachment_texts

    @cached_property
    def _attachment_texts(self) -> tuple[tuple[str, str], ...]:
        found = []
        for attachment in self._item.attachments:
            if attachment.data is None:
                continue
            text = extract_text(attachment.data, attachment.media_type, attachment.name)
            if text is not None:
                found.append((attachment.name, text))
        return tuple(found)
