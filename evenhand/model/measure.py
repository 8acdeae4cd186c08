"""What is done, to what, until when, and how it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SubjectType(StrEnum):
    """What a measure can fall on, and a contact, on which none can."""

    ITEM = "item"
    LINK = "link"
    ACCOUNT = "account"
    CONTACT = "contact"
    """Of cases alone: a contact that names nothing that is known here, or is sealed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One item, link or account of a site."""

    type: SubjectType
    id: str


class MeasureState(StrEnum):
    """States of a measure; the permitted transitions are in `enforcement.states`."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    LIFTED = "lifted"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class CureStep:
    """One thing that would lift the measure: the values of this kind gone or masked."""

    signal: str
    kind: str
    do: str = "remove_or_mask"


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A measure's card, one file in `enforcement/measures`, found by looking.

    Attributes:
        name: as in a pack's `measures`.
        subject: what it falls on.
        severity: 1 (lightest) to 99; of several on one subject the heaviest wins.
        default_hours: how long it lasts when nothing says otherwise; None is without an end.
        no_end_because: the named reason where there is no end.
        alone_hours: how long one person or a rule may keep it up without a second person;
            None is without limit, 0 is not at all.
        strike_weight: what it adds to the account's strikes.
        instead: the lighter measure that holds meanwhile where a second person is needed.
        curable: whether removing what was found lifts it.
        endless: never has an end date; a rule's hours do not apply to it.
        dsa: fields of the DSA transparency database that it sets.
        dsa_end: the DSA field for its end date.
        text: language -> {name, what, lift}: what it is called, does, and how it is lifted, as
            the affected person reads it.
    """

    name: str
    subject: SubjectType
    severity: int
    default_hours: int | None
    no_end_because: str | None
    alone_hours: int | None
    strike_weight: int
    dsa: Mapping[str, str | list[str]]
    dsa_end: str
    text: Mapping[str, Mapping[str, str]]
    instead: str | None = None
    curable: bool = True
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure on a subject.

    Either `until` or `no_end_because` is set: no measure is without an end or a named reason.

    Attributes:
        from_: since when, aware.
        rules: rule ids that it rests on.
        cure: what would lift it; empty where nothing the writer can do would.
        id: given when it is recorded.
        decision: id of the decision that ordered it, given when it is recorded.
        decide_by: of a proposed measure: when it ends by itself unless a second person agreed.
        ended_at: when it was lifted, expired or superseded.
    """

    measure: str
    subject: Subject
    from_: datetime
    until: datetime | None
    no_end_because: str | None = None
    state: MeasureState = MeasureState.IN_FORCE
    rules: tuple[str, ...] = ()
    cure: tuple[CureStep, ...] = ()
    id: str | None = None
    decision: str | None = None
    decide_by: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """A mark on an account's record; it expires.

    Attributes:
        item: the item that it is for: one deed, one strike, however often the item is edited.
    """

    account: str
    weight: int
    from_: datetime
    expires_at: datetime
    decision: str | None = None
    site: str = "main"
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A measure on its way to the platform: queued until the platform acknowledges it."""

    measure: str
    state: str
    attempts: int = 0
    next_at: datetime | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
