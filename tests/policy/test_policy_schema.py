"""The fields of the evidence, and which values they take."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.policy.schema import fields, fits
from tests.policy.policy_samples import SCHEMA, VALUES, spec


def test_fields_stand_in_order_each_with_its_type() -> None:
    schema = fields(
        {"copies": spec("copies", {"text": ("words", "passages"), "file": ()})},
        {"consented": FieldType.BOOL, "risk": FieldType.DOUBLE},
    )
    assert [(name, kind.value) for name, kind in schema.types.items()] == [
        ("copies.text.count", "int"),
        ("copies.text.max", "double"),
        ("copies.text.words", "int"),
        ("copies.text.passages", "int"),
        ("copies.file.count", "int"),
        ("copies.file.max", "double"),
        ("account.strikes", "int"),
        ("account.roles", "list<string>"),
        ("item.kind", "string"),
        ("item.site", "string"),
        ("item.language", "string"),
        ("facts.consented", "bool"),
        ("facts.risk", "double"),
    ]


def test_a_signal_that_saw_nothing_gives_zeros_of_the_right_type() -> None:
    zeros = SCHEMA.zeros("withheld_copy")
    assert zeros == {
        "withheld_copy.file.count": 0,
        "withheld_copy.file.max": 0.0,
        "withheld_copy.text.count": 0,
        "withheld_copy.text.max": 0.0,
        "withheld_copy.text.words": 0,
    }
    assert all(fits(SCHEMA.types[name], value) for name, value in zeros.items())


def test_each_type_takes_its_own_values_and_no_others() -> None:
    for kind in FieldType:
        for other, values in VALUES.items():
            assert all(fits(kind, value) is (kind is other) for value in values), (kind, other)


@pytest.mark.parametrize(
    "value", [None, float("nan"), float("inf"), 2**63, -(2**63) - 1, ["a", 1], ("a", None), {}, b""]
)
@pytest.mark.parametrize("name", ["account.strikes", "facts.risk", "facts.topics", "item.kind"])
def test_what_no_field_takes(name: str, value: object) -> None:
    with pytest.raises(EvenhandError) as caught:
        SCHEMA.admitted(name, value)
    assert caught.value.code == "EH219"


def test_json_writes_numbers_and_lists_in_its_own_way() -> None:
    assert SCHEMA.admitted("facts.risk", 1) == 1.0
    assert type(SCHEMA.admitted("facts.risk", 1)) is float
    assert SCHEMA.admitted("facts.topics", ["a"]) == ("a",)
    with pytest.raises(EvenhandError, match="EH219"):
        SCHEMA.admitted("account.strikes", 1.0)
    with pytest.raises(EvenhandError, match="EH219"):
        SCHEMA.admitted("facts.risk", True)


def test_an_undeclared_fact_is_refused_with_the_nearest() -> None:
    with pytest.raises(EvenhandError) as caught:
        SCHEMA.admitted("facts.consent", True)
    assert (caught.value.code, caught.value.help) == ("EH218", "did you mean `facts.consented`?")


@settings(deadline=None)
@given(st.text(min_size=12))
def test_a_refused_value_is_never_shown(value: str) -> None:
    assume(value not in refusal("something else entirely"))  # a piece of the field's own name
    assert value not in refusal(value)


def refusal(value: str) -> str:
    with pytest.raises(EvenhandError) as caught:
        SCHEMA.admitted("account.strikes", value)
    return str(caught.value)
