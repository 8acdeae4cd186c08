"""`evenhand replay` and `evenhand sweep --seal`, as they are typed."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

ITEMS = [
    {"id": "p-1", "text": "She lives at 12 Orchard Lane, Springfield, IL 62704.", "author": "a-1"},
    {"id": "p-2", "text": "Nothing to see.", "author": "a-2"},
    {"id": "p-3", "text": "https://letter.example/p", "author": "a-3", "matter": "dossier"},
]


@pytest.fixture
def recorded(evenhand, tmp_path):
    """A home in which three items were decided by the starter packs."""
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in ITEMS))
    (tmp_path / "links.txt").write_text("https://letter.example/p\n")
    evenhand("screen items.jsonl --record --links links.txt")
    return evenhand


def test_what_was_in_force_gives_everything_again(recorded):
    code, out, err = recorded("replay --identity")
    assert (code, out.split()) == (0, ["same", "3", "different", "0", "erased", "0"])
    assert "Every decision came again." in err
    code, out, _ = recorded("replay --identity --json")
    assert (code, json.loads(out)["same"]) == (0, 3)


def test_another_policy_changes_some_and_says_that_strikes_stay(recorded, tmp_path):
    code, out, err = recorded("replay --policy hacked-material --csv c.csv --html p.html")
    assert code == 1
    assert out.startswith("as recorded -> hacked-material\n3 decisions taken again, ")
    assert "Strikes and the measures that a decision met stay as recorded" in err
    with (tmp_path / "c.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["rules_before"] for row in rows} == {"private-information PI-3"}
    page = (tmp_path / "p.html").read_text()
    assert page.startswith("<!doctype html>")
    assert "<svg" in page


def test_the_comparison_is_one_json_document(recorded):
    code, out, _ = recorded("replay --policy spam --against hacked-material --json")
    found = json.loads(out)
    assert code == bool(found["changed"])
    assert found["decided"] == 3
    assert sum(each["decisions"] for each in found["by_measure"]) == found["changed"]
    assert [side["packs"][0]["pack"] for side in (found["before"], found["after"])] == [
        "hacked-material", "spam",
    ]  # fmt: skip
    code, out, _ = recorded("replay --policy spam --against spam")
    assert code == 0
    assert "3 decisions taken again, 0 otherwise" in out


def test_days_site_and_matter_narrow_it(recorded):
    for options, count in (
        ("--from 2020-01-01 --to 2021-01-01", 0),
        ("--site main", 3),
        ("--matter dossier", 1),
        ("--from 2020-01-01", 3),
    ):
        out = recorded(f"replay --identity --json {options}")[1]
        assert json.loads(out)["same"] == count
        out = recorded(f"replay --policy spam --json {options}")[1]
        assert json.loads(out)["decided"] == count


BAD_USE = {
    "replay": "say one of them",
    "replay --identity --policy spam": "say one of them",
    "replay --policy spma": "EH905",
    "replay --policy spam --site nowhere": "EH406",
    "replay --under spam": "--matter",
    "sweep": "--seal",
}


def test_bad_use_is_told_and_sealing_says_what_it_made(evenhand):
    for line, told in BAD_USE.items():
        code, _, err = evenhand(line)
        assert code == 2
        assert told in err
    code, out, err = evenhand("sweep --seal")
    assert (code, out) == (0, "")
    assert "0 rows put away in 0 files" in err


PROGRAM = """
import sys
from evenhand.reports.replay import run
import evenhand.pipeline.archive as archive
run.SAVE_EVERY = 20
read = archive.history
def slowly(stretch):
    import time
    for recorded in read(stretch):
        time.sleep(0.01)
        yield recorded
archive.history = slowly
from evenhand.cli import main
sys.argv = ["evenhand", *sys.argv[1:]]
main()
"""


def test_a_killed_replay_goes_on_where_it_was(evenhand, tmp_path):
    items = [
        {"id": f"p-{n}", "text": f"{ITEMS[0]['text']} ({n})" if n % 3 else f"calm {n}"}
        for n in range(150)
    ]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    evenhand("screen items.jsonl --record")
    line = ["replay", "--policy", "spam", "--csv", "killed.csv", "--json"]
    whole = evenhand("replay --policy spam --csv whole.csv --json")[1]
    for _ in range(3):
        _killed(line, tmp_path)
    resumed = subprocess.run(
        [sys.executable, "-c", PROGRAM, *line], capture_output=True, text=True, check=False
    )
    assert resumed.stdout == whole
    assert (tmp_path / "killed.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not list((tmp_path / "home" / "replay").glob("*"))


def _killed(line, folder):
    """Start a replay, and kill it a little after it has kept once more how far it came."""
    kept = folder / "home" / "replay"
    before = {file: file.stat().st_mtime_ns for file in kept.glob("*.json")}
    started = subprocess.Popen([sys.executable, "-c", PROGRAM, *line], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while {f: f.stat().st_mtime_ns for f in kept.glob("*.json")} == before:
        assert started.poll() is None, "it ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    time.sleep(0.05)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    (file,) = kept.glob("*.json")
    assert re.search(r'"decided":\d+', file.read_text())
