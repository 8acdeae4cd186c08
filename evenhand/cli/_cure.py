"""How a cure is shown: what would lift a measure, and what a changed text still shows."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from evenhand.cli._people import measure_dict, measure_line
from evenhand.model.measure import CureStep
from evenhand.model.reading import COUNTS_FROM, Span
from evenhand.statements.messages import BASE, load

if TYPE_CHECKING:
    from evenhand.enforcement.cure import RemainingValue
    from evenhand.pipeline.people.cure import CureView

DO = {
    "remove_or_mask": "remove or mask each, then publish the changed text",
    "mend_page": "mend the page behind the link, then tell us (`evenhand cure ask`)",
}
WHY = {
    "relapsed": "It came back after a cure: a person looks at the next changed text.",
    "tries_used_up": "The five tries are used up: a person looks at the next changed text.",
}


def view_lines(view: "CureView") -> Iterator[str]:
    """What would lift the measures, as text."""
    if not view.measures:
        yield "Nothing is in force here that you could put right."
        return
    for measure in view.measures:
        yield f"{measure.id}  {measure_line(measure)}"
        for step in measure.cure:
            spans = places(view, step)
            where = f" at characters {_spans(spans)}" if spans else ""
            yield f"  {_named(step)}{where}: {DO.get(step.do, step.do)}"
    if view.not_by_oneself:
        yield WHY[view.not_by_oneself]
    else:
        yield f"Changed texts left: {view.tries_left}. Checks left: {view.checks_left}."


def view_dict(view: "CureView") -> dict[str, Any]:
    """What would lift the measures, as JSON writes it."""
    return {
        "measures": [
            measure_dict(measure)
            | {"cure": [
                {"signal": step.signal, "kind": step.kind, "do": step.do,
                 "spans": _span_dicts(places(view, step))}
                for step in measure.cure
            ]}
            for measure in view.measures
        ],
        "revision": view.decision.revision,
        "tries_left": view.tries_left,
        "checks_left": view.checks_left,
        "a_person_looks_because": view.not_by_oneself,
    }  # fmt: skip


def places(view: "CureView", step: CureStep) -> tuple[Span, ...]:
    """Where the values of a step stand in the version decided on."""
    return tuple(sorted({
        span
        for reading in view.readings
        if (reading.signal, reading.kind) == (step.signal, step.kind)
        and reading.score >= COUNTS_FROM
        for span in reading.spans
    }))  # fmt: skip


def remaining_lines(remaining: Iterable["RemainingValue"]) -> Iterator[str]:
    """What a changed text still shows, as text."""
    held = list(remaining)
    if not held:
        yield "Nothing that was flagged remains in this text."
    for value in held:
        where = f" (characters {_spans(value.spans)} of the version decided on)"
        yield f"{_named(value.step)} remains{where if value.spans else ''}"


def remaining_dicts(remaining: Iterable["RemainingValue"]) -> list[dict[str, Any]]:
    """What a changed text still shows, as JSON writes it."""
    return [
        {"signal": value.step.signal, "kind": value.step.kind, "do": value.step.do,
         "spans": _span_dicts(value.spans)}
        for value in remaining
    ]  # fmt: skip


def _named(step: CureStep) -> str:
    """The kind of value, in the words of the notices."""
    return load(BASE).kind(step.signal, step.kind)


def _spans(spans: Iterable[Span]) -> str:
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def _span_dicts(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
