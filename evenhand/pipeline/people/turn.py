"""A turn: one command of a person, in one durable transaction, logged before it is answered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.model.clock import day_text, utc_text
from evenhand.model.entry import Draft
from evenhand.model.people import Staff
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.heartbeat import note_days
from evenhand.pipeline.home import Home
from evenhand.store import database
from evenhand.store.recording import Recording
from evenhand.store.staff import get_staff


@dataclass(frozen=True, slots=True)
class Turn:
    """One transaction: its time, and what it writes."""

    home: Home
    now: datetime
    recording: Recording

    def new_id(self) -> str:
        """A random id for a record: 32 hexadecimal digits."""
        return entry_id(self.home.entropy)

    def enter(
        self, kind: str, site: str, case: str, fields: Mapping[str, Any], sealed: Mapping[str, str]
    ) -> int:
        """Put an entry into the log: public fields, and values that only a commitment stands for.

        The exact minute is always committed to. Returns the log index.
        """
        sealed = {"at": utc_text(self.now)[:16], **sealed}
        draft = Draft(kind, site, day_text(self.now), case, fields, sealed)
        return enter(self.recording, draft, self.home.entropy)

    def staff(self, site: str, name: str) -> Staff:
        """Who gives the command. Raises EH413 where nobody of that name works there."""
        return get_staff(site, name)


@contextmanager
def turn(home: Home) -> Iterator[Turn]:
    """Everything inside happens, durable and in the published log, or nothing does."""
    with home.turns:
        with database.writing():
            now = home.clock.now()
            recording = Recording()
            note_days(recording, home.entropy, now)
            yield Turn(home, now, recording)
            recording.flush()
        home.publish()
