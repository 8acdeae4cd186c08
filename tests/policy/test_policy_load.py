"""From files to a policy: what it holds, its digest, and no text that breaks the reader."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.policy.files import read_pack_files
from evenhand.policy.load import check_pack, digest, load_pack
from tests.policy.policy_samples import (
    MEASURES,
    POLICY_MD,
    RULES_TOML,
    SIGNALS,
    pack,
    pack_with,
)

FULL = """\
[pack]
name = "full"
version = 7
title = "Full"
in_force_from = "2026-03-01T00:00:00+02:00"
in_force_to = 2027-03-01T00:00:00Z
category = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
keywords = ["KEYWORD_OTHER", "KEYWORD_PHISHING"]

[facts]
risk = "double"
topics = "list<string>"

[[rule]]
id = "R-1"
clause = "SA-1"
when = '''
facts.risk > 0.5
  && !has(facts.topics)
'''
measures = ["ask", "suspend_until"]
hours = 24
shadow = true
ground = "illegal:Sample Act, section 2"
note = "A missing list is no wrong to anybody."

[[rule]]
id = "R-2"
clause = "SA-2"
when = "true"
measures = ["label"]
"""


def test_everything_that_a_pack_can_say() -> None:
    files = pack(FULL)
    policy = load_pack(files, SIGNALS, MEASURES)
    assert (policy.ref.pack, policy.ref.version, policy.title) == ("full", 7, "Full")
    assert policy.in_force_from == datetime(2026, 2, 28, 22, tzinfo=UTC)
    assert policy.in_force_to == datetime(2027, 3, 1, tzinfo=UTC)
    assert policy.category == "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
    assert policy.keywords == ("KEYWORD_OTHER", "KEYWORD_PHISHING")
    assert policy.facts == {"risk": FieldType.DOUBLE, "topics": FieldType.STRINGS}
    assert policy.clauses == {"SA-1": "A first clause\nIts text.", "SA-2": "A second clause"}
    assert policy.source == files
    first, second = policy.rules
    assert (first.id, first.clause, first.measures) == ("R-1", "SA-1", ("ask", "suspend_until"))
    assert (first.hours, first.shadow, first.ground) == (24, True, "illegal:Sample Act, section 2")
    assert first.when == "facts.risk > 0.5\n  && !has(facts.topics)\n"
    assert (second.hours, second.shadow, second.ground) == (None, False, "incompatible")
    assert not second.note


def test_the_digest_can_be_made_by_hand() -> None:
    md, toml = POLICY_MD.encode(), RULES_TOML.encode()
    framed = b"policy.md %d\n%srules.toml %d\n%s" % (len(md), md, len(toml), toml)
    expected = f"sha256:{hashlib.sha256(framed).hexdigest()}"
    assert load_pack(pack(), SIGNALS, MEASURES).ref.digest == expected


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_two_packs_have_one_digest_only_if_they_are_one(a: str, b: str, c: str, d: str) -> None:
    one, two = pack(a, b), pack(c, d)
    assert (digest(one) == digest(two)) is (one == two)


def test_cases_do_not_change_the_digest() -> None:
    with_case = {**pack(), "cases/a.toml": "title = 'A'"}
    assert load_pack(with_case, SIGNALS, MEASURES) == load_pack(pack(), SIGNALS, MEASURES)


def test_a_clause_ends_at_the_next_heading() -> None:
    text = POLICY_MD + "\nIts text.\n\nMore of it.\n\n## Something else\n\nNot of the clause.\n"
    clauses = load_pack(pack(policy=text), SIGNALS, MEASURES).clauses
    assert clauses["SA-2"] == "A second clause\nIts text.\nMore of it."


@pytest.mark.parametrize("form", ["# {}", "## {}", "**{}**", "- {}.", "* **{}**", "{}:", "> {}"])
def test_a_clause_begins_with_its_id_in_any_markdown(form: str) -> None:
    text = (
        f"Before.\n\n{form.format('SA-1')} What it says\n\nMore of it,\nand more.\n\n# End\n\nx\n"
    )
    clauses = load_pack(pack(policy=text), SIGNALS, MEASURES).clauses
    assert clauses == {"SA-1": "What it says\nMore of it, and more."}


def test_an_id_within_a_line_begins_nothing() -> None:
    text = POLICY_MD + "\nAs SA-1 says.\n\nSA-11 is none of ours.\n"
    clauses = load_pack(pack(policy=text), SIGNALS, MEASURES).clauses
    assert clauses["SA-2"].endswith("As SA-1 says.\nSA-11 is none of ours.")


@pytest.mark.parametrize("day", ["2026-01-01", '"2026-01-01"'])
def test_a_day_is_its_first_moment(day: str) -> None:
    policy = load_pack(pack(RULES_TOML.replace("2026-01-01T00:00:00Z", day)), SIGNALS, MEASURES)
    assert policy.in_force_from.isoformat() == "2026-01-01T00:00:00+00:00"


def test_a_folder_gives_the_same_as_its_texts(tmp_path: Path) -> None:
    for name, text in pack().items():
        (tmp_path / name).write_bytes(text.encode())
    assert load_pack(tmp_path, SIGNALS, MEASURES) == load_pack(pack(), SIGNALS, MEASURES)


def test_line_ends_stay_as_they_are_for_the_digest(tmp_path: Path) -> None:
    for name, text in pack().items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    files = read_pack_files(tmp_path)
    assert files["policy.md"] == POLICY_MD.replace("\n", "\r\n")
    policy = load_pack(tmp_path, SIGNALS, MEASURES)
    assert policy.ref.digest != load_pack(pack(), SIGNALS, MEASURES).ref.digest
    assert policy.clauses == load_pack(pack(), SIGNALS, MEASURES).clauses


def code_of(folder: Path) -> str:
    (error,) = check_pack(folder, SIGNALS, MEASURES).errors
    return f"{error.code} {error.where}".replace(str(folder), "pack")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "EH202 pack/policy.md"
    (tmp_path / "policy.md").write_bytes(POLICY_MD.encode())
    assert code_of(tmp_path) == "EH202 pack/rules.toml"
    (tmp_path / "rules.toml").write_bytes(b"#" * 256_001)
    assert code_of(tmp_path) == "EH202 pack/rules.toml"
    (tmp_path / "rules.toml").write_bytes(b"name = '\xff'")
    assert code_of(tmp_path) == "EH202 pack/rules.toml"
    (tmp_path / "rules.toml").write_bytes(RULES_TOML.encode())
    assert check_pack(tmp_path, SIGNALS, MEASURES).policy is not None
    (tmp_path / "policy.md").write_bytes(b"x" * 1_000_001)
    assert code_of(tmp_path) == "EH202 pack/policy.md"


def test_a_file_that_is_not_among_the_texts() -> None:
    (error,) = check_pack({"rules.toml": RULES_TOML}, SIGNALS, MEASURES, folder="p").errors
    assert f"{error.code} {error.where}" == "EH202 p/policy.md"


def test_a_pack_ends_after_it_begins() -> None:
    rules = FULL.replace("2027-03-01T00:00:00Z", "2026-02-28T22:00:00Z")
    with pytest.raises(EvenhandError, match="ends before it begins"):
        load_pack(pack(rules), SIGNALS, MEASURES)


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "1969-12-31T00:00:00Z"]
)
def test_times_that_no_offset_may_carry_away(time: str) -> None:
    with pytest.raises(EvenhandError, match="EH207"):
        load_pack(pack(RULES_TOML.replace("2026-01-01T00:00:00Z", time)), SIGNALS, MEASURES)


def test_not_has_is_taken_with_a_note() -> None:
    when = "private_info.us_ssn.count >= 1 && !has(facts.consented)"
    files = pack_with(when, "Nobody is worse off.")
    assert load_pack(files, SIGNALS, MEASURES).rules[0].note == "Nobody is worse off."


_LINES = st.sampled_from(
    [*FULL.splitlines(), *RULES_TOML.splitlines(), "'''", '"""', "[", "}", "x = {a = [1, '#']}"]
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.lists(_LINES, max_size=40).map("\n".join), st.text(max_size=80)))
def test_any_text_is_a_pack_or_errors(rules: str) -> None:
    checked = check_pack(pack(rules), SIGNALS, MEASURES)
    assert (checked.policy is None) is bool(checked.errors)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(FULL)), st.integers(0, 4), st.text("\"'[]{}=#\n\\a1.", max_size=3))
def test_any_small_edit_is_a_pack_or_errors(at: int, cut: int, put: str) -> None:
    checked = check_pack(pack(FULL[:at] + put + FULL[at + cut :]), SIGNALS, MEASURES)
    for error in checked.errors:
        assert error.code.startswith("EH2")
        assert error.where is not None
