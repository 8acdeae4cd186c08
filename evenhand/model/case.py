"""What a person has to decide, and what brings it there: cases, flags, appeals, cures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.measure import Subject


class CaseState(StrEnum):
    """A case is open until somebody decides it."""

    OPEN = "open"
    CLOSED = "closed"


class CaseReason(StrEnum):
    """Why there is a case, where it is not for one of a decision's own `AskReason`s."""

    FLAG = "flag"
    APPEAL = "appeal"
    FACT_FELL = "fact_fell"
    FACT_TOLD = "fact_told"
    """Somebody told a fact that the decision did not know of."""
    CURE = "cure"
    LOOK_AGAIN = "look_again"
    CONTACT = "contact"
    THREAT_TO_LIFE = "threat_to_life"
    SEAL = "seal"
    HOLD = "hold"
    HARMED_PARTY = "harmed_party"
    """Beside another reason: the person whose own information it is asks."""
    TRUSTED_FLAGGER = "trusted_flagger"
    """Beside another reason: a trusted flagger asks, whose notices go first."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something a person has to decide.

    Attributes:
        id: the decision's own random id where a decision asked for it, else one of its own.
        queue: the names are in `review.queues`.
        urgency: 1 (minutes) to 4.
        subject: what it is about.
        decision: the decision that is to be looked at; None where there is none.
        about: id of the appeal, contact, fact, measure or look that it is for.
        held_by: staff name of who claimed it, until `held_until`.
        closed_by: staff name of who decided it; `rule` where nothing was left to decide.
    """

    id: str
    site: str
    queue: str
    urgency: int
    opened_at: datetime
    due_at: datetime
    reasons: tuple[str, ...]
    subject: Subject
    decision: str | None = None
    matter: str | None = None
    account: str | None = None
    about: str | None = None
    state: CaseState = CaseState.OPEN
    held_by: str | None = None
    held_until: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down about a case; never deleted by hand.

    Attributes:
        draft: text of a decision that was not taken because somebody else was first.
    """

    case: str
    by: str
    at: datetime
    text: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """Somebody agreed to a proposed measure."""

    measure: str
    by: str
    role: str
    at: datetime


class Party(StrEnum):
    """Who is told, and who may appeal."""

    WRITER = "writer"
    HARMED = "harmed"
    FLAGGER = "flagger"


class FlagWhy(StrEnum):
    """What somebody says is wrong with an item."""

    PRIVATE_INFORMATION = "private_information"
    WITHHELD_MATERIAL = "withheld_material"
    SPAM = "spam"
    ILLEGAL = "illegal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flag:
    """A user's complaint: it orders the queue and never causes a measure.

    Attributes:
        text: in the flagger's words; sealed.
        who: as they name themselves; None without an account. Sealed.
        reach: where an answer can be sent; sealed.
        harmed: the flagger says that it is their own information.
        receipt: digest of the secret in the flagger's receipt link.
        case: what it was joined to; None where it was answered at once.
        answer: what the flagger is told.
        decision: the decision that answers it.
    """

    id: str
    site: str
    subject: Subject
    revision: int | None
    why: FlagWhy
    text: str
    received_at: datetime
    receipt: str
    who: str | None = None
    reach: str = ""
    harmed: bool = False
    trusted: bool = False
    language: str = "en"
    case: str | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    decision: str | None = None
    log_index: int | None = None


class AppealOutcome(StrEnum):
    """What became of an appeal."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"
    VARIED = "varied"


@dataclass(frozen=True, slots=True)
class Appeal:
    """A request to look at a decision again.

    Attributes:
        party: who appeals.
        flag: the flag of a harmed party or flagger who appeals.
        text: in their words; sealed.
        deadline: by when it has to be answered.
        answer: the written answer, always there once there is an outcome.
        result: the decision that answered it.
    """

    id: str
    site: str
    decision: str
    party: Party
    text: str
    received_at: datetime
    deadline: datetime
    flag: str | None = None
    outcome: AppealOutcome | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    result: str | None = None
    log_index: int | None = None


@dataclass(frozen=True, slots=True)
class CureRecord:
    """How an item's writer has gone about putting it right.

    Attributes:
        tries: revisions sent since a curable measure fell on it that did not cure it.
        checks: live checks asked for.
        cured_at: when a cure last lifted something.
        relapsed_at: when it was found again after a cure; self-cure is over then.
    """

    site: str
    item: str
    tries: int = 0
    checks: int = 0
    cured_at: datetime | None = None
    relapsed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A later look at the page behind a link whose block a person lifted.

    Attributes:
        found: None until it was looked; else `clean`, `relapsed` or `by_person`.
    """

    id: int
    site: str
    decision: str
    measure: str
    link: str
    due_at: datetime
    found: str | None = None
