"""Withheld documents, ready to be recognised: files by their digest, texts by their runs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from evenhand.model.errors import EvenhandError
from evenhand.signals.withheld_copy.align import Passage, passages
from evenhand.signals.withheld_copy.arrays import Arrays, opened, packed
from evenhand.signals.withheld_copy.background import NOTHING, Background, Mask
from evenhand.signals.withheld_copy.documents import Document, Documents, document_arrays
from evenhand.signals.withheld_copy.hidden import Row, Vocabulary, rows_of, vocabulary_arrays
from evenhand.signals.withheld_copy.index import RunIndex, Seeds, index_arrays
from evenhand.signals.withheld_copy.texts import Text, read_text
from evenhand.signals.withheld_copy.words import Words

MAX_WORDS = 50_000_000

ENOUGH_WORDS = 16
"""Aligned words that make a copy. Between novels by different authors, 11 was the most seen."""

SHORTEST = 8
"""A document of 8 to 15 words is recognised where all of it is found; a shorter one as a file."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage of a document that a text holds; common quotations in it count no words."""

    document: Document
    page: int
    passage: Passage


class CopyBank:
    """Withheld documents; the bank does not change once it is made.

    Attributes:
        documents: in the order given.
        arrays: all that it is made of, as `to_file` writes them.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.documents = Documents(arrays)
        self.arrays = arrays
        self._index = RunIndex(arrays)
        self._vocabulary = Vocabulary(arrays)

    @classmethod
    def from_documents(
        cls,
        documents: Iterable[tuple[str, bytes]],
        background: Iterable[tuple[str, bytes]] = (),
    ) -> "CopyBank":
        """Read withheld documents: (file name, file) of text, PDF, DOCX or anything else.

        Args:
            background: public texts, likewise; what a document quotes from them is no copy. A
                text that quotes the documents themselves at length must not be among them.

        Raises:
            EvenhandError: EH570, more than MAX_WORDS words in all; EH550 to EH553, a background
                text that cannot be read.
        """
        texts = (read_text(name, data) for name, data in documents)
        return cls.from_texts(texts, Background.from_documents(background))

    @classmethod
    def from_texts(cls, texts: Iterable[Text], background: Background = NOTHING) -> "CopyBank":
        """Make a bank of documents that were read, or taken over from another bank.

        Raises:
            EvenhandError: EH570, more than MAX_WORDS words in all.
        """
        taken: list[Text] = []
        total = 0
        for text in texts:
            taken.append(text)
            total += len(text.words)
            if total > MAX_WORDS:
                raise EvenhandError(
                    "EH570",
                    f"the withheld documents hold more than {MAX_WORDS:,} words",
                    not_done="none of them was taken in",
                )
        common = [background.common(text.words) for text in taken]
        documents = [_document(text, flags) for text, flags in zip(taken, common, strict=True)]
        digest = np.frombuffer(_digest(documents, background.digest).encode(), np.uint8)
        index = index_arrays([text.words for text in taken], common)
        return cls(
            {
                "digest": digest,
                **document_arrays(documents),
                **index,
                **vocabulary_arrays(index["row"]),
                **background.arrays(),
            }
        )

    @classmethod
    def from_file(cls, file: Any) -> "CopyBank":
        """A bank that `to_file` wrote: bytes, or a memory map, which is used where it lies.

        Raises ValueError where it is no such file, or is cut short.
        """
        arrays = opened(file)
        missing = _NEEDED - arrays.keys()
        if missing:
            raise ValueError(f"the file of withheld documents lacks {', '.join(sorted(missing))}")
        return cls(arrays)

    def to_file(self) -> Iterator[bytes | memoryview]:
        """The bank as the pieces of a file. It holds hashes of words: who has it can test guesses.

        The caller writes it whole, under another name, and then renames it.
        """
        return packed(self.arrays)

    def text(self, number: int) -> Text:
        """A document as it was read, to be taken over into another bank."""
        known = self.documents[number]
        unread = "" if known.words >= SHORTEST else known.file_only
        words = self._index.text(number, known.words)
        return Text(known.name, known.sha256, words, known.pages, unread)

    @property
    def background(self) -> Background:
        """What public texts hold, as far as this bank was made with any."""
        return Background.from_arrays(self.arrays)

    def __len__(self) -> int:
        """The number of documents."""
        return len(self.documents)

    @property
    def file_only(self) -> tuple[tuple[str, str], ...]:
        """(name, why) of documents of which only the very same file is recognised."""
        every = map(self.documents.__getitem__, range(len(self)))
        return tuple((each.name, each.file_only) for each in every if each.file_only)

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the digest of all that readings depend on.

        That is the documents' names and files in their order, and the background texts.
        """
        return self.arrays["digest"].tobytes().decode()

    def file(self, digest: str) -> Document | None:
        """The document whose file has this SHA-256 (hex); the first of equal ones."""
        return self.documents.of_file(digest)

    def rows(self, texts: Sequence[str], expired: Callable[[], bool]) -> list[Row]:
        """Folded texts as `copies` takes them. Raises TimeoutError as that does."""
        return rows_of(texts, self._vocabulary, expired)

    def copies(self, rows: Sequence[Row], expired: Callable[[], bool]) -> list[list[Copied]]:
        """The passages of withheld documents that each text holds, in the text's order.

        Of passages that stand for the same words of the text, only the longest is given.
        Raises TimeoutError where `expired()` says True.
        """
        seeds = self._index.seeds([row.words for row in rows], expired)
        return [
            self._in_text(row.words, found, expired) if len(found.here) else []
            for row, found in zip(rows, seeds, strict=True)
        ]

    def _in_text(self, words: Words, seeds: Seeds, expired: Callable[[], bool]) -> list[Copied]:
        here = words.tolist()
        found = passages(here, self._index.row.data, seeds.pairs(), expired)
        kept: list[Copied] = []
        covered = np.zeros(len(here), bool)
        for passage in sorted(found, key=lambda found: (-found.words, found.start)):
            copied = self._copied(passage)
            if copied and covered[passage.start : passage.end].mean() < 0.5:
                covered[passage.start : passage.end] = True
                kept.append(copied)
        return sorted(kept, key=lambda copied: copied.passage.start)

    def _copied(self, passage: Passage) -> Copied | None:
        """The passage with its document, if it is long enough to tell a copy."""
        if passage.words < SHORTEST:
            return None
        number, word = self._index.locate(passage.there_start)
        common = self._index.common[passage.there_start : passage.there_end].sum()
        words = passage.words - int(common)
        if words < max(SHORTEST, min(ENOUGH_WORDS, self.documents.own(number))):
            return None
        document = self.documents[number]
        return Copied(document, document.page(word), replace(passage, words=words))


def _digest(documents: Iterable[Document], background: str) -> str:
    lines = "".join(f"{document.sha256}  {document.name}\n" for document in documents)
    return f"sha256:{sha256((lines + background).encode(errors='replace')).hexdigest()}"


def _document(text: Text, common: Mask) -> Document:
    """What is known of a document of whose words these stand in common quotations."""
    total, own, why = len(text.words), int((~common).sum()), text.unread
    if total >= SHORTEST > own:
        why = f"all but {own} of its words are common quotations"
    elif total < SHORTEST:
        why = why or f"its text has fewer than {SHORTEST} words"
    return Document(text.name, text.sha256, total, own, text.pages, why)


_NEEDED = CopyBank.from_documents(()).arrays.keys()
"""The arrays of every bank."""
