"""A pack in words."""

from collections.abc import Callable

import pytest

from evenhand.policy.explain import explain_pack, words
from evenhand.policy.load import load_pack
from evenhand.policy.parser import in_itself, parse
from tests.policy.policy_samples import MEASURES, SCHEMA, SIGNALS, pack

RULES = """\
[pack]
name = "sample"
version = 2
title = "Sample"
in_force_from = 2026-01-01T00:00:00Z
in_force_to = 2026-07-01T00:00:00Z

[facts]
consented = "bool"
reporting = "bool"

[[rule]]
id = "SA-1"
clause = "SA-1"
when = '''
(private_info.us_ssn.count >= 1 || private_info.phone.max > 0.9 && !facts.consented)
&& !(item.kind in ["post", "page"] || has(facts.reporting) && !has(facts.consented))
&& account.strikes < 3
'''
measures = ["warn", "mask", "remove"]
hours = 24
ground = "illegal:Sample Act"
note = '''
Two
lines.
'''

[[rule]]
id = "SA-1a"
clause = "SA-1"
when = "'journalist' in account.roles"
measures = ["ask"]
shadow = true
"""


def test_a_pack_in_words(golden: Callable[[str, str], None]) -> None:
    policy = load_pack(pack(RULES), SIGNALS, MEASURES)
    golden("policy/explain/sample.txt", explain_pack(policy, SIGNALS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", "always"),
        ("facts.consented", "the fact `consented` is true"),
        ("!facts.consented", "the fact `consented` is false"),
        ("!has(facts.consented)", "the fact `consented` is not known"),
        ("!(account.strikes > 1)", "not (the account's number of active strikes is over 1)"),
        ("item.kind in ['a', 'b']", "the item's kind is one of a, b"),
        ("'a' in account.roles", "the account's roles hold a"),
        (
            "withheld_copy.text.words >= 20",
            "the number of words in text readings of withheld_copy is at least 20",
        ),
        (
            "facts.consented && (facts.reporting || facts.risk == 0.5)",
            "the fact `consented` is true and "
            "(the fact `reporting` is true or the fact `risk` is 0.5)",
        ),
    ],
)
def test_conditions_in_words(text: str, expected: str) -> None:
    assert words(parse(text, SCHEMA, in_itself("when", text))) == expected
