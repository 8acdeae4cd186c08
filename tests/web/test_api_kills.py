"""Killed or stopped at any moment: nothing that was acknowledged is lost, nothing is done twice."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from tests.web.api_server import HEAVY, PRIVATE, served


@pytest.fixture
def server(tmp_path):
    with served(tmp_path) as running:
        yield running


def under_load(server, name, enough, end):
    """(item, its answer) of all that were answered; when there are enough, `end` is called."""
    answered, stop = [], threading.Event()

    def client(worker):
        with server.client() as mine:
            number = 0
            while not stop.is_set():
                number += 1
                item = f"{name}-{worker}-{number}"
                deadline = "?deadline_ms=5" if number % 3 == 0 else ""
                try:
                    answer = mine.post(f"/v1/items{deadline}", json={"id": item, "text": PRIVATE})
                except httpx.TransportError:
                    return
                if answer.is_success:
                    answered.append((item, answer.json()))

    with ThreadPoolExecutor(6) as pool:
        for worker in range(6):
            pool.submit(client, worker)
        while len(answered) < enough:
            time.sleep(0.01)
        status = end()
        stop.set()
    return answered, status


def check_all_there(server, answered):
    """Every answer is in the log as it was given, and what was only acknowledged is decided."""
    assert verify_log(DirectorySource(server.home / "log")).faults == ()
    with server.client() as client:
        for item, answer in answered:
            for _ in range(300):
                found = client.get(f"/v1/items/{item}").json()
                if not found["pending"]:
                    break
                time.sleep(0.05)
            assert found["outcome"] == "measures", found
            if "case" in answer:
                assert found["decision"] == answer["case"]
            decision = client.get(f"/v1/decisions/{found['decision']}").json()
            assert decision["revision"] == 1  # decided once
            assert decision["log_index"] is not None


def test_killed_under_load(server):
    answered = []
    for name, enough in (("a", 30), ("b", 1)):
        more, _ = under_load(server, name, enough, lambda: server.end(signal.SIGKILL))
        answered += more
        server.start()
    check_all_there(server, answered)


def test_what_was_acknowledged_before_a_kill_is_decided_after_it(server):
    with server.client() as client, ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: client.post("/v1/items", json={"id": "heavy", "text": HEAVY}))
        time.sleep(0.3)
        item = {"id": "late", "text": PRIVATE, "attachments": [{"name": "a", "data": "aGk="}]}
        assert client.post("/v1/items?deadline_ms=0", json=item).status_code == 202
        server.end(signal.SIGKILL)
    server.start()
    check_all_there(server, [("late", {})])


def test_stopped_under_load_every_answer_is_in_the_log(server):
    answered, status = under_load(server, "w", 30, server.end)
    assert status in (0, -signal.SIGTERM)  # it ends itself by the signal, after all is done
    assert '"level":"error"' not in server.log
    size = int((server.home / "log" / "checkpoint").read_text().splitlines()[1])
    assert size > max(answer.get("log_index") or 0 for _, answer in answered)
    server.start()
    check_all_there(server, answered)
