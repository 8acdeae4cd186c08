"""Cases in a list: of each the few things that tell which one to take."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.model.case import Case
from evenhand.model.clock import utc_text
from evenhand.model.measure import MeasureState
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.covered import cover
from evenhand.pipeline.people.today import is_in_hands_of
from evenhand.review.claim import holder
from evenhand.review.queues import urgency_at
from evenhand.store.decisions import first_decision
from evenhand.store.flags import count_flags
from evenhand.store.items import known_roles
from evenhand.store.measures import active_strikes, measures_of_decision
from evenhand.text.records import case_dict

COLUMNS = (
    "id", "queue", "urgency", "opened_at", "due_at", "reasons", "about", "matter", "reading",
    "flags", "roles", "strikes", "proposed", "held_by",
)  # fmt: skip
"""Of the list as CSV, in order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases somebody wants to see; what is empty does not matter."""

    queue: str = ""
    reason: str = ""
    matter: str = ""
    mine: bool = False

    def takes(self, case: Case, name: str, at: datetime) -> bool:
        """Whether somebody of this name wants to see a case."""
        return (
            self.queue in ("", case.queue)
            and (not self.reason or self.reason in case.reasons)
            and self.matter in ("", case.matter)
            and (not self.mine or is_in_hands_of(case, name, at))
        )


@dataclass(frozen=True, slots=True)
class Facets:
    """By what a list can be narrowed, each with how many cases it leaves."""

    queues: Mapping[str, int]
    reasons: Mapping[str, int]
    matters: Mapping[str, int]
    mine: int


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a list.

    Attributes:
        about: its subject's id, private values in it covered.
        urgency: as it is now, 1 (minutes) to 4.
        reading: the surest reading that counts; None where nothing is known of any.
        roles: of the account; None is unknown.
        strikes: that are active now, by weight.
        proposed: names of the measures that wait for agreement.
        held_by: who has it in hand now; None is nobody.
        mine: whoever asks has it in hand.
    """

    case: Case
    about: str
    urgency: int
    reading: Reading | None
    flags: int
    roles: tuple[str, ...] | None
    strikes: int
    proposed: tuple[str, ...]
    held_by: str | None
    mine: bool

    def as_dict(self) -> dict[str, Any]:
        """The line as JSON writes it."""
        reading = self.reading
        return {
            **case_dict(self.case),
            "urgency": self.urgency,
            "subject": {"type": str(self.case.subject.type), "id": self.about},
            "reading": f"{reading.signal}/{reading.kind} {reading.score:.2f}" if reading else None,
            "flags": self.flags,
            "roles": None if self.roles is None else list(self.roles),
            "strikes": self.strikes,
            "proposed": list(self.proposed),
            "held_by": self.held_by,
        }

    def as_row(self) -> dict[str, Any]:
        """The line as CSV writes it."""
        told, case = self.as_dict(), self.case
        return told | {
            "about": f"{case.subject.type} {self.about}",
            "opened_at": utc_text(case.opened_at),
            "reasons": ", ".join(case.reasons),
            "roles": "" if self.roles is None else ", ".join(self.roles),
            "proposed": ", ".join(self.proposed),
        }


def facets(cases: Sequence[Case], name: str, at: datetime) -> Facets:
    """By what these cases can be narrowed, the most frequent first."""
    return Facets(
        queues=_counted(case.queue for case in cases),
        reasons=_counted(reason for case in cases for reason in case.reasons),
        matters=_counted(case.matter for case in cases if case.matter),
        mine=sum(is_in_hands_of(case, name, at) for case in cases),
    )


def lines(home: Home, cases: Sequence[Case], name: str) -> list[Line]:
    """The cases, in their order, each with what tells whether to take it."""
    at = home.clock.now()
    accounts = [(case.site, case.account) for case in cases if case.account]
    roles, strikes = known_roles(accounts), active_strikes(accounts, at)
    flags = count_flags(case.id for case in cases)
    return [
        Line(
            case=case,
            about=cover(case.subject.id),
            urgency=urgency_at(case, at),
            reading=_surest(case),
            flags=flags.get(case.id, 0),
            roles=roles.get((case.site, case.account or "")),
            strikes=sum(s.weight for s in strikes.get((case.site, case.account or ""), ())),
            proposed=_proposed(case),
            held_by=holder(case, at),
            mine=is_in_hands_of(case, name, at),
        )
        for case in cases
    ]


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _surest(case: Case) -> Reading | None:
    """The surest reading behind a case; of several the first by name."""
    if case.decision is None:
        return None
    kept = evidence_of(first_decision(case.decision))
    counting = [r for r in kept.readings if r.score >= COUNTS_FROM] if kept else []
    return min(counting, key=lambda r: (-r.score, r.signal, r.kind), default=None)


def _proposed(case: Case) -> tuple[str, ...]:
    measures = measures_of_decision(case.decision) if case.decision else []
    return tuple(m.measure for m in measures if m.state is MeasureState.PROPOSED)
