"""What would lift a measure, and when it is done."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from evenhand.enforcement.cure import (
    CHECKS,
    TRIES,
    NoSelfCure,
    RemainingValue,
    checked,
    is_cured,
    may_check,
    may_self_cure,
    no_self_cure,
    relapsed,
    remaining_values,
    seen_kinds,
    tried,
)
from evenhand.model.case import CureRecord
from evenhand.model.decision import Because
from evenhand.model.measure import CureStep, Measure, Subject, SubjectType
from evenhand.model.reading import Reading, Span
from evenhand.text.mask import MARK
from tests.enforcement.builders import NOW

SSN = CureStep("private_info", "us_ssn")
PHONE = CureStep("private_info", "phone")
HOME = CureStep("private_info", "street_address")
PAGE = CureStep("blocked_link", "page", "mend_page")
NUMBER, CALL, STREET = (
    "536-22-8145",
    "+1 202 555 0143",
    "1600 Elm Grove Road, Springfield, IL 62704",
)
NEW_SSN = Reading("private_info", "us_ssn", 0.5, (Span(0, 3),))


def leaf(text: str, truth: bool | None = True, saw: object = 1) -> Because:
    return Because(text, truth, saw)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("because", "kinds"),
    [
        (leaf("private_info.us_ssn.count > 0"), [("private_info", "us_ssn")]),
        (leaf("0.5 <= private_info.us_ssn.max", saw=0.9), [("private_info", "us_ssn")]),
        (leaf("private_info.us_ssn.count > 0", False, 0), []),
        (leaf("private_info.us_ssn.count > 0", None, None), []),
        (leaf("private_info.us_ssn.count == 0", True, 0), []),
        (leaf("facts.consent == false", True, False), []),
        (leaf('item.kind == "a.b.c"', True, "a.b.c"), []),
        (leaf("account.strikes > 0"), []),
        (
            Because(
                "a || b",
                True,
                parts=(
                    leaf("private_info.us_ssn.count > 0", False, 0),
                    leaf("private_info.phone.count > 1", True, 2),
                ),
            ),
            [("private_info", "phone")],
        ),
        (
            Because(
                "!(a && b)",
                True,
                parts=(
                    Because(
                        "a && b",
                        False,
                        parts=(
                            leaf("private_info.us_ssn.count > 0"),
                            leaf("private_info.phone.count > 1", False, 0),
                        ),
                    ),
                ),
            ),
            [],
        ),
    ],
)
def test_a_cure_step_is_what_made_the_rule_true(
    because: Because, kinds: list[tuple[str, str]]
) -> None:
    assert list(seen_kinds(because)) == kinds


def reading(step: CureStep, text: str, value: str, score: float = 0.9) -> Reading:
    """A reading of a value that stands in a text once."""
    start = text.index(value)
    return Reading(step.signal, step.kind, score, (Span(start, start + len(value)),))


OLD = f"Her number is {NUMBER}, she lives at {STREET}, call {CALL}."
BEFORE = (reading(SSN, OLD, NUMBER), reading(PHONE, OLD, CALL), reading(HOME, OLD, STREET))


def left(new_text: str, after: Sequence[Reading] = (), **given: Any) -> list[str]:
    """The values of `OLD` that remain."""
    given = {"before": BEFORE, "old_text": OLD} | given
    remaining = remaining_values((SSN, PHONE, HOME), after=after, new_text=new_text, **given)
    return [" ".join(OLD[s.start : s.end] for s in each.spans) for each in remaining]


def test_a_value_is_gone_when_it_is_not_in_the_text_any_more() -> None:
    assert left("Nothing of it.") == []
    assert left(f"Her number is {MARK}, she lives at {MARK}, call {MARK}.") == []
    assert left(OLD.replace(NUMBER, MARK)) == [CALL, STREET]


def test_a_value_that_is_only_scored_lower_remains() -> None:
    text = f"For the press office call {CALL}"
    lower = reading(PHONE, text, CALL, 0.2)
    assert left(text, [lower]) == [CALL]


def test_a_reading_that_still_counts_remains_however_it_is_written() -> None:
    text = "It is two one nine, oh nine, eight eight one four."
    assert left(text, [Reading("private_info", "us_ssn", 0.8, (Span(6, 20),))]) == [NUMBER]
    assert left(text, [Reading("private_info", "us_ssn", 0.49, (Span(6, 20),))]) == []
    assert left(text, [Reading("private_info", "iban", 0.9, (Span(6, 20),))]) == []


def test_of_several_values_only_those_remain_that_are_still_there() -> None:
    other = "+1 202 555 0177"
    old = f"Call {CALL} or {other}."
    before = (reading(PHONE, old, CALL), reading(PHONE, old, other))
    new = f"Call {other}."
    (remaining,) = remaining_values((PHONE,), before, old, [reading(PHONE, new, other)], new)
    assert remaining == RemainingValue(PHONE, before[1].spans)


def test_a_value_that_never_counted_is_not_asked_for() -> None:
    low = reading(PHONE, OLD, CALL, 0.49)
    assert left(f"Call {CALL}.", before=(low,)) == []


def test_values_of_kinds_that_no_step_names_are_not_asked_for() -> None:
    assert remaining_values((SSN,), BEFORE, OLD, (), f"Call {CALL}.") == ()


def test_a_split_value_is_one_value() -> None:
    old = "Call 202 555 (ask for Ms Doe) 0143 now"
    spans = (Span(5, 12), Span(30, 34))
    before = (Reading("private_info", "phone", 0.9, spans),)
    for new, remains in (("202 555 0143", True), ("555 only", False), ("room 0143", False)):
        found = remaining_values((PHONE,), before, old, (), new)
        assert found == ((RemainingValue(PHONE, spans),) if remains else ())


@pytest.mark.parametrize(("after", "remains"), [((), False), ((NEW_SSN,), True)])
def test_without_the_old_text_readings_alone_tell(
    after: tuple[Reading, ...], remains: bool
) -> None:
    values = remaining_values((SSN,), BEFORE, None, after, f"Her number is {NUMBER}")
    assert values == ((RemainingValue(SSN, BEFORE[0].spans),) if remains else ())
    unknown = remaining_values((SSN,), (), None, after, "")
    assert unknown == ((RemainingValue(SSN),) if remains else ())


def test_an_attachment_is_judged_by_its_readings() -> None:
    attached = Reading("private_info", "us_ssn", 0.9)
    assert remaining_values((SSN,), [attached], "", [attached], "") == (RemainingValue(SSN),)
    assert remaining_values((SSN,), [attached], "", [], "") == ()


def test_what_was_not_looked_for_is_not_gone() -> None:
    assert left("", failed=["private_info"]) == [NUMBER, CALL, STREET]
    assert left("", failed=["withheld_copy"]) == []


def test_another_page_is_judged_by_a_person() -> None:
    assert remaining_values((PAGE,), (), "", (), "") == (RemainingValue(PAGE),)


def test_a_measure_without_a_cure_is_never_cured() -> None:
    measure = Measure("remove", Subject(SubjectType.ITEM, "p-1"), NOW, None, "until cured")
    assert not is_cured(measure, (), "", (), "")
    cured = replace(measure, cure=(SSN,))
    assert is_cured(cured, BEFORE, OLD, (), "gone")
    assert not is_cured(cured, BEFORE, OLD, (), NUMBER)


def test_after_five_tries_or_a_relapse_a_person_looks() -> None:
    record = CureRecord("main", "p-1")
    for _ in range(TRIES):
        assert may_self_cure(record)
        record = tried(record, False, NOW)
    assert (record.tries, no_self_cure(record)) == (TRIES, NoSelfCure.TRIES_USED_UP)
    cured = tried(CureRecord("main", "p-1"), True, NOW)
    assert (cured.tries, cured.cured_at, may_self_cure(cured)) == (0, NOW, True)
    assert no_self_cure(relapsed(cured, NOW)) is NoSelfCure.RELAPSED
    assert relapsed(CureRecord("main", "p-1"), NOW).relapsed_at is None


def test_live_checks_are_counted_and_end() -> None:
    record = CureRecord("main", "p-1")
    for _ in range(CHECKS):
        assert may_check(record)
        record = checked(record)
    assert not may_check(record)
    assert may_self_cure(record), "sending is still possible"
    assert not may_check(relapsed(replace(record, checks=0, cured_at=NOW), NOW))
