"""Common quotations: what public texts hold too (a statute, an oath, a hymn, a licence).

They are learnt from texts that the operator hands in and count for nothing in a copy. Only longer
stretches are common: phrases of a few words are anybody's, and a withheld text is full of them.
"""

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from evenhand.model.errors import EvenhandError
from evenhand.signals.withheld_copy.arrays import Arrays
from evenhand.signals.withheld_copy.words import RUN, Runs, Words, runs_of, words_of
from evenhand.text.documents import extract_pages
from evenhand.text.fold import fold

QUOTATION_WORDS = 8
"""Words in a row that make a quotation; of stock phrases, hardly any is as long."""

MAX_WORDS = 50_000_000

Mask = npt.NDArray[np.bool_]


class Background:
    """The runs of words that public texts hold.

    Attributes:
        digest: `sha256:` and the digest of the texts' files, in their order; empty without any.
    """

    def __init__(self, runs: Runs, digest: str) -> None:
        self._runs = runs
        self.digest = digest

    @classmethod
    def from_documents(cls, documents: Iterable[tuple[str, bytes]]) -> "Background":
        """Read public texts: (file name, file) of text, PDF or DOCX.

        Raises:
            EvenhandError: EH570, more than MAX_WORDS words in all; EH550 to EH553, a file that
                cannot be read. A file of a type that is not read holds nothing.
        """
        runs = [np.empty(0, np.uint64)]
        files = sha256()
        total = 0
        for name, data in documents:
            runs.append(runs_of(words_of(fold(_text(name, data)).text)))
            files.update(sha256(data).digest())
            total += len(runs[-1])
            if total > MAX_WORDS:
                raise EvenhandError(
                    "EH570",
                    f"the background texts hold more than {MAX_WORDS:,} words",
                    not_done="none of them was taken in",
                )
        digest = f"sha256:{files.hexdigest()}" if len(runs) > 1 else ""
        return cls(np.unique(np.concatenate(runs)), digest)

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Background":
        """What `arrays` gave."""
        return cls(arrays["background"], arrays["public"].tobytes().decode())

    def arrays(self) -> Arrays:
        """As arrays: the runs, and the digest as `public`."""
        public = np.frombuffer(self.digest.encode(), np.uint8)
        return {"background": self._runs, "public": public}

    def common(self, words: Words) -> Mask:
        """Whether each word stands in a stretch of QUOTATION_WORDS that public texts hold."""
        common = np.zeros(len(words), bool)
        if not len(self._runs):
            return common
        runs = runs_of(words)
        at = np.minimum(np.searchsorted(self._runs, runs), len(self._runs) - 1)
        known = self._runs[at] == runs
        in_row = QUOTATION_WORDS - RUN + 1
        for start in np.flatnonzero(_all_of(known, in_row)):
            common[start : start + QUOTATION_WORDS] = True
        return common


def _text(name: str, data: bytes) -> str:
    """The text of a file; nothing of one of a type that is not read. Raises: EH550 to EH553."""
    try:
        return "\n".join(extract_pages(data, "", name) or ())
    except EvenhandError as error:
        what = f"the background text `{name}`: {error.what}"
        raise EvenhandError(error.code, what, not_done=error.not_done, help=error.help) from None


def _all_of(flags: Mask, count: int) -> Mask:
    """Whether `count` flags in a row are all up, by where the row begins."""
    if len(flags) < count:
        return np.empty(0, bool)
    rows = np.lib.stride_tricks.sliding_window_view(flags, count)
    return np.asarray(rows.all(axis=1))


NOTHING = Background(np.empty(0, np.uint64), "")
"""Without public texts no words are common."""
