"""The server is killed at random moments while real clients use it, again and again.

After the last start: no acknowledged decision or comment is lost, every delivery reached its
receiver and none counts twice there, what fell due meanwhile has ended, and the log verifies.
"""

import json
import random
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.clock import SetClock, SystemClock, SystemEntropy
from evenhand.model.item import Item
from evenhand.model.people import Role
from evenhand.pipeline.home import Home, create_home
from evenhand.pipeline.people.lifting import hold
from evenhand.pipeline.people.receivers import add_receiver
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.screeners import Screeners
from evenhand.store import models
from tests.homes import DATABASES, fresh_database
from tests.served import Served, free_port

RECEIVER = Path("examples/receiver/receiver.py").resolve()
CLIENTS = 4
ARTICLE = "https://platform.example/news/tram"
SETTLED_SECONDS = 120
HOURS = 24
"""That one person may hold something: so long before now those holds began that end now."""


class Clients:
    """People and programs that go on whatever happens, and remember what was acknowledged."""

    def __init__(self, url: str, api_key: str) -> None:
        self.url = url
        self.decisions: dict[str, dict] = {}
        self.comments: list[str] = []
        self.refused: list[str] = []
        self._headers = {"authorization": f"Bearer {api_key}"}
        self._number = 0
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        """Start to use the server."""
        self._end.clear()
        work = [self._post_item] * CLIENTS + [self._post_comment]
        self._threads = [threading.Thread(target=self._go_on, args=(each,)) for each in work]
        for thread in self._threads:
            thread.start()

    def await_answer(self) -> None:
        """Wait until something more was acknowledged."""
        known, end = len(self.decisions), time.monotonic() + SETTLED_SECONDS
        while len(self.decisions) == known and time.monotonic() < end:
            time.sleep(0.005)

    def end(self) -> None:
        """Stop using it."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, do) -> None:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            while not self._end.is_set():
                try:
                    do(client)
                except httpx.TransportError:
                    time.sleep(0.02)  # killed meanwhile: nothing was acknowledged

    def _next(self) -> int:
        with self._lock:
            self._number += 1
            return self._number

    def _post_item(self, client: httpx.Client) -> None:
        n = self._next()
        text = "My SSN is 536-22-8145, call me." if n % 3 == 0 else "Nothing to see here."
        item = {"id": f"p-{n}", "text": f"{text} {n}", "author": f"a-{n % 50}"}
        headers = {**self._headers, "idempotency-key": f"k-{n}"}
        answer = client.post("/v1/items", json=item, headers=headers)
        if answer.status_code == 200:
            self.decisions[item["id"]] = answer.json()
        elif answer.status_code != 503:
            self.refused.append(answer.text)

    def _post_comment(self, client: httpx.Client) -> None:
        n = self._next()
        form = {"name": "Kit", "text": f"The tram was late again, number {n}.", "page": ARTICLE}
        answer = client.post("/comments/main/new", data=form, follow_redirects=False)
        if answer.status_code == 303:
            self.comments.append(f"number {n}.")
        elif answer.status_code not in (429, 503):
            self.refused.append(answer.text)
        time.sleep(0.05)


def begin_home(folder: Path, receiver: str) -> tuple[str, str]:
    """A home with one receiver and holds that end soon; (API key, the receiver's secret)."""
    now = datetime.now(UTC)
    clock = SetClock(now - timedelta(hours=HOURS))
    keys = create_home(folder, "https://platform.example", clock, SystemEntropy())
    with Home(folder, clock, SystemEntropy(), write=True) as home:
        join(home, "main", "toni", Role.ADMINISTRATOR)
        join(home, "main", "kim", Role.MODERATOR)
        kept = add_receiver(home, "main", "toni", receiver, private_ranges=True)
        desk = Screeners(home).desk("main")
        for number in range(20):
            clock.at = now - timedelta(hours=HOURS) + timedelta(seconds=number)
            item = Item(id=f"old-{number}", text=f"Old words, {number}.", author="a-old")
            desk.corridor.record(desk.screener.gatherer.gather([item]))
            hold(home, "main", item.id, "kim", HOURS, False, "To be looked at.")
    return keys.api_key, kept.secret


def receive(port: int, secret: str, file: Path) -> subprocess.Popen[bytes]:
    """The example's receiver."""
    return subprocess.Popen(
        [sys.executable, str(RECEIVER), "--port", str(port), "--file", str(file)],
        env={"EVENHAND_WEBHOOK_SECRET": secret}, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def settle(home: Path) -> None:
    """Wait until nothing is due and everything queued was acknowledged."""
    end = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < end:
        with Home(home, SystemClock(), SystemEntropy(), write=False):
            queued = models.Outbox.objects.filter(state="queued").count()
            due = models.Measure.objects.filter(
                state="in_force", until__lte=datetime.now(UTC)
            ).count()
        if not queued and not due:
            return
        time.sleep(0.2)
    raise AssertionError(f"{queued} deliveries wait, {due} measures are past their end")


def check(home: Path, clients: Clients, received: Path) -> None:
    """Everything that must hold in the end."""
    assert not clients.refused, clients.refused[:3]
    with Home(home, SystemClock(), SystemEntropy(), write=True):
        kept = dict(models.Decision.objects.values_list("id", "log_index"))
        items = set(models.Item.objects.values_list("item", flat=True))
        words = list(models.Comment.objects.values_list("text", flat=True))
        deliveries = list(models.Outbox.objects.values_list("payload", flat=True))
    for item, answer in clients.decisions.items():
        assert item in items
        if answer.get("case"):
            assert kept[answer["case"]] == answer["log_index"]
    for ending in clients.comments:
        assert sum(text.endswith(ending) for text in words) == 1
    lines = [json.loads(line) for line in received.read_text().splitlines()]
    assert len({line["webhook_id"] for line in lines}) == len(lines)
    assert len(lines) == len(deliveries)
    report = verify_log(DirectorySource(home / "log"))
    assert report.sound, report.faults


@pytest.mark.kills
@pytest.mark.parametrize("kind", DATABASES)
def test_the_server_killed_under_load(tmp_path, request, monkeypatch, kind):
    kills = max(1, request.config.getoption("--torture-kills") // 2)
    chance = random.Random(kills)
    home, received = tmp_path / "home", tmp_path / "received.jsonl"
    receiver_port = free_port()
    with fresh_database(kind) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        key, secret = begin_home(home, f"http://127.0.0.1:{receiver_port}/")
        receiver = receive(receiver_port, secret, received)
        clients = Clients("", key)
        try:
            for _ in range(kills):
                server = Served(home).ready()
                clients.url = server.url
                clients.begin()
                if chance.random() < 0.75:
                    clients.await_answer()
                time.sleep(chance.uniform(0.0, 2.0))
                server.kill()
                clients.end()
            with Served(home):
                settle(home)
        finally:
            receiver.kill()
            receiver.wait()
        check(home, clients, received)
    assert clients.decisions, "no kill came late enough to let anything be acknowledged"
