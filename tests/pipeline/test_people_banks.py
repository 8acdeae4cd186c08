"""A site's block list: what is written to the file and the log, and what is refused."""

import threading
from contextlib import contextmanager

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.people import banks
from evenhand.pipeline.people import turn as turns
from evenhand.pipeline.people.banks import Listing
from evenhand.pipeline.people.staff import join
from evenhand.store import database
from tests.pipeline.asking import add, asks, entries, hire


def failing():
    raise RuntimeError("no disk")


def failing_with(writing):
    """The same transaction, which fails when it is to be made durable."""

    @contextmanager
    def failed():
        with writing():
            yield
            failing()

    return failed


PAGE = "https://letter.example/p/file"


@pytest.fixture
def home(home):
    hire(home)
    join(home, "main", "root", Role.ADMINISTRATOR)
    return home


def file_of(home):
    return home.path / "banks" / "main" / "links.txt"


def listed(home):
    return [entry for entry, _ in banks.bank_list(home, "main", "aud").entries]


def changes():
    return [e["change"] for e in entries("disclosure")]


def test_an_entry_is_added_and_taken_off(home):
    file_of(home).parent.mkdir(parents=True)
    file_of(home).write_text("# ours\nsite:old.example\tof old")  # no newline at its end
    banks.add_entry(home, "main", "sen", Listing(PAGE, False, reason="prints  the file"))
    assert file_of(home).read_text() == (
        f"# ours\nsite:old.example\tof old\n{PAGE}\tprints the file\n"
    )
    banks.remove_entry(home, "main", "sen", Listing("site:OLD.example", False))
    assert listed(home) == [PAGE]
    assert file_of(home).read_text().startswith("# ours\n")
    assert changes() == ["added", "removed"]
    assert file_of(home).parent.stat().st_mode & 0o777 in (0o700, 0o755)


@pytest.mark.parametrize(("by", "listing", "code"), [
    ("ada", Listing(PAGE, False, reason="why"), "EH572"),
    ("sen", Listing(PAGE, None, reason="why"), "EH620"),
    ("sen", Listing(PAGE, True, reason="why"), "EH621"),
    ("sen", Listing(PAGE, False), "EH577"),
    ("sen", Listing("site:com", False, reason="why"), "EH560"),
    ("sen", Listing(f"{PAGE}\nsite:x.example", False, reason="why"), "EH560"),
    ("sen", Listing("  ", False, reason="why"), "EH770"),
    ("sen", Listing(f"{PAGE}\tanother", False, reason="why"), "EH770"),
])  # fmt: skip
def test_what_is_refused_changes_nothing(home, by, listing, code):
    with pytest.raises(EvenhandError) as refused:
        banks.add_entry(home, "main", by, listing)
    assert refused.value.code == code
    assert not file_of(home).exists()
    assert changes() == []


def test_who_asked_is_in_the_log_and_the_address_is_not(home):
    contact = add(home, asks())
    banks.add_entry(home, "main", "sen", Listing(PAGE, True, (contact.id,), "prints it"))
    (entry,) = entries("disclosure")
    assert (entry["record"], entry["asked"], entry["contacts"]) == ("bank", "yes", [contact.id])
    assert "letter.example" not in str(entry)


def test_a_file_that_cannot_be_written_leaves_no_entry(home):
    (home.path / "banks").write_text("in the way")
    with pytest.raises(EvenhandError) as refused:
        banks.add_entry(home, "main", "sen", Listing(PAGE, False, reason="why"))
    assert refused.value.code == "EH772"
    assert changes() == []


def test_a_transaction_that_fails_leaves_the_file_as_it_was(home, monkeypatch):
    banks.add_entry(home, "main", "sen", Listing(PAGE, False, reason="why"))
    before = file_of(home).read_bytes()

    monkeypatch.setattr(turns.database, "writing", failing_with(database.writing))
    with pytest.raises(RuntimeError):
        banks.remove_entry(home, "main", "sen", Listing(PAGE, False))
    monkeypatch.undo()
    assert file_of(home).read_bytes() == before
    assert changes() == ["added"]


def test_what_is_in_the_journal_is_in_the_file_whatever_fails_then(home, monkeypatch):
    monkeypatch.setattr(home, "publish", failing)
    with pytest.raises(RuntimeError):
        banks.add_entry(home, "main", "sen", Listing(PAGE, False, reason="why"))
    monkeypatch.undo()
    assert listed(home) == [PAGE]
    assert changes() == ["added"]


def test_of_many_at_once_none_is_lost(home):
    def one(number):
        banks.add_entry(home, "main", "sen", Listing(f"{PAGE}{number}", False, reason="why"))
        database.close_database()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(listed(home)) == sorted(f"{PAGE}{n}" for n in range(8))
    assert changes() == ["added"] * 8
