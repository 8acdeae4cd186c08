"""Built banks as files: mapped, replaced under readers, never half written."""

import gc
import os
from datetime import UTC, datetime
from threading import Thread

import pytest

from evenhand.model.clock import SeededEntropy
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline import bank_files
from evenhand.pipeline.bank_files import (
    BUILT,
    LIST,
    MOST_TOLD,
    import_lines,
    is_built,
    open_bank,
    stamp,
)
from evenhand.pipeline.banks import open_links
from evenhand.pipeline.evaluate import Screener
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.signals.blocked_link.bank_formats import read_list
from evenhand.text.addresses import parse_address

PAGE = "https://news.example/p/file"
AT = datetime(2026, 9, 26, tzinfo=UTC)


def add(bank, *lines, **options):
    return import_lines(
        read_list(lines, "list"), "a list", bank, SeededEntropy(b"bank"), **options
    )  # fmt: skip


def hit(bank, address):
    found = bank.find(parse_address(address))
    return found and found[1]


@pytest.fixture
def bank(tmp_path):
    return tmp_path / "a.bank"


def test_a_built_bank_answers_as_its_list_does(bank, tmp_path):
    lines = [f"{PAGE}/{n}\tfor {n}" for n in range(300)]
    lines += ["site:blog.example", "https://paper.example/long/*", "odd", "", "# comment"]
    text = tmp_path / "list.txt"
    text.write_text("\n".join(lines))
    told = add(bank, *lines)
    assert (told.added, told.known, told.entries) == (302, 0, 302)
    assert told.untaken.count == 1
    built, read = open_links(bank), open_links(str(text))
    assert is_built(bank)
    assert not is_built(text)
    assert list(built.all_entries()) == list(read.all_entries())
    assert built.digest == read.digest == told.digest
    for address in (f"{PAGE}/7", f"{PAGE}/300", "https://a.blog.example/", "https://b.example/",
                    "https://paper.example/long/a", "https://paper.example/"):  # fmt: skip
        assert built.find(parse_address(address)) == read.find(parse_address(address))


def test_an_import_adds_and_the_earlier_entry_stands(bank):
    add(bank, f"{PAGE}\tfirst")
    told = add(bank, f"{PAGE}\tsecond", "site:blog.example")
    assert (told.added, told.known, told.entries) == (1, 1, 2)
    assert open_links(bank).find(parse_address(PAGE))[2] == "first"
    told = add(bank, f"{PAGE}\tthird", anew=True)
    assert (told.added, told.entries) == (1, 1)
    assert open_links(bank).find(parse_address(PAGE))[2] == "third"


def test_whoever_has_it_open_goes_on_with_the_old_one(bank):
    add(bank, PAGE)
    old, seen = open_links(bank), stamp(bank)
    add(bank, "site:blog.example", anew=True)
    assert stamp(bank) != seen
    assert [hit(old, PAGE), hit(old, "https://blog.example/")] == [PAGE, None]
    new = open_links(bank)
    assert [hit(new, PAGE), hit(new, "https://blog.example/")] == [None, "site:blog.example"]


def test_what_fails_leaves_the_old_one_and_nothing_beside_it(bank, monkeypatch):
    add(bank, PAGE)
    before = bank.read_bytes()

    def lines():
        yield from read_list(["site:blog.example"], "list")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        import_lines(lines(), "a list", bank, SeededEntropy(b"bank"))
    monkeypatch.setattr("evenhand.signals.blocked_link.bank.MAX_ENTRIES", 2)
    with pytest.raises(EvenhandError) as caught:
        add(bank, "site:a.example", "site:b.example")
    assert caught.value.code == "EH561"
    assert str(caught.value.where) == "a list:2"
    assert bank.read_bytes() == before
    assert os.listdir(bank.parent) == [bank.name]


