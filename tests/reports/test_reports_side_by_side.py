"""Two policies side by side: what belongs together, and what differs."""

from dataclasses import replace

import pytest

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.evidence import FieldType
from evenhand.pipeline.packs import load_packs
from evenhand.reports.diff_page import diff_page, headline
from evenhand.reports.side_by_side import compare_policies
from evenhand.text.word_changes import Came


def pack(name):
    return load_packs([name], signals.discover(), measures.discover())[0]


@pytest.fixture(scope="module")
def policy():
    return pack("hacked-material")


def with_rule(policy, name, **changes):
    rules = (replace(rule, **changes) if rule.id == name else rule for rule in policy.rules)
    return replace(policy, rules=tuple(rules))


def named(parts):
    return {part.name: part for part in parts}


def test_a_policy_is_the_same_as_itself(policy):
    found = compare_policies(policy, policy)
    assert found.same
    assert found.head == found.facts == ()
    assert headline(found) == "hacked-material 2 and hacked-material 2 say and do the same."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"measures": ("label", "remove")}, ("measures", "removal", "label, then removal")),
        ({"measures": ("ask",)}, ("measures", "removal", "a person decides")),
        ({"hours": 24}, ("lasts", "as its measures last", "24 hours")),
        ({"strikes": True}, ("strikes", "does not count", "counts against the account")),
        ({"shadow": True}, ("carried out", "yes", "no: reported only (shadow)")),
        ({"paused": True}, ("paused", "no", "yes")),
        ({"ground": "illegal:X"}, ("ground", "incompatible", "illegal:X")),
        ({"clause": "HM-2"}, ("clause", "HM-1", "HM-2")),
    ],
)
def test_each_term_of_a_rule_is_compared(policy, changes, told):
    found = compare_policies(policy, with_rule(policy, "HM-1", **changes))
    assert named(found.rules)["HM-1"].differences == (told,)
    assert [part.name for part in found.rules if not part.same] == ["HM-1"]
    page = diff_page(found)
    assert told[1] in page
    assert told[2] in page


def test_a_condition_is_compared_in_words(policy):
    after = with_rule(policy, "HM-1", when="withheld_copy.file.count >= 3")
    part = named(compare_policies(policy, after).rules)["HM-1"]
    assert [run.text for run in part.text if run.came is Came.GONE] == ["1"]
    assert [run.text for run in part.text if run.came is Came.NEW] == ["3"]
    assert "<del>1</del>" in diff_page(compare_policies(policy, after))


def test_clauses_are_compared_word_by_word(policy):
    text = policy.clauses["HM-2"].replace("20 words", "30 words")
    after = replace(policy, clauses={**policy.clauses, "HM-2": text})
    found = compare_policies(policy, after)
    changed = [run for run in named(found.clauses)["HM-2"].text if run.came is not Came.SAME]
    assert [(run.came, run.text) for run in changed] == [(Came.GONE, "20"), (Came.NEW, "30")]
    assert "<ins>30</ins>" in diff_page(found)


def test_other_ids_are_matched_by_what_the_texts_say(policy):
    found = compare_policies(policy, pack("hacked-material-suspend"))
    clauses, rules = named(found.clauses), named(found.rules)
    assert {"HM-1 → HS-1", "HM-4 → HS-6", "HS-4", "HS-5"} <= set(clauses)
    assert clauses["HM-4 → HS-6"].same
    assert clauses["HS-4"].before is None
    assert set(rules) == {"HM-1 → HS-1", "HM-2 → HS-2", "HM-3 → HS-3", "HS-4", "HS-5"}
    assert rules["HM-1 → HS-1"].differences == (
        ("strikes", "does not count", "counts against the account"),
    )


def test_what_is_gone_stands_at_the_end(policy):
    found = compare_policies(pack("hacked-material-suspend"), policy)
    assert [(p.before, p.after) for p in found.clauses][-2:] == [("HS-4", None), ("HS-5", None)]


def test_facts_are_compared(policy):
    found = compare_policies(policy, replace(policy, facts={**policy.facts, "n": FieldType.INT}))
    assert found.facts == (("n", "", "int"),)
    assert not found.same
