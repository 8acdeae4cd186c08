"""A real server process on a fresh home, for tests of the API."""

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.model.people import Role
from evenhand.pipeline.home import Home, add_site, create_home
from evenhand.pipeline.people.keys import add_key
from evenhand.pipeline.people.staff import join

PRIVATE = "My neighbour's SSN is 536-22-8145, tell everyone."
FINE = "The council meets on Monday about the new bridge."
HEAVY = "Call 212-555-0142 or write to 12 Elm Street, Springfield, IL 62701. " * 4_000
"""Keeps the signals busy for a while: what comes after it has to wait."""
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Never used: httpx would read all certificates of the machine for each of its clients."""
NDJSON = {"Content-Type": "application/x-ndjson"}


class Server:
    """A home, and `evenhand serve` on it.

    Attributes:
        keys: name -> key: `main` and `other` of the two sites, and `main`'s by their only scope.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.home = folder / "home"
        self.keys = _new_home(self.home)
        self._environment = {**os.environ, "EVENHAND_HOME": str(self.home), **environment}
        self._log = folder / "stderr"
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self._log.read_text()

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "evenhand", "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.DEVNULL, stderr=log
            )
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                with self.client("") as nobody:
                    nobody.get("/healthz")
                return
            assert self.process.poll() is None, self.log
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self.log}")

    def end(self, how: int = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(60)

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
        if server.process is not None and server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def _new_home(folder: Path) -> dict[str, str]:
    made = create_home(folder, "https://platform.example", *_machine())
    keys = {"main": made.api_key, "akismet": made.akismet_key}
    with Home(folder, *_machine(), write=True) as home:
        keys["other"] = add_site("other", "https://other.example", home.clock).api_key
        join(home, "main", "root", Role.ADMINISTRATOR)
        for scope in ("items", "screen", "flags", "read", "deliveries", "metrics"):
            keys[scope] = add_key(home, "main", "root", f"only {scope}", [scope]).secret
    return keys


def _machine() -> tuple[SystemClock, SystemEntropy]:
    return SystemClock(), SystemEntropy()
