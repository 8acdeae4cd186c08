"""Servers on 127.0.0.1 that fail by plan, for whoever delivers to them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

OK, ERROR, HANG, CUT, LOSE, MOVED = "ok", "error", "hang", "cut", "lose", "moved"
"""Answers properly, with 500, not at all in time, by breaking off before the request is handled,
by breaking off after it, with a redirect."""


def request_of(connection: socket.socket) -> bytes:
    """One whole request; empty where the other side has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := connection.recv(65_536)):
            return b""
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n")
                  if line.lower().startswith(b"content-length"))  # fmt: skip
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


@contextmanager
def faulty(
    fault: Callable[[], str], handle: Callable[[bytes], bytes]
) -> Iterator[tuple[int, list[bytes]]]:
    """Gives (port, requests); each request is handled, or not, as `fault()` says."""
    requests: list[bytes] = []
    done = threading.Event()

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(10)
            request = request_of(connection)
            if not request:
                return
            how = fault()
            requests.append(request)
            if how == HANG:
                done.wait(10)
            elif how in (OK, LOSE):
                answer = handle(request)
                if how == OK:
                    connection.sendall(answer)
            elif how == ERROR:
                connection.sendall(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
            elif how == MOVED:
                connection.sendall(b"HTTP/1.1 307 Go\r\nLocation: /on\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        threads = []

        def accept() -> None:
            while not done.is_set():
                with suppress(TimeoutError):
                    connection, _ = listening.accept()
                    threads.append(threading.Thread(target=serve, args=(connection,)))
                    threads[-1].start()

        listening.settimeout(0.02)
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield listening.getsockname()[1], requests
        finally:
            done.set()
            accepting.join()
            for thread in threads:
                thread.join()


def accepted(_: bytes) -> bytes:
    """An empty 204."""
    return b"HTTP/1.1 204 No Content\r\n\r\n"


def passed_on(port: int) -> Callable[[bytes], bytes]:
    """What the server at this port answers to a request."""

    def handle(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as behind:
            behind.sendall(request)
            answer = b""
            while more := behind.recv(65_536):
                answer += more
            return answer

    return handle
