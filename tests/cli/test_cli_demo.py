"""The example matter: what comes of each item, and what is printed of it."""

import json
import re
import shutil
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from evenhand.cli import cli
from evenhand.cli.demo import read_sites, read_timeline
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home, create_home
from evenhand.pipeline.play import Player, Step
from evenhand.text.addresses import find_addresses
from evenhand.text.fold import fold

MATTER = Path(__file__).parents[2] / "examples" / "dossier"
PRIVATE = ("417 Lantern", "Lantern Quay", "XXX-XX", "XX-1234")
IN_WORK = "postgresql://nobody@127.0.0.1:1/somebodys"
"""A database that somebody works with: the demo must not even ask for it."""

GOOD = Step(datetime(2026, 9, 21, 10, tzinfo=UTC), "Nothing is due.", "expire")

VARYING = (
    (re.compile(r"\b[0-9a-f]{32}\b"), "<case>"),
    (re.compile(r"(?<=EVENHAND_HOME=)\S+"), "<home>"),
    (re.compile(r"\S{40}\.\.\.$|(?<=/log )\S+\.\.\.$", re.MULTILINE), "<hash>..."),
)
"""What is random in the output."""


def play(folder, *options, matter=MATTER):
    """Run the verb with its home below a folder; returns what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", IN_WORK)
        result = CliRunner().invoke(
            cli, ["demo", str(matter), "--home", str(folder / "home"), *options],
            standalone_mode=False,
        )  # fmt: skip
    if result.exception:
        raise result.exception
    assert result.return_value == 0
    return result.stdout


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return play(tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return json.loads(play(tmp_path_factory.mktemp("played"), "--json"))


def came_of(result):
    """What expect.toml says of an item, from the result."""
    named = {
        "measures": sorted(m["measure"] for m in result["measures"] + result.get("standing", [])),
        "proposed": sorted(m["measure"] for m in result.get("proposed", [])),
    }
    return {"outcome": result["outcome"]} | {key: names for key, names in named.items() if names}


def test_each_item_comes_to_what_is_expected(played):
    """Written down in expect.toml, so that a change of packs or signals shows."""
    found = {}
    for step in played["steps"]:
        for result in step.get("results", []):
            name = f"{result['id']}/{result['revision']}"
            found.setdefault(step["site"], {})[name] = came_of(result)
    assert found == tomllib.loads((MATTER / "expect.toml").read_text())


def test_the_log_is_sound_and_holds_no_private_value(played):
    assert played["log"]["sound"]
    files = (Path(played["home"]) / "log").rglob("*")
    served = b"".join(path.read_bytes() for path in files if path.is_file())
    for value in (*PRIVATE, "letter.example", "quist"):
        assert value.encode() not in served


def test_the_suspension_ends_by_itself_at_its_date(played):
    """A lasting one against a journalist needs a second person; nobody agreed."""
    (told,) = [
        measure
        for step in played["steps"]
        for result in step.get("results", [])
        for measure in result["measures"]
        if measure["measure"] == "suspend_until"
    ]
    assert told["until"] == "2026-09-24T16:30:00Z"
    (ended,) = [s for s in played["steps"] if s["do"] == "expire" and s["at"] == told["until"]]
    states = {m["measure"]: m["state"] for m in ended["changed"]}
    assert states == {"suspend_until": "expired", "suspend": "expired"}


def test_the_press_is_told_the_state_of_things(played):
    before, after = [step["text"] for step in played["steps"] if step["do"] == "press"]
    assert "ends by itself on 2026-09-24" in before
    assert "ended on 2026-09-24" in after
    for text in (before, after):
        assert "quist" not in text
        assert "letter.example" not in text


def test_the_second_platform_leaves_the_account_alone(played):
    subjects = {
        measure["subject"]["type"]
        for step in played["steps"]
        if step["site"] == "rival"
        for result in step.get("results", [])
        for measure in result["measures"] + result.get("proposed", [])
    }
    assert subjects == {"item", "link"}


def test_the_text_of_its_time_is_applied(played):
    packs = {
        step["at"][:4]: {(p["pack"], p["version"]) for p in result["policy"]}
        for step in played["steps"]
        if step["site"] == "main"
        for result in step.get("results", [])
    }
    assert packs["2022"] == {("hacked-material", 1)}
    assert {name for name, _ in packs["2026"]} == {"private-information", "hacked-material-suspend"}


def test_the_spellings_are_many():
    (step,) = [s for s in read_timeline(MATTER) if "spelling" in s.say]
    written = [address.written for i in step.items for address in find_addresses(fold(i.text))]
    assert len(set(written)) == len(step.items) >= 8


def test_the_printed_timeline(printed, golden):
    text = printed
    for pattern, instead in VARYING:
        text = pattern.sub(instead, text)
    golden("cli/demo.txt", text)


def test_nothing_private_is_printed(printed):
    for value in PRIVATE:
        assert value not in printed


def test_the_printed_page_is_no_wider_than_a_terminal(printed):
    assert max(map(len, printed.splitlines())) <= 100


def test_a_missing_matter_is_said(tmp_path):
    with pytest.raises(EvenhandError, match="EH904"):
        CliRunner().invoke(
            cli, ["demo", str(tmp_path)], standalone_mode=False, catch_exceptions=False
        )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"at": "2026-09-21T10:00:00Z", "say": "x"}', "do"),
        ('{"at": "2026-09-21T10:00:00", "say": "x", "do": "expire"}', "zone"),
        ('{"at": "2026-09-21T10:00:00Z", "say": "x", "do": "expire", "outcome": 1}', "outcome"),
        ("no json", "JSON"),
    ],
)
def test_a_bad_step_is_told_with_its_line(tmp_path, line, what):
    good = '{"at": "2026-09-21T10:00:00Z", "say": "x", "do": "expire"}'
    (tmp_path / "timeline.jsonl").write_text(f"{good}\n{line}\n")
    with pytest.raises(EvenhandError, match="EH909") as refused:
        read_timeline(tmp_path)
    assert "timeline.jsonl:2" in str(refused.value)
    assert what in refused.value.what


@pytest.mark.parametrize(
    "text", ["main = 3", "[main]\nurl = 'x'", "[rival]\nurl='x'\npacks=[]", "="]
)
def test_bad_sites_are_told(tmp_path, text):
    (tmp_path / "sites.toml").write_text(text)
    with pytest.raises(EvenhandError, match="EH909"):
        read_sites(tmp_path)


@pytest.fixture
def player(tmp_path, monkeypatch):
    """A player in a fresh home, at the time of `GOOD`."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    clock, entropy, sites = SetClock(GOOD.at), SystemEntropy(), read_sites(MATTER)
    create_home(tmp_path / "home", sites["main"].url, clock, entropy)
    with Home(tmp_path / "home", clock, entropy, write=True) as home:
        yield Player(MATTER, sites, home, clock)


