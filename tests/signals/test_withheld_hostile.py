"""Texts that are made to take long end when time is out."""

import io
import zipfile

import pytest

from evenhand.model.item import Attachment, Item
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.quoted import quotations
from evenhand.text.view import ItemView

BANK = CopyBank.from_documents([("report.txt", b"word " * 50_000), ("other.txt", b"a " * 50_000)])


def read(text, expired=lambda: False):
    view = ItemView(Item(id="p-1", text=text))
    return SIGNAL.build({"withheld": BANK}).read([view], expired)[0]


@pytest.mark.parametrize("text", ["word " * 200_000, "a " * 200_000])
def test_a_megabyte_of_one_word_ends_when_time_is_out(text):
    """A document of the same kind makes each run of the text stand in many places."""
    asked = []
    with pytest.raises(TimeoutError):
        read(text, lambda: asked.append(1) or len(asked) > 2)


def test_a_megabyte_without_blanks_is_read():
    assert read("x" * 1_000_000) == []


@pytest.mark.parametrize(
    "text",
    ["«" * 500_000, "'a " * 300_000, "<blockquote>" * 50_000, "[quote" * 100_000, "<q " * 100_000,
     "> " * 300_000],
)  # fmt: skip
def test_marks_that_nothing_closes_are_walked_once(text):
    assert len(quotations(text)) <= 1


SOUND = "the blue ledger lies behind the second organ pipe of the old church"


def packed_zeros(size):
    """A DOCX of a few kilobytes whose body would unpack to so many bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(size))
    return file.getvalue()


HOSTILE = {
    "bomb.docx": packed_zeros(100_000_001),
    "claims.pdf": b"%PDF-1.4\n1 0 obj\n<< /Length 1000000000 >>\nstream\nx\nendstream\nendobj\n",
    "pages.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Pages /Count 1000000000 >>\nendobj\ntrailer\n",
}
"""Small files that say, or would come to, far more; test_text_documents.py has more of them."""


def test_a_hostile_document_is_withheld_as_a_file_and_the_others_as_texts():
    bank = CopyBank.from_documents([*HOSTILE.items(), ("note.txt", SOUND.encode())])
    assert sorted(name for name, why in bank.file_only if "cannot be read" in why) == sorted(
        HOSTILE
    )
    signal = SIGNAL.build({"withheld": bank})
    same = Item("1", attachments=(Attachment("x", data=HOSTILE["bomb.docx"]),))
    found = signal.read([ItemView(same), ItemView(Item("2", text=f"psst: {SOUND}"))], lambda: False)
    assert [[(r.kind, r.detail["document"]) for r in readings] for readings in found] == [
        [("file", "bomb.docx")], [("text", "note.txt")],
    ]  # fmt: skip
