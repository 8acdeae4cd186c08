"""The outbox's table: what is due, in which order, and who has to wait for whom."""

from datetime import timedelta

import pytest

from evenhand.model.clock import SetClock
from evenhand.store import database, models
from evenhand.store.outbox import (
    Undelivered,
    acknowledged,
    count_queued,
    due_deliveries,
    queued_by_site,
    retry_later,
)
from evenhand.store.recording import Recording
from tests.homes import DATABASES, START, fresh_database, new_home


@pytest.fixture(params=DATABASES, autouse=True)
def home(request, tmp_path, monkeypatch):
    with fresh_database(request.param) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        else:
            monkeypatch.delenv("DATABASE_URL", raising=False)
        with new_home(tmp_path / "home", SetClock(START)) as opened:
            yield opened


def queue(*subjects, site="main"):
    with database.writing():
        recording = Recording()
        for subject in subjects:
            kind, _, name = subject.partition(":")
            recording.outbox("m", site, {"subject": {"type": kind, "id": name}}, START)
        recording.flush()


def due(at=START, most=99):
    return [(one.site, one.payload["subject"]["id"]) for one in due_deliveries(at, most)]


def fail(number, at=START):
    (one,) = (d for d in due_deliveries(at, 99) if d.id == number)
    return retry_later(one, at)


def first_id():
    return models.Outbox.objects.order_by("id").values_list("id", flat=True)[0]


def test_several_of_one_subject_come_together_in_order():
    queue("item:a", "item:b", "item:a")
    assert due() == [("main", "a"), ("main", "b"), ("main", "a")]
    assert due(most=2) == [("main", "a"), ("main", "b")]


def test_later_ones_wait_for_one_that_has_to_wait():
    queue("item:a", "item:b", "item:a", "item:a")
    queue("item:a", site="other")
    queue("account:a")
    again = fail(first_id())
    assert due() == [("main", "b"), ("other", "a"), ("main", "a")]
    assert [one.payload["subject"]["type"] for one in due_deliveries(START, 99)][-1] == "account"
    assert len(due(again)) == 6


def test_an_acknowledged_one_holds_nothing_up():
    queue("item:a", "item:a")
    fail(first_id())
    assert due() == []
    acknowledged([first_id()], START)
    assert due() == [("main", "a")]


def test_rows_of_older_homes_are_on_their_own():
    queue("item:a", "item:a")
    models.Outbox.objects.update(subject="")
    fail(first_id())
    assert due() == [("main", "a")]


def test_how_much_waits_where():
    queue("item:a", "item:b")
    queue("item:a", site="other")
    again = fail(first_id())
    assert again == START + timedelta(seconds=2)
    assert queued_by_site() == {"main": Undelivered(2, 1), "other": Undelivered(1, 0)}
    assert count_queued() == 3
