"""A receiver of Evenhand's webhooks, in plain Python: begin your platform's own with it.

    EVENHAND_WEBHOOK_SECRET=whsec_... python3 receiver.py [--port 9000] [--file deliveries.jsonl]

It answers 204 once a delivery is durable in the file, whatever happens to the machine next; what
carries measures out reads the file. One that is there already is answered 204 and not kept again.
"""

import argparse
import hmac
import json
import os
import time
from base64 import b64decode, b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

TOLERANCE = 300
"""Seconds that the sender's clock may be off; what is older may be a repetition by somebody."""

MOST_BYTES = 1_000_000


def is_genuine(secrets: list[str], id: str, timestamp: str, signatures: str, body: bytes) -> bool:
    """Whether a webhook is signed with one of our secrets, and is of now."""
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    signed = f"{id}.{timestamp}.".encode() + body
    keys = [b64decode(secret.removeprefix("whsec_")) for secret in secrets]
    wanted = [b"v1," + b64encode(hmac.digest(key, signed, "sha256")) for key in keys]
    found = [one.encode() for one in signatures.split(" ")]
    fits = any(hmac.compare_digest(ours, theirs) for ours in wanted for theirs in found)
    return fits and abs(time.time() - int(timestamp)) <= TOLERANCE


class Deliveries:
    """The file of deliveries, one a line, in the order they came; each id once."""

    def __init__(self, path: Path) -> None:
        """Take up where the file ends; a line that a crash cut short was never answered for."""
        self._file = path.open("a+b")
        self._file.seek(0)
        whole = self._file.read()
        whole = whole[: whole.rfind(b"\n") + 1]
        self._file.truncate(len(whole))
        self._known = {json.loads(line)["webhook_id"] for line in whole.splitlines()}
        self._lock = Lock()

    def keep(self, id: str, delivery: object) -> None:
        """Durable when this returns. Raises OSError where the disk is full: nothing is kept."""
        with self._lock:
            if id in self._known:
                return
            line = json.dumps({"webhook_id": id, "delivery": delivery}).encode() + b"\n"
            end = self._file.seek(0, os.SEEK_END)
            try:
                self._file.write(line)
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError:
                self._file.truncate(end)
                raise
            self._known.add(id)


class Handler(BaseHTTPRequestHandler):
    """Answers one delivery."""

    timeout = 10
    secrets: list[str]
    deliveries: Deliveries

    def do_POST(self) -> None:
        """204 kept, 400 not a delivery, 401 not genuine, 413 too long."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.send_error(413)
            return
        body = self.rfile.read(int(length))
        id, timestamp, signatures = (
            self.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
        )
        if not is_genuine(self.secrets, id, timestamp, signatures, body):
            self.send_error(401)
            return
        try:
            delivery = json.loads(body)
        except ValueError:
            self.send_error(400)
            return
        self.deliveries.keep(id, delivery)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is delivered may concern people."""


def main() -> None:
    """Receive until stopped."""
    options = argparse.ArgumentParser(description="Receives Evenhand's webhooks.")
    options.add_argument("--port", type=int, default=9000)
    options.add_argument("--file", type=Path, default=Path("deliveries.jsonl"))
    chosen = options.parse_args()
    Handler.secrets = os.environ["EVENHAND_WEBHOOK_SECRET"].split()
    Handler.deliveries = Deliveries(chosen.file)
    with ThreadingHTTPServer(("127.0.0.1", chosen.port), Handler) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
