"""Records about people and affairs: who works here, who has an interest, who asserts what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.item import FactValue
from evenhand.model.measure import Subject


class Role(StrEnum):
    """What somebody does for a site."""

    MODERATOR = "moderator"
    SENIOR = "senior"
    OUTSIDE_REVIEWER = "outside_reviewer"
    POLICY_EDITOR = "policy_editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


DECIDERS = frozenset({Role.MODERATOR, Role.SENIOR, Role.OUTSIDE_REVIEWER, Role.ADMINISTRATOR})
"""Roles that decide cases."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works for a site, under the name by which they log in; never public.

    Attributes:
        until: when they left; None is still here.
    """

    site: str
    name: str
    role: Role
    since: datetime
    until: datetime | None = None


class FactStanding(StrEnum):
    """How an asserted fact stands; one that has fallen counts for nothing any more."""

    CLAIMED = "claimed"
    DISPUTED = "disputed"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value about an item or account, with who says so.

    Attributes:
        basis: what it rests on, in the asserter's words; `item` where it came with the item.
        at: when it was asserted.
        contact: the contact that brought it, where one did.
        dispute: what was said against it, where anything was.
        id: given when it is kept.
    """

    subject: Subject
    name: str
    value: FactValue
    asserted_by: str
    basis: str
    at: datetime
    contact: str | None = None
    standing: FactStanding = FactStanding.CLAIMED
    dispute: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """The affair that items, links, contacts, offers and cases belong to.

    Attributes:
        parties: who is concerned, as interests and contacts name them.
    """

    site: str
    id: str
    title: str
    opened_at: datetime
    parties: tuple[str, ...] = ()


class Holder(StrEnum):
    """In which capacity somebody has an interest."""

    OWNER = "owner"
    OFFICER = "officer"
    REVIEWER = "reviewer"


class InterestKind(StrEnum):
    """What ties somebody to a party."""

    ENDORSEMENT = "endorsement"
    MEMBERSHIP = "membership"
    EMPLOYMENT = "employment"
    FINANCIAL = "financial"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Interest:
    """A tie of an owner, officer or reviewer to a party.

    Attributes:
        holder: the staff name of a reviewer, else who it is; never public.
        role: in which capacity; public.
        party: whom it is with, as matters and contacts name them.
        person: the party is a natural person, whom no notice names.
        source: where it is known from.
        id: random, given when it is kept.
    """

    site: str
    holder: str
    role: Holder
    party: str
    kind: InterestKind
    source: str
    from_: datetime
    until: datetime | None = None
    person: bool = False
    id: str = ""