def test_of_many_imports_at_once_none_is_lost(bank):
    threads = [Thread(target=add, args=(bank, f"{PAGE}/{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(open_links(bank)) == 8


@pytest.mark.parametrize("anew", [True, False])
def test_a_list_that_people_keep_is_never_written_over(bank, anew):
    bank.write_text(f"# ours\n{PAGE}\n")
    with pytest.raises(EvenhandError) as caught:
        add(bank, "site:a.example", anew=anew)
    assert caught.value.code == "EH562"
    assert bank.read_text().startswith("# ours\n")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EvenhandError) as caught:
        add(tmp_path / "file" / "a.bank", PAGE)
    assert caught.value.code == "EH564"


def test_files_are_closed_with_the_bank(bank):
    add(bank, PAGE)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    opened = open_links(bank)
    assert hit(opened, PAGE)
    del opened
    gc.collect()
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("data", [b"", b"EVHLINK2", b"EVHLINK1" + b"x" * 5000])
def test_a_file_that_is_no_whole_bank(bank, data):
    bank.write_bytes(data)
    if not data:
        assert len(open_links(bank)) == 0  # an empty list
        return
    with pytest.raises(EvenhandError) as caught:
        open_links(bank)
    assert caught.value.code == "EH562"
    assert bank.name in caught.value.what


def test_a_list_that_is_missing(tmp_path):
    with pytest.raises(EvenhandError) as caught:
        open_links(tmp_path / "none.txt")
    assert caught.value.code == "EH906"


def test_a_sites_folder_is_its_own_list_before_what_was_imported(tmp_path):
    (tmp_path / LIST).write_text(f"{PAGE}\tours\nallow site:press.blog.example\n")
    add(tmp_path / BUILT, f"{PAGE}\ttheirs", "site:blog.example", "allow site:news.example")
    both = open_links(tmp_path)
    assert both.find(parse_address(PAGE))[2] == "ours"
    assert hit(both, "https://a.blog.example/") == "site:blog.example"
    assert hit(both, "https://press.blog.example/") is None
    (tmp_path / LIST).unlink()
    assert len(open_links(tmp_path)) == 3
    (tmp_path / BUILT).unlink()
    assert len(open_links(tmp_path)) == 0


def test_entries_count_at_the_moment_that_a_bank_is_opened_for(bank):
    add(bank, f"{PAGE}\twhy\tfrom=2026-01-01\tuntil=2026-12-31")
    opened = [open_links(bank, AT.replace(year=year)) for year in (2025, 2026, 2027)]
    assert [hit(each, PAGE) for each in opened] == [None, PAGE, None]
    assert opened[0].next_change == datetime(2026, 1, 1, tzinfo=UTC)
    assert opened[2].next_change is None


def test_only_the_first_lines_that_were_not_taken_are_kept(bank):
    told = add(bank, *(f"odd{n}" for n in range(MOST_TOLD + 50)))
    assert told.untaken.count == MOST_TOLD + 50
    assert [number for number, _ in told.untaken.first] == list(range(1, MOST_TOLD + 1))


def test_an_endless_line_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(bank_files, "MAX_LINE", 100)
    text = tmp_path / "list.txt"
    text.write_text(f"{'x' * 1000} {PAGE}\n{PAGE}\n{'y' * 99}\n{'z' * 100}\nsite:a.example")
    opened = open_bank(text, None)
    assert [number for number, _ in opened.refused] == [1, 3, 4]
    assert [written for written, _ in opened.entries] == [PAGE, "site:a.example"]


def test_screening_takes_a_built_bank_as_it_takes_a_list(bank, tmp_path):
    add(bank, f"{PAGE}\tprints it")
    text = tmp_path / "list.txt"
    text.write_text(f"{PAGE}\tprints it\n")
    readings = [
        Screener((), links=links).screen(Item(id="p-1", text=f"see {PAGE}")).readings
        for links in (bank, text)
    ]
    assert readings[0] == readings[1]
    assert readings[0][0].detail["entry"] == PAGE


def test_a_bank_goes_to_another_process_whole(bank):
    import pickle

    add(bank, PAGE)
    sent = pickle.loads(pickle.dumps(open_links(bank, AT)))
    assert isinstance(sent, LinkBank)
    assert hit(sent, PAGE) == PAGE
    assert sent.at == AT
