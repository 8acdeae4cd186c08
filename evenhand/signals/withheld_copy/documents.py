"""What is known of each withheld document beside its words, as arrays."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.signals.withheld_copy.arrays import Arrays, piece, text_row


@dataclass(frozen=True, slots=True)
class Document:
    """A withheld document.

    Attributes:
        name: file name.
        sha256: of the file, lower-case hex.
        words: length of its text.
        own: how many of its words stand in no common quotation.
        pages: the word that each page begins with.
        file_only: why only the very same file is recognised; empty where the text is.
    """

    name: str
    sha256: str
    words: int
    own: int
    pages: tuple[int, ...]
    file_only: str = ""

    def page(self, word: int) -> int:
        """The page that a word stands on, from 1."""
        return bisect_right(self.pages, word)


def document_arrays(documents: Sequence[Document]) -> Arrays:
    """The documents as arrays, in their order."""
    names, name_ends = text_row([document.name for document in documents])
    whys, why_ends = text_row([document.file_only for document in documents])
    digests = b"".join(bytes.fromhex(document.sha256) for document in documents)
    keys = np.frombuffer(digests, ">u8")[::4].astype("<u8")
    order = np.argsort(keys, kind="stable")
    pages = [np.array(document.pages, "<u4") for document in documents]
    return {
        "names": names,
        "name_ends": name_ends,
        "whys": whys,
        "why_ends": why_ends,
        "digests": np.frombuffer(digests, np.uint8),
        "keys": keys[order],
        "by_key": order.astype("<u4"),
        "words": np.array([document.words for document in documents], "<u4"),
        "own": np.array([document.own for document in documents], "<u4"),
        "pages": np.concatenate([np.empty(0, "<u4"), *pages]),
        "page_ends": np.cumsum([0, *map(len, pages)])[1:].astype("<u8"),
    }


class Documents:
    """Documents that are made when they are asked for: a bank may hold a hundred thousand."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def __len__(self) -> int:
        """How many there are."""
        return len(self._arrays["words"])

    def __getitem__(self, number: int) -> Document:
        """One of them, by its number from 0. Raises IndexError."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        have = self._arrays
        return Document(
            piece(have["names"], have["name_ends"], number).tobytes().decode(),
            self._digest(number).hex(),
            int(have["words"][number]),
            int(have["own"][number]),
            tuple(piece(have["pages"], have["page_ends"], number).tolist()),
            piece(have["whys"], have["why_ends"], number).tobytes().decode(),
        )

    def own(self, number: int) -> int:
        """How many words of one of them stand in no common quotation."""
        return int(self._arrays["own"][number])

    def of_file(self, digest: str) -> Document | None:
        """The document whose file has this SHA-256 (hex); the first of equal ones."""
        try:
            wanted = bytes.fromhex(digest)
        except ValueError:
            return None
        key = np.uint64(int.from_bytes(wanted[:8], "big"))
        first, last = (
            np.searchsorted(self._arrays["keys"], key, side) for side in ("left", "right")
        )
        for number in self._arrays["by_key"][first:last].tolist():
            if self._digest(number) == wanted:
                return self[number]
        return None

    def _digest(self, number: int) -> bytes:
        return self._arrays["digests"][32 * number : 32 * number + 32].tobytes()
