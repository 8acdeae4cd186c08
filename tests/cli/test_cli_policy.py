"""`evenhand policy test` as it is typed: coverage, mutants, exit status."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.pipeline.packs import shipped_packs

Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Give a command; returns its exit status, results and talk."""

    def run(*words: object) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["evenhand", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def spam(tmp_path: Path) -> Path:
    """A copy of a shipped pack, to leave cases out of."""
    return Path(shutil.copytree(shipped_packs()["spam"], tmp_path / "spam"))


def case(pack: Path, name: str) -> Path:
    return pack / "cases" / f"{name}.toml"


def test_a_complete_pack(typed: Run, spam: Path) -> None:
    code, out, _ = typed("policy", "test", spam)
    assert code == 0
    assert out.splitlines()[-1] == (
        f"{spam}: 50 of 50 cases as expected, 3 of 3 rules shown both ways, "
        "29 of 29 mutants noticed"
    )


def test_a_change_that_no_case_notices(typed: Run, spam: Path) -> None:
    case(spam, "read-twice").unlink()
    code, out, _ = typed("policy", "test", spam)
    assert code == 1
    assert out.startswith(
        'no case notices these changes of SP-1: item.kind == "comment" && spam.comment.count >= 1\n'
        f"  {spam}/rules.toml:14:54\n"
        '    item.kind == "comment" && spam.comment.count == 1\n'
    )
    assert "27 of 29 mutants noticed" in out


def test_a_rule_that_no_case_shows(typed: Run, spam: Path) -> None:
    for path in spam.glob("cases/*.toml"):
        if "SP-2" in path.read_text():
            path.unlink()
    code, out, _ = typed("policy", "test", spam)
    assert code == 1
    assert f"{spam}: SP-2 is never TRUE in any case\n" in out
    assert "  SP-2: TRUE in 0," in out
    assert "2 of 3 rules shown both ways" in out


def test_a_case_that_fails_shows_nothing_else(typed: Run, spam: Path) -> None:
    """Its evidence counts for no coverage and notices no mutant."""
    path = case(spam, "read-twice")
    path.write_text(path.read_text().replace('outcome = "review"', 'outcome = "allow"'))
    code, out, _ = typed("policy", "test", spam)
    assert code == 1
    assert "    outcome: expected allow, came out review\n" in out
    assert "49 of 50 cases as expected" in out
    assert "27 of 29 mutants noticed" in out


def test_a_pack_without_cases(typed: Run, spam: Path) -> None:
    shutil.rmtree(spam / "cases")
    code, out, _ = typed("policy", "test", spam)
    assert code == 1
    assert "0 of 0 cases as expected, 0 of 3 rules shown both ways, 0 of 29 mutants noticed" in out


def test_all_of_it_as_json(typed: Run, spam: Path) -> None:
    case(spam, "read-twice").unlink()
    code, out, _ = typed("policy", "test", "comments", spam, "--json")
    assert code == 1
    comments, found = json.loads(out)
    assert comments["gaps"] == comments["failed"] == comments["mutants"]["survived"] == []
    assert (found["pack"], found["cases"], found["failed"]) == (str(spam), 49, [])
    first = found["rules"][0]
    assert first["rule"] == "SP-1"
    assert "reads-like-spam" in first["true"]
    assert "ordinary-comment" in first["false"]
    assert "signal-failed" in first["unknown"]
    assert sum(map(len, (first["true"], first["false"], first["unknown"]))) == 49
    assert (found["mutants"]["made"], found["mutants"]["killed"]) == (29, 27)
    assert found["mutants"]["survived"][0] == {
        "rule": "SP-1",
        "where": f"{spam}/rules.toml:14:54",
        "original": 'item.kind == "comment" && spam.comment.count >= 1',
        "mutated": 'item.kind == "comment" && spam.comment.count == 1',
    }


def test_a_case_that_cannot_be_read(typed: Run, spam: Path) -> None:
    path = case(spam, "read-twice")
    path.write_text(path.read_text().replace("[expect]", "[expected]"))
    code, out, err = typed("policy", "test", spam)
    assert (code, out) == (2, "")
    assert f"--> {path}:" in err
