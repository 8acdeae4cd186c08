"""Where a log is read from: a folder, or the address it is served at."""

import http.client
import os
import stat
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from evenhand.model.errors import EvenhandError, Where

TIMEOUT_SECONDS = 30.0
CHUNK_BYTES = 65_536


class Source(Protocol):
    """A log's files, by their path below the log."""

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes, None where there is none.

        Of a file longer than `limit` one byte more than `limit` comes back: it then equals nothing
        that is expected of it, and memory is bounded.
        """
        ...

    def listing(self) -> Iterator[str] | None:
        """Paths of all files under `tile/`; None where files cannot be listed."""
        ...


class DirectorySource:
    """A log in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes; None where there is no regular file."""
        try:
            # O_NONBLOCK: a pipe that somebody left in place of a file must not stop an audit
            handle = os.open(self.root / path, os.O_RDONLY | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _unreadable(str(self.root / path), error.strerror or "") from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return None
            return os.read(handle, min(limit, status.st_size) + 1)
        finally:
            os.close(handle)

    def listing(self) -> Iterator[str]:
        """Paths of all files under `tile/`."""
        for folder, _, names in os.walk(self.root / "tile"):
            below = Path(folder).relative_to(self.root).as_posix()
            for name in names:
                yield f"{below}/{name}"


class UrlSource:
    """A log that is served over HTTP; each file is bounded in size and time."""

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        """Read below `url` (http or https). Raises EH381 for another scheme."""
        if not url.lower().startswith(("http://", "https://")):
            raise EvenhandError(
                "EH381",
                "a log is read from a folder, or over http or https",
                help="give the address above `checkpoint`, such as https://example.com/log",
            )
        self.url = url.rstrip("/") + "/"
        self._timeout = timeout
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler,
            urllib.request.HTTPHandler,
            urllib.request.HTTPSHandler,
            urllib.request.HTTPRedirectHandler,
            urllib.request.HTTPErrorProcessor,
            urllib.request.HTTPDefaultErrorHandler,
        ):
            self._opener.add_handler(handler())

    def read(self, path: str, limit: int) -> bytes | None:
        """The file's bytes; None where the server says 404 or 410. Raises EH380 otherwise."""
        end = time.monotonic() + self._timeout
        try:
            with self._opener.open(self.url + path, timeout=self._timeout) as answer:
                data = bytearray()
                while len(data) <= limit and (more := answer.read1(CHUNK_BYTES)):
                    data += more
                    if time.monotonic() > end:
                        raise _unreadable(self.url + path, "it took too long")
                if len(data) <= limit and answer.length:
                    raise _unreadable(self.url + path, "the server cut it off")
                return bytes(data[: limit + 1])
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                return None
            raise _unreadable(self.url + path, f"the server answered {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            raise _unreadable(self.url + path, str(error)) from error

    def listing(self) -> None:
        """A web server lists nothing."""
        return None


def _unreadable(where: str, why: str) -> EvenhandError:
    return EvenhandError(
        "EH380",
        f"a file of the log cannot be read: {why}",
        where=Where(where),
        not_done="the log was not checked to the end",
        help="see that the log can be reached and read, then try again",
    )
