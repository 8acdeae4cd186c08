"""`evenhand queue`, `case`, `decide`, `hold`, `lift` and `cure` as they are typed and answered."""

import json

import pytest

from evenhand.cli.case import command as case
from evenhand.cli.cure import command as cure

HOME_OF = "She lives at 12 Orchard Lane, Springfield, IL 62704."
SSN = "Her SSN is 536-22-8145, go and see her."
LINK = "https://letter.example/p/file"


@pytest.fixture
def items(tmp_path):
    """A journalist's post with an address, a number, and a blocked link."""
    journalist = {"author": "quist", "account": {"roles": ["journalist"]}}
    lines = [
        {"id": "p-1", "text": HOME_OF, "matter": "file", **journalist},
        {"id": "p-2", "text": SSN, "author": "moss"},
        {"id": "p-3", "text": f"Look: {LINK}", "author": "moss"},
    ]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "links.txt").write_text(f"{LINK}\n")
    (tmp_path / "changed.txt").write_text("Order 536 22 8145 is sent.")
    (tmp_path / "clean.txt").write_text("Go and see her.")
    return "screen --record items.jsonl --links links.txt"


def test_help(transcript):
    verbs = ["queue", "decide", "hold", "lift", "case", "cure"]
    verbs += [f"case {name}" for name in case.commands] + [f"cure {name}" for name in cure.commands]
    transcript("cli/cases_help.txt", *(f"{verb} --help" for verb in verbs))


def test_two_people_decide(transcript, items):
    transcript(
        "cli/cases.txt",
        items,
        "queue --as ada",
        "case show <ID-1> --as ada",
        "case claim <ID-1> --as ada",
        "decide <ID-1> --as bo --asked no --keep --why Mine.",
        'case note <ID-1> "I asked the desk." --as ada',
        "decide <ID-1> --as ada --confirm",
        "decide <ID-1> --as ada --asked yes --confirm",
        "decide <ID-1> --as ada --asked no --confirm",
        "case show <ID-1> --as bo",
        "decide <ID-1> --as bo --asked no --confirm --json",
        "queue --as ada",
        "statement press <ID-1>",
        'case reveal <ID-1> --as bo --why "to compare with the page"',
        "case show <ID-1> --as bo",
        "case show <ID-1> --as nobody",
    )


def test_other_measures_and_mistakes(transcript, items):
    transcript(
        "cli/cases_measures.txt",
        items,
        "decide <ID-1> --as ada --asked no",
        "decide <ID-1> --as ada --asked no --measure mask --hours 5 --until 2999-01-01",
        "decide <ID-1> --as ada --asked no --measure masks --why Because.",
        "decide <ID-1> --as ada --asked no --measure label",
        f'decide <ID-1> --as ada --asked no --measure label --why "{HOME_OF}"',
        'decide <ID-1> --as ada --asked no --measure label --hours 48 --why "It is an office."',
        "decide <ID-1> --as bo --asked no --release",
        "decide 0123 --as bo --asked no --release",
    )


def test_lift_and_hold(transcript, items):
    transcript(
        "cli/cases_lift.txt",
        items,
        "hold p-2 --as ada --asked no --hours 90 --why Waiting.",
        'hold p-9 --as ada --asked no --hours 6 --why "Somebody has to look."',
        "queue --as bo",
        "lift nothing --as ada --asked no",
        "lift <ID-1>-1 --as ada --asked no",
        "lift <ID-1>-1 --as ada --asked no",
    )


def test_cures(transcript, items):
    transcript(
        "cli/cure.txt",
        items,
        "cure show <ID-2>",
        "cure check <ID-2> changed.txt",
        "cure check <ID-2> clean.txt",
        "cure show <ID-3>",
        "cure ask <ID-3>-1",
        "cure mended <ID-3>-1 --as ada --asked no",
        "cure mended <ID-3>-1 --as ada --asked no",
        "cure show <ID-3>",
        "cure look",
    )
