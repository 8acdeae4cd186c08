"""Keys of programs: made and ended by administrators, kept only as digests."""

from datetime import timedelta

import pytest

from evenhand.model.clock import SetClock
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role
from evenhand.pipeline.people.keys import add_key, digest_of, end_key, list_keys
from evenhand.pipeline.people.staff import join
from evenhand.store.keys import find_key, note_use
from tests.homes import DATABASES, START, fresh_database, new_home


@pytest.fixture(params=DATABASES)
def home(request, tmp_path, monkeypatch):
    with fresh_database(request.param) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        with new_home(tmp_path / "home", SetClock(START)) as opened:
            join(opened, "main", "root", Role.ADMINISTRATOR)
            join(opened, "main", "robin", Role.MODERATOR)
            yield opened


def test_a_key_is_found_by_its_digest_and_never_kept_itself(home):
    made = add_key(home, "main", "root", "the forum", ["items", "read"], START + timedelta(days=9))
    found = find_key("api", digest_of(made.secret))
    assert found == made.key
    assert (found.allows("items"), found.allows("flags")) == (True, False)
    assert made.secret.startswith("eh_")
    assert find_key("akismet", digest_of(made.secret)) is None
    assert made.secret not in str(list_keys(home, "main", "root"))


def test_the_key_of_a_new_site_may_all(home):
    first = list_keys(home, "main", "root")[0]
    assert (first.kind, first.allows("deliveries")) == ("api", True)


def test_an_ended_key_opens_nothing(home):
    made = add_key(home, "main", "root", "old", ["all"]).key
    assert not made.ended(START)
    end_key(home, "main", "root", made.id)
    assert find_key("api", made.digest).ended(START)
    with pytest.raises(EvenhandError, match="EH782"):
        end_key(home, "main", "root", made.id)
    short = add_key(home, "main", "root", "short", ["all"], START + timedelta(hours=1)).key
    assert (short.ended(START), short.ended(START + timedelta(hours=1))) == (False, True)


@pytest.mark.parametrize(
    ("by", "scopes", "until", "code"),
    [
        ("robin", ["all"], None, "EH572"),
        ("nobody", ["all"], None, "EH413"),
        ("root", [], None, "EH780"),
        ("root", ["itmes"], None, "EH780"),
        ("root", ["all"], START, "EH781"),
    ],
)
def test_who_may_not_and_what_cannot_be(home, by, scopes, until, code):
    before = len(list_keys(home, "main", "root"))
    with pytest.raises(EvenhandError, match=code):
        add_key(home, "main", by, "x", scopes, until)
    assert len(list_keys(home, "main", "root")) == before
    with pytest.raises(EvenhandError, match="EH572"):
        list_keys(home, "main", "robin")


def test_that_it_was_used_is_kept(home):
    made = add_key(home, "main", "root", "x", ["all"]).key
    note_use(made.digest, START)
    assert find_key("api", made.digest).used_at == START
