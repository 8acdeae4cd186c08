"""docs/policy-language.md says what is so: its example runs, its limits are the real ones."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evenhand.policy import files, lexer, load, parser, rules, tables
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.truth import explainer
from evenhand.signals import discover
from tests.policy.policy_samples import FACTS, SCHEMA

PAGE = (Path(__file__).parents[2] / "docs/policy-language.md").read_text(encoding="utf-8")


def test_the_example_runs_in_both_engines() -> None:
    pytest.importorskip("cel_expr_python", reason="cel-expr-python is not installed")
    pytest.importorskip("cel", reason="common-expression-language is not installed")
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["UNKNOWN", "True", "False"] * 2


def test_its_conditions_are_conditions() -> None:
    assert FACTS["consented"]
    for when in re.findall(r"^    (private_info.*)$|^WHEN = '(.*)'$", PAGE, re.MULTILINE):
        text = "".join(when)
        assert parse(text, SCHEMA, in_itself("page", text))


def test_every_kind_of_reading_and_what_it_adds() -> None:
    table = PAGE.partition("| kinds of reading |")[2].partition("\n\n")[0]
    for name, spec in discover().items():
        for kind, added in spec.kinds.items():
            (row,) = (
                line for line in table.splitlines()
                if f"`{name}.{kind}`" in line or f"`{name}.*`" in line
            )  # fmt: skip
            assert all(f"`{field}`" in row for field in added)


def test_the_truth_table() -> None:
    truths = {"TRUE": True, "FALSE": False, "UNKNOWN": None}
    lines = re.findall(r"^\| ((?:(?:TRUE|FALSE|UNKNOWN) \| ?){5})$", PAGE, re.MULTILINE)
    assert len(lines) == 6
    a, b = "facts.consented", "facts.reporting"
    for line in lines:
        first, second, *told = (truths[word] for word in re.findall(r"\w+", line))
        known = {name: value for name, value in ((a, first), (b, second)) if value is not None}
        for left, right in ((a, b), (b, a)):
            texts = (f"{left} && {right}", f"{left} || {right}", f"!{a}")
            found = [explainer(parse(t, SCHEMA, in_itself("", t)))(known).truth for t in texts]
            assert found == told


def test_the_limits() -> None:
    for limit in (
        f"{lexer.MAX_LENGTH:,} characters",
        f"{parser.MAX_COMPARISONS} comparisons",
        f"{parser.MAX_LISTED} values in a list",
        f"`!` {parser.MAX_DEPTH} deep",
        f"{parser.MAX_LEVELS} levels",
        f"{load.MAX_RULES} rules",
        f"{rules.MAX_FACTS} facts",
        f"{rules.MAX_STEPS} measures",
        f"{files.MAX_RULES_BYTES // 1000} kB",
        f"{tables.MAX_MARKS:,} keys",
        f"{files.MAX_POLICY_BYTES // 1000} kB",
        f"{files.MAX_CASES:,} cases",
        f"{files.MAX_LINES:,} lines; a line of TOML {tables.MAX_LINE:,} characters",
    ):
        assert limit in PAGE
    assert files.MAX_POLICY_BYTES == files.MAX_CASE_BYTES
