"""hyperscan, where its wheel is installed: many patterns in one pass, from any thread."""

import threading
from collections.abc import Callable, Sequence

try:
    import hyperscan
except ImportError:  # the wheel is missing on some platforms; the readings are the same
    hyperscan = None  # type: ignore[assignment]

Seen = Callable[[int, int, int, int, object], bool | None]
"""Takes the pattern's number, 0, where the match ends, 0 and None; True stops the scan."""


def is_installed() -> bool:
    """Whether `Patterns` can be used."""
    return hyperscan is not None


class Patterns:
    """Compiled patterns over bytes; a pattern's number is its place in the list."""

    def __init__(
        self,
        expressions: Sequence[bytes],
        *,
        caseless: bool = False,
        once: bool = False,
        literal: bool = False,
    ) -> None:
        """`once`: each is told of at most once a scan. `literal`: they are plain strings."""
        flags = 0 if literal else hyperscan.HS_FLAG_DOTALL
        flags |= hyperscan.HS_FLAG_CASELESS if caseless else 0
        flags |= hyperscan.HS_FLAG_SINGLEMATCH if once else 0
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(
            expressions=list(expressions),
            ids=list(range(len(expressions))),
            flags=flags,
            literal=literal,
        )
        self._stopped = hyperscan.ScanTerminated
        # A thread whose time ran out may still be scanning, and scratch space serves one at a time.
        self._local = threading.local()

    def scan(self, data: bytes, seen: Seen) -> bool:
        """Call `seen` for each match, in order of their ends. False when it stopped the scan."""
        try:
            scratch = self._local.scratch
        except AttributeError:
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        try:
            self._database.scan(data, match_event_handler=seen, scratch=scratch)
        except self._stopped:
            return False
        return True
