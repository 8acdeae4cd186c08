"""Webhooks from a real home to the real example receiver, with all that can go wrong between."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from base64 import b64decode
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand import EvenhandError, Item, Screener
from evenhand.connectors.outgoing import senders
from evenhand.connectors.webhook import check_receiver, sign, verify
from evenhand.model.clock import SetClock
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.deliver import deliver
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.receivers import add_receiver, end_receiver
from evenhand.pipeline.people.staff import join
from evenhand.store import database, models
from evenhand.store.outbox import count_queued, queued_by_site
from evenhand.store.recording import Recording
from tests.connectors.faulty import (
    CUT,
    ERROR,
    HANG,
    LOSE,
    MOVED,
    OK,
    accepted,
    faulty,
    passed_on,
)
from tests.homes import new_home

EXAMPLE = Path(__file__).parents[2] / "examples" / "receiver" / "receiver.py"
SSN = "Her SSN is 536-22-8145, go and see her."
SECONDS = 3.0
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def clock():
    """The receiver's own clock is the machine's, so the home's begins there."""
    return SetClock(datetime.now(UTC))


@pytest.fixture
def home(tmp_path, monkeypatch, clock):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with new_home(tmp_path / "home", clock) as opened:
        join(opened, "main", "root", Role.ADMINISTRATOR)
        join(opened, "main", "robin", Role.MODERATOR)
        yield opened


@pytest.fixture(scope="module")
def screener():
    return Screener(["private-information"])


@pytest.fixture
def record(home, screener):
    """Record posts that are removed; returns their measures."""
    way = Corridor(home, screener)

    def posts(*ids):
        items = [Item(id=name, text=SSN) for name in ids]
        return [r.decision.measures[0] for r in way.record(screener.gatherer.gather(items))]

    return posts


def added(home, port, private=True):
    return add_receiver(home, "main", "root", f"http://127.0.0.1:{port}/hook?a=b", private)


@contextmanager
def receiving(file, *secrets, port=0):
    """The example, running; gives its port and its process."""
    program = subprocess.Popen(
        [sys.executable, str(EXAMPLE), "--port", str(port), "--file", str(file)],
        stdout=subprocess.PIPE, env={**os.environ, "EVENHAND_WEBHOOK_SECRET": " ".join(secrets)},
        text=True,
    )  # fmt: skip
    try:
        said = program.stdout.readline()
        assert said.startswith("listening"), said
        yield int(said.rstrip("/\n").rpartition(":")[2]), program
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


