"""What was concluded, from what, by whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.item import FactValue
from evenhand.model.measure import Measure, Strike, Subject
from evenhand.model.policy import PolicyRef


@dataclass(frozen=True, slots=True)
class Because:
    """One node of a because-tree: a condition, what it came to, and why.

    Attributes:
        text: the condition as written.
        truth: True, False, or None for UNKNOWN.
        saw: the value that a comparison saw; None where it was absent or for and/or/not.
        parts: the conditions below.
    """

    text: str
    truth: bool | None
    saw: FactValue | None = None
    parts: tuple["Because", ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that came out TRUE or UNKNOWN."""

    pack: str
    rule: str
    clause: str
    outcome: str
    because: Because
    shadow: bool = False


class AskReason(StrEnum):
    """Why a person has to look."""

    RULE = "rule"
    SECOND_PERSON = "second_person"
    SIGNAL_FAILED = "signal_failed"
    NO_AUTHOR = "no_author"
    NO_LINK = "no_link"


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a person has to look at.

    Attributes:
        reason: one of `AskReason`.
        rule: the rule it came from, where one did.
        due_hours: how soon, counted from the decision.
    """

    reason: str
    rule: str | None = None
    due_hours: int = 24


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one subject; immutable, a later one supersedes it.

    Attributes:
        outcome: `allow`, `measures` or `review`.
        measures: in force at once, and those proposed that wait for a second person.
        asks: why a person has to look; empty unless the outcome is `review`.
        strikes: what it adds to the account's record.
        standing: measures in force already that do all that was asked for.
        superseded: measures in force already whose place a new one takes, as they were.
        decided_by: `rule`, or the role of the person, such as `moderator`.
        contacts: ids of the contacts about its matter that may be told of.
        supersedes: the decision that it takes the place of.
        id: the random id of its case, given when it is recorded.
        people: staff names of the people who took it; never public.
        asked: a person's answer to "has anyone outside the rules, owner and staff included,
            raised this with you?"; None where a rule decided.
        reason: a person's own sentence to whom it concerns; holds nothing private.
        one_person: a site with one moderator: nobody else was there to agree.
        facts: names of the asserted facts that it rests on, such as `facts.reporting`.
        sweep: id of the reviewed sweep that it came of; None where the item itself led to it.
    """

    site: str
    subject: Subject
    revision: int
    account: str | None
    outcome: str
    policy: tuple[PolicyRef, ...]
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    asks: tuple[Ask, ...]
    strikes: tuple[Strike, ...]
    decided_by: str
    decided_at: datetime
    standing: tuple[Measure, ...] = ()
    superseded: tuple[Measure, ...] = ()
    matter: str | None = None
    contacts: tuple[str, ...] = ()
    supersedes: str | None = None
    id: str | None = None
    people: tuple[str, ...] = ()
    asked: bool | None = None
    reason: str = ""
    one_person: bool = False
    facts: tuple[str, ...] = ()
    sweep: str | None = None
