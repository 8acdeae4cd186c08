"""A bank as a file of arrays: it reads as the one it was made from, and damage is told."""

import mmap
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import Attachment, Item
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.arrays import opened, packed
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.text.view import ItemView

FIRST = " ".join(f"word{number}" for number in range(700)).encode()
FILES = {
    "first.txt": FIRST,
    "prüfung.txt": b"\f".join(
        b" ".join(b"page%d-%d" % (n, m) for m in range(40)) for n in range(4)
    ),
    "scan.png": b"\x89PNG",
    "again.txt": FIRST,
    "empty.txt": b"",
}
PUBLIC = [("public.txt", " ".join(f"word{number}" for number in range(600, 620)).encode())]
MADE = CopyBank.from_documents(FILES.items(), PUBLIC)
FILE = b"".join(MADE.to_file())
POSTS = [
    Item("1", " ".join(f"word{number}" for number in range(290, 330))),
    Item("2", " ".join(f"word{number}" for number in range(590, 640))),
    Item("3", "".join(f"word{number}" for number in range(30))),
    Item("4", " ".join(f"page2-{number}" for number in range(30))),
    Item("5", "nothing of that kind", attachments=(Attachment("x", data=FILES["scan.png"]),)),
    Item("6", "", attachments=(Attachment("x", sha256=sha256(FIRST).hexdigest()),)),
    Item("7", "", attachments=(Attachment("x", sha256=sha256(b"other").hexdigest()),)),
]


def read(bank):
    return SIGNAL.build({"withheld": bank}).read([ItemView(item) for item in POSTS], lambda: False)


def test_a_bank_from_its_file_reads_as_the_one_it_was_made_from():
    bank = CopyBank.from_file(FILE)
    assert read(bank) == read(MADE)
    assert [len(readings) for readings in read(bank)] == [1, 1, 1, 1, 1, 1, 0]
    assert (bank.digest, bank.file_only, len(bank)) == (MADE.digest, MADE.file_only, 5)
    assert [bank.documents[n] for n in range(5)] == [MADE.documents[n] for n in range(5)]


def test_it_is_used_where_it_lies(tmp_path):
    path = tmp_path / "withheld.bank"
    with path.open("wb") as file:
        file.writelines(MADE.to_file())
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        bank = CopyBank.from_file(mapped)
        assert read(bank) == read(MADE)
        row = bank._index.row
        assert not row.flags.owndata
        assert not row.flags.writeable
        path.unlink()  # replaced under a worker that has it open
        assert read(bank) == read(MADE)
        del bank, row


def test_the_same_documents_give_the_same_file():
    assert b"".join(CopyBank.from_documents(FILES.items(), PUBLIC).to_file()) == FILE


def test_an_empty_bank_is_a_file_too():
    bank = CopyBank.from_file(b"".join(CopyBank.from_documents(()).to_file()))
    assert len(bank) == 0
    assert read(bank) == [[]] * len(POSTS)


def test_documents_are_asked_for_by_their_number():
    with pytest.raises(IndexError):
        MADE.documents[5]
    with pytest.raises(IndexError):
        MADE.documents[-1]
    assert MADE.file("no digest") is None
    assert MADE.file("") is None


@pytest.mark.parametrize(
    "file",
    [b"", b"PK\x03\x04", FILE[:8], FILE[:20], FILE[:200], FILE[:-1], b"EVHCOPY9" + FILE[8:],
     FILE[:8] + b"\xff" * 8 + FILE[16:], FILE.replace(b"<u4", b"<O8", 1),
     FILE.replace(b"sieve", b"seive", 1)],
)  # fmt: skip
def test_damage_is_told(file):
    with pytest.raises(ValueError, match="withheld documents"):
        CopyBank.from_file(file)


KINDS = st.sampled_from(["|b1", "|u1", "<u4", "<u8", "<i8", "<f8"])
NAMES = st.text("abc_", min_size=1, max_size=16)


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.tuples(KINDS, st.integers(0, 70)), max_size=6))
def test_arrays_come_back_as_they_were(shapes):
    arrays = {name: np.arange(count).astype(kind) for name, (kind, count) in shapes.items()}
    back = opened(b"".join(packed(arrays)))
    assert back.keys() == arrays.keys()
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        assert back[name].tolist() == array.tolist()
