"""Homes: made once, opened by one writer, refused when they are older than their log."""

import shutil
import subprocess
import sys

import pytest

from evenhand import EvenhandError, Item
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import DATABASE_FILE, Home, add_site, create_home, origin_of
from evenhand.store import database, models
from tests.homes import START, new_home

SSN = "Her SSN is 536-22-8145, go and see her."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "home"


def record(home, *ids):
    screener = Screener(packs=["private-information"])
    items = [Item(id=i, text=SSN, author="a-1") for i in ids]
    return Corridor(home, screener).record(screener.gatherer.gather(items))


def reopened(folder):
    return Home(folder, SetClock(START), SeededEntropy(b"again"), write=True)


def test_a_home_is_made_once(folder):
    new_home(folder, SetClock(START)).close()
    with pytest.raises(EvenhandError, match="EH402"):
        create_home(folder, "", SetClock(START), SeededEntropy(b"x"))


def test_no_home(folder):
    with pytest.raises(EvenhandError, match="EH401"):
        reopened(folder)


def test_keys_are_for_their_owner_alone(folder):
    new_home(folder, SetClock(START)).close()
    assert (folder / "keys" / "log.key").stat().st_mode & 0o077 == 0
    assert (folder / DATABASE_FILE).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_a_second_writer_is_refused(folder):
    with new_home(folder, SetClock(START)):
        other = subprocess.run(
            [sys.executable, "-m", "evenhand", "expire"], capture_output=True, text=True,
            env={"EVENHAND_HOME": str(folder), "PATH": ""}, check=False,
        )  # fmt: skip
    assert other.returncode == 2
    assert "EH403" in other.stderr


def test_a_restored_older_database_is_refused(folder, tmp_path):
    with new_home(folder, SetClock(START)) as home:
        record(home, "p-1")
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(folder / DATABASE_FILE, backup)
    with reopened(folder) as home:
        record(home, "p-2")
    for leftover in folder.glob(f"{DATABASE_FILE}*"):
        leftover.unlink()
    shutil.copy(backup, folder / DATABASE_FILE)
    before = (folder / "log" / "checkpoint").read_bytes()
    with pytest.raises(EvenhandError, match="EH3") as refused:
        reopened(folder)
    assert refused.value.help
    assert (folder / "log" / "checkpoint").read_bytes() == before


def test_an_altered_journal_is_refused(folder):
    with new_home(folder, SetClock(START)) as home:
        record(home, "p-1", "p-2")
        leaf = bytes(models.Journal.objects.get(log_index=1).leaf)
        forged = leaf.replace(b'"strikes":1', b'"strikes":0')
        assert forged != leaf
        models.Journal.objects.filter(log_index=1).update(leaf=forged)
        (folder / "log.durable").unlink(missing_ok=True)
    for tile in (folder / "log" / "tile").rglob("*"):
        if tile.is_file():
            tile.unlink()
    with pytest.raises(EvenhandError, match="EH3"):
        reopened(folder)


def test_lost_tiles_are_made_anew(folder):
    with new_home(folder, SetClock(START)) as home:
        record(home, "p-1", "p-2")
    before = {p: p.read_bytes() for p in (folder / "log").rglob("*") if p.is_file()}
    shutil.rmtree(folder / "log" / "tile")
    reopened(folder).close()
    after = {p: p.read_bytes() for p in (folder / "log").rglob("*") if p.is_file()}
    assert after == before


def test_a_newer_database_is_refused(folder):
    with new_home(folder, SetClock(START)):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('store', '0999_from_the_future', '2030-01-01')"
            )
    with pytest.raises(EvenhandError, match="EH404"):
        reopened(folder)


def test_a_file_that_is_no_database_is_refused(folder):
    new_home(folder, SetClock(START)).close()
    (folder / DATABASE_FILE).write_bytes(b"not a database at all" * 1000)
    with pytest.raises(EvenhandError, match="EH405"):
        reopened(folder)
    database.close_database()


@pytest.mark.parametrize("name", ["../evil", "", "a b", "a\nb", "/tmp/x", "A", "x" * 65, ".hidden"])
def test_a_site_s_name_is_a_plain_word(folder, name):
    with new_home(folder, SetClock(START)) as home, pytest.raises(EvenhandError, match="EH910"):
        add_site(name, "https://other.example/", home.clock)


@pytest.mark.parametrize(
    "url",
    ["not a url", "javascript:alert(1)", "https://", "https://u:p@x.example/", "x.example",
     "https://x.example/?q=1", "https://x.example/#f", "ftp://x.example/"],
)  # fmt: skip
def test_a_site_s_address_is_a_web_address(folder, url):
    with pytest.raises(EvenhandError, match="EH911"):
        create_home(folder, url, SetClock(START), SeededEntropy(b"x"))
    assert not folder.exists()


def test_the_origin_follows_from_the_address():
    assert origin_of("") == "localhost/log"
    assert origin_of("https://platform.example/") == "platform.example/log"
    assert origin_of("https://Platform.example:443/forum") == "platform.example/forum/log"


def test_a_missing_database_is_not_made_anew(folder):
    new_home(folder, SetClock(START)).close()
    for leftover in folder.glob(f"{DATABASE_FILE}*"):
        leftover.unlink()
    with pytest.raises(EvenhandError, match="EH405"):
        reopened(folder)
    assert not (folder / DATABASE_FILE).exists()


def test_a_database_address_is_one(folder, monkeypatch):
    new_home(folder, SetClock(START)).close()
    monkeypatch.setenv("DATABASE_URL", "foo")
    with pytest.raises(EvenhandError, match="EH405"):
        reopened(folder)
