"""The example matter under other policies, and policies side by side, as they are typed."""

import json
import re
import sys

import pytest

from evenhand.cli import main
from evenhand.cli.demo import play, read_sites, read_timeline
from tests.cli.planted import MASKED, MATTER, NAMES, PRIVATE, as_word, holds

VARIANTS = (
    "hacked-material-distribution",
    "hacked-material-label",
    "hacked-material",
    "hacked-material-suspend",
)
UNDER = [word for name in VARIANTS for word in ("--under", name)]
ASKED = [
    "replay", "--matter", "warden-file", *UNDER, "--beside", "private-information",
    "--earlier", "ostermoor-letters",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The example matter, played to its end."""
    place = tmp_path_factory.mktemp("example") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        for _ in play(MATTER, read_timeline(MATTER), read_sites(MATTER), place):
            pass
    return place


@pytest.fixture
def typed(home, monkeypatch, capsysbinary):
    """Give a command; returns its exit status, results and talk."""
    monkeypatch.setenv("EVENHAND_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["evenhand", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    return run


def steps(outcome):
    """What is in force at once, as (subject, measure, hours)."""
    return {(s["subject"], s["measure"], s["hours"]) for s in outcome["steps"] if not s["proposed"]}


def test_the_newsletter_under_each_variant(typed):
    code, out, _ = typed(*ASKED, "--json")
    about = json.loads(out)["about"]
    would = {name: steps(about["instead"][name]) for name in VARIANTS}
    assert code == 0
    removed = ("item", "remove", 72)
    assert removed in would["hacked-material-distribution"]
    assert ("account", "suspend_until", 24) in would["hacked-material-distribution"]
    assert would["hacked-material-label"] == {("item", "mask", None)}
    assert "hacked-material-label HL-1" in about["instead"]["hacked-material-label"]["rules"]
    assert removed in would["hacked-material"]
    assert not any(subject == "account" for subject, _, _ in would["hacked-material"])
    assert ("account", "suspend_until", 72) in would["hacked-material-suspend"]


def test_the_policy_that_was_in_force_gives_what_was_decided(typed):
    found = json.loads(typed(*ASKED, "--json")[1])
    for row in found["rows"]:
        assert steps(row["instead"]["hacked-material-suspend"]) == steps(row["decided"])


def test_the_earlier_story_under_todays_policy(typed):
    (earlier,) = json.loads(typed(*ASKED, "--json")[1])["earlier"]
    about = earlier["about"]
    assert (about["day"], about["kind"]) == ("2022-01-31", "page")
    assert steps(about["decided"]) == {("item", "warn", 72)}
    today = about["instead"]["today's policy"]
    assert {(subject, measure) for subject, measure, _ in steps(today)} == {
        ("item", "mask"),
        ("link", "block_link"),
    }


def test_the_page_is_for_everybody(typed, tmp_path):
    page = tmp_path / "page.html"
    code, out, _ = typed(*ASKED, "--html", page)
    found = page.read_bytes()
    text = found.decode()
    assert code == 0
    assert text.count("<svg") == 2
    assert "One affair under four policies" in text
    assert "Hacked material: a label instead of removal" in text
    assert "Strikes and the measures that a decision met stay as recorded." in text
    assert "evenhand replay --site main --matter MATTER --under hacked-material-dist" in text
    for value in (*MASKED, *PRIVATE):
        assert not holds(found, value)
        assert not holds(out.encode(), value)
    for name in (
        *NAMES,
        "newsletter",
        "quist",
        "letter.example",
        "warden-file",
        "ostermoor-letters",
    ):
        assert not as_word(name, text)
    assert not re.search(r"\b[0-9a-f]{32}\b", text.replace("sha256:", "sha256"))


def test_another_decision_may_be_told_of(typed):
    found = json.loads(typed(*ASKED, "--json")[1])
    links = next(row for row in found["rows"] if row["count"] > 5)
    chosen = links["log"][3]
    about = json.loads(typed(*ASKED, "--about", chosen, "--json")[1])["about"]
    assert about["log"] == [chosen]
    assert steps(about["decided"]) == {("link", "block_link", None)}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (["--matter", "nothing"], "EH806"),
        (["--about", "0"], "EH807"),
        (["--under", "hacked-material@99"], "EH808"),
        (["--beside", "no-such-pack"], "EH905"),
        (["--site", "nowhere"], "EH406"),
    ],
)
def test_what_cannot_be_compared_is_said(typed, changed, code):
    status, out, err = typed(*ASKED, *changed)
    assert status == 2
    assert out == ""
    assert f"error[{code}]" in err


def test_two_packs_side_by_side(typed):
    code, out, _ = typed("policy", "diff", "hacked-material", "hacked-material-suspend")
    assert code == 1
    assert "2 of 6 clauses and 5 of 5 rules differ" in " ".join(out.split())
    assert "strikes: does not count -> counts against the account" in out
    assert "{+Spreading the material" in out
    assert "HM-4 → HS-6: the same" in out


def test_the_same_pack_is_the_same(typed):
    code, out, _ = typed("policy", "diff", "spam", "spam")
    assert code == 0
    assert "spam 1 and spam 1 say and do the same." in re.sub(r"spam \d+", "spam 1", out)


def test_a_kept_version_and_what_would_have_changed(typed, tmp_path):
    page = tmp_path / "diff.html"
    code, out, _ = typed(
        "policy", "diff", "hacked-material@1", "hacked-material-suspend@1", "--months", 120,
        "--beside", "private-information", "--site", "main", "--html", page, "--json",
    )  # fmt: skip
    found = json.loads(out)
    history = found["history"]
    assert code == 1
    assert found["before"]["version"] == 1
    assert history["decided"] >= history["changed"] > 0
    assert sum(each["decisions"] for each in history["by_measure"]) == history["changed"]
    text = page.read_text()
    assert "What would have changed" in text
    assert f"{history['changed']} would be taken differently" in text


def test_history_is_asked_of_a_home_with_decisions(typed):
    status, _, err = typed("policy", "diff", "spam", "spam", "--months", 1, "--site", "tide-daily")
    assert status == 2
    assert "error[EH809]" in err


def test_options_of_history_need_months(typed):
    status, _, err = typed("policy", "diff", "spam", "spam", "--site", "main")
    assert status == 2
    assert "--beside and --site go with --months" in err
