"""A server for a moment: a home is looked at over HTTP as a stranger would, then it stops."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.log.report import Report

START_SECONDS, STOP_SECONDS, PAUSE = 30.0, 30.0, 0.1
MOST_BYTES = 1_000_000
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a stranger saw.

    Attributes:
        page: address of the public page of a decision, below the server's own.
        title: what stands at its head.
        log: what checking the log found that was served.
    """

    page: str
    title: str
    log: "Report"

    def as_dict(self) -> dict[str, Any]:
        """As JSON writes it."""
        return {"page": self.page, "title": self.title, "log": self.log.as_dict()}


def look_over_http(home: Path, case: str) -> Looked:
    """Serve a home, fetch the public page of one decision, check the log over HTTP, and stop.

    Args:
        case: of the decision; empty is none, and the first page is looked at.

    Raises EvenhandError: EH915 where the server or the page does not come.
    """
    from evenhand.log.source import UrlSource
    from evenhand.log.verify import verify_log

    with _served(home) as (url, came):
        # A decision's page is there once the log was read into the public index.
        page = came(url + (path := f"/d/{case}" if case else "/"))
        title = _TITLE.search(page)
        log = verify_log(UrlSource(f"{url}/log"))
    return Looked(path, unescape(title[1].decode()).strip() if title else "", log)


@contextmanager
def _served(home: Path) -> Iterator[tuple[str, Callable[[str], bytes]]]:
    """A server of this home, on a free port: its address, and what waits for a page of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603  this very program
        [sys.executable, "-m", "evenhand", "serve", "--port", str(port)],
        env={**os.environ, "EVENHAND_HOME": str(home)}, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        came = partial(_came, server)
        came(f"{url}/healthz")
        yield url, came
    finally:
        server.terminate()
        server.communicate(timeout=STOP_SECONDS)


def _came(server: "subprocess.Popen[bytes]", url: str) -> bytes:
    """What is at an address, once it is there. Raises EH915 where it does not come."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=START_SECONDS) as answer:  # noqa: S310
                found: bytes = answer.read(MOST_BYTES)
                return found
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass  # it is not up yet
        time.sleep(PAUSE)
    raise EvenhandError(
        "EH915", "the server did not show a page", not_done="nothing was looked at over HTTP",
        help="`evenhand serve` says why",
    )  # fmt: skip
