"""Yesterday's posts: which earlier items carry a copy of a document that is withheld now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline.banks import document_files, read_document
from evenhand.pipeline.comments.standing import item_text
from evenhand.pipeline.limits import LimitedRunner
from evenhand.pipeline.withheld_files import BACKGROUND, DOCUMENTS
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import SHORTEST, CopyBank
from evenhand.signals.withheld_copy.sampled import Shared, Sought
from evenhand.signals.withheld_copy.words import NO_WORD, Words
from evenhand.store.carried import Revision, all_samples, newest_among
from evenhand.store.comments import comment_of_item
from evenhand.store.items import words_of
from evenhand.text.view import ItemView


@dataclass(frozen=True, slots=True)
class CopyCarried:
    """A copy of a document that the newest revision of an item carries.

    Attributes:
        decision: the one on that revision.
        document: name of the document.
        words: how many were copied; where the item's own words are not kept, so many at least.
        read: whether the item's words were read again. Those of an item that was plainly allowed
            are not kept: then its sample alone says so.
    """

    item: str
    revision: int
    decision: str
    document: str
    words: int
    read: bool


def document_bank(folder: Path, given: str) -> CopyBank:
    """A bank of one document: a file, or one of a site's withheld documents by its name.

    What it quotes from the site's background texts counts for nothing, as in screening.

    Args:
        folder: where the site's banks lie.

    Raises EvenhandError: EH565 where it holds no text to look for; EH906, EH907; EH550 to EH553
        for background texts.
    """
    known = folder / DOCUMENTS / Path(given).name
    file = next((path for path in (Path(given), known) if path.is_file()), None)
    if file is None:
        raise EvenhandError(
            "EH906", f"no document `{given}`", not_done="nothing was looked for",
            help="give the path of a file, or the name of a withheld document of the site",
        )  # fmt: skip
    public = folder / BACKGROUND
    quoted = map(Path, document_files(public) if public.is_dir() else ())
    bank = CopyBank.from_documents([read_document(file)], map(read_document, quoted))
    for name, why in bank.file_only:
        raise EvenhandError(
            "EH565", f"`{name}`: {why}", not_done="nothing was looked for",
            help="give a document with a text of eight words or more",
        )  # fmt: skip
    return bank


def copy_carriers(site: str, bank: CopyBank) -> Iterator[CopyCarried]:
    """The newest revisions of a site's items that carry a copy of a document of a bank.

    All that the samples kept at recording tell of: a passage of 20 words in a text of as many is
    among it. Where the words are kept, the signal reads them again, and what is no copy by it is
    left out; items of which the sample is erased are not found any more.
    """
    documents = [_own_words(bank, number) for number in range(len(bank))]
    sought, reader = Sought(documents), _Reader(bank)
    for page in all_samples(site):
        shared: dict[str, list[Shared]] = {}
        for one in sought.shared([sample for _, sample in page]):
            shared.setdefault(page[one.text][0], []).append(one)
        for revision in newest_among(site, shared):
            yield from reader.copies(site, revision, shared[revision.decision])


def _own_words(bank: CopyBank, number: int) -> Words:
    """A document's words without common quotations, which count for nothing."""
    words = bank.text(number).words
    return np.where(bank.background.common(words), np.uint32(NO_WORD), words)


class _Reader:
    """Reads again what samples point to, as screening does."""

    def __init__(self, bank: CopyBank) -> None:
        self._bank = bank
        self._signal = SIGNAL.build({"withheld": bank})
        self._runner = LimitedRunner()

    def copies(
        self, site: str, revision: Revision, shared: Sequence[Shared]
    ) -> Iterator[CopyCarried]:
        """The copies in a revision, by the signal; by its sample where that cannot be asked."""
        found, read = self._read(_words(site, revision)), True
        if found is None:
            found, read = self._by_sample(shared), False
        for document, words in found.items():
            yield CopyCarried(
                revision.item, revision.revision, revision.decision, document, words, read
            )

    def _read(self, item: Item | None) -> dict[str, int] | None:
        """Document -> words copied; None where they are gone or cannot be read in time."""
        if item is None:
            return None
        view = ItemView(item)
        try:
            (readings,) = self._runner.call(lambda e: self._signal.read([view], e), SIGNAL.seconds)
        except (TimeoutError, EvenhandError):
            return None
        texts = [reading.detail for reading in readings if reading.kind == "text"]
        return {detail["document"]: detail["words"] for detail in texts}

    def _by_sample(self, shared: Sequence[Shared]) -> dict[str, int]:
        """Document -> so many words at least; fewer than a document has are a phrase."""
        every = self._bank.documents
        return {every[one.document].name: one.words for one in shared if one.words >= SHORTEST}


def _words(site: str, revision: Revision) -> Item | None:
    """A revision's words, where they are kept; those of comments here stand with the comments."""
    kept = words_of(site, revision.item, revision.revision)
    comment = comment_of_item(site, revision.item) if kept is None else None
    if comment is None or not comment.text:
        return kept
    return Item(revision.item, item_text(comment), kind="comment")
