"""A real server process on a fresh home, for tests of the API."""

import signal
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.model.people import Role
from evenhand.pipeline.home import Home, add_site, create_home
from evenhand.pipeline.people.keys import add_key
from evenhand.pipeline.people.staff import join
from tests.served import Served

PRIVATE = "My neighbour's SSN is 536-22-8145, tell everyone."
FINE = "The council meets on Monday about the new bridge."
HEAVY = "Call 212-555-0142 or write to 12 Elm Street, Springfield, IL 62701. " * 4_000
"""Keeps the signals busy for a while: what comes after it has to wait."""
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Never used: httpx would read all certificates of the machine for each of its clients."""
NDJSON = {"Content-Type": "application/x-ndjson"}


class Server:
    """A home, and `evenhand serve` on it, which may be ended and started again.

    Attributes:
        keys: name -> key: `main` and `other` of the two sites, and `main`'s by their only scope.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.home = folder / "home"
        self.keys = _new_home(self.home)
        self._environment = environment
        self._running: Served | None = None

    @property
    def running(self) -> Served:
        assert self._running is not None
        return self._running

    @property
    def url(self) -> str:
        return self.running.url

    @property
    def port(self) -> int:
        return self.running.port

    @property
    def log(self) -> str:
        return self.running.said

    def start(self) -> None:
        self._running = Served(self.home, self._environment)
        self._running.ready()

    def end(self, how: int = signal.SIGTERM) -> int:
        return self.running.stop(how)

    def client(self, key: str = "main") -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.keys[key]}"} if key else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60, verify=PLAIN)


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[Server]:
    """A running server, ended afterwards whatever happens."""
    server = Server(folder, **environment)
    try:
        server.start()
        yield server
    finally:
        if server.running.process.poll() is None:
            server.running.kill()


def _new_home(folder: Path) -> dict[str, str]:
    made = create_home(folder, "https://platform.example", *_machine())
    keys = {"main": made.api_key, "akismet": made.akismet_key}
    with Home(folder, *_machine(), write=True) as home:
        keys["other"] = add_site("other", "https://other.example", home.clock).api_key
        join(home, "main", "root", Role.ADMINISTRATOR)
        for scope in ("items", "screen", "flags", "read", "deliveries", "match", "metrics"):
            keys[scope] = add_key(home, "main", "root", f"only {scope}", [scope]).secret
    return keys


def _machine() -> tuple[SystemClock, SystemEntropy]:
    return SystemClock(), SystemEntropy()