def kept(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def told(file):
    return [(one["delivery"]["subject"]["id"], one["delivery"]["state"]) for one in kept(file)]


def send(home, clock, tries=1):
    """Deliver, wait as long as the home waits, and again."""
    for _ in range(tries):
        deliver(home, senders(home, SECONDS))
        clock.advance(timedelta(seconds=1))
    return count_queued()


@pytest.fixture
def both(home, tmp_path):
    """A receiver of the site, and the example listening with its secret, behind a faulty way."""
    plan, file = [], tmp_path / "deliveries.jsonl"
    way = []
    with faulty(lambda: plan.pop(0) if plan else OK, lambda r: way[0](r)) as (port, requests):
        receiver = added(home, port)
        with receiving(file, receiver.secret) as (behind, program):
            way.append(passed_on(behind))
            yield plan, file, requests, program


def test_signatures_are_those_of_standard_webhooks():
    """The example of the specification's own libraries."""
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_what_verifies_and_what_does_not():
    at = datetime.now(UTC)
    good, minute = sign(SECRET, "eh_1", at, b"{}"), timedelta(minutes=1)
    several = {**good, "webhook-signature": f"v1a,xx v1,xx {good['webhook-signature']}"}
    shouted = {name.upper(): value for name, value in good.items()}
    for headers in (good, several, shouted):
        assert verify(SECRET, headers, b"{}", at + 5 * minute) == "eh_1"
    for code, headers, body, when in (
        ("EH823", {}, b"{}", at),
        ("EH823", {**good, "webhook-timestamp": "²"}, b"{}", at),
        ("EH823", {**good, "webhook-id": ""}, b"{}", at),
        ("EH824", good, b"{ }", at),
        ("EH824", {**good, "webhook-id": "eh_2"}, b"{}", at),
        ("EH824", {**good, "webhook-signature": "é"}, b"{}", at),
        ("EH825", good, b"{}", at + 6 * minute),
        ("EH825", good, b"{}", at - 6 * minute),
    ):
        with pytest.raises(EvenhandError) as caught:
            verify(SECRET, headers, body, when)
        assert caught.value.code == code


def test_acknowledged_once(home, clock, record, both):
    _, file, requests, _ = both
    (measure,) = record("p-1")
    assert deliver(home, senders(home)) == (1, 0)
    assert deliver(home, senders(home)) == (0, 0)
    (one,) = kept(file)
    assert one["delivery"]["id"] == measure.id
    assert isinstance(one["delivery"]["log_index"], int)
    head = requests[0].split(b"\r\n")
    assert head[0] == b"POST /hook?a=b HTTP/1.1"
    assert not any(home.path.glob("spool/*"))


def test_without_a_receiver_measures_go_to_the_spool(home, clock, record):
    record("p-1")
    assert send(home, clock) == 0
    assert len(list((home.path / "spool" / "main").iterdir())) == 1


@pytest.mark.parametrize("fault", [ERROR, HANG, CUT, LOSE, MOVED])
def test_retried_after_each_fault_and_kept_once(home, clock, record, both, fault, monkeypatch):
    plan, file, requests, _ = both
    monkeypatch.setattr(sys.modules[__name__], "SECONDS", 0.4 if fault == HANG else 5.0)
    plan.append(fault)
    record("p-1")
    assert send(home, clock) == 1
    assert send(home, clock) == 1  # not before its time
    assert send(home, clock) == 0
    assert told(file) == [("p-1", "in_force")]
    assert len(requests) == 2
    assert all(b" /hook?" in request for request in requests)  # no redirect was followed
    ids = {line for r in requests for line in r.split(b"\r\n") if line.startswith(b"webhook-id")}
    assert len(ids) == 1


def test_a_receiver_that_is_not_there_yet(home, clock, record, tmp_path, caplog):
    file = tmp_path / "deliveries.jsonl"
    with receiving(file, SECRET) as (port, _):
        pass
    receiver = added(home, port)
    record("p-1")
    assert send(home, clock, tries=2) == 1
    assert receiver.id in caplog.text
    assert "127.0.0.1" not in caplog.text
    assert receiver.secret not in caplog.text
    with receiving(file, receiver.secret, port=port):
        assert send(home, clock, tries=4) == 0
    assert told(file) == [("p-1", "in_force")]


def test_order_of_a_subject_is_kept_and_others_go_on(home, clock, record, both):
    plan, file, _, _ = both
    first, second = record("p-1", "p-2")
    lift(home, first.id, "robin", False)
    lift(home, second.id, "robin", False)
    plan.append(ERROR)
    send(home, clock)
    send(home, clock, tries=8)
    assert count_queued() == 0
    states = told(file)
    for name in ("p-1", "p-2"):
        assert [s for item, s in states if item == name] == ["in_force", "lifted"]


def test_a_later_one_waits_for_an_earlier_one_that_is_not_due(home, clock, record, both):
    plan, file, _, _ = both
    (first,) = record("p-1")
    plan += [ERROR] * 3
    send(home, clock, tries=7)  # tried after 0, 2 and 6 s; again after 14
    lift(home, first.id, "robin", False)
    record("p-2")
    assert send(home, clock) == 2
    assert told(file) == [("p-2", "in_force")]
    assert queued_by_site()["main"].tries == 3
    assert send(home, clock, tries=8) == 0
    assert told(file)[1:] == [("p-1", "in_force"), ("p-1", "lifted")]


def test_killed_midway_the_receiver_loses_nothing_and_keeps_nothing_twice(
    home, clock, record, tmp_path
):
    file, names = tmp_path / "deliveries.jsonl", [f"p-{n}" for n in range(40)]
    plan, way = [OK] * 9 + [LOSE], []
    with faulty(lambda: plan.pop(0) if plan else OK, lambda r: way[0](r)) as (port, _):
        receiver = added(home, port)
        record(*names)
        with receiving(file, receiver.secret) as (behind, program):
            answers = passed_on(behind)

            def killing(request):
                if len(plan) == 0 and program.poll() is None:
                    program.send_signal(signal.SIGKILL)
                return answers(request)

            way.append(killing)
            waiting = send(home, clock)
        acknowledged = {d.id for d in models.Outbox.objects.filter(state="acknowledged")}
        on_disk = {int(one["webhook_id"].rpartition("_")[2]) for one in kept(file)}
        assert waiting
        assert acknowledged <= on_disk
        with file.open("ab") as cut:
            cut.write(b'{"webhook_id": "eh_cut')  # a line that the crash broke off
        with receiving(file, receiver.secret) as (behind, _):
            way[0] = passed_on(behind)
            assert send(home, clock, tries=4) == 0
    assert sorted(item for item, _ in told(file)) == sorted(names)


def test_the_ten_lines_of_the_documentation():
    page = (EXAMPLE.parents[2] / "docs" / "webhooks.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(code, given_by_docs := {})
    now = datetime.now(UTC)
    good = sign(SECRET, "eh_1", now, b"{}")
    old = sign(SECRET, "eh_1", now - timedelta(minutes=6), b"{}")
    is_genuine = given_by_docs["is_genuine"]
    assert is_genuine(SECRET, good, b"{}")
    assert not is_genuine(SECRET, good, b"{ }")
    assert not is_genuine(SECRET, old, b"{}")


def posted(port, body, headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_example_refuses_what_is_not_genuine(tmp_path):
    file, now = tmp_path / "d.jsonl", datetime.now(UTC)
    good = sign(SECRET, "eh_1", now, b"{}")
    with receiving(file, SECRET) as (port, _):
        old = sign(SECRET, "eh_2", now - timedelta(minutes=6), b"{}")
        other = sign("whsec_QUFB", "eh_3", now, b"{}")
        for body, headers in ((b"{ }", good), (b"{}", old), (b"{}", other), (b"{}", {}),
                              (b"{}", {**good, "webhook-timestamp": "soon"})):  # fmt: skip
            assert posted(port, body, headers) == 401
        assert posted(port, b"{", sign(SECRET, "eh_4", now, b"{")) == 400
        assert posted(port, b"{" * 1_000_001, {}) == 413
        assert [posted(port, b"{}", good) for _ in range(2)] == [204, 204]
    assert kept(file) == [{"webhook_id": "eh_1", "delivery": {}}]


def test_a_private_network_is_refused_unless_allowed(home, clock, record, caplog):
    with faulty(lambda: OK, accepted) as (port, requests):
        record("p-1")
        refused = added(home, port, private=False)
        assert send(home, clock, tries=3) == 1
        assert requests == []
        assert "EH541" in caplog.text
        end_receiver(home, "main", "root", refused.id)
        added(home, port)
        assert send(home, clock, tries=8) == 0
        assert len(requests) == 1


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("10.1.2.3", True), ("192.168.0.9", True), ("::1", True), ("fd00::1", True),
     ("169.254.169.254", False), ("0.0.0.0", False), ("224.0.0.1", False), ("fe80::1", False),
     ("::ffff:10.1.2.3", False), ("100.64.0.1", False)],
)  # fmt: skip
def test_which_networks_may_be_allowed(address, allowed):
    def resolve(*_, **__):
        return [(0, 0, 0, "", (address, 80))]

    def check(private):
        return check_receiver("https://hook.example:8443/x", private, resolve)

    with pytest.raises(EvenhandError) as caught:
        check(False)
    assert caught.value.code == "EH821"
    assert address not in str(caught.value)
    if allowed:
        assert check(True) is None
    else:
        with pytest.raises(EvenhandError):
            check(True)


def test_an_address_is_looked_at_before_it_is_added():
    def unknown(*_, **__):
        raise OSError

    assert "not known" in check_receiver("https://hook.example/", False, unknown)
    with pytest.raises(EvenhandError) as caught:
        check_receiver("ftp://secret.example/", False, unknown)
    assert caught.value.code == "EH820"
    assert "secret" not in str(caught.value)


def test_a_receiver_that_does_not_answer_is_left_alone_for_the_rest_of_the_pass(
    home, clock, record
):
    with faulty(lambda: CUT, accepted) as (port, requests):
        added(home, port)
        record(*(f"p-{n}" for n in range(60)))
        assert send(home, clock) == 60
    assert 1 <= len(requests) <= 8


def test_a_slow_receiver_is_left_when_its_pass_is_over(home, clock, record, monkeypatch):
    monkeypatch.setattr("evenhand.connectors.webhook.send.PASS_SECONDS", 0.3)

    def slow(request):
        time.sleep(0.1)
        return accepted(request)

    with faulty(lambda: OK, slow) as (port, requests):
        added(home, port)
        record(*(f"p-{n}" for n in range(48)))
        assert send(home, clock) > 0
    assert len(requests) < 48


def test_two_receivers_both_have_to_acknowledge(home, clock, record):
    plan = [ERROR]
    with faulty(lambda: OK, accepted) as (one, first), \
         faulty(lambda: plan.pop(0) if plan else OK, accepted) as (two, second):  # fmt: skip
        secrets = {added(home, one).secret, added(home, two).secret}
        record("p-1")
        assert send(home, clock) == 1
        assert send(home, clock, tries=3) == 0
    assert len(secrets) == 2
    assert (len(first), len(second)) == (2, 2)


def test_renewing_a_secret_loses_nothing(home, clock, record, tmp_path):
    file = tmp_path / "deliveries.jsonl"
    with receiving(file, SECRET) as (port, _):
        pass
    old, new = added(home, port), added(home, port)
    with receiving(file, old.secret, new.secret, port=port):
        record("p-1")
        assert send(home, clock) == 0
        end_receiver(home, "main", "root", old.id)
        record("p-2")
        assert send(home, clock) == 0
    assert told(file) == [("p-1", "in_force"), ("p-2", "in_force")]


def number_of(request):
    (line,) = (x for x in request.split(b"\r\n") if x.startswith(b"webhook-id"))
    return int(line.rpartition(b"_")[2])


@given(data=st.data())
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_subjects_order_is_its_queues_order_whatever_fails(home, clock, data):
    """New deliveries come in while others fail and wait; nothing overtakes, nothing is lost."""
    models.Outbox.objects.all().delete()
    faults = data.draw(st.lists(st.sampled_from([OK, OK, ERROR, CUT, LOSE]), max_size=15))
    queue = data.draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=10))
    pauses = data.draw(st.lists(st.integers(0, 3), min_size=len(queue), max_size=len(queue)))
    accepted_ones, plan = [], list(faults)

    def handle(request):
        accepted_ones.append(number_of(request))
        return accepted(request)

    with faulty(lambda: plan.pop(0) if plan else OK, handle) as (port, _):
        receiver = added(home, port)
        for name, pause in zip(queue, pauses, strict=True):
            with database.writing():
                recording = Recording()
                payload = {"subject": {"type": "item", "id": name}}
                recording.outbox("m", "main", payload, clock.now())
                recording.flush()
            send(home, clock, tries=pause)
        for _ in range(16):
            clock.advance(timedelta(hours=1))
            if not send(home, clock):
                break
        end_receiver(home, "main", "root", receiver.id)
    rows = list(models.Outbox.objects.order_by("id"))
    assert {row.state for row in rows} == {"acknowledged"}
    first_seen = list(dict.fromkeys(accepted_ones))
    for name in set(queue):
        numbers = [row.id for row in rows if row.subject == f"item:{name}"]
        assert [n for n in first_seen if n in numbers] == numbers


def test_the_secret_is_32_random_bytes(home):
    secret = added(home, 9).secret
    assert len(b64decode(secret.removeprefix("whsec_"), validate=True)) == 32
    assert secret not in repr(added(home, 9))
