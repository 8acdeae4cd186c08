"""`evenhand screen` as it is typed: input forms, results, exit status, bad input."""

import json
import os
import subprocess
import sys

import pytest

SSN = "Her SSN is 536-22-8145, go and see her."


def evenhand(*args, stdin=b"", home=None, **env):
    surroundings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "evenhand", *map(str, args)], input=stdin, capture_output=True,
        env={**surroundings, "EVENHAND_HOME": str(home or "/nonexistent"), **env}, check=False,
    )  # fmt: skip


def results(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def test_json_lines_from_standard_input():
    stdin = lines({"id": "1", "text": SSN}, {"id": "2", "text": "Fine."})
    done = evenhand("screen", "-", "--jsonl", stdin=stdin)
    first, second = results(done)
    assert done.returncode == 1
    assert (first["id"], first["outcome"], first["rehearsal"]) == ("1", "measures", True)
    assert first["measures"][0]["no_end_because"] == "until cured"
    assert first["readings"][0]["spans"] == [{"start": 11, "end": 22}]
    assert first["findings"][0]["because"][0]["saw"] == 1
    assert (second["outcome"], second["log_index"]) == ("allow", None)


def test_nothing_found_is_status_0():
    assert evenhand("screen", stdin=lines({"id": "2", "text": "Fine."})).returncode == 0


def test_a_bad_line_is_answered_in_its_place():
    stdin = lines({"id": "1", "text": SSN}) + b'not json\n{"id": "3", "txet": "x"}\n'
    stdin += lines({"id": "4", "text": "x" * 1_000_001}, {"id": "5", "text": "Fine."})
    done = evenhand("screen", "-", "--jsonl", stdin=stdin)
    answers = results(done)
    assert done.returncode == 2
    assert [a.get("line") for a in answers] == [None, 2, 3, 4, None]
    assert [a["error"]["code"] for a in answers[1:4]] == ["EH101", "EH102", "EH104"]
    assert answers[2]["error"]["help"] == "did you mean `text`?"


def test_a_plain_text_is_one_item(tmp_path):
    (tmp_path / "post.txt").write_text(f"Hello.\n{SSN}\n")
    (result,) = results(evenhand("screen", tmp_path / "post.txt", "--jsonl"))
    assert result["id"] == "post.txt"
    assert result["readings"][0]["spans"] == [{"start": 18, "end": 29}]


def test_a_text_over_1_mb_is_refused_whole(tmp_path):
    (tmp_path / "post.txt").write_text("x" * 1_000_001)
    done = evenhand("screen", tmp_path / "post.txt", "--jsonl")
    assert done.returncode == 2
    assert results(done)[0]["error"]["code"] == "EH104"


def test_each_line_is_an_item(tmp_path):
    (tmp_path / "posts.txt").write_text(f"Fine.\n\n{SSN}\n")
    found = results(evenhand("screen", "--lines", tmp_path / "posts.txt", "--jsonl"))
    assert [(r["id"], r["outcome"]) for r in found] == [("1", "allow"), ("3", "measures")]


def test_words_for_people_show_no_value():
    done = evenhand("screen", stdin=lines({"id": "1", "text": SSN}))
    assert b"private_info/us_ssn" in done.stdout
    assert b"8145" not in done.stdout + done.stderr
    assert b"rehearsal" in done.stderr


def test_banks_are_read(tmp_path):
    (tmp_path / "links.txt").write_text("https://letter.example/dossier\tleaked\n")
    (tmp_path / "withheld").mkdir()
    page = " ".join(f"word{n} of the stolen ledger" for n in range(40))
    (tmp_path / "withheld" / "ledger.txt").write_text(page)
    stdin = lines({"id": "1", "text": "see HTTP://LETTER.example:80/dossier#top"},
                  {"id": "2", "text": "look: " + page[60:500]})  # fmt: skip
    done = evenhand("screen", "--links", tmp_path / "links.txt", "--withheld",
                    tmp_path / "withheld", "--jsonl", stdin=stdin)  # fmt: skip
    linked, copied = results(done)
    assert linked["readings"][0]["kind"] == "page"
    assert linked["readings"][0]["detail"]["entry"] == "https://letter.example/dossier"
    assert copied["readings"][0]["detail"]["document"] == "ledger.txt"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["nowhere.jsonl"], "EH902"),
        (["--policy", "privat-information"], "EH905"),
        (["--links", "nowhere.txt"], "EH906"),
        (["--withheld", "nowhere"], "EH906"),
        (["--record"], "EH401"),
    ],
)
def test_bad_use_is_status_2(args, code):
    done = evenhand("screen", *args, stdin=lines({"id": "1", "text": "x"}))
    assert done.returncode == 2
    assert f"error[{code}]".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_unknown_options_are_status_2():
    done = evenhand("screen", "--nonsense")
    assert done.returncode == 2
    assert b"No such option" in done.stderr


