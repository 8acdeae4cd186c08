"""A screening's answer, and its JSON form (contract.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from evenhand import signals
from evenhand.model.clock import utc_text
from evenhand.model.decision import Because, Decision, Finding
from evenhand.model.measure import CureStep, Measure, MeasureState
from evenhand.model.reading import COUNTS_FROM, Reading, SignalFailure, Span
from evenhand.model.signal import SignalSpec


@dataclass(frozen=True, slots=True)
class Result:
    """What was seen in an item and what follows from it.

    Attributes:
        rehearsal: nothing was kept or done.
        log_index: of the decision's entry; None for a rehearsal and for what is allowed.
        lifted: measures on an earlier revision that this one cured.
        repeated: the same item was decided before, and this is that decision.
        notice: address of the writer's own page about it; None where they are told nothing.
    """

    id: str
    decision: Decision
    readings: tuple[Reading, ...]
    failed: tuple[SignalFailure, ...]
    rehearsal: bool
    log_index: int | None = None
    lifted: tuple[Measure, ...] = ()
    repeated: bool = False
    notice: str | None = None

    @property
    def outcome(self) -> str:
        """`allow`, `measures` or `review`."""
        return self.decision.outcome

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON writes it."""
        decision = self.decision
        measures = [measure_dict(m, self.readings) for m in decision.measures]
        answer: dict[str, Any] = {
            "id": self.id,
            "revision": decision.revision,
            "site": decision.site,
            "outcome": decision.outcome,
            "rehearsal": self.rehearsal,
            "policy": [
                {"pack": p.pack, "version": p.version, "digest": p.digest} for p in decision.policy
            ],
            "readings": [_reading(r) for r in self.readings],
            "findings": [finding_dict(f) for f in decision.findings],
            "measures": [m for m in measures if m["state"] == MeasureState.IN_FORCE],
            "log_index": self.log_index,
        }
        proposed = [m for m in measures if m["state"] == MeasureState.PROPOSED]
        further: Mapping[str, Any] = {
            "proposed": proposed,
            "standing": [measure_dict(m, self.readings) for m in decision.standing],
            "asks": [{"reason": a.reason, "rule": a.rule} for a in decision.asks],
            "failed": [{"signal": f.signal, "reason": f.reason} for f in self.failed],
            "strikes": sum(strike.weight for strike in decision.strikes),
            "lifted": [measure_dict(m, ()) for m in self.lifted],
            "case": decision.id,
            "repeated": self.repeated,
            "notice": {"url": self.notice} if self.notice else None,
        }
        return answer | {key: value for key, value in further.items() if value}


def _reading(reading: Reading) -> dict[str, Any]:
    told = {
        "signal": reading.signal,
        "kind": reading.kind,
        "score": reading.score,
        "spans": _spans(reading.spans),
        "detail": dict(reading.detail),
    }
    reason = explained(reading)
    return told | ({"why": reason} if reason else {})


def explained(reading: Reading) -> str:
    """Why a reading came about, in words that do not repeat the value; empty where none are known.

    A reading that was kept may be of a signal that is no longer there.
    """
    spec = _specs().get(reading.signal)
    return spec.explain(reading.detail) if spec and spec.explain else ""


@cache
def _specs() -> Mapping[str, SignalSpec]:
    """The signals of this process: looked for once, since every answer asks."""
    return signals.discover()


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def finding_dict(finding: Finding) -> dict[str, Any]:
    """A finding as JSON writes it."""
    return {
        "rule": finding.rule,
        "pack": finding.pack,
        "clause": finding.clause,
        "outcome": finding.outcome,
        "because": [because_dict(finding.because)],
    } | ({"shadow": True} if finding.shadow else {})


def because_dict(node: Because) -> dict[str, Any]:
    """A because-tree as JSON writes it."""
    found: dict[str, Any] = {"text": node.text, "is": node.truth}
    if node.saw is not None:
        found["saw"] = list(node.saw) if isinstance(node.saw, tuple) else node.saw
    if node.parts:
        found["because"] = [because_dict(part) for part in node.parts]
    return found


def measure_dict(measure: Measure, readings: tuple[Reading, ...]) -> dict[str, Any]:
    """A measure as JSON writes it; what would cure it, with the places of these readings."""
    return {
        "measure": measure.measure,
        "subject": {"type": str(measure.subject.type), "id": measure.subject.id},
        "from": utc_text(measure.from_),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "state": str(measure.state),
        "rules": list(measure.rules),
        "cure": [_cure(step, readings) for step in measure.cure],
    } | ({"id": measure.id} if measure.id else {})


def _cure(step: CureStep, readings: tuple[Reading, ...]) -> dict[str, Any]:
    """What would put it right, with the places in this text."""
    spans = [
        span
        for reading in readings
        if (reading.signal, reading.kind) == (step.signal, step.kind)
        and reading.score >= COUNTS_FROM
        for span in reading.spans
    ]
    return {
        "signal": step.signal,
        "kind": step.kind,
        "do": step.do,
        "spans": _spans(tuple(sorted(set(spans)))),
    }
