"""A site's built bank of withheld documents: what is read again, what is told, what is replaced."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline import withheld_files
from evenhand.pipeline.screeners import Screeners
from evenhand.pipeline.withheld_files import BUILT, LOOKED_AT, open_site_withheld
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.text.view import ItemView


def words(name, count=40):
    return " ".join(f"{name}{number}" for number in range(count))


LETTER, MINUTES, OATH = words("letter"), words("minutes", 700), words("oath")


@pytest.fixture
def place(tmp_path):
    """A site's folder of banks with three documents."""
    (tmp_path / "withheld").mkdir()
    for name, text in (("letter.txt", LETTER), ("minutes.txt", MINUTES), ("scan.png", "\x89PNG")):
        (tmp_path / "withheld" / name).write_text(text)
    return tmp_path


@pytest.fixture
def read_again(monkeypatch):
    """The names of documents whose text is read."""
    names = []
    reading = withheld_files.read_text
    monkeypatch.setattr(
        withheld_files, "read_text", lambda name, data: names.append(name) or reading(name, data)
    )
    return names


def found(bank, text):
    signal = SIGNAL.build({"withheld": bank})
    readings = signal.read([ItemView(Item(id="p-1", text=text))], lambda: False)[0]
    return [reading.detail["document"] for reading in readings]


def at_once(place):
    """The same documents, indexed in memory."""
    files = sorted((place / "withheld").iterdir())
    return CopyBank.from_documents((file.name, file.read_bytes()) for file in files)


def same(bank, other):
    return bank.digest == other.digest and all(
        bank.arrays[name].tolist() == array.tolist() for name, array in other.arrays.items()
    )


def test_it_is_built_once_and_then_used_where_it_lies(place, read_again):
    first = open_site_withheld(place)
    assert read_again == ["letter.txt", "minutes.txt", "scan.png"]
    made = (place / BUILT).stat()
    again = open_site_withheld(place)
    assert len(read_again) == 3
    assert (place / BUILT).stat().st_ino == made.st_ino
    assert same(first, at_once(place))
    assert same(again, at_once(place))
    assert not again.arrays["row"].flags.owndata
    assert found(again, f"see {LETTER}") == ["letter.txt"]


def test_only_a_document_that_came_is_read(place, read_again):
    open_site_withheld(place)
    read_again.clear()
    (place / "withheld" / "aside.txt").write_text(words("aside"))
    bank = open_site_withheld(place)
    assert read_again == ["aside.txt"]
    assert same(bank, at_once(place))
    assert found(bank, words("aside")) == ["aside.txt"]
    assert found(bank, LETTER) == ["letter.txt"]


def test_a_document_that_went_is_forgotten(place, read_again):
    open_site_withheld(place)
    read_again.clear()
    (place / "withheld" / "letter.txt").unlink()
    bank = open_site_withheld(place)
    assert read_again == []
    assert same(bank, at_once(place))
    assert found(bank, LETTER) == []
    assert b"letter.txt" not in (place / BUILT).read_bytes()


def test_with_the_folder_the_bank_goes(place):
    open_site_withheld(place)
    shutil.rmtree(place / "withheld")
    assert len(open_site_withheld(place)) == 0
    assert not (place / BUILT).exists()


def test_a_document_that_was_changed_is_read_again(place, read_again):
    open_site_withheld(place)
    read_again.clear()
    (place / "withheld" / "letter.txt").write_text(words("other"))
    bank = open_site_withheld(place)
    assert read_again == ["letter.txt"]
    assert (found(bank, LETTER), found(bank, words("other"))) == ([], ["letter.txt"])


def test_a_file_that_only_looks_new_is_not_read_again(place, read_again):
    open_site_withheld(place)
    read_again.clear()
    os.utime(place / "withheld" / "letter.txt", (1, 1))
    assert same(open_site_withheld(place), at_once(place))
    assert read_again == []


def test_whoever_has_the_old_bank_open_goes_on_with_it(place):
    old = open_site_withheld(place)
    (place / "withheld" / "letter.txt").unlink()
    new = open_site_withheld(place)
    assert (found(old, LETTER), found(new, LETTER)) == (["letter.txt"], [])
    assert found(old, MINUTES) == found(new, MINUTES) == ["minutes.txt"]


def test_of_several_who_want_it_one_builds_it(place, read_again):
    with ThreadPoolExecutor(4) as pool:
        banks = list(pool.map(open_site_withheld, [place] * 8))
    assert sorted(read_again) == ["letter.txt", "minutes.txt", "scan.png"]
    assert all(found(bank, LETTER) == ["letter.txt"] for bank in banks)


def test_a_folder_without_documents_is_an_empty_bank(place, read_again):
    shutil.rmtree(place / "withheld")
    (place / "withheld").mkdir()
    assert [len(open_site_withheld(place)) for _ in range(2)] == [0, 0]


def test_a_file_that_the_system_does_not_give_is_named(place):
    (place / "withheld" / "link.txt").symlink_to(place / "withheld" / "letter.txt")
    entries = withheld_files.Folder.at(place / "withheld")
    (place / "withheld" / "link.txt").unlink()
    with pytest.raises(EvenhandError, match=r"EH908.*link\.txt"):
        list(withheld_files._texts(entries, None))


