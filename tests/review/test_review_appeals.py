"""An appeal is received once, in time, from a party, and answered in writing by somebody else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.case import Appeal, AppealOutcome, Flag, Party
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.review.appeals import check_answer, check_appeal, deadline, overdue
from tests.review.records import APPEAL, DAY, DECISION, FLAG, LINK, MINUTE, NOW, SITE

OPEN, DONE = replace(APPEAL, id="x-0"), replace(APPEAL, id="x-0", outcome=AppealOutcome.UPHELD)
ANSWER = "We looked at the item again, and it holds an address."


def refused(
    appeal: Appeal,
    decision: Decision = DECISION,
    *earlier: Appeal,
    account: str | None = "a-7",
    flag: Flag | None = None,
) -> str | None:
    """The code of the refusal; None where the appeal is received."""
    try:
        check_appeal(appeal, decision, earlier, SITE, account=account, flag=flag)
    except EvenhandError as error:
        return error.code
    return None


def answered(**change: Any) -> str | None:
    """The code of the refusal; None where the answer is one."""
    told: dict[str, Any] = {
        "appeal": APPEAL,
        "outcome": AppealOutcome.UPHELD,
        "answer": ANSWER,
        "by": "ben",
        "deciders": {"ana"},
        "before": 60,
        "after": 60,
    }
    try:
        check_answer(**{**told, **change})
    except EvenhandError as error:
        return error.code
    return None


def test_one_open_appeal_per_decision() -> None:
    assert refused(APPEAL) is None
    assert refused(APPEAL, DECISION, OPEN) == "EH654"
    assert refused(APPEAL, DECISION, DONE, replace(OPEN, decision="c-5")) is None


def test_within_the_time_of_the_site() -> None:
    last = NOW + SITE.appeal_days * DAY
    assert refused(replace(APPEAL, received_at=last)) is None
    assert refused(replace(APPEAL, received_at=last + MINUTE)) == "EH657"
    assert deadline(NOW, SITE) == NOW + 14 * DAY


@pytest.mark.parametrize(
    ("text", "code"), [("x", None), ("x" * 5_000, None), ("", "EH655"), (" \n", "EH655"),
                       ("x" * 5_001, "EH655")]
)  # fmt: skip
def test_the_text_has_its_bounds(text: str, code: str | None) -> None:
    assert refused(replace(APPEAL, text=text)) == code


def test_the_writer_appeals_what_fell_on_them() -> None:
    assert refused(APPEAL, account="a-8") == "EH656"
    assert refused(APPEAL, account=None) == "EH656"
    assert refused(APPEAL, replace(DECISION, account=None), account=None) == "EH656"
    assert refused(APPEAL, replace(DECISION, measures=())) == "EH656"
    again = replace(DECISION, measures=(), standing=DECISION.measures)
    assert refused(APPEAL, again) is None
    assert refused(replace(APPEAL, site="blog")) == "EH656"
    assert refused(replace(APPEAL, decision="c-5")) == "EH656"


def test_the_harmed_and_flaggers_appeal_with_their_own_flag() -> None:
    flagger = replace(APPEAL, party=Party.FLAGGER, flag="f-1")
    harmed = replace(flagger, party=Party.HARMED)
    left = replace(DECISION, outcome="allow", measures=())
    own = replace(FLAG, harmed=True)
    assert refused(flagger, left, flag=FLAG) is None
    assert refused(harmed, left, flag=own) is None
    assert refused(harmed, left, flag=FLAG) == "EH656"
    assert refused(flagger, left, flag=None) == "EH656"
    assert refused(flagger, left, flag=replace(FLAG, id="f-2")) == "EH656"
    assert refused(flagger, left, flag=replace(FLAG, site="blog")) == "EH656"
    assert refused(flagger, left, flag=replace(FLAG, subject=LINK)) == "EH656"
    assert refused(flagger, left, flag=replace(FLAG, subject=LINK, decision="c-1")) is None


def test_an_answer_is_written_once_by_somebody_else() -> None:
    assert answered() is None
    assert answered(appeal=DONE) == "EH658"
    assert answered(by="Ana") == "EH647"


@pytest.mark.parametrize(
    ("answer", "short_form", "code"),
    [
        ("x" * 20, False, None),
        ("x" * 19 + " " * 9, False, "EH659"),
        ("Spam.", True, None),
        (" ", True, "EH659"),
        ("x" * 5_001, False, "EH659"),
    ],
)
def test_an_answer_is_in_words(answer: str, short_form: bool, code: str | None) -> None:
    assert answered(answer=answer, short_form=short_form) == code


@settings(deadline=None)
@given(
    st.sampled_from(Party), st.sampled_from(AppealOutcome), st.integers(0, 99), st.integers(0, 99)
)
def test_a_writers_appeal_never_makes_it_worse(
    party: Party, outcome: AppealOutcome, before: int, after: int
) -> None:
    found = answered(
        appeal=replace(APPEAL, party=party), outcome=outcome, before=before, after=after
    )
    if party is Party.WRITER and after > before:
        assert found == "EH660"
    else:
        untrue = outcome is AppealOutcome.UPHELD and before != after
        assert found == ("EH660" if untrue else None)


def test_what_is_overdue() -> None:
    late = replace(OPEN, id="x-2", deadline=NOW - DAY)
    later = replace(OPEN, id="x-3", deadline=NOW - 2 * DAY)
    assert overdue([late, replace(late, outcome=AppealOutcome.VARIED), later], NOW) == (later, late)
    assert overdue([late], NOW - DAY) == ()
