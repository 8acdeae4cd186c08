"""What every measure must satisfy, whoever made it, and how two measures compare."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from evenhand.enforcement.ladder import known_kind
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureKind, MeasureState, Subject


def check_measure(measure: Measure, kinds: Mapping[str, MeasureKind]) -> Measure:
    """The measure itself, if it has an end or a named reason and fits its card.

    Raises EvenhandError: EH603 unknown measure, EH604 anything else.
    """
    kind = known_kind(measure.measure, kinds)
    reason = (measure.no_end_because or "").strip()
    if measure.from_.tzinfo is None or (measure.until and measure.until.tzinfo is None):
        raise _unfit(measure, "has a time without a zone")
    if measure.until is None and not reason:
        raise _unfit(measure, "has neither an end nor a named reason for having none")
    if measure.until is not None and reason:
        raise _unfit(measure, "has an end and also a reason for having none")
    if measure.until is not None and measure.until <= measure.from_:
        raise _unfit(measure, "ends before it begins")
    if measure.until is not None and kind.endless:
        raise _unfit(measure, "never has an end date, and was given one")
    if measure.subject.type is not kind.subject:
        raise _unfit(measure, f"falls on an {kind.subject}, not on this {measure.subject.type}")
    return measure


def is_on(measure: Measure, at: datetime) -> bool:
    """Whether the measure has effect at a time: in force, begun, and not past its end."""
    begun = measure.state is MeasureState.IN_FORCE and measure.from_ <= at
    return begun and (measure.until is None or at < measure.until)


def effective(
    measures: Iterable[Measure], subject: Subject, at: datetime, kinds: Mapping[str, MeasureKind]
) -> Measure | None:
    """The measure that a subject feels at a time: the heaviest that is on; None where none is.

    Several may be in force on one subject, each ordered for its own reason and ending on its
    own. What the platform is told follows from the heaviest; when that one ends, the next shows.
    """
    on = [m for m in measures if m.subject == subject and is_on(m, at)]
    return max(on, key=lambda m: known_kind(m.measure, kinds).severity, default=None)


def outlasts(first: Measure, second: Measure) -> bool:
    """Whether the first measure ends no sooner than the second."""
    if first.until is None:
        return True
    return second.until is not None and first.until >= second.until


def covers(first: Measure, second: Measure, kinds: Mapping[str, MeasureKind]) -> bool:
    """Whether the first measure already does all that the second would, for as long.

    It is at least as heavy on the same subject, rests on the same rules at least, ends no sooner,
    and no cure would end it that would not end the second too.
    """
    severity = known_kind(first.measure, kinds).severity
    return (
        first.subject == second.subject
        and severity >= known_kind(second.measure, kinds).severity
        and set(first.rules) >= set(second.rules)
        and outlasts(first, second)
        and (not first.cure or (bool(second.cure) and set(first.cure) >= set(second.cure)))
    )


def _unfit(measure: Measure, what: str) -> EvenhandError:
    return EvenhandError(
        "EH604",
        f"The measure `{measure.measure}` {what}.",
        not_done="The measure was not ordered.",
        help="A measure has an end after its beginning, or a named reason why it has none.",
    )
