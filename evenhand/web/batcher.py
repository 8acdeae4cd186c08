"""Group commit: what many callers want done is done together, by one thread, in order."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter
from typing import Any, Generic, TypeVar

Given = TypeVar("Given")
Answer = TypeVar("Answer")

MOST = 256
"""In one batch: as many as one recording transaction takes."""
MOST_WEIGHT = 2_000_000
"""In one batch, in what `weigh` counts; something heavier goes alone."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a batcher tells about a batch that it has done.

    Attributes:
        size: how many were in it.
        waited: seconds that the first of it waited for its turn.
        depth: how many wait now.
    """

    size: int
    waited: float
    depth: int


class Batcher(Generic[Given, Answer]):
    """Takes work from any thread; everything that waits is done as one batch.

    While a batch is worked on the next one gathers, so that a busy moment makes larger batches
    and an idle one waits for nobody.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[Sequence[Given]], Sequence[Answer]],
        *,
        weigh: Callable[[Given], int] = lambda _: 1,
        watch: Callable[[Watched], None] = lambda _: None,
    ) -> None:
        """Start the thread.

        Args:
            name: of the thread.
            work: gives one answer for each of a batch, in order; what it raises, all get.
            weigh: how much of a batch's bound something takes.
            watch: is told of every batch.
        """
        self._work = work
        self._weigh = weigh
        self._watch = watch
        self._waiting: SimpleQueue[_Asked[Given, Answer] | None] = SimpleQueue()
        self._held: _Asked[Given, Answer] | None = None
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def depth(self) -> int:
        """How much waits now."""
        return self._waiting.qsize()

    def submit(self, given: Given) -> "Future[Answer]":
        """Have it done with the next batch; from any thread."""
        future: Future[Answer] = Future()
        self._waiting.put(_Asked(given, future, perf_counter()))
        return future

    def ask(self, given: Given) -> "asyncio.Future[Answer]":
        """Have it done with the next batch; from the event loop, and to be awaited there.

        A whole batch comes back to the loop in one call: woken for each by itself, the loop
        would spend more on that than on the requests.
        """
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.put(_Asked(given, future, perf_counter()))
        return future

    def close(self) -> None:
        """Do what waits, then end. Nothing may be submitted any more."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._next()
            if batch:
                waited = perf_counter() - batch[0].at
                self._do(batch)
                self._watch(Watched(len(batch), waited, self.depth))

    def _next(self) -> "tuple[list[_Asked[Given, Answer]], bool]":
        """What waits, the first one waited for; False where the end was asked for."""
        batch: list[_Asked[Given, Answer]] = []
        weight = 0
        each = self._held or self._waiting.get()
        self._held = None
        while each is not None:
            weight += self._weigh(each.given)
            if batch and weight > MOST_WEIGHT:
                self._held = each
                return batch, True
            batch.append(each)
            if len(batch) == MOST:
                return batch, True
            try:
                each = self._waiting.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _do(self, batch: "list[_Asked[Given, Answer]]") -> None:
        answers: Sequence[Answer | Exception]
        try:
            answers, failed = self._work([each.given for each in batch]), False
        except Exception as error:  # noqa: BLE001  whoever asked is told; the thread goes on
            answers, failed = [error] * len(batch), True
        on_loops: dict[AbstractEventLoop, list[_Told]] = {}
        for each, answer in zip(batch, answers, strict=True):
            if isinstance(each.future, asyncio.Future):
                on_loops.setdefault(each.future.get_loop(), []).append((each.future, answer))
            elif each.future.set_running_or_notify_cancel():
                _tell(each.future, answer, failed)
        for loop, told in on_loops.items():
            try:
                loop.call_soon_threadsafe(_tell_all, told, failed)
            except RuntimeError:
                continue  # the loop has ended: nobody waits there any more


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Given, Answer]):
    """Something that waits, since when, and who is told."""

    given: Given
    future: "Future[Answer] | asyncio.Future[Answer]"
    at: float


_Told = tuple["asyncio.Future[Any]", Any]


def _tell_all(told: Sequence[_Told], failed: bool) -> None:
    """On their event loop: give each its answer; who has gone meanwhile is passed over."""
    for future, answer in told:
        if not future.cancelled():
            _tell(future, answer, failed)


def _tell(future: "Future[Any] | asyncio.Future[Any]", answer: Any, failed: bool) -> None:
    """Give somebody an answer, or what was raised."""
    if failed:
        future.set_exception(answer)
    else:
        future.set_result(answer)
