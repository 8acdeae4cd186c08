"""What a site judges by, changed from the command line."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from evenhand.pipeline.packs import PACKS

VERBS = ("publish", "agree", "withdraw", "pause", "resume", "list")
POST = {"id": "p-1", "text": "She lives at 12 Orchard Lane, Springfield, IL 62704."}


@pytest.fixture
def newer(tmp_path):
    """The pack on private information with a higher version and one measure changed."""
    folder = copytree(PACKS / "private-information", tmp_path / "ours")
    rules = folder / "rules.toml"
    lines = rules.read_text().splitlines(keepends=True)
    lines = ["version = 77\n" if line.startswith("version =") else line for line in lines]
    rules.write_text("".join(lines))
    return folder


@pytest.fixture
def screened(evenhand):
    """Decide an item for real, and say by which packs."""
    evenhand("site staff main --add ed --role policy_editor")

    def done(id="p-1", more=""):
        Path("items.jsonl").write_text(json.dumps(POST | {"id": id}) + "\n")
        code, out, err = evenhand(f"screen items.jsonl --record --jsonl {more}")
        result = json.loads(out)
        return code, result, err

    return done


def packs(result):
    return {ref["pack"]: ref["version"] for ref in result["policy"]}


def listed(evenhand, what):
    return [row for row in json.loads(evenhand("policy list --json")[1]) if row["what"] == what]


def test_help(transcript):
    transcript("cli/policy_publish_help.txt", *(f"policy {verb} --help" for verb in VERBS))


def test_a_version_is_proposed_agreed_to_and_decides(evenhand, screened, newer):
    before = packs(screened()[1])["private-information"]
    assert evenhand("policy list")[0] == 0
    code, out, err = evenhand(f"policy publish {newer} --as ed --why better --json")
    assert code == 0
    id = json.loads(out)["id"]
    assert packs(screened("p-2")[1])["private-information"] == before
    code, _, err = evenhand(f"policy agree {id} --as ed")
    assert (code, "EH243" in err) == (2, True)
    code, out, _ = evenhand(f"policy agree {id} --as root")
    assert (code, out.startswith(f"{id}  agreed: private-information 77 from ")) == (0, True)
    assert packs(screened("p-3")[1])["private-information"] == 77
    states = {row["version"]: row["state"] for row in listed(evenhand, "version")
              if row["pack"] == "private-information"}  # fmt: skip
    assert states == {before: "past", 77: "in_force"}
    assert evenhand("log verify")[0] == 0


def test_a_rule_is_paused_by_one_and_resumed_by_two(evenhand, screened):
    code, result, _ = screened()
    rule = result["findings"][0]["rule"]
    assert (code, result["outcome"]) == (1, "measures")
    code, out, _ = evenhand(f"policy pause {rule} --as ada --why errs --json")
    assert (code, json.loads(out)["rule"]) == (0, rule)
    assert rule not in {found["rule"] for found in screened("p-2")[1]["findings"]}
    id = json.loads(evenhand(f"policy resume {rule} --as ed --json")[1])["id"]
    assert evenhand(f"policy withdraw {id} --as root")[0] == 0
    code, _, err = evenhand(f"policy agree {id} --as root")
    assert (code, "EH244" in err) == (2, True)
    id = evenhand(f"policy resume {rule} --as ed")[1].split()[0]
    assert evenhand(f"policy agree {id} --as root")[0] == 0
    assert rule in {found["rule"] for found in screened("p-3")[1]["findings"]}
    assert [row["state"] for row in listed(evenhand, "pause")] == ["over"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("policy publish no-such-pack --as ed", "EH905"),
        ("policy publish spam --as ed --from 2020-01-01", "EH242"),
        ("policy publish private-information --as ed", "EH241"),
        ("policy publish spam --as ada", "EH572"),
        ("policy publish spam --as ed --site nowhere", "EH406"),
        ("policy agree 00 --as ed", "EH410"),
        ("policy pause NO-1 --as ada --why errs", "EH245"),
        ("policy resume PI-1 --as ed", "EH246"),
        ("policy list --site nowhere", "EH406"),
    ],
)
def test_what_cannot_be_is_told(evenhand, line, code):
    evenhand("site staff main --add ed --role policy_editor")
    status, out, err = evenhand(line)
    assert (status, out) == (2, "")
    assert f"error[{code}]" in err
    assert "not done" in err


def test_other_texts_named_while_screening_do_not_change_a_site_with_staff(
    evenhand, screened, newer
):
    screened()
    code, result, _ = screened("p-2", f"--policy {newer}")
    assert (code, result["error"]["code"]) == (2, "EH240")
    assert "EH240" in evenhand("explain EH240")[1]
