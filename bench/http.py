"""The API over HTTP: the rehearsal beside raw ASGI and Litestar, and logged decisions a second.

The server runs on one core and wrk on another. CPU time is the server's own, from /proc: on a
machine that others use it says more than requests a second.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.rows import Row
from evenhand import Item, Screener
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.home import create_home

TEXT = "The council meets on Monday about the new bridge, and everybody may speak. " * 11
BODY = {"id": "p-1", "text": TEXT, "author": "a-7", "created_at": "2026-09-26T14:00:00Z"}
LUA = """
local n, form = 0, '%s'
request = function()
  n = n + 1
  return wrk.format("POST", "%s", {["Content-Type"]="application/json",
    ["Authorization"]="Bearer %s"}, (form:gsub("p%%-1", "p-%s-" .. n)))
end
"""
WORKING = re.compile(r"Requests/sec:\s+([\d.]+)")
PERCENTILE = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)\s*$", re.M)
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
IN_MS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
TICK = 1e6 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """What wrk and /proc saw: requests a second, CPU microseconds a request, milliseconds."""

    rate: float
    cpu: float
    p50: float
    p99: float


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """CPU a request for each server in the same run, then what recording reaches."""
    if shutil.which("wrk") is None:
        return []
    seconds = 2 if smoke else 5
    raw = _other("raw", seconds)
    litestar = _other("litestar", seconds)
    with _evenhand() as (port, process, key):
        ours = _wrk(port, process, "/v1/screen", key, 32, seconds)
        recorded = {n: _wrk(port, process, "/v1/items", key, n, seconds)
                    for n in ((32,) if smoke else (1, 32, 128))}  # fmt: skip
    signals = _signals()
    found = [
        Row("http: raw ASGI, echo", raw.cpu, "us CPU"),
        Row("http: Litestar, echo", litestar.cpu, "us CPU"),
        Row("http: signals' own time for this item, in batches of 32", signals, "us CPU"),
        Row("http: rehearsal, whole pipeline", ours.cpu, "us CPU"),
        Row("- without signals, times raw ASGI", (ours.cpu - signals) / raw.cpu, "x", goal="<= 2"),
        Row("- requests a second", ours.rate, "/s", goal=">= 2,000"),
        Row("- p99 at 32 connections", ours.p99, "ms"),
    ]
    for connections, one in recorded.items():
        found += [
            Row(f"http: durable, logged decisions, {connections} at once", one.rate, "/s",
                goal=">= 5,000"),
            Row("- CPU each", one.cpu, "us CPU"),
            Row("- p50", one.p50, "ms"),
            Row("- p99", one.p99, "ms", goal="< 20"),
        ]  # fmt: skip
    return [*found, Row("machine: load average", os.getloadavg()[0], "")]


def _other(name: str, seconds: int) -> Measured:
    """An echo server of another make."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", f"bench.http_apps:{name}", "--port", str(port),
               "--loop", "uvloop", "--http", "httptools", "--no-access-log",
               "--log-level", "error"]  # fmt: skip
    with _running(command, port, dict(os.environ)) as process:
        return _wrk(port, process, "/v1/screen", "none", 32, seconds)


@contextmanager
def _evenhand() -> Iterator[tuple[int, int, str]]:
    """Our own server on a fresh home, on the disk that the program lies on."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        home = Path(name) / "home"
        key = create_home(home, "https://platform.example", SystemClock(), SystemEntropy()).api_key
        port = _free_port()
        environment = {**os.environ, "EVENHAND_HOME": str(home), "EVENHAND_KEY_RATE": "1e9",
                       "EVENHAND_LOG": "warning"}  # fmt: skip
        command = [sys.executable, "-m", "evenhand", "serve", "--port", str(port)]
        with _running(command, port, environment) as process:
            yield port, process, key


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """A server on the first core."""
    process = subprocess.Popen(
        ["taskset", "-c", "0", *command], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wrk(port: int, process: int, path: str, key: str, connections: int, seconds: int) -> Measured:
    """Ask for a while, on the second core; two seconds beforehand count for nothing."""
    asked = (port, path, key, connections)
    _ask(*asked, 2)
    before = _cpu(process)
    told = _ask(*asked, seconds)
    spent = _cpu(process) - before
    if refused := BAD.search(told):
        raise RuntimeError(f"{refused.group(1)} requests to {path} were refused")
    latency = {part: float(number) * IN_MS[unit]
               for part, number, unit in PERCENTILE.findall(told)}  # fmt: skip
    found = WORKING.search(told)
    if found is None or len(latency) < 2:
        raise RuntimeError(f"wrk measured nothing: {told}")
    rate = float(found.group(1))
    return Measured(rate, spent / (rate * seconds), latency["50"], latency["99"])


def _ask(port: int, path: str, key: str, connections: int, seconds: int) -> str:
    """What wrk says of a while of asking; every item is a new one."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % (json.dumps(BODY), path, key, os.urandom(4).hex()))
        script.flush()
        command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
                   "--latency", "-s", script.name, f"http://127.0.0.1:{port}"]  # fmt: skip
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _cpu(process: int) -> float:
    """Microseconds of CPU that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def _signals() -> float:
    """CPU microseconds that the signals take for the same item."""
    gatherer = Screener().gatherer
    items = [Item(id=f"p-{n}", text=TEXT, author="a-7") for n in range(32)]
    gatherer.gather(items)
    before = time.process_time()
    for _ in range(20):
        gatherer.gather(items)
    return (time.process_time() - before) * 1e6 / (20 * len(items))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
