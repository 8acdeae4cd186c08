"""What goes on beside requests: supervised duties, each in a thread of its own.

A duty that fails is logged and tried again, later each time; it never takes the others along.
On PostgreSQL several processes have the same duties, and one of them does each at a time.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from evenhand.connectors.fetch.looking import fetched
from evenhand.connectors.outgoing import senders
from evenhand.pipeline.changes import expire
from evenhand.pipeline.deliver import deliver
from evenhand.pipeline.people.looks import look_again
from evenhand.pipeline.people.retention import sweep
from evenhand.pipeline.people.upkeep import upkeep
from evenhand.pipeline.public.projection import project
from evenhand.store import database
from evenhand.web.service import Service

LONGEST_WAIT = 60.0
NIGHT = 86_400.0
log = logging.getLogger("evenhand.background")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do regularly; doing it twice does nothing twice.

    Attributes:
        every: seconds from the end of one time to the next.
    """

    name: str
    every: float
    work: Callable[[], object]


def duties(service: Service) -> tuple[Duty, ...]:
    """What a running service has to do."""
    home = service.home
    return (
        Duty("expire", 2.0, lambda: expire(home)),
        Duty("unfinished items", 1.0, service.unfinished.finish),
        Duty("deliver", 1.0, lambda: deliver(home, senders(home))),
        Duty("public index", 5.0, lambda: project(home)),
        Duty("later looks", 60.0, lambda: look_again(home, service.screeners.of, fetched)),
        Duty("upkeep", 30.0, lambda: upkeep(home)),
        Duty("retention", NIGHT, lambda: sweep(home)),
    )


class Background:
    """Runs duties until it is closed."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        """Begin with each of them at once: what fell due meanwhile happens now."""
        self._end = Event()
        self._threads = [
            Thread(target=self._run, args=(duty,), name=duty.name, daemon=True) for duty in duties
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Let each duty end what it does, then stop."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _run(self, duty: Duty) -> None:
        wait = 0.0
        failures = 0
        while not self._end.wait(wait):
            try:
                with database.alone(duty.name) as mine:
                    if mine:
                        duty.work()
                wait, failures = duty.every, 0
            except Exception:
                # Whatever it was: the duty goes on, and the log says what happened.
                log.exception("duty failed", extra={"duty": duty.name})
                database.close_database()  # a broken connection is opened anew
                failures += 1
                wait = min(duty.every * 2**failures, max(LONGEST_WAIT, duty.every))
        database.close_database()
