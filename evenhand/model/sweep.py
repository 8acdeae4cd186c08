"""A sweep: what would change about earlier items after a list has changed, as one batch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from evenhand.model.measure import Subject


class Effect(StrEnum):
    """What a sweep does about the items in it."""

    IMPOSE = "impose"
    """The rules give measures now that they did not give then."""
    LIFT = "lift"
    """The rules no longer give measures that are in force, or proposed."""


class Fate(StrEnum):
    """What came of an item in a sweep."""

    WAITING = "waiting"
    DONE = "done"
    EDITED = "edited"
    """A newer revision is there, and was screened when it came."""
    DECIDED = "decided"
    """Something else was decided about it since the sweep was proposed."""
    APPEALED = "appealed"
    """Somebody has appealed, and a person answers that first."""
    RELEASED = "released"
    """A person has lifted such a measure for the same reason before: that stands."""
    CHANGED = "changed"
    """Another change would follow now than the one that was looked at."""
    NOTHING = "nothing"
    """Nothing would change any more."""
    ERASED = "erased"
    """What its decision rested on is not kept any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure that begins, or ends, for an item.

    Attributes:
        measure: its name; `ask` where a person is to look.
        lifts: id of the measure that ends; None where one begins.
    """

    measure: str
    subject: Subject
    lifts: str | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """A revision of an item in a sweep.

    Attributes:
        key: its place in the sweep.
        decision: on that revision; once it is done, the one that came of the sweep.
    """

    sweep: str
    item: str
    revision: int
    decision: str
    changes: tuple[Change, ...]
    fate: Fate = Fate.WAITING
    done_at: datetime | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody has proposed, released or withdrawn a sweep, and answered the asked-question.

    Attributes:
        role: in which they did.
        contacts: in which it was raised with them; none where the answer is no.
    """

    by: str
    role: str
    at: datetime
    asked: bool
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sweep:
    """A batch: proposed by one person, released or withdrawn as a whole.

    Attributes:
        covers: what kind of thing was listed or withheld, or is so no more: `page`, `prefix`,
            `site` or `document`.
        entry: which one. Private, as the list is.
        light: one person may release it, who proposed it too, and at once: it only lifts, or
            only holds for private information.
        hold_until: nobody releases it before.
        looked_at: how many items carry it; `items`: about how many something would change.
        nothing: about how many of them nothing changes.
        wordless: how many were judged by what is kept of them, for their words are not.
        counts: measure -> about how many items it begins or ends.
        digest: of all that is in it.
        reason: of the proposal; for the staff.
    """

    id: str
    site: str
    effect: Effect
    covers: str
    entry: str
    proposed: Consent
    light: bool
    hold_until: datetime
    looked_at: int
    items: int
    nothing: int
    wordless: int
    digest: str
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    released: Consent | None = None
    withdrawn: Consent | None = None
    finished_at: datetime | None = None

    @property
    def state(self) -> str:
        """`withdrawn`, `done`, `released` (and being done), or `proposed`."""
        if self.withdrawn is not None:
            return "withdrawn"
        if self.released is None:
            return "proposed"
        return "done" if self.finished_at is not None else "released"
