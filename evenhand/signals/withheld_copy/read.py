"""Reading: an item's files are compared by digest, its texts by the passages they hold."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment
from evenhand.model.reading import Reading, Span
from evenhand.model.signal import Readable
from evenhand.signals.withheld_copy.bank import ENOUGH_WORDS, Copied, CopyBank
from evenhand.signals.withheld_copy.words import places_of, words_of
from evenhand.text.fold import Folded, fold

NAME = "withheld_copy"


class WithheldCopy:
    """Recognises withheld documents and passages of them."""

    def __init__(self, bank: CopyBank) -> None:
        self._bank = bank

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """Readings for each item, in order.

        Kind `file`: an attachment is a withheld file, byte for byte; score 1. Kind `text`: one
        reading for each document of which the text, or an attachment's text, holds passages.
        """
        return [self._item(view, expired) for view in batch]

    def _item(self, view: Readable, expired: Callable[[], bool]) -> list[Reading]:
        if not len(self._bank):
            return []
        if expired():
            raise TimeoutError(f"{NAME} ran out of time")
        files = [self._file(attachment) for attachment in view.item.attachments]
        readings = [reading for reading in files if reading is not None]
        readings += self._texts(view.folded, expired, in_item=True)
        for _, text in _attached(view, known=None not in files):
            readings += self._texts(fold(text), expired, in_item=False)
        return readings

    def _file(self, attachment: Attachment) -> Reading | None:
        digest = attachment.sha256
        if attachment.data is not None:
            digest = sha256(attachment.data).hexdigest()
        document = self._bank.file(digest) if digest else None
        return Reading(NAME, "file", 1.0, (), {"document": document.name}) if document else None

    def _texts(
        self, folded: Folded, expired: Callable[[], bool], *, in_item: bool
    ) -> list[Reading]:
        copies = self._bank.copies(words_of(folded.text), expired)
        if not copies:
            return []
        places = places_of(folded.text) if in_item else []
        by_document: dict[str, list[Copied]] = {}
        for copied in copies:
            by_document.setdefault(copied.document.sha256, []).append(copied)
        return [_reading(copied, folded, places) for copied in by_document.values()]


def _attached(view: Readable, *, known: bool) -> Sequence[tuple[str, str]]:
    """The attachments' texts. One that cannot be read fails the signal, except where each
    attachment is known as a withheld file, whatever its text.
    """
    try:
        return view.attachment_texts()
    except EvenhandError:
        if not known:
            raise
        return ()


def _reading(copies: list[Copied], folded: Folded, places: list[tuple[int, int]]) -> Reading:
    """One document's reading; `places` is empty where the text is not the item's own."""
    longest = max(copies, key=lambda copied: copied.passage.words)
    words = sum(copied.passage.words for copied in copies)
    spans: list[Span] = []
    passages: list[dict[str, Any]] = []
    for copied in copies:
        passage = copied.passage
        shown: dict[str, Any] = {"page": copied.page, "words": passage.words}
        if places:
            span = folded.span(places[passage.start][0], places[passage.end - 1][1])
            spans.append(span)
            shown = {"start": span.start, "end": span.end, **shown}
        passages.append(shown)
    detail = {
        "document": longest.document.name,
        "page": longest.page,
        "words": words,
        "passages": passages,
    }
    return Reading(NAME, "text", _score(words), tuple(spans), detail)


def _score(words: int) -> float:
    """From 0.5 at the fewest words that make a copy, nearer to 1 with each more."""
    return round(max(0.5, 1 - ENOUGH_WORDS / (2 * words)), 4)
