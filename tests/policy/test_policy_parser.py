"""The grammar: precedence, round trip, limits; nothing but an EvenhandError for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.policy.language import (
    And,
    Compare,
    Condition,
    Field,
    Has,
    Listed,
    Literal,
    Member,
    Not,
    Or,
    asked_to_lack,
    fields_of,
    written,
)
from evenhand.policy.parser import MAX_COMPARISONS, MAX_DEPTH, in_itself, parse
from tests.policy.policy_samples import CONDITIONS, SCHEMA

A = Field("facts.consented", FieldType.BOOL)
B = Field("facts.reporting", FieldType.BOOL)
N = Field("account.strikes", FieldType.INT)


def read(text: str) -> Condition:
    return parse(text, SCHEMA, in_itself("when", text))


def refused(text: str) -> EvenhandError:
    with pytest.raises(EvenhandError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("facts.consented", A),
        ("true", Literal(True, FieldType.BOOL, "true")),
        ("has(facts.consented)", Has(A)),
        ("!facts.consented", Not(A)),
        ("!!facts.consented", Not(Not(A))),
        ("account.strikes >= 2", Compare(N, ">=", Literal(2, FieldType.INT, "2"))),
        ("-1 < account.strikes", Compare(Literal(-1, FieldType.INT, "-1"), "<", N)),
        ("facts.consented == facts.reporting", Compare(A, "==", B)),
    ],
)
def test_one_part(text: str, tree: Condition) -> None:
    assert read(text) == tree


def test_and_binds_closer_than_or_and_not_closest() -> None:
    tree = read("facts.consented || !facts.reporting && facts.consented")
    assert tree == Or((A, And((Not(B), A))))


def test_brackets_keep_what_they_join() -> None:
    assert read("(facts.consented || facts.reporting) && facts.consented") == And((Or((A, B)), A))
    assert read("((facts.consented))") == A


def test_chains_are_flat() -> None:
    assert read("facts.consented && facts.reporting && facts.consented") == And((A, B, A))


def test_in_takes_a_written_list_or_a_list_field() -> None:
    kind = Field("item.kind", FieldType.STRING)
    post = Literal("post", FieldType.STRING, '"post"')
    page = Literal("page", FieldType.STRING, "'page'")
    assert read("item.kind in [\"post\", 'page']") == Member(
        kind, Listed((post, page), FieldType.STRING)
    )
    roles = Field("account.roles", FieldType.STRINGS)
    assert read('"post" in account.roles') == Member(post, roles)
    assert read("item.kind in account.roles") == Member(kind, roles)


def test_doubles_and_escapes() -> None:
    tree = read("facts.risk >= 1.5e-3")
    assert isinstance(tree, Compare)
    assert isinstance(tree.right, Literal)
    assert tree.right.value == 0.0015
    tree = read(r'facts.country == "a\"\\\n"')
    assert isinstance(tree, Compare)
    assert isinstance(tree.right, Literal)
    assert tree.right.value == 'a"\\\n'


def test_words_that_look_like_operators_are_values_in_a_string() -> None:
    tree = read('facts.country in ["in", "(", "!", "has"]')
    assert isinstance(tree, Member)
    assert isinstance(tree.collection, Listed)
    assert [item.value for item in tree.collection.items] == ["in", "(", "!", "has"]


@settings(deadline=None)
@given(CONDITIONS)
def test_written_and_read_again_is_the_same_tree(tree: Condition) -> None:
    assert read(written(tree)) == tree


@pytest.mark.parametrize("opening", ["(", "!", "(!", "["])
@pytest.mark.parametrize("count", [MAX_DEPTH + 1, 900, 3_000, 5_000])
def test_deep_nesting_is_refused_and_no_recursion(opening: str, count: int) -> None:
    error = refused(opening * count + "facts.consented")
    assert error.code in {"EH210", "EH214"}


def test_the_deepest_and_the_most_that_is_taken() -> None:
    deep = "(" * MAX_DEPTH + "facts.consented" + ")" * MAX_DEPTH
    assert read(deep) == A
    assert refused(f"({deep})").code == "EH214"
    many = "||".join(["facts.risk<1.0"] * MAX_COMPARISONS)
    assert isinstance(read(many), Or)
    assert refused(f"{many}||facts.risk<1.0").code == "EH214"


def test_a_long_text_is_refused_before_it_is_read() -> None:
    spaces = " " * (4_000 - len("facts.consented"))
    assert read(spaces + "facts.consented") == A
    assert refused(spaces + " facts.consented").code == "EH214"


_PIECES = st.sampled_from(
    [
        "facts.", "facts.consented", "account.roles", "item.kind", "has", "(", ")", "[", "]", "!",
        "&&", "||", "==", "<", "in", "1", "-2", "0.5", '"post"', "'", '"', "\\", ",", ".", " ",
        "\n", "null", "true", "size(", "?", ":", "=", "&", "é", "\x00",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=60)))
def test_any_text_is_a_condition_or_an_error_at_a_place_in_it(text: str) -> None:
    found = read_or_refused(text)
    if not isinstance(found, EvenhandError):
        assert read(written(found)) == found
        return
    assert found.code.startswith("EH21")
    assert found.where is not None
    assert found.where.line is not None
    assert 1 <= found.where.line <= text.count("\n") + 1


def read_or_refused(text: str) -> Condition | EvenhandError:
    try:
        return read(text)
    except EvenhandError as error:
        return error


def test_fields_that_a_condition_looks_at() -> None:
    tree = read('has(facts.consented) && !(account.strikes > 1 || "a" in account.roles)')
    names = {field.name for field in fields_of(tree)}
    assert names == {"facts.consented", "account.strikes", "account.roles"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("has(facts.consented)", 0),
        ("!has(facts.consented)", 1),
        ("!!has(facts.consented)", 0),
        ("!(facts.reporting && has(facts.consented))", 1),
        ("!(facts.reporting || !has(facts.consented))", 0),
        ("!facts.consented", 0),
    ],
)
def test_has_that_speaks_for_a_rule_by_being_false(text: str, count: int) -> None:
    assert len(asked_to_lack(read(text))) == count
