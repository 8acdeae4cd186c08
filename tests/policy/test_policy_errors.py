"""What an author of a pack reads after each of the mistakes that authors make.

The golden files are to be read: a mistake, then the error that it gives.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

import pytest

from evenhand.model.codes.policy import CODES
from evenhand.model.errors import EvenhandError
from evenhand.policy.cases import read_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.load import check_pack, load_pack
from tests.conftest import GOLDEN
from tests.policy.policy_mistakes import CASE, CASES, NAMES, PACKS, SYNTAX, TYPES
from tests.policy.policy_samples import (
    MEASURES,
    POLICY_MD,
    RULES_TOML,
    SCHEMA,
    SIGNALS,
    pack,
    pack_with,
)

Golden = Callable[[str, str], None]
THEMES = ("names", "types", "syntax", "packs", "clauses", "cases", "together")


def first_error(files: Mapping[str, str]) -> EvenhandError:
    with pytest.raises(EvenhandError) as caught:
        load_pack(files, SIGNALS, MEASURES, folder="packs/sample")
    return caught.value


def edited(old: str, new: str) -> dict[str, str]:
    assert old in RULES_TOML
    return pack(RULES_TOML.replace(old, new))


def error_of(run: Callable[[], object]) -> EvenhandError:
    with pytest.raises(EvenhandError) as caught:
        run()
    return caught.value


@pytest.mark.parametrize(
    ("theme", "mistakes"), [("names", NAMES), ("types", TYPES), ("syntax", SYNTAX)]
)
def test_mistakes_in_a_condition(theme: str, mistakes: Mapping[str, str], golden: Golden) -> None:
    errors = {name: first_error(pack_with(when)) for name, when in mistakes.items()}
    golden(f"policy/errors/{theme}.txt", read_out(errors))


def test_mistakes_in_rules_toml(golden: Golden) -> None:
    errors = {name: first_error(edited(*edit)) for name, edit in PACKS.items()}
    rule = RULES_TOML[RULES_TOML.index("[[rule]]") :]
    errors["a rule twice"] = first_error(pack(f"{RULES_TOML}\n{rule}"))
    errors["no rule"] = first_error(pack(RULES_TOML.removesuffix(rule)))
    errors["too many rules"] = first_error(pack(RULES_TOML + rule * 150))
    errors["a line too long"] = first_error(edited(rule, rule + f"# {'b' * 5_000}\n"))
    errors["a key of many parts"] = first_error(edited("version = 1", f"{'a.' * 301}a = 1"))
    golden("policy/errors/packs.txt", read_out(errors))


def test_mistakes_in_policy_md(golden: Golden) -> None:
    policies = {
        "no clause": POLICY_MD.replace("SA-", "Clause "),
        "nothing": "",
        "a clause twice": POLICY_MD.replace("SA-2", "SA-1"),
        "a character that is none": POLICY_MD + "\x00",
        "too many lines": POLICY_MD + "\n" * 5_000,
    }
    errors = {name: first_error(pack(policy=text)) for name, text in policies.items()}
    errors["no policy.md"] = first_error({"rules.toml": RULES_TOML})
    golden("policy/errors/clauses.txt", read_out(errors))


def test_mistakes_in_a_case(golden: Golden) -> None:
    policy = load_pack(pack(), SIGNALS, MEASURES)
    errors = {}
    for name, (old, new) in CASES.items():
        assert old in CASE
        files = {"cases/one.toml": CASE.replace(old, new)}
        errors[name] = error_of(partial(read_cases, files, policy, SIGNALS, folder="p"))
    golden("policy/errors/cases.txt", read_out(errors))


def test_packs_and_evidence_that_do_not_go_together(golden: Golden) -> None:
    one = load_pack(pack(), SIGNALS, MEASURES)
    newer = load_pack(edited("version = 1", "version = 2"), SIGNALS, MEASURES)
    other = RULES_TOML.replace('"sample"', '"other"').replace('risk = "double"', 'risk = "int"')
    fewer = {name: spec for name, spec in SIGNALS.items() if name != "private_info"}
    runs: Mapping[str, Callable[[], object]] = {
        "two versions": lambda: compile_policy([one, newer], SIGNALS),
        "one fact, two types": lambda: compile_policy(
            [one, load_pack(pack(other), SIGNALS, MEASURES)], SIGNALS
        ),
        "a signal that is gone": lambda: compile_policy([one], fewer),
        "evidence that is none": lambda: SCHEMA.admitted("facts.consent", True),
        "evidence of another type": lambda: SCHEMA.admitted("facts.risk", "high"),
        "evidence that is null": lambda: SCHEMA.admitted("facts.risk", None),
    }
    golden("policy/errors/together.txt", read_out({n: error_of(run) for n, run in runs.items()}))


def test_every_rule_with_a_mistake_is_told_of(golden: Golden) -> None:
    rules = RULES_TOML
    for id, when in {"SA-2": "weather", "SA-3": "true", "SA-4": "facts.rain"}.items():
        rules += f'[[rule]]\nid = "{id}"\nclause = "SA-2"\nwhen = "{when}"\nmeasures = ["hold"]\n'
    checked = check_pack(pack(rules), SIGNALS, MEASURES)
    assert checked.policy is None
    golden("policy/errors/several.txt", "\n\n".join(map(str, checked.errors)) + "\n")


def test_each_code_stands_in_a_golden_file() -> None:
    texts = "".join((GOLDEN / f"policy/errors/{name}.txt").read_text() for name in THEMES)
    assert [code for code in CODES if f"error[{code}]" not in texts] == []
    assert texts.count("error[") >= 100


def read_out(errors: Mapping[str, EvenhandError]) -> str:
    """Mistakes and errors one below the other; the words of `tomllib` change with Python."""
    return "\n".join(f"# {name}\n{shown(error)}" for name, error in errors.items())


def shown(error: EvenhandError) -> str:
    text = re.sub(r"(?<=is not TOML: ).*", "...", str(error))
    lines = (line if len(line) < 300 else f"{line[:120]} ..." for line in text.split("\n"))
    return "\n".join(line.rstrip() for line in lines) + "\n"
