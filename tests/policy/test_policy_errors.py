"""What an author of a pack reads after a mistake: one golden file each."""

from collections.abc import Callable

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.policy.load import check_pack, load_pack
from tests.policy.policy_samples import MEASURES, POLICY_MD, RULES_TOML, SIGNALS, pack, pack_with

LINE = 'when = "private_info.us_ssn.count >= 1"'

CONDITIONS = {
    "signal-misspelt": "private_inf.us_ssn.count >= 1",
    "kind-misspelt": "private_info.us_snn.count >= 1",
    "field-misspelt": "withheld_copy.text.word >= 20",
    "field-of-another-kind": "withheld_copy.file.words >= 20",
    "kind-without-a-field": "private_info.us_ssn >= 1",
    "nothing-like-it": "weather > 1",
    "below-a-value": "account.strikes.count > 1",
    "fact-not-declared": "private_info.us_ssn.count >= 1 && !facts.consent",
    "fact-not-declared-at-all": "facts.sunny",
    "int-beside-a-double": "private_info.us_ssn.max >= 1",
    "double-beside-an-int": "private_info.us_ssn.count >= 0.5",
    "string-beside-an-int": 'account.strikes == "two"',
    "order-of-strings": 'item.kind < "post"',
    "list-compared": 'account.roles == "journalist"',
    "list-of-two-types": 'item.kind in ["post", 2]',
    "list-of-another-type": "item.kind in [1, 2]",
    "in-without-a-list": 'item.kind in "post"',
    "lists-by-equality": "account.roles == facts.topics",
    "no-field-at-all": "1 < 2",
    "a-number-as-condition": "private_info.us_ssn.count",
    "comparisons-in-a-row": "0 < account.strikes < 3",
    "compared-conditions": "(account.strikes > 1) == true",
    "null": "facts.consented == null",
    "arithmetic": "account.strikes + 1 > 2",
    "conditional": "facts.consented ? true : false",
    "single-equals": 'item.kind = "post"',
    "single-ampersand": "facts.consented & facts.reporting",
    "and-in-words": "facts.consented and facts.reporting",
    "not-in-words": "not facts.consented",
    "size": "size(account.roles) > 1",
    "matches": 'item.kind.matches("p.*")',
    "string-without-an-end": 'item.kind == "post',
    "curly-quotes": "item.kind == “post”",
    "escape": 'item.kind == "p\\d"',
    "bracket-not-closed": "(facts.consented || facts.reporting",
    "bracket-too-many": "facts.consented)",
    "empty": "",
    "has-a-signal": "has(private_info.us_ssn.count)",
    "not-has-without-a-note": "private_info.us_ssn.count >= 1 && !has(facts.consented)",
    "number-too-large": "account.strikes > 9223372036854775808",
    "double-too-large": "facts.risk > 1e999",
    "too-deep": "!" * 33 + "facts.consented",
    "too-long": "facts.consented ||\n" * 300 + "facts.reporting",
}

RULES = {
    "measure-misspelt": ('measures = ["mask", "remove"]', 'measures = ["mask", "suspnd_until"]'),
    "measure-misspelt-lines-below": (
        'measures = ["mask", "remove"]',
        'measures = [\n  "mask", # first\n  "remvoe",\n]',
    ),
    "no-measures": ('measures = ["mask", "remove"]', "measures = []"),
    "measure-as-a-string": ('measures = ["mask", "remove"]', 'measures = "mask"'),
    "key-misspelt": ('clause = "SA-1"', 'claus = "SA-1"'),
    "table-misspelt": ("[facts]", "[fact]"),
    "key-missing": ('clause = "SA-1"\n', ""),
    "clause-unknown": ('clause = "SA-1"', 'clause = "SA-11"'),
    "time-without-a-zone": ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00"),
    "day-that-is-none": ("2026-01-01T00:00:00Z", '"2026-13-01"'),
    "time-that-is-none": ("2026-01-01T00:00:00Z", '"2026-13-01T00:00:00Z"'),
    "version-as-a-string": ("version = 1", 'version = "1"'),
    "version-zero": ("version = 1", "version = 0"),
    "name-with-blanks": ('name = "sample"', 'name = "My sample"'),
    "category-misspelt": (
        'title = "Sample"',
        'title = "Sample"\ncategory = "STATEMENT_CATEGORY_SCAM_AND_FRAUD"',
    ),
    "fact-type-misspelt": ('country = "string"', 'country = "sting"'),
    "fact-with-a-reserved-name": ('country = "string"', 'in = "string"'),
    "shadow-as-a-string": ('id = "SA-1"', 'id = "SA-1"\nshadow = "yes"'),
    "hours-too-many": ('id = "SA-1"', 'id = "SA-1"\nhours = 1_000_000'),
    "ground-unknown": ('id = "SA-1"', 'id = "SA-1"\nground = "because"'),
    "rule-as-one-table": ("[[rule]]", "[rule]"),
    "fact-with-a-capital": ('country = "string"', 'Country = "string"'),
    "condition-in-several-lines": (
        LINE,
        'when = """\nprivate_info.us_ssn.count >= 1\n\t&& private_info.phone.cuont >= 1\n"""',
    ),
    "condition-with-escapes": (LINE, 'when = "item.kind in [\\"post\\", \\"page\\"] && weather"'),
    "condition-with-line-joins": (
        LINE,
        'when = """item.kind == \\"post\\" && \\\n    weather > 1"""',
    ),
    "condition-with-a-named-character": (LINE, 'when = "item.kind == \\"\\u00e9\\" && weather"'),
}


