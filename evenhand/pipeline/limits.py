"""Running somebody's code within a time limit."""

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
Expired = Callable[[], bool]


class LimitedRunner:
    """Runs calls on a thread of its own, and lets go of one that does not come back in time.

    Python cannot stop a thread: a call that overruns is told so by `expired()`, and where it does
    not listen its thread is left to end by itself while a new one takes the next call.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[Any] | None = None

    def call(self, work: Callable[[Expired], T], seconds: float) -> T:
        """The result of `work(expired)`. Raises TimeoutError, or what `work` raised."""
        if self._calls is None:
            self._calls = SimpleQueue()
            threading.Thread(target=_serve, args=(self._calls,), daemon=True).start()
        deadline = time.monotonic() + seconds
        answer: SimpleQueue[Any] = SimpleQueue()
        self._calls.put((work, lambda: time.monotonic() > deadline, answer))
        try:
            # A little longer than the limit, so that a signal that listens says so itself.
            result, error = answer.get(timeout=seconds * 1.25 + 0.05)
        except Empty:
            self._calls.put(None)
            self._calls = None
            raise TimeoutError from None
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]


def _serve(calls: "SimpleQueue[Any]") -> None:
    """Take calls until told to stop."""
    while (call := calls.get()) is not None:
        work, expired, answer = call
        try:
            answer.put((work(expired), None))
        except Exception as error:  # noqa: BLE001  whatever it raised is the caller's to judge
            answer.put((None, error))
