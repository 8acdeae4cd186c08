"""`evenhand interest`, `matter`, `fact`, `offer` and `site` as they are typed and answered.

Ids and times differ from run to run; in the golden files they are numbered and covered.
"""

import json
import re
import shlex
import sys

import pytest

from evenhand.cli import main

SSN = "Her SSN is 536-22-8145, go and see her."
CONSENT = '--asserted-by private_person --basis "her letter"'


@pytest.fixture
def evenhand(tmp_path, monkeypatch, capsysbinary):
    """Give a command in a home of its own; returns its exit status, results and talk."""
    monkeypatch.setenv("EVENHAND_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(line):
        monkeypatch.setattr(sys, "argv", ["evenhand", *shlex.split(line)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    run("init --url https://platform.example")
    for name, role in (("ada", "moderator"), ("bo", "senior"), ("root", "administrator")):
        run(f"site staff main --add {name} --role {role}")
    return run


@pytest.fixture
def transcript(evenhand, golden, tmp_path):
    """Give commands one after another and compare all that they say with a golden file.

    `<ID-n>` in a command stands for the n-th different id that was printed before it.
    """

    def check(name, *commands):
        ids, told = [], []
        for command in commands:
            typed = command
            for number, known in enumerate(ids, 1):
                typed = typed.replace(f"<ID-{number}>", known)
            code, out, err = evenhand(typed)
            ids += [i for i in re.findall(r"\b[0-9a-f]{32}\b", out) if i not in ids]
            told.append(f"$ evenhand {command}\n{out}{err}[{code}]\n")
        text = "\n".join(told).replace("\r\n", "\n")
        text = re.sub(r"(Usage: |Try ')[^']*?evenhand ", r"\1evenhand ", text)
        for number, known in enumerate(ids, 1):
            text = text.replace(known, f"<ID-{number}>")
        text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ)?", "<TIME>", text)
        golden(name, re.sub(r"\b20\d\d-\d\d-\d\d\b", "<DAY>", text))

    def screened(*items):
        file = tmp_path / "items.jsonl"
        file.write_text("".join(json.dumps(item) + "\n" for item in items))
        evenhand("screen items.jsonl --record")

    check.screened = screened
    return check


def test_interest(transcript):
    transcript(
        "cli/interest.txt",
        'interest declare "Example Campaign" --as ada --kind membership --source "my own word" '
        "--from 2026-01-01",
        'interest declare "Sam Roe" --person --as root --role owner --holder "Vera Quill" '
        '--kind endorsement --source "a post" --from 2026-01-01 --until 2027-01-01 --json',
        'interest declare "Example Campaign" --as ada --role owner --holder "Vera Quill" '
        "--kind financial --source hearsay",
        'interest declare "Example Campaign" --as ada --kind membership --source x --from soon',
        "interest end <ID-1> --as bo",
        "interest end <ID-1> --as ada --at 2026-03-01",
        "interest end <ID-1> --as ada",
        "interest list",
        "interest list --csv",
        "interest list --json --csv",
    )


def test_matter(transcript):
    items = [
        {"id": "p-1", "text": SSN, "author": "a-1", "matter": "dossier"},
        {"id": "p-2", "text": "Fine.", "author": "a-1", "matter": "dossier"},
    ]
    transcript.screened(*items)
    transcript(
        "cli/matter.txt",
        "matter list",
        "matter show dossier --as ada",
        'matter open dossier --as ada --title "The dossier" --party "Example Campaign"',
        'matter parties dossier --as ada --add "Sam Roe"',
        'matter parties dossier --as ada --drop "Sam Roe"',
        "matter parties dossier --as root --drop Sam --json",
        "matter parties dossier --as ada",
        'interest declare "Example Campaign" --as root --role owner --holder "Vera Quill" '
        "--kind financial --source accounts",
        "offer add --as ada --offered-by unknown --matter dossier",
        "fact add consented true --item p-1 --as ada " + CONSENT,
        "matter show dossier --as root",
        "matter show dossier --as ada --json",
        "matter show dosier --as ada",
        "matter list --csv",
        "matter list --json",
        "matter open dossier --as nobody --title x",
    )


def test_fact(transcript):
    transcript.screened({"id": "p-1", "text": SSN, "author": "a-1", "facts": {"consented": False}})
    transcript(
        "cli/fact.txt",
        f"fact add consented true --item p-1 --as ada {CONSENT}",
        f"fact add consented maybe --item p-1 --as ada {CONSENT}",
        f"fact add consentd true --item p-1 --as ada {CONSENT}",
        "fact add roles journalist,minor --account a-1 --as ada --asserted-by media --basis card",
        f"fact add consented true --item p-9 --as ada {CONSENT} --json",
        f"fact add consented true --as ada {CONSENT}",
        'fact dispute 2 --as bo --text "She was not asked."',
        'fact fall 1 --as bo --why "She did agree."',
        'fact fall 1 --as bo --why "Again."',
        "fact list",
        "fact list --item p-1 --json",
        "fact list --with-items --csv",
        "fact list --account nobody",
        "fact list --item p-1 --account a-1",
    )


def test_offer(transcript, tmp_path):
    (tmp_path / "dossier.txt").write_text("words")
    transcript(
        "cli/offer.txt",
        'offer add dossier.txt --as ada --offered-by "Quentin Tell" --matter dossier '
        '--provenance "said to be hacked"',
        "offer decline <ID-1> --as ada --why harm",
        'offer assess <ID-1> --as ada --text "Genuine; her address is in it."',
        'offer decline <ID-1> --as ada --why "It harms her." --public-note "Quentin Tell asked."',
        'offer decline <ID-1> --as ada --why "It harms her." --public-note "We declined it."',
        "offer publish <ID-1> --as ada --why greed",
        "offer add missing.txt --as ada --offered-by unknown",
        "offer list --as bo",
        "offer list --as bo --csv",
        "offer list --as bo --json",
        "offer show <ID-1> --as bo",
        "offer show <ID-1> --as bo --reveal",
        'offer show <ID-1> --as bo --reveal --why "A court asks."',
        "offer show <ID-1> --as ada --json",
    )


def test_who_offered_shows_where_it_is_revealed_and_nowhere_else(evenhand):
    evenhand('offer add --as ada --offered-by "Quentin Tell"')
    offer = json.loads(evenhand("offer list --as ada --json")[1])[0]["id"]
    for line in ("list --as ada", "list --as ada --json", "list --as ada --csv",
                 f"show {offer} --as ada", f"show {offer} --as ada --json",
                 f"assess {offer} --as ada --text genuine --json"):  # fmt: skip
        code, out, err = evenhand(f"offer {line}")
        assert code == 0
        assert "Quentin" not in out + err
    assert "Quentin" in evenhand(f"offer show {offer} --as ada --reveal --why asked")[1]


def test_site(transcript):
    transcript(
        "cli/site.txt",
        "site staff main",
        "site staff main --add Eve --role auditor",
        "site staff main --add eve",
        "site staff main --add eve --role auditor --csv",
        "site staff main --leave bo --json",
        "site staff main --leave nobody",
        "site staff nowhere",
        'site set main --out-of-court "Example Disputes Board" --trusted-flagger "Example Watch" '
        "--look-at-links --appeal-answer-days 7",
        'site set main --no-trusted-flagger "example WATCH" --no-look-at-links --json',
        "site set main --out-of-court ''",
        "site set main --appeal-answer-days 0",
    )
