"""Which case goes first, and who gets to see it."""

from dataclasses import replace

import pytest

from evenhand.model.case import Case, CaseReason, CaseState
from evenhand.model.decision import AskReason
from evenhand.model.people import Role
from evenhand.review.cases import appeal_case
from evenhand.review.queues import Queue, sees, sort_key, urgency_at, waiting
from tests.review.records import APPEAL, CASE, DAY, DECISION, HOUR, MINUTE, NOW, flagged_case, staff


def test_the_order_of_a_queue() -> None:
    in_order = [
        replace(CASE, id="threat", urgency=1, reasons=(CaseReason.THREAT_TO_LIFE,)),
        replace(CASE, id="own", urgency=1, reasons=("flag", CaseReason.HARMED_PARTY)),
        replace(CASE, id="live", urgency=1, due_at=NOW - HOUR),
        replace(CASE, id="trusted", urgency=2, reasons=("flag", CaseReason.TRUSTED_FLAGGER)),
        replace(CASE, id="soon", urgency=2, due_at=NOW + HOUR),
        replace(CASE, id="later", urgency=2, due_at=NOW + 2 * HOUR),
        replace(CASE, id="older", opened_at=NOW - HOUR),
        replace(CASE, id="a"),
        replace(CASE, id="b"),
    ]
    shown = waiting(staff("ana"), reversed(in_order), NOW)
    assert [case.id for case in shown] == [case.id for case in in_order]


def test_an_appeal_becomes_urgent_two_days_before_its_deadline() -> None:
    case = appeal_case("c-2", APPEAL, DECISION)
    soon = APPEAL.deadline - 48 * HOUR
    assert (case.urgency, urgency_at(case, soon - MINUTE), urgency_at(case, soon)) == (3, 3, 2)
    assert urgency_at(CASE, CASE.due_at) == 3
    assert urgency_at(replace(case, urgency=1), soon) == 1
    assert sort_key(case, soon) < sort_key(case, soon - MINUTE)


@pytest.mark.parametrize("role", Role)
def test_who_sees_what(role: Role) -> None:
    second = replace(CASE, queue=Queue.PRIVATE_INFORMATION, reasons=(AskReason.SECOND_PERSON,))
    appeal = replace(CASE, queue=Queue.APPEALS, reasons=(CaseReason.APPEAL,))
    general = [CASE, flagged_case(), replace(CASE, reasons=(CaseReason.SEAL,))]
    some = role is not Role.POLICY_EDITOR
    assert sees(role, second) is some
    assert sees(role, appeal) is some
    everything = some and role is not Role.OUTSIDE_REVIEWER
    assert [sees(role, case) for case in general] == [everything] * 3


def test_only_open_cases_of_ones_own_site_wait() -> None:
    cases: list[Case] = [
        replace(CASE, id="closed", state=CaseState.CLOSED),
        replace(CASE, id="elsewhere", site="blog"),
        replace(CASE, id="mine", opened_at=NOW - DAY),
    ]
    assert [case.id for case in waiting(staff("ana"), cases, NOW)] == ["mine"]
    assert waiting(staff("eva", Role.POLICY_EDITOR), cases, NOW) == ()
