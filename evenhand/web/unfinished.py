"""What was acknowledged before it was decided, and is decided afterwards, whatever happens.

A row of it is durable before the acknowledgement goes out. It is handed to the recorder under an
idempotency key, so that it is decided once however often it is tried: a program that was killed
takes up the rows when it starts again.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any

import msgspec

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.result import Result
from evenhand.store.sites import get_site
from evenhand.store.waiting import (
    Waiting,
    drop_refused,
    finish_waiting,
    keep_waiting,
    undecided,
)
from evenhand.web.batcher import Batcher

Answer = Result | EvenhandError
Submit = Callable[[Item, str], "Future[Answer]"]
MOST = 256
STALE = timedelta(seconds=10)
"""After this long, what another process has not finished is taken up by this one."""
REFUSED_KEPT = timedelta(days=30)
ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Pending:
    """An item that is acknowledged: it will be decided.

    Attributes:
        outcome: what holds until then, by the site's fail modes: `review`, or `allow`.
    """

    id: str
    item: Item
    outcome: str


class Unfinished:
    """Keeps and finishes what waits."""

    def __init__(self, home: Home, submit: Submit, screener: Callable[[str], Screener]) -> None:
        """Begin.

        Args:
            submit: hands an item and its key to the recorder.
            screener: of a site, for what is refused at the door.
        """
        self._home = home
        self._submit = submit
        self._screener = screener
        self._lock = Lock()
        self._under_way: set[str] = set()
        self._ended: dict[str, Answer] = {}
        self._fresh = True
        self._keeper: Batcher[tuple[Item, str], Pending | EvenhandError] = Batcher(
            "unfinished", self._keep
        )

    async def keep(self, item: Item, key: str) -> Pending | EvenhandError:
        """Acknowledge an item that the recorder has under this key; durable on return.

        What the door refuses is refused now. `settle` has to be called once it was decided.
        """
        return await self._keeper.ask((item, key))

    def settle(self, pending: Pending, done: "Future[Answer] | Any") -> None:
        """The recorder has ended with an item; what it could not do is tried again later."""
        with self._lock:
            self._under_way.discard(pending.id)
            if not done.cancelled() and done.exception() is None:
                self._ended[pending.id] = done.result()

    def finish(self) -> None:
        """Forget what is decided; hand over what waits and nobody is at. Blocks on the database."""
        with self._lock:
            ended, self._ended = self._ended, {}
            under_way = set(self._under_way)
        if ended:
            errors = {each: answer for each, answer in ended.items()
                      if isinstance(answer, EvenhandError)}  # fmt: skip
            refused = {each: _told(error) for each, error in errors.items()}
            finish_waiting([each for each in ended if each not in refused], refused)
        now = self._home.clock.now()
        before = now if self._fresh else now - STALE
        self._fresh = False
        for row in undecided(before, under_way | set(ended), MOST):
            self._take_up(row)
        drop_refused(now - REFUSED_KEPT)

    def close(self) -> None:
        """Forget what is decided; the rest is taken up at the next start."""
        self._keeper.close()
        with self._lock:
            ended = {each: answer for each, answer in self._ended.items()
                     if not isinstance(answer, EvenhandError)}  # fmt: skip
        if ended:
            finish_waiting([*ended], {})

    def _take_up(self, row: Waiting) -> None:
        with self._lock:
            self._under_way.add(row.id)
        pending = Pending(row.id, row.item, "")
        self._submit(row.item, row.key).add_done_callback(lambda done: self.settle(pending, done))

    def _keep(self, batch: Sequence[tuple[Item, str]]) -> list[Pending | EvenhandError]:
        """Check and keep what has to wait, in one transaction."""
        answers = [self._checked(item) for item, _ in batch]
        now = self._home.clock.now()
        rows = [
            Waiting(each.id, item, key, now)
            for each, (item, key) in zip(answers, batch, strict=True)
            if isinstance(each, Pending)
        ]
        with self._lock:
            self._under_way.update(row.id for row in rows)
        if rows:
            with self._home.turns:
                keep_waiting(rows)
        return answers

    def _checked(self, item: Item) -> Pending | EvenhandError:
        try:
            site = get_site(item.site)
            checked = self._screener(item.site).checked(item)
        except EvenhandError as refused:
            return refused
        if isinstance(checked, EvenhandError):
            return checked
        held = "hold" in site.fail_modes.values()
        made = self._home.entropy.token(ID_BYTES).hex()
        return Pending(made, item, "review" if held else "allow")


def _told(error: EvenhandError) -> str:
    """The error as it is kept and shown."""
    return msgspec.json.encode(error.as_dict()).decode()