def first_error(files: dict[str, str]) -> EvenhandError:
    with pytest.raises(EvenhandError) as caught:
        load_pack(files, SIGNALS, MEASURES, folder="packs/sample")
    return caught.value


def edited(old: str, new: str) -> dict[str, str]:
    assert old in RULES_TOML
    return pack(RULES_TOML.replace(old, new))


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_mistake_in_a_condition(name: str, golden: Callable[[str, str], None]) -> None:
    error = first_error(pack_with(CONDITIONS[name]))
    golden(f"policy/errors/condition-{name}.txt", shown(error))


@pytest.mark.parametrize("name", RULES)
def test_a_mistake_in_a_rules_file(name: str, golden: Callable[[str, str], None]) -> None:
    error = first_error(edited(*RULES[name]))
    golden(f"policy/errors/rules-{name}.txt", shown(error))


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ('clause = "SA-1', 17),
        ('clause = "SA-1"\nclause = "SA-2"', 18),
        ("clause = 2026-13-01T00:00:00Z", 17),
        (f"clause = {'[' * 2000}{']' * 2000}", None),
        (f"clause = {'1' * 4_500}", None),
    ],
    ids=["quote without an end", "key twice", "no such month", "too deep", "too many digits"],
)
def test_a_file_that_is_not_toml(new: str, line: int | None) -> None:
    """The words are `tomllib`'s and change with Python; code and line do not."""
    error = first_error(edited('clause = "SA-1"', new))
    assert error.code == "EH201"
    assert error.where is not None
    assert (error.where.file, error.where.line) == ("packs/sample/rules.toml", line)


def test_a_line_that_is_too_long_is_refused_unread() -> None:
    """Python's reader of TOML takes time by the square of a dotted key's length."""
    for long in (f"{'a.' * 601}a = 1", f"a = '{'b' * 5_000}'"):
        error = first_error(edited('clause = "SA-1"', long))
        assert (error.code, str(error.where)) == ("EH202", "packs/sample/rules.toml:17")


def test_a_rule_that_stands_twice(golden: Callable[[str, str], None]) -> None:
    rule = RULES_TOML[RULES_TOML.index("[[rule]]") :]
    golden("policy/errors/rules-id-twice.txt", shown(first_error(pack(f"{RULES_TOML}\n{rule}"))))


def test_a_pack_without_rules(golden: Callable[[str, str], None]) -> None:
    rules = RULES_TOML[: RULES_TOML.index("[[rule]]")]
    golden("policy/errors/rules-none.txt", shown(first_error(pack(rules))))


def test_a_clause_that_stands_twice(golden: Callable[[str, str], None]) -> None:
    policy = POLICY_MD.replace("SA-2", "SA-1")
    golden("policy/errors/clause-twice.txt", shown(first_error(pack(policy=policy))))


def test_a_policy_text_without_clauses(golden: Callable[[str, str], None]) -> None:
    policy = POLICY_MD.replace("SA-", "Clause ")
    golden("policy/errors/clause-none.txt", shown(first_error(pack(policy=policy))))


def test_every_rule_with_a_mistake_is_told_of(golden: Callable[[str, str], None]) -> None:
    rules = RULES_TOML
    for id, when in {"SA-2": "weather", "SA-3": "true", "SA-4": "facts.rain"}.items():
        rules += f'[[rule]]\nid = "{id}"\nclause = "SA-2"\nwhen = "{when}"\nmeasures = ["hold"]\n'
    checked = check_pack(pack(rules), SIGNALS, MEASURES)
    assert checked.policy is None
    golden("policy/errors/several.txt", "\n".join(shown(error) for error in checked.errors))


def shown(error: EvenhandError) -> str:
    """The error as a terminal shows it, long lines of hostile input cut."""
    lines = (line if len(line) < 300 else f"{line[:120]} ..." for line in str(error).split("\n"))
    return "\n".join(line.rstrip() for line in lines) + "\n"
