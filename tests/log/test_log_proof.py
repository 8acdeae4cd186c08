"""Receipts: made from files, checked without them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.log.key import Signer
from evenhand.log.proof import Receipt, parse_receipt, verify_receipt
from evenhand.log.prover import Prover, prove
from evenhand.log.source import DirectorySource
from evenhand.log.writer import TileWriter
from evenhand.model.clock import SeededEntropy
from evenhand.model.errors import EvenhandError

hashes = st.binary(min_size=32, max_size=32)


def code_of(call, *arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        call(*arguments)
    return caught.value.code


@pytest.fixture(scope="module")
def files(write_files: Callable, entries: list[bytes]) -> dict[str, bytes]:
    return write_files(entries)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_every_entry_has_its_receipt(
    write_files, memory_source, signer: Signer, entries: list[bytes], size: int
) -> None:
    prover = Prover(memory_source(write_files(entries[:size])))
    for index in range(size):
        entry = prover.entry(index)
        assert entry == entries[index]
        found, head = verify_receipt(prover.prove(index).text, signer.verifier, entry)
        assert (found, head.size) == (index, size)


def test_a_receipt_from_a_tree_of_three_levels(tmp_path: Path, signer: Signer) -> None:
    entries = [b"%d" % at for at in range(65_536 + 700)]
    writer = TileWriter.create(tmp_path / "log", signer)
    writer.append(entries)
    writer.publish()
    prover = Prover(DirectorySource(tmp_path / "log"))
    for index in (0, 1, 255, 256, 65_535, 65_536, 66_047, 66_048, 66_235):
        receipt = prover.prove(index)
        assert verify_receipt(receipt.text, signer.verifier, entries[index])[0] == index
        assert len(receipt.proof) <= 17


def test_a_receipt_as_it_is_handed_out(golden, files, memory_source) -> None:
    golden("log/receipt.tlog-proof", prove(memory_source(files), 77, b"for case 12"))


def test_a_receipt_proves_one_entry_of_one_log(
    files, memory_source, signer: Signer, entries: list[bytes]
) -> None:
    text = prove(memory_source(files), 77)
    assert code_of(verify_receipt, text, signer.verifier, entries[78]) == "EH372"
    moved = text.replace("index 77", "index 78")
    assert code_of(verify_receipt, moved, signer.verifier, entries[77]) == "EH372"
    beyond = text.replace("index 77", "index 600")
    assert code_of(verify_receipt, beyond, signer.verifier, entries[77]) == "EH372"
    other = Signer.generate(signer.name, SeededEntropy(b"other"))
    assert code_of(verify_receipt, text, other.verifier, entries[77]) == "EH331"


def test_no_changed_character_passes(
    files, memory_source, signer: Signer, entries: list[bytes]
) -> None:
    text = prove(memory_source(files), 77, b"extra")
    line = text.index("\n", text.index("extra"))
    for at in range(len(text)):
        if text.index("extra") <= at < line:
            continue  # nothing vouches for what the caller put there
        changed = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
        assert code_of(verify_receipt, changed, signer.verifier, entries[77]) in {
            "EH320", "EH330", "EH331", "EH332", "EH371", "EH372",
        }  # fmt: skip


@given(
    st.integers(0, 2**63),
    st.lists(hashes, max_size=63).map(tuple),
    st.text(max_size=40),
    st.none() | st.binary(max_size=40),
)
def test_a_receipt_is_read_as_it_was_written(index, proof, checkpoint, extra) -> None:
    receipt = Receipt(index, proof, checkpoint, extra)
    assert parse_receipt(receipt.text) == receipt


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_text_upsets_the_reader(text: str) -> None:
    for receipt in (
        text,
        f"c2sp.org/tlog-proof@v1\n{text}",
        f"c2sp.org/tlog-proof@v1\nindex {text}",
    ):
        assert code_of(parse_receipt, receipt) == "EH371"


def test_a_receipt_has_bounds(files, memory_source) -> None:
    text = prove(memory_source(files), 0)
    line = text.split("\n")[2]
    assert code_of(parse_receipt, text.replace(line, "\n".join([line] * 64))) == "EH371"
    assert code_of(parse_receipt, text + "x" * 500_000) == "EH371"
    assert code_of(parse_receipt, text.replace(line, line[:-4])) == "EH371"


@pytest.mark.parametrize("index", [600, -1, 10**30])
def test_there_is_no_receipt_for_what_is_not_there(files, memory_source, index: int) -> None:
    assert code_of(prove, memory_source(files), index) == "EH370"
    assert code_of(Prover(memory_source(files)).entry, index) == "EH370"


def test_damaged_files_give_no_receipt(files, memory_source) -> None:
    def spoilt(path: str, data: bytes | None):
        left = {name: found for name, found in files.items() if name != path}
        return memory_source(left if data is None else {**left, path: data})

    assert code_of(prove, spoilt("checkpoint", None), 7) == "EH352"
    assert code_of(prove, spoilt("checkpoint", b"junk"), 7) == "EH320"
    assert code_of(prove, spoilt("tile/0/000", None), 7) == "EH352"
    assert code_of(prove, spoilt("tile/0/000", bytes(8192)), 7) == "EH373"
    assert code_of(prove, spoilt("tile/0/002.p/88", b"short"), 599) == "EH373"
    assert code_of(Prover(spoilt("tile/entries/000", None)).entry, 7) == "EH352"
    assert code_of(Prover(spoilt("tile/entries/000", b"")).entry, 7) == "EH373"


def test_a_receipt_while_the_log_grows(
    write_files, memory_source, signer: Signer, entries: list[bytes]
) -> None:
    """The partial tile goes between reading the checkpoint and reading the tile."""
    older, newer = write_files(entries[:300]), write_files(entries[:320])

    class Growing(memory_source):
        def read(self, path: str, limit: int) -> bytes | None:
            found = super().read(path, limit)
            self.files = newer
            return found

    for made in (Growing(older), Growing(older)):
        text = prove(made, 299)
        assert verify_receipt(text, signer.verifier, entries[299])[1].size == 320
    assert Prover(Growing(older)).entry(299) == entries[299]
