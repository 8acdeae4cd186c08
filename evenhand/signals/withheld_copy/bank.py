"""Withheld documents, ready to be recognised: files by their digest, texts by their runs."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

import numpy as np

from evenhand.model.errors import EvenhandError
from evenhand.signals.withheld_copy.align import Passage, passages
from evenhand.signals.withheld_copy.index import RunIndex
from evenhand.signals.withheld_copy.words import Words, words_of
from evenhand.text.documents import extract_pages
from evenhand.text.fold import fold

MAX_WORDS = 50_000_000
PAGE_WORDS = 250
"""Length of a page where the document itself has none."""

ENOUGH_WORDS = 16
"""Aligned words that make a copy. Between novels by different authors, 11 was the most seen."""

SHORTEST = 8
"""A document of 8 to 15 words is recognised where all of it is found; a shorter one as a file."""


@dataclass(frozen=True, slots=True)
class Document:
    """A withheld document.

    Attributes:
        name: file name.
        sha256: of the file, lower-case hex.
        words: length of its text.
        pages: the word that each page begins with.
    """

    name: str
    sha256: str
    words: int
    pages: tuple[int, ...]

    def page(self, word: int) -> int:
        """The page that a word stands on, from 1."""
        return bisect_right(self.pages, word)


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage of a document that a text holds."""

    document: Document
    page: int
    passage: Passage


class CopyBank:
    """Withheld documents; the bank does not change once it is made.

    Attributes:
        documents: in the order given.
        file_only: (name, why) of documents of which only the very same file is recognised.
    """

    def __init__(
        self,
        documents: tuple[Document, ...],
        texts: list[Words],
        file_only: tuple[tuple[str, str], ...],
    ) -> None:
        self.documents = documents
        self.file_only = file_only
        self._files = {document.sha256: document for document in reversed(documents)}
        self._index = RunIndex(texts)

    @classmethod
    def from_documents(cls, documents: Iterable[tuple[str, bytes]]) -> "CopyBank":
        """Read withheld documents: (file name, file) of text, PDF, DOCX or anything else.

        Raises:
            EvenhandError: EH570, more than MAX_WORDS words in all.
        """
        taken: list[Document] = []
        texts: list[Words] = []
        file_only: list[tuple[str, str]] = []
        total = 0
        for name, data in documents:
            pages, why = _pages(name, data)
            words = [words_of(fold(page).text) for page in pages]
            texts.append(np.concatenate([np.empty(0, np.uint32), *words]))
            taken.append(_document(name, data, [len(page) for page in words]))
            if len(texts[-1]) < SHORTEST:
                file_only.append((name, why or f"its text has fewer than {SHORTEST} words"))
            total += taken[-1].words
            if total > MAX_WORDS:
                raise EvenhandError(
                    "EH570",
                    f"the withheld documents hold more than {MAX_WORDS:,} words",
                    not_done="none of them was taken in",
                )
        return cls(tuple(taken), texts, tuple(file_only))

    def __len__(self) -> int:
        """The number of documents."""
        return len(self.documents)

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the digest of the documents' names and files, in their order."""
        lines = "".join(f"{document.sha256}  {document.name}\n" for document in self.documents)
        return f"sha256:{sha256(lines.encode()).hexdigest()}"

    def file(self, digest: str) -> Document | None:
        """The document whose file has this SHA-256 (hex); the first of equal ones."""
        return self._files.get(digest.lower())

    def copies(self, words: Words, expired: Callable[[], bool]) -> list[Copied]:
        """The passages of withheld documents that a text holds, in the text's order.

        Of passages that stand for the same words of the text, only the longest is given.
        Raises TimeoutError where `expired()` says True.
        """
        here = words.tolist()
        found = passages(here, self._index.row.data, self._index.seeds(words), expired)
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
        number, word = self._index.locate(passage.there_start)
        document = self.documents[number]
        if passage.words < max(SHORTEST, min(ENOUGH_WORDS, document.words)):
            return None
        return Copied(document, document.page(word), passage)


def _pages(name: str, data: bytes) -> tuple[list[str], str]:
    """The text of each page, or none and why."""
    try:
        pages = extract_pages(data, "", name)
    except EvenhandError as error:
        return [], error.what
    return ([], "files of its type are not read") if pages is None else (pages, "")


def _document(name: str, data: bytes, lengths: list[int]) -> Document:
    """A document whose pages have these lengths in words; a long single one is divided."""
    total = sum(lengths)
    starts = range(0, total, PAGE_WORDS) if len(lengths) == 1 else accumulate([0, *lengths[:-1]])
    return Document(name, sha256(data).hexdigest(), total, tuple(starts))