@pytest.mark.parametrize(
    "damage",
    [lambda made: b"", lambda made: made[:7] + b"1" + made[8:], lambda made: made[:-1],
     lambda made: made[:20] + b"\xff" + made[21:]],
    ids=["empty", "another version", "cut short", "damaged head"],
)  # fmt: skip
def test_a_broken_bank_is_told_and_made_anew(place, caplog, damage):
    open_site_withheld(place)
    made = (place / BUILT).read_bytes()
    (place / BUILT).write_bytes(damage(made))
    assert found(open_site_withheld(place), LETTER) == ["letter.txt"]
    assert "EH569" in caplog.text
    assert (place / BUILT).read_bytes() == made


def test_damage_inside_is_not_taken_over(place, caplog, read_again):
    open_site_withheld(place)
    made = bytearray((place / BUILT).read_bytes())
    bank = CopyBank.from_file(bytes(made))
    row = bank.arrays["row"].tobytes()
    made[made.index(row) + 5] ^= 1
    (place / BUILT).write_bytes(made)
    (place / "withheld" / "aside.txt").write_text(words("aside"))
    read_again.clear()
    assert same(open_site_withheld(place), at_once(place))
    assert "EH569" in caplog.text
    assert len(read_again) == 4


def test_another_file_of_that_name_is_never_written_over(place):
    (place / BUILT).write_text("my notes on the bank")
    with pytest.raises(EvenhandError, match="EH562"):
        open_site_withheld(place)
    assert (place / BUILT).read_text() == "my notes on the bank"


def test_what_cannot_be_written_is_used_from_memory(place, caplog, monkeypatch):
    monkeypatch.setattr(withheld_files, "replacing", refusing)
    assert found(open_site_withheld(place), LETTER) == ["letter.txt"]
    assert "EH564" in caplog.text
    assert not (place / BUILT).exists()


def refusing(path, *, built):
    raise EvenhandError("EH564", "the disk is full")


def test_a_name_that_is_no_text_is_known_again(place, read_again):
    name = os.fsencode(place / "withheld") + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(words("menu").encode())
    open_site_withheld(place)
    read_again.clear()
    assert found(open_site_withheld(place), words("menu"))
    assert read_again == []


# -- background texts


def test_what_public_texts_hold_counts_for_nothing(place, read_again):
    (place / "withheld" / "oath.txt").write_text(f"{words('own')} {OATH}")
    assert found(open_site_withheld(place), OATH) == ["oath.txt"]
    before = open_site_withheld(place).digest
    read_again.clear()
    (place / "background").mkdir()
    (place / "background" / "statute.txt").write_text(f"They all say: {OATH}")
    bank = open_site_withheld(place)
    assert read_again == []
    assert found(bank, OATH) == []
    assert found(bank, words("own")) == ["oath.txt"]
    assert bank.digest != before
    (place / "background" / "statute.txt").unlink()
    assert found(open_site_withheld(place), OATH) == ["oath.txt"]
    assert open_site_withheld(place).digest == before


def test_background_texts_are_not_read_again_for_a_document(place, monkeypatch):
    (place / "background").mkdir()
    (place / "background" / "statute.txt").write_text(OATH)
    open_site_withheld(place)
    (place / "withheld" / "oath.txt").write_text(f"{words('own')} {OATH}")
    monkeypatch.setattr(withheld_files.Background, "from_documents", None)
    assert found(open_site_withheld(place), OATH) == []


def test_a_background_text_that_cannot_be_read_is_named(place):
    (place / "background").mkdir()
    (place / "background" / "statute.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(EvenhandError, match="EH551") as refused:
        open_site_withheld(place)
    assert "statute.pdf" in refused.value.what


# -- a site's desk


@pytest.fixture
def site_place(home):
    place = home.path / "banks" / "main"
    (place / "withheld").mkdir(parents=True)
    (place / "withheld" / "letter.txt").write_text(LETTER)
    return place


def screened(desks, text):
    result = desks.of("main").screen(Item(id="p-1", text=text, site="main"))
    return [reading.kind for reading in result.readings if reading.signal == "withheld_copy"]


def test_a_running_desk_takes_up_what_comes_and_goes(home, site_place):
    desks = Screeners(home)
    assert screened(desks, LETTER) == ["text"]
    assert screened(desks, MINUTES) == []
    (site_place / "withheld" / "minutes.txt").write_text(MINUTES)
    assert screened(desks, MINUTES) == ["text"]
    (site_place / "withheld" / "letter.txt").unlink()
    assert screened(desks, LETTER) == []
    (site_place / "background").mkdir()
    (site_place / "background" / "public.txt").write_text(MINUTES)
    assert screened(desks, MINUTES) == []


def test_a_document_written_over_in_place_is_noticed_in_time(home, site_place, clock):
    desks = Screeners(home)
    assert screened(desks, LETTER) == ["text"]
    (site_place / "withheld" / "letter.txt").write_text(MINUTES)
    clock.advance(LOOKED_AT + timedelta(seconds=1))
    assert (screened(desks, LETTER), screened(desks, MINUTES)) == ([], ["text"])


def test_programs_share_what_one_of_them_built(home, site_place, read_again):
    for _ in range(2):
        assert screened(Screeners(home), LETTER) == ["text"]
    assert read_again == ["letter.txt"]
