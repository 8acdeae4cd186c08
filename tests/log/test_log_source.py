"""Where a log is read from: a folder, and a server on this machine."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evenhand.log.prover import prove
from evenhand.log.source import DirectorySource, UrlSource
from evenhand.log.verify import verify_log
from evenhand.model.errors import EvenhandError


def code_of(call, *arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        call(*arguments)
    return caught.value.code


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; some addresses misbehave."""

    def log_message(self, *arguments: object) -> None:
        return

    def do_GET(self) -> None:
        if self.path == "/error":
            self.send_error(500)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"half")
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                self.wfile.write(b"x")
                if threading.Event().wait(0.05):
                    break
        else:
            super().do_GET()


@pytest.fixture
def served(tmp_path: Path, write_files, entries: list[bytes]) -> Iterator[tuple[Path, str]]:
    """A log in a folder, and the address it is served at."""
    root = tmp_path / "served"
    for path, data in write_files(entries).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield root, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_served_log_is_audited_like_one_in_a_folder(served) -> None:
    root, url = served
    there, here = verify_log(UrlSource(url)), verify_log(DirectorySource(root))
    assert there.sound
    assert here.sound
    assert (there.checkpoint, there.listed, here.listed) == (here.checkpoint, False, True)
    assert prove(UrlSource(url + "/"), 5) == prove(DirectorySource(root), 5)
    (root / "tile/0/000").write_bytes(bytes(8192))
    assert [fault.file for fault in verify_log(UrlSource(url)).faults] == ["tile/0/000"]
    (root / "tile/0/000").unlink()
    assert [fault.code for fault in verify_log(UrlSource(url)).faults] == ["EH352"]
    assert code_of(verify_log, UrlSource(url + "/nowhere")) == "EH350"


def test_what_a_server_sends_is_bounded(served) -> None:
    _, url = served
    assert len(UrlSource(url).read("tile/0/000", 100)) == 101
    assert len(UrlSource(url).read("tile/0/000", 8192)) == 8192
    assert code_of(UrlSource(url, timeout=0.3).read, "drip", 1_000) == "EH380"


@pytest.mark.parametrize("path", ["error", "cut", "elsewhere"])
def test_a_server_that_fails_is_no_fault_of_the_log(served, path: str) -> None:
    assert code_of(UrlSource(served[1]).read, path, 1_000) == "EH380"


def test_a_server_that_is_not_there() -> None:
    assert code_of(UrlSource("http://127.0.0.1:1").read, "checkpoint", 10) == "EH380"


@pytest.mark.parametrize("url", ["file:///etc", "ftp://log.example", "log.example", ""])
def test_other_schemes_are_refused(url: str) -> None:
    assert code_of(UrlSource, url) == "EH381"


def test_a_folder_gives_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "tile/0").mkdir(parents=True)
    (tmp_path / "tile/0/000").write_bytes(b"12345")
    os.mkfifo(tmp_path / "tile/0/001")
    (tmp_path / "tile/0/002").symlink_to("nowhere")
    source = DirectorySource(tmp_path)
    assert source.read("tile/0/000", 5) == b"12345"
    assert source.read("tile/0/000", 3) == b"1234"
    for path in ("tile/0/001", "tile/0/002", "tile/0/003", "tile/0", "tile/0/000/x"):
        assert source.read(path, 5) is None
    assert sorted(source.listing()) == ["tile/0/000", "tile/0/001", "tile/0/002"]
    assert list(DirectorySource(tmp_path / "none").listing()) == []