@pytest.mark.parametrize(
    ("step", "what"),
    [
        ({"do": "sreen"}, "screen"),
        ({"site": "mian"}, "main"),
        ({"do": "bank", "links": ("https://other.example/",)}, "links.txt"),
        ({"do": "bank", "unlist": ("https://letter.example/p/warden-file",)}, "not listed"),
        ({"do": "bank", "withheld": ("2026-warden-flie.txt",)}, "2026-warden-file.txt"),
        ({"do": "lift", "item": "p-1"}, "p-1"),
        ({"do": "press", "item": "p-1"}, "p-1"),
        ({"at": datetime(2026, 9, 20, tzinfo=UTC)}, "before"),
    ],
)
def test_an_impossible_step_is_refused(player, step, what):
    assert player.play(GOOD).changed == ()
    with pytest.raises(EvenhandError, match="EH909") as refused:
        player.play(replace(GOOD, **step))
    assert what in str(refused.value)


def test_a_step_that_fails_is_told_with_its_line(tmp_path):
    matter = tmp_path / "matter"
    shutil.copytree(MATTER, matter)
    first, *_ = (MATTER / "timeline.jsonl").read_text().splitlines()
    (matter / "timeline.jsonl").write_text(first + "\n" + first.replace('"main"', '"mian"'))
    with pytest.raises(EvenhandError, match="EH909") as refused:
        play(tmp_path, matter=matter)
    assert "timeline.jsonl:2" in str(refused.value)


def test_an_existing_home_is_left_alone(played):
    home = Path(played["home"])
    before = (home / "log/checkpoint").read_bytes()
    with pytest.raises(EvenhandError, match="EH402"):
        play(home.parent)
    assert (home / "log/checkpoint").read_bytes() == before