def test_a_misspelt_measure_is_shown_with_a_caret(tmp_path):
    (tmp_path / "policy.md").write_text("# P\n\n### P-1 Clause\n\nText.\n")
    (tmp_path / "rules.toml").write_text(
        '[pack]\nname = "p"\nversion = 1\ntitle = "P"\nin_force_from = 2026-01-01T00:00:00Z\n'
        '[[rule]]\nid = "P-1"\nclause = "P-1"\nwhen = "private_info.us_ssn.count >= 1"\n'
        'measures = ["suspnd_until"]\n'
    )
    done = evenhand("policy", "check", tmp_path)
    assert done.returncode == 2
    assert b"did you mean `suspend_until`?" in done.stderr
    assert b"rules.toml:10:" in done.stderr
    assert b"^^^" in done.stderr


def test_recording_on_the_command_line(tmp_path):
    home = tmp_path / "home"
    made = json.loads(evenhand("init", "--url", "https://p.example/", "--json", home=home).stdout)
    assert made["origin"] == "p.example/log"
    assert len(made["akismet_key"]) == 12
    stdin = lines({"id": "1", "text": SSN}, {"id": "2", "text": "Fine."})
    done = evenhand("screen", "--record", "--jsonl", stdin=stdin, home=home)
    removed, _fine = results(done)
    assert (done.returncode, removed["rehearsal"]) == (1, False)
    index, case = removed["log_index"], removed["case"]
    assert evenhand("log", "verify", home=home).returncode == 0
    receipt = evenhand("log", "prove", index, home=home)
    assert receipt.stdout.startswith(b"c2sp.org/tlog-proof@v1\n")
    shown = evenhand("statement", "show", case, home=home).stdout
    assert case.encode() in shown
    assert b"8145" not in shown
    assert evenhand("statement", "press", case, home=home).returncode == 0
    dsa = json.loads(evenhand("statement", "show", case, "--dsa", home=home).stdout)
    assert dsa["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    (delivered,) = (home / "spool" / "main").iterdir()
    assert json.loads(delivered.read_bytes())["case"] == case
    evenhand("site", "staff", "main", "--add", "robin", "--role", "moderator", home=home)
    lift = ("lift", removed["measures"][0]["id"], "--as", "robin")
    assert b"EH620" in evenhand(*lift, home=home).stderr
    lifted = evenhand(*lift, "--asked", "no", home=home)
    assert b"remove of item 1: lifted" in lifted.stdout
    again = evenhand("screen", "--record", "--jsonl", stdin=stdin, home=home)
    assert results(again)[0]["repeated"]
    assert evenhand("log", "verify", home=home).returncode == 0


def test_a_damaged_log_is_status_3_and_none_is_status_2(tmp_path):
    home = tmp_path / "home"
    evenhand("init", home=home)
    evenhand("screen", "--record", stdin=lines({"id": "1", "text": SSN}), home=home)
    tile = next((home / "log" / "tile" / "entries").rglob("*.p/*"))
    data = tile.read_bytes()
    tile.unlink()
    missing = evenhand("log", "verify", home=home)
    tile.write_bytes(data[:-1] + b"?")
    changed = evenhand("log", "verify", home / "log")
    assert (missing.returncode, changed.returncode) == (3, 3)
    assert b"NOT SOUND" in changed.stdout
    (tmp_path / "empty").mkdir()
    assert evenhand("log", "verify", tmp_path / "empty").returncode == 2


def test_version_loads_neither_web_nor_database():
    script = (
        "import sys, evenhand.cli; import evenhand; "
        "print([m for m in ('django', 'sqlite3', 'msgspec', 'rich', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_library_loads_neither_web_nor_database():
    script = (
        "import sys; from evenhand import Item, Screener; "
        "Screener().screen(Item(id='1', text='x')); "
        "print([m for m in ('django', 'sqlite3', 'click', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_explain_and_doctor(tmp_path):
    assert b"Undeclared" in evenhand("explain", "EH109").stdout
    assert evenhand("explain", "EH000").returncode == 2
    assert evenhand("doctor", home=tmp_path / "none").returncode == 1
    evenhand("init", home=tmp_path / "home")
    assert evenhand("doctor", home=tmp_path / "home").returncode == 0


@pytest.mark.parametrize(
    ("text", "status"),
    [("He wrote:\n{sic} " + SSN, 1), ("", 0), ('\ufeff{"id": "1", "text": "Fine."}', 0)],
)
def test_which_form_the_input_has(tmp_path, text, status):
    (tmp_path / "post").write_text(text)
    assert evenhand("screen", tmp_path / "post").returncode == status


def test_what_cannot_be_used_is_status_2(tmp_path):
    home = tmp_path / "home"
    evenhand("init", home=home)
    (tmp_path / "file").write_text("x")
    for args, place in (
        (("init",), tmp_path / "file"),
        (("log", "prove", "99"), home),
        (("log", "prove", "0"), tmp_path / "nowhere"),
        (("log", "verify", "--key", "foo"), home),
        (("log", "verify", "--expect", tmp_path / "file"), home),
        (("screen", tmp_path), home),
        (("screen", "--json", "--jsonl"), home),
        (("site", "add", "../x", "--url", "https://x.example"), home),
    ):
        done = evenhand(*args, home=place)
        assert done.returncode == 2, args
        assert b"Traceback" not in done.stderr
