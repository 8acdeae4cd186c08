"""A withheld document as it is read, once: its words, and where its pages begin."""

from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

import numpy as np

from evenhand.model.errors import EvenhandError
from evenhand.signals.withheld_copy.words import Words, words_of
from evenhand.text.documents import extract_pages
from evenhand.text.fold import fold

PAGE_WORDS = 250
"""Length of a page where the document itself has none."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words; all that has to be kept to make a bank anew without reading its file.

    Attributes:
        name: file name.
        sha256: of the file, lower-case hex.
        words: of all its pages.
        pages: the word that each page begins with.
        unread: why its text could not be read; empty where it was.
    """

    name: str
    sha256: str
    words: Words
    pages: tuple[int, ...]
    unread: str = ""


def read_text(name: str, data: bytes) -> Text:
    """Read a file of text, PDF or DOCX, or anything else, whose text is then not read."""
    pages, unread = _pages(name, data)
    words = [words_of(fold(page).text) for page in pages]
    lengths = [len(page) for page in words]
    total = sum(lengths)
    starts = range(0, total, PAGE_WORDS) if len(lengths) == 1 else accumulate([0, *lengths[:-1]])
    row = np.concatenate([np.empty(0, np.uint32), *words])
    return Text(name, sha256(data).hexdigest(), row, tuple(starts), unread)


def _pages(name: str, data: bytes) -> tuple[list[str], str]:
    """The text of each page, or none and why."""
    try:
        pages = extract_pages(data, "", name)
    except EvenhandError as error:
        return [], error.what
    return ([], "files of its type are not read") if pages is None else (pages, "")
