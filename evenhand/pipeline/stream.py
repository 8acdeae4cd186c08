"""Many items through the corridor: in order, in batches, with any number of workers."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.policy import Policy
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import Gathered, batches
from evenhand.pipeline.result import Result

Arrived = tuple[int, Item | EvenhandError]
Answered = tuple[int, Result | EvenhandError]
Decide = Callable[[Sequence[Gathered]], Sequence[Result | EvenhandError]]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to make the same screener as its parent."""

    packs: tuple[str | Path, ...]
    links: str | Path | None
    withheld: str | Path | None
    own: str | Path | None = None
    unwrap: str | Path | None = None

    def screener(self, declared: Iterable[Policy] = ()) -> Screener:
        """A screener of this make; facts that `declared` declare may come with an item too."""
        return Screener(
            self.packs, self.links, self.withheld, own=self.own, unwrap=self.unwrap,
            declared=declared,
        )  # fmt: skip


class Stream:
    """Screens items in input order.

    Signals run in the workers; deciding happens here, one batch after the other, so that
    decisions of one account see each other whatever the number of workers.
    """

    def __init__(
        self, screener: Screener, setup: Setup, workers: int = 1, *, carried: bool = True
    ) -> None:
        """Screen with `workers` processes; `carried` as in `Gatherer.gather`."""
        self._screener = screener
        self._carried = carried
        self._pool: ProcessPoolExecutor | None = None
        self._ahead = 1
        if workers > 1:
            self._pool = ProcessPoolExecutor(
                workers,
                # A fresh interpreter: forking a process that runs threads is not safe.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_make_gatherer,
                initargs=(setup,),
            )
            self._ahead = workers * 2

    def run(self, arrived: Iterable[Arrived], decide: Decide) -> Iterator[Answered]:
        """The answer of each (line, item), in order; an item refused at the door is its error."""
        waiting: deque[tuple[list[Arrived], Future[list[Gathered]] | list[Gathered]]] = deque()
        for batch in batches(self._door(arrived), _characters):
            items = [item for _, item in batch if isinstance(item, Item)]
            waiting.append((batch, self._gather(items)))
            if len(waiting) >= self._ahead:
                yield from _answers(*waiting.popleft(), decide)
        while waiting:
            yield from _answers(*waiting.popleft(), decide)

    def close(self) -> None:
        """Let the workers go."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _door(self, arrived: Iterable[Arrived]) -> Iterator[Arrived]:
        for line, item in arrived:
            yield line, self._screener.checked(item) if isinstance(item, Item) else item

    def _gather(self, items: list[Item]) -> "Future[list[Gathered]] | list[Gathered]":
        if self._pool is None:
            return self._screener.gatherer.gather(items, carried=self._carried)
        return self._pool.submit(_gather, items, self._carried)


def _answers(
    batch: list[Arrived], seen: "Future[list[Gathered]] | list[Gathered]", decide: Decide
) -> Iterator[Answered]:
    gathered = seen.result() if isinstance(seen, Future) else seen
    decided = iter(decide(gathered))
    for line, item in batch:
        yield line, (next(decided) if isinstance(item, Item) else item)


def _characters(arrived: Arrived) -> int:
    _, item = arrived
    return len(item.text) if isinstance(item, Item) else 0


_worker: dict[str, Any] = {}


def _make_gatherer(setup: Setup) -> None:
    """In a worker, once: open the banks and build the signals."""
    _worker["gatherer"] = setup.screener().gatherer


def _gather(items: list[Item], carried: bool) -> list[Gathered]:
    """In a worker: read a batch."""
    found: list[Gathered] = _worker["gatherer"].gather(items, carried=carried)
    return found
