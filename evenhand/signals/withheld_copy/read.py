"""Reading: an item's files are compared by digest, its texts by the passages they hold."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment
from evenhand.model.reading import Reading
from evenhand.model.signal import Readable
from evenhand.signals.withheld_copy.bank import ENOUGH_WORDS, Copied, CopyBank
from evenhand.signals.withheld_copy.context import Context
from evenhand.signals.withheld_copy.hidden import Row
from evenhand.signals.withheld_copy.words import places_of
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
        if not len(self._bank):
            return [[] for _ in batch]
        if expired():
            raise TimeoutError(f"{NAME} ran out of time")
        texts = self._texts([view.folded for view in batch], expired, in_item=True)
        return [self._item(view, found, expired) for view, found in zip(batch, texts, strict=True)]

    def _item(
        self, view: Readable, in_text: list[Reading], expired: Callable[[], bool]
    ) -> list[Reading]:
        """The item's readings, of which those of its own text are given."""
        if not view.item.attachments:
            return in_text
        if expired():
            raise TimeoutError(f"{NAME} ran out of time")
        files = [self._file(attachment) for attachment in view.item.attachments]
        readings = [reading for reading in files if reading is not None] + in_text
        for _, text in _attached(view, known=None not in files):
            readings += self._texts([fold(text)], expired, in_item=False)[0]
        return readings

    def _file(self, attachment: Attachment) -> Reading | None:
        digest = attachment.sha256
        if attachment.data is not None:
            digest = sha256(attachment.data).hexdigest()
        document = self._bank.file(digest) if digest else None
        return Reading(NAME, "file", 1.0, (), {"document": document.name}) if document else None

    def _texts(
        self, texts: Sequence[Folded], expired: Callable[[], bool], *, in_item: bool
    ) -> list[list[Reading]]:
        """One reading for each document of which a text holds passages, for each text."""
        rows = self._bank.rows([folded.text for folded in texts], expired)
        found = self._bank.copies(rows, expired)
        return [
            _readings(copies, folded, row, in_item) if copies else []
            for copies, folded, row in zip(found, texts, rows, strict=True)
        ]


def _readings(copies: list[Copied], folded: Folded, row: Row, in_item: bool) -> list[Reading]:
    places = places_of(folded.text) if row.places is None else row.places
    context = Context(folded, places, [copied.passage for copied in copies])
    by_document: dict[str, list[Copied]] = {}
    for copied in copies:
        by_document.setdefault(copied.document.sha256, []).append(copied)
    return [_reading(copied, context, in_item) for copied in by_document.values()]


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


def _reading(copies: list[Copied], context: Context, in_item: bool) -> Reading:
    """One document's reading; spans where the text is the item's own."""
    longest = max(copies, key=lambda copied: copied.passage.words)
    spans = [context.span(copied.passage) for copied in copies] if in_item else []
    passages: list[dict[str, Any]] = [
        {
            "page": copied.page,
            "words": copied.passage.words,
            "quoted": context.is_quoted(copied.passage),
        }
        for copied in copies
    ]
    for shown, span in zip(passages, spans, strict=False):
        shown |= {"start": span.start, "end": span.end}
    words = sum(shown["words"] for shown in passages)
    share = context.share(copied.passage for copied in copies)
    detail = {
        "document": longest.document.name,
        "page": longest.page,
        "words": words,
        "unquoted_words": sum(shown["words"] for shown in passages if not shown["quoted"]),
        "share": round(share, 4),
        "percent": round(100 * share),
        "own_words": context.own_words,
        "passages": passages,
    }
    return Reading(NAME, "text", _score(words), tuple(spans), detail)


def _score(words: int) -> float:
    """From 0.5 at the fewest words that make a copy, nearer to 1 with each more."""
    return round(max(0.5, 1 - ENOUGH_WORDS / (2 * words)), 4)
