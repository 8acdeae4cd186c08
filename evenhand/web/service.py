"""The running service: an open home and what every page and route shares."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from evenhand.model.clock import Clock, Entropy
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.home import Home
from evenhand.pipeline.result import Result
from evenhand.pipeline.screeners import Desk, Screeners
from evenhand.store.database import close_database
from evenhand.web import metrics
from evenhand.web.batcher import Batcher
from evenhand.web.unfinished import Unfinished

T = TypeVar("T")
Answer = Result | EvenhandError
Decide = Callable[[Desk, Sequence[Gathered], Sequence[int]], list[Answer]]
DESK_SECONDS = 1.0
"""How long a site's desk is used before it is looked whether packs or banks have changed."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An item that somebody handed in, for the site of their key."""

    item: Item
    key: str | None = None


class Service:
    """One process's share of the service.

    Attributes:
        home: open for writing.
        screeners: what decides each site's items.
        recorder: decides for real; its answers are durable and logged.
        rehearser: says what would be decided, and keeps nothing.
        unfinished: what was acknowledged before it was decided.
    """

    def __init__(self, home: Home) -> None:
        """Serve an open home."""
        self.home = home
        self.screeners = Screeners(home)
        self._desks: dict[str, tuple[float, Desk]] = {}
        self.recorder: Batcher[Arrived, Answer] = Batcher(
            "recorder", self._record, weigh=lambda arrived: len(arrived.item.text) + 1,
            watch=metrics.watch("recorder"),
        )  # fmt: skip
        self.rehearser: Batcher[Item, Answer] = Batcher(
            "rehearser", self._rehearse, weigh=lambda item: len(item.text) + 1,
            watch=metrics.watch("rehearser"),
        )  # fmt: skip
        self.unfinished = Unfinished(
            home, lambda item, key: self.recorder.submit(Arrived(item, key)), self.screeners.of
        )

    @property
    def clock(self) -> Clock:
        """The home's clock."""
        return self.home.clock

    @property
    def entropy(self) -> Entropy:
        """The home's randomness."""
        return self.home.entropy

    def record(self, items: Sequence[Item], keys: Sequence[str | None] = ()) -> list[Answer]:
        """Decide items for real, and wait for it: for whoever is not on the event loop."""
        keys = keys or [None] * len(items)
        arrived = [Arrived(item, key) for item, key in zip(items, keys, strict=True)]
        waiting: list[Future[Answer]] = [self.recorder.submit(each) for each in arrived]
        return [each.result() for each in waiting]

    def close(self) -> None:
        """Finish what was taken in, then close the home."""
        self.rehearser.close()
        self.recorder.close()
        self.unfinished.close()
        self.home.close()

    def _record(self, batch: Sequence[Arrived]) -> list[Answer]:
        """Decide what has arrived for real."""

        def decide(desk: Desk, seen: Sequence[Gathered], numbers: Sequence[int]) -> list[Answer]:
            return desk.corridor.record(seen, [batch[n].key for n in numbers])

        answers = reconnecting(lambda: self._answer([each.item for each in batch], decide))
        metrics.decided("recorded", answers)
        return answers

    def _rehearse(self, items: Sequence[Item]) -> list[Answer]:
        """Say what would be decided."""
        answers = reconnecting(
            lambda: self._answer(
                items, lambda desk, seen, _: [*desk.screener.answer(seen)], carried=False
            )
        )
        metrics.decided("rehearsal", answers)
        return answers

    def _answer(
        self, items: Sequence[Item], decide: Decide, *, carried: bool = True
    ) -> list[Answer]:
        """Each site's items by its own desk, in order; what is refused at the door says so."""
        answers: dict[int, Answer] = {}
        for site, numbers in _by_site(items):
            try:
                desk = self._desk(site)
            except EvenhandError as refused:
                answers |= dict.fromkeys(numbers, refused)
                continue
            good: dict[int, Item] = {}
            for number in numbers:
                checked = desk.screener.checked(items[number])
                if isinstance(checked, Item):
                    good[number] = checked
                else:
                    answers[number] = checked
            seen = desk.screener.gatherer.gather([*good.values()], carried=carried)
            answers |= dict(zip(good, decide(desk, seen, [*good]), strict=True))
        return [answers[n] for n in range(len(items))]

    def _desk(self, site: str) -> Desk:
        """What decides the site's items, as it was within the last second."""
        now = monotonic()
        at, desk = self._desks.get(site, (-DESK_SECONDS, None))
        if desk is None or now - at >= DESK_SECONDS:
            desk = self.screeners.desk(site)
            self._desks[site] = (now, desk)
        return desk


def reconnecting(work: Callable[[], T]) -> T:
    """What `work` gives; where it failed, this thread's connection to the database is made anew.

    A thread of ours outlives a database's restart, its connection does not.
    """
    try:
        return work()
    except EvenhandError:
        raise
    except Exception:
        close_database()
        raise


def _by_site(items: Iterable[Item]) -> Iterable[tuple[str, list[int]]]:
    """The numbers of each site's items, in order."""
    sites: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        sites.setdefault(item.site, []).append(number)
    return sites.items()


_running: Service | None = None


def start(home: Home) -> Service:
    """Make the process's service of an open home."""
    global _running
    _running = Service(home)
    return _running


def service() -> Service:
    """The process's service. Raises RuntimeError where none was started."""
    if _running is None:
        raise RuntimeError("no service was started in this process")
    return _running
