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
from evenhand.cli.demo import read_question, read_sites, read_timeline
from evenhand.log.prover import Prover
from evenhand.log.source import DirectorySource
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home, create_home
from evenhand.pipeline.play import Player, Step
from evenhand.text.addresses import find_addresses
from evenhand.text.fold import fold
from tests.cli.planted import MASKED, MATTER, NAMES, PRIVATE, as_word, holds

IN_WORK = "postgresql://nobody@127.0.0.1:1/somebodys"
"""A database that somebody works with: the demo must not even ask for it."""

GOOD = Step(datetime(2026, 9, 21, 10, tzinfo=UTC), "Nothing is due.", "expire")

VARYING = (
    (re.compile(r"\b[0-9a-f]{32}\b"), "<case>"),
    (re.compile(r"(?<=decision )[0-9a-f]{8}\b"), "<case>"),
    (re.compile(r"(?<=/log  )[0-9]+(?= entries)"), "<some>"),  # days go by until it is served
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
    return json.loads(play(tmp_path_factory.mktemp("played"), "--json", "--no-http"))


def came_of(result):
    """What expect.toml says of an item, from the result."""
    named = {
        "measures": sorted(m["measure"] for m in result["measures"] + result.get("standing", [])),
        "proposed": sorted(m["measure"] for m in result.get("proposed", [])),
    }
    return {"outcome": result["outcome"]} | {key: names for key, names in named.items() if names}


def deed(played, at, do):
    """The step of that time that does this."""
    (found,) = [step for step in played["steps"] if (step["at"], step["do"]) == (at, do)]
    return found


def test_each_item_comes_to_what_is_expected(played):
    """Written down in expect.toml, so that a change of packs or signals shows."""
    found = {}
    for step in played["steps"]:
        for result in step.get("results", []):
            name = f"{result['id']}/{result['revision']}"
            found.setdefault(step["site"], {})[name] = came_of(result)
    expected = tomllib.loads((MATTER / "expect.toml").read_text())
    assert found == {site: expected[site] for site in ("main", "rival")}


def test_each_deed_of_people_comes_to_what_is_expected(played):
    """Words and measures that moved; no two deeds of one kind share a minute."""
    found = {}
    for step in played["steps"]:
        moved = sorted(f"{m['measure']} {m['state']}" for m in step.get("changed", []))
        if step.get("came") or moved:
            found[f"{step['at']} {step['do']}"] = [*step.get("came", []), *moved]
    assert found == tomllib.loads((MATTER / "expect.toml").read_text())["people"]


def test_the_log_is_sound(played):
    assert played["log"]["sound"]


def test_what_nobody_made_lasting_ends_at_its_date(played):
    """Five readers are suspended for three days; nobody proposes more."""
    told = [
        measure
        for step in played["steps"]
        for result in step.get("results", [])
        for measure in result["measures"]
        if measure["measure"] == "suspend_until" and result["id"] != "newsletter"
    ]
    assert [measure["until"] for measure in told] == ["2026-09-24T16:50:00Z"] * 5
    ended = deed(played, "2026-09-24T17:00:00Z", "expire")["changed"]
    states = {m["id"]: m["state"] for m in ended if m["measure"] == "suspend_until"}
    assert states == {measure["id"]: "expired" for measure in told}


def test_the_temporary_becomes_lasting_only_with_a_second_person(played):
    first = deed(played, "2026-09-22T17:00:00Z", "decide")
    second = deed(played, "2026-09-22T17:40:00Z", "decide")
    assert "changed" not in first
    states = {(m["measure"], m["state"]) for m in second["changed"]}
    assert {("suspend_until", "superseded"), ("suspend", "in_force")} <= states


def test_the_press_is_told_the_state_of_things(played):
    before, lasting, after = [step["text"] for step in played["steps"] if step["do"] == "press"]
    assert "temporary, ends by itself on 2026-09-24" in before
    assert "no end date: it stays unless an appeal succeeds" in lasting
    assert "ended on 2026-09-30" in after
    for text in (before, lasting, after):
        assert "quist" not in text
        assert "letter.example" not in text


def test_whoever_has_an_interest_decides_nothing(played):
    step = deed(played, "2026-09-21T13:47:00Z", "decide")
    assert "EH648" in step["came"][0]
    assert "log" not in step
    assert "changed" not in step


def test_the_harmed_person_is_answered_within_minutes(played):
    flag, agreed = (
        deed(played, at, do)
        for at, do in (("2026-09-21T13:44:00Z", "flag"), ("2026-09-21T13:51:00Z", "decide"))
    )
    assert flag["log"]
    assert "flags answered: 1, the first after 7 minutes" in agreed["came"]
    assert "We looked at it" in deed(played, "2026-09-21T13:53:00Z", "receipt")["text"]


@pytest.fixture(scope="module")
def answers(played):
    return played["answers"]


def test_who_asked_is_answered(answers):
    found = answers["who_asked"]
    mail, call = found["requests"]
    assert (mail["who"], mail["behalf"], mail["late"]) == ("Brandt committee", "a person", False)
    assert (mail["standing"], len(mail["log"])) == ("verified", 3)
    assert (call["who"], call["late"], call["days_late"]) == ("Dorne and Pell", True, 2)
    assert call["decided_before"] > 20
    assert found["own_data"] == "1-4"
    assert [tie["party"] for tie in found["ties"]] == ["Brandt committee"]
    assert {each["raised"] for each in found["asked"]} == {True, False}
    assert "may not be disclosed" in found["note"]


def test_each_notice_and_press_line_says_what_the_log_says(answers):
    states = [state for moment in answers["which_rule"] for state in moment["states"]]
    assert all(state["notice_agrees"] for state in states)
    assert all(s["press_agrees"] for s in states if s["state"] != "proposed")
    assert {s["press_agrees"] for s in states if s["state"] == "proposed"} == {None}
    on_account = [
        (state["measure"], state["state"], state["until"] or state["no_end_because"])
        for moment in answers["which_rule"]
        if moment["subject"] == "account"
        for state in moment["states"]
    ]
    assert on_account == [
        ("suspend_until", "in_force", "2026-09-24"),
        ("suspend", "proposed", "until lifted on appeal"),
        ("suspend", "in_force", "until lifted on appeal"),
        ("suspend_until", "superseded", ""),
        ("suspend_until", "in_force", "2026-09-30"),
        ("suspend", "lifted", ""),
        ("suspend_until", "expired", ""),
    ]


def test_elsewhere_and_earlier_no_account_would_have_been_touched(answers):
    found = answers["elsewhere"]
    rival, then = found["instead"]
    subjects = [{m["subject"] for m in each["measures"]} for each in (rival, then, found["today"])]
    assert subjects == [{"item", "link"}, {"item"}, {"item", "link"}]
    assert rival["measures"] == found["there"]["measures"]
    assert then["packs"] == ["hacked-material 1"]
    assert {m["measure"] for m in then["measures"]} == {"warn"}
    assert "account" in {m["subject"] for m in found["done"]["measures"]}


def test_like_cases_were_lighter_until_the_appeal(answers):
    heaviest, ended = answers["elsewhere"]["heaviest"], answers["elsewhere"]["finally_"]
    assert (heaviest["measure"], heaviest["heavier"], heaviest["of"]) == ("suspend", 5, 5)
    assert (ended["measure"], ended["same"]) == ("suspend_until", 5)
    assert len(ended["log"]) == 5


def test_newsrooms_answer_only_with_what_they_say_in_public(answers):
    (room,) = answers["elsewhere"]["newsrooms"]
    assert (room["site"], room["outcome"]) == ("harbor-gazette", "declined")


def test_every_answer_can_be_proved(played, answers):
    """Each index that an answer names is an entry of the log, with a receipt."""
    source = DirectorySource(Path(played["home"]) / "log")
    prover = Prover(source)
    told = set(indexes(answers))
    assert len(told) > 30
    for index in told:
        assert prover.prove(index).index == index


def indexes(told):
    """Every `log` in the answers."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name == "log" and value is not None:
                yield from value if isinstance(value, list) else [value]
            else:
                yield from indexes(value)
    elif isinstance(told, list):
        for value in told:
            yield from indexes(value)


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


@pytest.mark.parametrize("value", MASKED)
def test_what_is_masked_or_sealed_is_not_even_printed(printed, played, value):
    assert not holds(printed.encode(), value)
    assert not holds(json.dumps(played).encode(), value)


def test_the_answers_are_fit_for_a_journalist(printed, played):
    """Nothing private is in them, nor any account or item by its name."""
    text = printed.partition("Who asked?")[2].partition("The home stays")[0]
    for told in (text, json.dumps(played["answers"], ensure_ascii=False)):
        assert len(told) > 3000
        assert [value for value in [*MASKED, *PRIVATE] if holds(told.encode(), value)] == []
        assert [name for name in NAMES if as_word(name, told)] == []


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
    """A player of one site in a fresh home, at the time of `GOOD`."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    clock, entropy = SetClock(GOOD.at), SystemEntropy()
    sites = {"main": read_sites(MATTER)["main"]}
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
        ({"do": "lift", "item": "p-1", "given": {"asked": False}}, "p-1"),
        ({"do": "lift", "item": "p-1"}, "asked"),
        ({"do": "look", "given": {"after": 3}}, "after"),
        ({"do": "done", "given": {"contact": "leter", "what": "x"}}, "leter"),
        ({"do": "decide", "given": {"choose": "ban", "asked": False}}, "choose"),
        ({"do": "decide", "given": {"choose": "keep", "asked": False}}, "item"),
        ({"do": "decide", "given": {"choose": "keep", "asked": False, "item": "p-1"}}, "p-1"),
        (
            {
                "do": "contact",
                "by": "kim",
                "given": {"role": "political", "wants": "mask", "letter": "../README.md"},
            },
            "README",
        ),
        ({"do": "press", "item": "p-1"}, "p-1"),
        ({"at": datetime(2026, 9, 20, tzinfo=UTC)}, "before"),
    ],
)
def test_an_impossible_step_is_refused(player, step, what):
    assert player.play(GOOD).came.changed == ()
    with pytest.raises(EvenhandError, match="EH909") as refused:
        player.play(replace(GOOD, **step))
    assert what in str(refused.value)


