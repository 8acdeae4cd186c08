"""A real shortener on this machine: paths, and what each leads to."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from evenhand.connectors.fetch.guard import Reach
from evenhand.connectors.fetch.wire import Limits

LOCAL = Limits(seconds=5.0, size=65_536, reach=Reach.LOOPBACK)


@contextmanager
def shortener(leads: Mapping[str, str | int]) -> Iterator[tuple[str, list[str]]]:
    """Serve redirects (a path's `Location`) and other answers (a status).

    Yields the server's host and port, and the paths as they are asked for.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = leads.get(self.path, 404)
            self.send_response(answer if isinstance(answer, int) else 301)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            body = b"x" * 100_000 if answer == 200 else b""
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
