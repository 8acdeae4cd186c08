"""What an audit reads of a case, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FEWEST = 20
"""Cells of fewer cases are not shown and not tested."""

FEWEST_ACCOUNTS = 5
"""A group of fewer accounts is not shown either: it would speak of persons."""

ALPHA = 0.05
"""The chance that an audit claims anything at all where nothing is there."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what it rested on, what the rule alone gives, what was finally done.

    Attributes:
        id: of its first decision; kept inside, never on a page.
        at: of its first decision.
        alike: what has to be equal in like cases: the rules that were TRUE, the kind of item.
        rule: rung of the heaviest measure that the rule alone gives; None where it asks a person.
        taken: rung of the heaviest measure that was finally taken; 0 is none.
        readings: name -> value, of those pieces of evidence that are numbers or yes and no.
        roles: public roles of the account; None is unknown, empty is none.
        asked: roles of those who asked about its matter before it was finally decided; None
            where a contact may not be told of or is about somebody's own data.
        asked_first: one of them had asked before the case began.
        hours: from the first decision to the last that people took; None where none did.
    """

    id: str
    site: str
    at: datetime
    alike: str
    rule: int | None
    taken: int
    readings: Mapping[str, float]
    log_index: int | None = None
    account: str | None = None
    matter: str | None = None
    roles: frozenset[str] | None = None
    language: str | None = None
    asked: frozenset[str] | None = frozenset()
    asked_first: bool = False
    hours: float | None = None


class Family(StrEnum):
    """By what cases are put into groups."""

    ROLE = "role"
    LANGUAGE = "language"
    WHO_ASKED = "who_asked"
    SAMPLE = "sample"
    CONTACT = "contact"


class Outcome(StrEnum):
    """What is compared: how often the measure was heavier or lighter than the rule's, and hours."""

    HEAVIER = "heavier"
    LIGHTER = "lighter"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference, group less others in like cases, with its 95 % confidence interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Test:
    """One test.

    Attributes:
        group: within its family, such as `journalist`.
        cases, others: how many of the group and of the others had like cases on the other side.
        share, others_share: of heavier (lighter) measures; of hours their mean.
        effect: difference of those, within like cases.
        p: of the exact permutation test, two-sided.
        adjusted: p after correction for all tests of the audit.
    """

    __test__ = False  # pytest collects by name

    family: Family
    group: str
    outcome: Outcome
    cases: int
    others: int
    share: float
    others_share: float
    effect: Effect
    p: float
    adjusted: float = 1.0

    @property
    def found(self) -> bool:
        """Whether the audit claims a difference."""
        return self.adjusted <= ALPHA


@dataclass(frozen=True, slots=True)
class Rungs:
    """Mean difference in rungs of a group; told with its interval, not tested."""

    family: Family
    group: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A group that is too small to be shown."""

    family: Family
    group: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two like cases that got different measures; `one` got the heavier.

    Attributes:
        distance: between their readings, in standard deviations.
    """

    one: Case
    other: Case
    distance: float

    @property
    def rungs(self) -> int:
        """How far apart the measures are."""
        return self.one.taken - self.other.taken


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of evenness comes to.

    Attributes:
        cases: how many were read.
        compared: how many of them had like cases.
        erased: cases left out, since their evidence is erased.
        unknown_roles: cases whose account's roles are not known.
        sample_digest: of the auditor's file, `sha256:...`; empty without one.
    """

    cases: int
    compared: int
    tests: tuple[Test, ...]
    rungs: tuple[Rungs, ...]
    suppressed: tuple[Suppressed, ...]
    pairs: tuple[Pair, ...]
    erased: int = 0
    unknown_roles: int = 0
    sample_digest: str = ""

    @property
    def found(self) -> tuple[Test, ...]:
        """The differences that the audit claims."""
        return tuple(test for test in self.tests if test.found)