def test_only_a_try_may_be_refused(player):
    """What the rules about people refuse stops the timeline, unless the step only tries."""
    wrong = {"party": "Brandt committee", "kind": "membership", "source": "x", "role": "owner"}
    step = replace(GOOD, do="interest", by="kim", given={"holder": "somebody", **wrong})
    with pytest.raises(EvenhandError, match="EH573"):
        player.play(step)
    tried = player.play(replace(step, tries=True))
    assert "EH573" in tried.came.words[0]
    assert tried.entries == ()


def test_a_name_is_given_once(player):
    step = replace(GOOD, name="twice")
    player.play(step)
    with pytest.raises(EvenhandError, match="EH909"):
        player.play(step)


@pytest.mark.parametrize("text", ["site = 3", "site = 'main'", "="])
def test_bad_questions_are_told(tmp_path, text):
    (tmp_path / "questions.toml").write_text(text)
    with pytest.raises(EvenhandError, match="EH909"):
        read_question(tmp_path)


def test_a_matter_without_questions_is_played_without_answers(tmp_path):
    matter = tmp_path / "matter"
    shutil.copytree(MATTER, matter)
    (matter / "questions.toml").unlink()
    first, *_ = (MATTER / "timeline.jsonl").read_text().splitlines()
    (matter / "timeline.jsonl").write_text(first + "\n")
    assert "Who asked?" not in play(tmp_path, matter=matter)


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
