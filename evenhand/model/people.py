"""Records about people: who flags, asks, decides, appeals, and has an interest."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.model.item import FactValue
from evenhand.model.measure import Subject


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value about an item or account, with who says so."""

    subject: Subject
    name: str
    value: FactValue
    asserted_by: str
    basis: str
    at: datetime
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """The affair that items, links, contacts, offers and cases belong to."""

    site: str
    id: str
    title: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """Something a person has to decide.

    Attributes:
        id: the decision's own random id.
        queue: `private_information`, `appeal`, ...
        urgency: 1 (minutes) to 4.
        held_by: who claimed it, until `held_until`.
        second_person: who else decided, where two are needed.
    """

    id: str
    site: str
    queue: str
    urgency: int
    opened_at: datetime
    due_at: datetime
    reasons: tuple[str, ...]
    state: str = "open"
    held_by: str | None = None
    held_until: datetime | None = None
    second_person: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A user's complaint: it orders the queue and never causes a measure."""

    id: str
    site: str
    subject: Subject
    why: str
    received_at: datetime
    who: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """A request to look at a decision again; outcome upheld, overturned or varied."""

    id: str
    decision: str
    text: str
    received_at: datetime
    deadline: datetime
    outcome: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """A tie of an owner, officer or reviewer to a party."""

    holder: str
    party: str
    kind: str
    source: str
    from_: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A request from outside: who asked, for whom, for what, and what was done.

    Attributes:
        standing: `claimed`, `verified` or `disputed`.
        asked: verbatim; sealed beside salted commitments.
        binding: whether a law makes it an order.
        sealed_until: where a legal bar or a person's safety forbids disclosure.
    """

    id: str
    site: str
    who_role: str
    who_organisation: str
    on_behalf_of: str
    channel: str
    received_at: datetime
    logged_at: datetime
    asked: str
    ground: str
    binding: bool
    standing: str = "claimed"
    reply: str | None = None
    matter: str | None = None
    cases: tuple[str, ...] = ()
    done: str | None = None
    sealed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Material offered to a newsroom, and what came of it."""

    id: str
    site: str
    offered_by: str
    fingerprints: tuple[str, ...]
    assessment: str
    outcome: str
    why: str
    received_at: datetime
