"""Who asks from outside: requests, orders and notices; and what is offered to a newsroom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ContactKind(StrEnum):
    """What a contact is in law. The articles are those of Regulation (EU) 2022/2065."""

    REQUEST = "request"
    ORDER_9 = "order_9"
    """An order against content (Art. 9)."""
    ORDER_10 = "order_10"
    """An order to give information (Art. 10)."""
    NOTICE_16 = "notice_16"
    """A notice of illegal content (Art. 16)."""


class ContactRole(StrEnum):
    """In which capacity somebody asks; public, where the person is not."""

    COURT = "court"
    AUTHORITY = "authority"
    LAW_ENFORCEMENT = "law_enforcement"
    POLITICAL = "political"
    ADVERTISER = "advertiser"
    COMPANY = "company"
    MEDIA = "media"
    CIVIL_SOCIETY = "civil_society"
    TRUSTED_FLAGGER = "trusted_flagger"
    OWNER = "owner"
    STAFF = "staff"
    PRIVATE_PERSON = "private_person"


class Channel(StrEnum):
    """How they asked."""

    EMAIL = "email"
    CALL = "call"
    MEETING = "meeting"
    PORTAL = "portal"
    LETTER = "letter"
    MESSAGE = "message"
    SPOKEN = "spoken"


class Asked(StrEnum):
    """What they asked for, in one word."""

    REMOVE = "remove"
    MASK = "mask"
    LABEL = "label"
    BLOCK_LINK = "block_link"
    SUSPEND = "suspend"
    DEMOTE = "demote"
    KEEP = "keep"
    RESTORE = "restore"
    INFORMATION = "information"
    OTHER = "other"


class ContactStanding(StrEnum):
    """Whether it is known that they asked, and for whom."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class SealBecause(StrEnum):
    """Why a contact may not be disclosed; there are no other reasons."""

    LEGAL_BAR = "legal_bar"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Order:
    """What an order of an authority holds (DSA Art. 9 and 10).

    Attributes:
        effect: what was done to give effect to it; empty until anything was.
        effect_at: when.
    """

    authority: str
    legal_basis: str
    scope: tuple[str, ...]
    effect: str = ""
    effect_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice of illegal content holds (DSA Art. 16(2)); names and addresses are sealed.

    Attributes:
        places: exact addresses or ids of the content.
        confirmed_at: when receipt was confirmed to the notifier.
        decided: what was decided, as the notifier was told; empty until then.
        exempt: it alleges an offence for which nobody has to name themselves (Art. 16(2)(c)).
    """

    places: tuple[str, ...]
    reasons: str
    name: str
    email: str
    good_faith: bool
    confirmed_at: datetime | None = None
    decided: str = ""
    decided_at: datetime | None = None
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """Why a contact is not disclosed, by whom, and when that is looked at again.

    Attributes:
        by: staff names; two where the site has two.
        review_at: every 180 days, sooner where a second person is awaited or the reason ends.
        until: where the reason itself has an end.
    """

    because: SealBecause
    by: tuple[str, ...]
    at: datetime
    review_at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the asking side, or whom it is said to come from, had to say."""

    at: datetime
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A request from outside: who asked, for whom, for what, and what was done.

    Attributes:
        organisation: who asked; empty for a natural person.
        person: the natural person who spoke or wrote; sealed, never public.
        on_behalf_of: for whom; an organisation or a role.
        behalf_person: `on_behalf_of` is a natural person, hence sealed.
        own_data: a natural person asks about their own data: never named, dated or counted singly.
        logged_by: staff name of who recorded it.
        wants: what was asked for, in one word.
        text: verbatim; sealed beside a salted commitment.
        objects: what it was about (items, links, accounts); sealed.
        ground: the reason that they gave; sealed.
        binding: a law makes it an order.
        threat_to_life: a person looks at once.
        done: what came of it, in one sentence.
        log_index: of its first entry; None while it is sealed or about own data.
    """

    id: str
    site: str
    kind: ContactKind
    role: ContactRole
    channel: Channel
    wants: Asked
    text: str
    received_at: datetime
    logged_at: datetime
    logged_by: str
    organisation: str = ""
    person: str = ""
    on_behalf_of: str = ""
    behalf_person: bool = False
    own_data: bool = False
    objects: tuple[str, ...] = ()
    ground: str = ""
    binding: bool = False
    threat_to_life: bool = False
    matter: str | None = None
    standing: ContactStanding = ContactStanding.CLAIMED
    replies: tuple[Reply, ...] = ()
    done: str = ""
    order: Order | None = None
    notice: Notice | None = None
    seal: Seal | None = None
    log_index: int | None = None


class OfferOutcome(StrEnum):
    """What a newsroom did with material that it was offered."""

    OPEN = "open"
    DECLINED = "declined"
    REDACTED = "redacted"
    """Published, what is private covered."""
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Offer:
    """Material offered to a newsroom, and what came of it.

    Attributes:
        offered_by: sealed, always.
        fingerprints: SHA-256 of the files, for matching inside only.
        provenance: where it seems to come from; private.
        assessment: what the newsroom found; private.
        why: of the outcome; private.
        public_note: what the newsroom says in public; empty is nothing.
    """

    id: str
    site: str
    offered_by: str
    fingerprints: tuple[str, ...]
    received_at: datetime
    logged_by: str
    matter: str | None = None
    provenance: str = ""
    assessment: str = ""
    assessed_at: datetime | None = None
    outcome: OfferOutcome = OfferOutcome.OPEN
    why: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    public_note: str = ""
