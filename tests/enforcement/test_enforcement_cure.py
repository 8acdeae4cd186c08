"""What would lift a measure, and when it is done."""

import pytest

from evenhand.enforcement.cure import is_cured, remaining, seen_kinds
from evenhand.model.decision import Because
from evenhand.model.measure import CureStep, Measure, Subject, SubjectType
from evenhand.model.reading import Reading
from tests.enforcement.builders import NOW

SSN = CureStep("private_info", "us_ssn")
PHONE = CureStep("private_info", "phone")
PAGE = CureStep("blocked_link", "page", "mend_page")


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


def test_a_value_is_gone_when_no_reading_of_it_counts() -> None:
    still = [Reading("private_info", "us_ssn", 0.9), Reading("private_info", "phone", 0.49)]
    assert remaining((SSN, PHONE), still) == (SSN,)
    assert remaining((SSN, PHONE), []) == ()


def test_what_was_not_looked_for_is_not_gone() -> None:
    assert remaining((SSN,), [], failed=["private_info"]) == (SSN,)


def test_another_page_is_judged_by_a_person() -> None:
    assert remaining((PAGE,), []) == (PAGE,)


def test_a_measure_without_a_cure_is_never_cured() -> None:
    measure = Measure("remove", Subject(SubjectType.ITEM, "p-1"), NOW, None, "until cured")
    assert not is_cured(measure, [])
    cured = Measure(
        "remove", Subject(SubjectType.ITEM, "p-1"), NOW, None, "until cured", cure=(SSN,)
    )
    assert is_cured(cured, [])
    assert not is_cured(cured, [Reading("private_info", "us_ssn", 0.5)])
