"""Policies that nobody writes in good faith are refused with a code, whatever they hold.

How soon each is refused is a figure of `make bench`.
"""

from pathlib import Path

import pytest

from bench.hostile import CONDITIONS, HOSTILE, INTERNALS, with_condition
from evenhand.model.errors import EvenhandError
from evenhand.policy.load import check_pack
from evenhand.policy.parser import in_itself, parse
from tests.policy.policy_samples import MEASURES, SCHEMA, SIGNALS


def refusal(files: object) -> EvenhandError:
    checked = check_pack(files, SIGNALS, MEASURES)  # type: ignore[arg-type]  # a folder or texts
    assert checked.policy is None
    return checked.errors[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused(name: str) -> None:
    code, files = HOSTILE[name]
    error = refusal(files)
    assert error.code == code
    assert error.where is not None
    assert len(str(error)) < 9_000


@pytest.mark.parametrize("name", HOSTILE)
def test_from_a_folder_it_is_refused_with_the_same_code(name: str, tmp_path: Path) -> None:
    code, files = HOSTILE[name]
    for file, text in files.items():
        (tmp_path / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert refusal(tmp_path).code == code


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_hostile_condition_is_refused_wherever_it_comes_from(name: str) -> None:
    """The parser alone, without the limits on files before it."""
    text = CONDITIONS[name][1]
    with pytest.raises(EvenhandError) as caught:
        parse(text, SCHEMA, in_itself("when", text))
    assert caught.value.code.startswith("EH21")


@pytest.mark.parametrize("text", INTERNALS)
def test_names_of_python_are_names_of_nothing(text: str) -> None:
    assert refusal(with_condition(text)).code in {"EH201", "EH210", "EH211", "EH213"}
    with pytest.raises(EvenhandError):
        parse(text, SCHEMA, in_itself("when", text))
