"""The JSON Schema for the DSA database: one judgement with our own validator, on everything."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from evenhand import statements
from evenhand.statements import dsa_fields as fields
from evenhand.statements.dsa import to_dsa
from evenhand.statements.dsa_schema import NOT_BEFORE, dsa_schema
from evenhand.statements.dsa_validate import private_texts, validate_dsa
from tests.statements import builders as make
from tests.statements.mutations import DAYS, ODD, mutated, random_context

SCHEMA = Path(statements.__file__).parent / "dsa.schema.json"
SEEDS, DECISIONS, MUTATIONS = 5, 500, 3
"""10,000 statements: 2,500 of random decisions, and three mutations of each."""

GOOD = to_dsa(make.removal())


def not_before(
    validator: object, later: dict[str, str], statement: object, schema: object
) -> Iterator[ValidationError]:
    """The schema's own keyword, as its description says."""
    if isinstance(statement, dict):
        for end, begin in later.items():
            days = [statement.get(end), statement.get(begin)]
            if all(isinstance(day, str) for day in days) and days[0] < days[1]:
                yield ValidationError(f"{end} lies before {begin}")


Validator = extend(Draft202012Validator, {NOT_BEFORE: not_before})
SCHEMA_SAYS = Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def agree(statement: dict[str, Any]) -> bool:
    """Whether the statement is sound, on which both must agree."""
    problems = validate_dsa(statement)
    assert SCHEMA_SAYS.is_valid(statement) is not bool(problems), (statement, problems)
    return not problems


def test_the_schema_s_file_is_what_the_fields_say() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == dsa_schema(), (
        "write it anew: python -m evenhand.statements.dsa_schema > "
        "evenhand/statements/dsa.schema.json"
    )
    Draft202012Validator.check_schema(dsa_schema())


def statements_of(random: Random) -> Iterator[dict[str, Any]]:
    """Statements of random decisions, without end; a decision that orders nothing has none."""
    while True:
        if statement := to_dsa(random_context(random)):
            yield statement


@pytest.mark.parametrize("seed", range(SEEDS))
def test_validator_and_schema_agree_on_statements_and_their_mutations(seed: int) -> None:
    random = Random(seed)
    written = list(islice(statements_of(random), DECISIONS))
    assert all(agree(statement) for statement in written)
    sound = sum(agree(mutated(random, s)) for s in written for _ in range(MUTATIONS))
    assert 0.05 < sound / (len(written) * MUTATIONS) < 0.5, "of both kinds, or it proves little"


@pytest.mark.parametrize("name", sorted(fields.KNOWN))
def test_they_agree_on_each_field_with_each_odd_value(name: str) -> None:
    assert not agree({**GOOD, name: None})
    agree({field: value for field, value in GOOD.items() if field != name})
    for value in (*ODD, *(DAYS if name in fields.EARLIEST else ())):
        agree({**GOOD, name: value})


def test_only_the_schema_s_own_keyword_sees_an_end_before_the_beginning() -> None:
    early = {**GOOD, "end_date_visibility_restriction": "2026-09-25"}
    assert not agree(early)
    assert Draft202012Validator(dsa_schema()).is_valid(early)
    assert NOT_BEFORE in dsa_schema()["description"]


def test_private_values_in_free_text_are_found_by_whoever_knows_them() -> None:
    told = {**GOOD, "decision_facts": "It gave 12 Elm Street as the address.", "puid": "Elm"}
    problems = private_texts(told, lambda text: "Elm" in text)
    assert [problem.field for problem in problems] == ["decision_facts"]
    assert private_texts(GOOD, lambda text: "Elm" in text) == []
    assert private_texts({"decision_facts": 3}, lambda text: True) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    changes=st.dictionaries(st.sampled_from(sorted(fields.KNOWN)), anything, max_size=6),
    dropped=st.lists(st.sampled_from(sorted(GOOD)), max_size=3),
)
@settings(deadline=None, max_examples=100)
def test_no_statement_however_malformed_breaks_the_validator(
    changes: dict[str, Any], dropped: list[str]
) -> None:
    kept = {name: value for name, value in GOOD.items() if name not in dropped}
    sound = agree({**kept, **changes})
    assert not (sound and set(dropped) & set(fields.REQUIRED) - set(changes))
