"""The outbox: retried until the platform acknowledges, never lost, never twice acknowledged."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest

from evenhand import Item, Screener
from evenhand.connectors.spool import Spool
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.deliver import deliver
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.staff import join
from evenhand.store.outbox import count_queued, delivery_states

SSN = "Her SSN is 536-22-8145, go and see her."


def recorded(home, *ids):
    screener = Screener(["private-information"])
    items = [Item(id=name, text=SSN) for name in ids]
    results = Corridor(home, screener).record(screener.gatherer.gather(items))
    return [result.decision.measures[0] for result in results]


@pytest.fixture
def measure(home):
    return recorded(home, "p-1")[0]


def test_delivered_once(home, measure, tmp_path):
    spool = Spool(tmp_path / "spool")
    assert deliver(home, lambda site: spool.send) == (1, 0)
    assert deliver(home, lambda site: spool.send) == (0, 0)
    (file,) = (tmp_path / "spool").iterdir()
    told = json.loads(file.read_bytes())
    assert told["measure"] == "remove"
    assert told["subject"] == {"type": "item", "id": "p-1"}
    assert isinstance(told["log_index"], int)
    assert delivery_states(measure.id) == ["acknowledged"]


def test_retried_with_growing_waits(home, clock, measure):
    tries = []

    def never(deliveries):
        tries.append(clock.now())
        return set()

    for _ in range(100):
        deliver(home, lambda site: never)
        clock.advance(timedelta(seconds=1))
    waits = [(b - a).total_seconds() for a, b in pairwise(tries)]
    assert waits == [2, 4, 8, 16, 32]
    assert count_queued() == 1


def test_each_is_tried_once_in_a_pass_however_long_it_takes(home, clock, monkeypatch):
    monkeypatch.setattr("evenhand.pipeline.deliver.BATCH", 1)
    recorded(home, "p-1", "p-2", "p-3")
    tries = []

    def slow(deliveries):
        tries.extend(payload["subject"]["id"] for _, payload in deliveries)
        clock.advance(timedelta(minutes=5))
        return set()

    assert deliver(home, lambda site: slow) == (0, 3)
    assert tries == ["p-1", "p-2", "p-3"]


def test_an_unreachable_platform_loses_nothing(home, clock, measure, tmp_path):
    def broken(deliveries):
        raise ConnectionRefusedError

    assert deliver(home, lambda site: broken) == (0, 1)
    clock.advance(timedelta(seconds=2))
    assert deliver(home, lambda site: Spool(tmp_path / "spool").send) == (1, 0)


def test_a_lift_is_delivered_after_its_measure(home, measure, tmp_path):
    join(home, "main", "robin", Role.MODERATOR)
    lift(home, measure.id, "robin", False)
    sent = []

    def send(deliveries):
        sent.extend(payload["state"] for _, payload in deliveries)
        return {number for number, _ in deliveries}

    deliver(home, lambda site: send)
    assert sent == ["in_force", "lifted"]
