"""Rules for wrapped addresses as they are typed and answered; the docs' example among them."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from evenhand.connectors import resolve
from tests.connectors.shortener import LOCAL, shortener

DOCS = (Path(__file__).parents[2] / "docs/banks.md").read_text(encoding="utf-8")
SECTION = DOCS.partition("## Wrappers of your own")[2].partition("\n## ")[0]
RULES = "".join(re.findall(r"```toml\n(# unwrap\.toml.*?)```", SECTION, re.DOTALL))
PACK = "".join(re.findall(r"```toml\n(\[pack\].*?)```", SECTION, re.DOTALL))

PAGE = "https://news.example/p/file"
POSTS = (
    {"id": "p-1", "text": f"https://reader.example/?page={PAGE}", "author": "a-7"},
    {"id": "p-2", "text": "https://t.co/3AbC", "author": "a-7"},
    {"id": "p-3", "text": "The council meets on Monday.", "author": "a-8"},
)


@pytest.fixture
def banks(evenhand, tmp_path):
    folder = tmp_path / "home/banks/main"
    folder.mkdir(parents=True)
    return folder


def screened(typed, tmp_path, *options):
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(post) + "\n" for post in POSTS))
    (tmp_path / "links.txt").write_text(f"{PAGE}\n")
    command = ["screen items.jsonl --links links.txt --jsonl", *options]
    code, out, _ = typed(" ".join(command))
    results = [json.loads(line) for line in out.splitlines()]
    kinds = {one["id"]: [reading["kind"] for reading in one["readings"]] for one in results}
    return code, kinds, {one["id"]: one["outcome"] for one in results}


def test_the_example_of_the_docs(typed, tmp_path):
    (tmp_path / "unwrap.toml").write_text(RULES)
    nothing = {"p-1": [], "p-2": [], "p-3": []}
    assert screened(typed, tmp_path)[:2] == (0, nothing)
    code, kinds, outcomes = screened(typed, tmp_path, "--unwrap unwrap.toml")
    assert (code, kinds) == (1, {"p-1": ["page"], "p-2": ["unknown"], "p-3": []})
    # The starter packs go by the listed page alone.
    assert outcomes == {"p-1": "measures", "p-2": "allow", "p-3": "allow"}
    assert screened(typed, tmp_path, "--unwrap unwrap.toml --workers 2") == (code, kinds, outcomes)


def test_the_docs_rule_for_unknown_destinations(typed, tmp_path):
    (tmp_path / "unwrap.toml").write_text(RULES)
    pack = tmp_path / "short-links"
    pack.mkdir()
    (pack / "rules.toml").write_text(PACK)
    (pack / "policy.md").write_text("# Short links\n\n## SL-1\n\nLinks say where they lead.\n")
    assert typed("policy check short-links")[0] == 0
    for options, outcome in (("--unwrap unwrap.toml", "measures"), ("", "allow")):
        outcomes = screened(typed, tmp_path, "--policy short-links", options)[2]
        assert outcomes == {"p-1": "allow", "p-2": outcome, "p-3": "allow"}


def test_a_file_can_be_tried_before_it_takes_its_place(evenhand, banks, tmp_path):
    (banks / "links.txt").write_text(f"{PAGE}\n")
    (tmp_path / "new.toml").write_text(RULES)
    wrapped = POSTS[0]["text"]
    assert evenhand(f"bank find '{wrapped}'")[0] == 0
    code, out, _ = evenhand(f"bank find '{wrapped}' --unwrap new.toml --json")
    assert (code, json.loads(out)["outcome"]) == (1, "blocked")
    (tmp_path / "new.toml").rename(banks / "unwrap.toml")
    assert evenhand(f"bank find '{wrapped}'")[0] == 1
    code, out, _ = evenhand("bank find https://t.co/3AbC --json")
    assert (code, json.loads(out)) == (
        0, {"outcome": "not listed", "address": "https://t.co/3AbC", "unknown": "shortener"},
    )  # fmt: skip


def test_rules_that_are_not_understood(typed, tmp_path):
    (tmp_path / "unwrap.toml").write_text(RULES.replace("fields", "feilds"))
    code, out, err = typed("screen - --unwrap unwrap.toml")
    assert (code, out) == (2, "")
    line = RULES.splitlines().index('fields = ["page"]') + 1
    assert "EH566" in err
    assert f"unwrap.toml:{line}" in err
    assert typed("screen - --unwrap none.toml")[0] == 2


def test_the_doctor_finds_rules_that_are_not_understood(evenhand, banks):
    (banks / "unwrap.toml").write_text(RULES)
    assert evenhand("doctor")[0] == 0
    (banks / "unwrap.toml").write_text(f"{RULES}\n[alias]")
    code, out, _ = evenhand("doctor")
    assert code == 1
    assert "fault        EH566" in out
    assert "unwrap.toml" in out


def test_help(transcript):
    transcript("cli/bank_resolve_help.txt", "bank resolve --help", "bank find --help")


def test_short_addresses_are_asked_once(evenhand, banks, tmp_path, monkeypatch):
    with shortener({"/3AbC": PAGE, "/gone": 410}) as (host, asked):
        name = host.partition(":")[0]
        (banks / "unwrap.toml").write_text(f'[[unknown]]\nwhat = "shortener"\nhosts = ["{name}"]\n')
        monkeypatch.setattr(resolve, "led_to", partial(resolve.led_to, limits=LOCAL, scheme="http"))
        (tmp_path / "post.txt").write_text(f"http://{host}/3AbC and http://{host}/gone")
        evenhand("screen post.txt --record")
        code, out, err = evenhand("bank resolve --dry-run --csv")
        assert (code, asked) == (0, [])
        assert out.splitlines() == [
            "address,what",
            f"{host}/3AbC,shortener",
            f"{host}/gone,shortener",
        ]
        assert "2 addresses would be asked" in err
        assert evenhand(f"sweep find {PAGE}")[0] == 0
        code, out, err = evenhand("bank resolve --per-second 10")
        assert (code, out) == (0, "1 found, 1 not found, 0 not asked\n")
        assert "EH568  A short address that leads nowhere" in err
        assert asked == ["/3AbC", "/gone"]
        told = json.loads(evenhand("bank resolve --json")[1])
        assert (told, len(asked)) == ({"found": 0, "failed": {}, "left": 0}, 2)
    code, out, _ = evenhand(f"sweep find {PAGE} --json")
    assert code == 1
    assert [one["address"] for one in json.loads(out)] == [f"{host}/3AbC"]


def test_bad_use(evenhand):
    assert evenhand("bank resolve --site mian")[0] == 2
    assert evenhand("bank resolve --csv")[0] == 2
