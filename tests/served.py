"""A server for tests: `evenhand serve` in a process of its own, on a free port of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

READY_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A home being served; use it in a `with` block."""

    def __init__(
        self, home: Path, env: Mapping[str, str] | None = None, arguments: tuple[str, ...] = ()
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._said = home.parent / f"{home.name}.serve.log"
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "evenhand", "serve", "--port", str(self.port), *arguments],
                env={**os.environ, "EVENHAND_HOME": str(home), **(env or {})},
                stdout=said, stderr=said,
            )  # fmt: skip

    @property
    def said(self) -> str:
        """What the server wrote to its log so far."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def ready(self) -> "Served":
        """Wait until it answers."""
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said
            try:
                if httpx.get(f"{self.url}/healthz").status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"the server did not come up: {self.said}")

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self.stop(signal.SIGKILL)

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Ask it to end; its exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def __enter__(self) -> "Served":
        return self.ready()

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
