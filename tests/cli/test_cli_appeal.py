"""`evenhand appeal` as it is typed and answered."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.cli.appeal import command
from evenhand.pipeline.home import open_home
from evenhand.store.flags import all_appeals, keep_appeal

SSN = "Her SSN is 536-22-8145, go and see her."
RECORD = "screen items.jsonl --record"
TEXT = '--text "We read the item again, together with what you wrote."'
WHY = '--text "The number is made up."'


@pytest.fixture
def items(tmp_path):
    """Three posts of one matter that a rule removes."""
    lines = [{"id": f"p-{n}", "text": SSN, "author": f"a-{n}", "matter": "file"} for n in range(3)]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_help(transcript):
    verbs = [f"appeal {verb} --help" for verb in command.commands]
    transcript("cli/appeal_help.txt", "appeal --help", *verbs)


def test_the_writer_appeals_and_is_answered(transcript, items):
    transcript(
        "cli/appeal.txt",
        RECORD,
        f"appeal add <ID-1> {WHY} --account a-0",
        f"appeal add <ID-1> {WHY}",
        f"appeal add <ID-2> {WHY} --json",
        "appeal list",
        "queue --as ada",
        "appeal show <ID-4> --as ada",
        f"appeal answer <ID-4> --as ada --outcome overturned {TEXT}",
        f"appeal answer <ID-4> --as ada --asked no --outcome overturned {TEXT}",
        f"appeal answer <ID-4> --as bo --asked no --outcome upheld {TEXT}",
        f"appeal answer <ID-5> --as bo --asked no --outcome varied --measure mask --hours 24 {TEXT}"
        " --json",
        "appeal show <ID-4> --as bo",
        "appeal show <ID-4> --as bo --json",
        "appeal list --open",
        "appeal list --csv",
        "statement show <ID-1>",
    )


def test_a_flagger_appeals(transcript):
    transcript.screened({"id": "p-1", "text": "The council meets on Monday.", "author": "moss"})
    transcript(
        "cli/appeal_flagger.txt",
        "flag add p-1 --why private_information --harmed",
        f"appeal add --receipt <ID-2> {WHY}",
        "flag list --json",
        "decide <ID-3> --as ada --asked no --keep",
        f"appeal add --receipt https://platform.example/flag/<ID-2> {WHY}",
        "flag status <ID-2>",
        f"appeal answer <ID-5> --as bo --asked no --outcome overturned {TEXT}",
        "appeal answer <ID-5> --as bo --asked no --outcome overturned --measure mask --hours 24 "
        f'--rule PI-3 --why "It shows where somebody lives." {TEXT}',
        "flag status <ID-2> --json",
    )


def test_all_of_a_matter(transcript, items):
    transcript(
        "cli/appeal_matter.txt",
        RECORD,
        "flag add p-1 --why other",
        "flag list --json",
        "decide <ID-6> --as ada --asked no --keep",
        *(f"appeal add <ID-{n}> {WHY}" for n in (1, 2, 3)),
        f"appeal answer --matter file --as ada --asked no --outcome overturned {TEXT}",
        f"appeal answer --matter file --as ada --asked no --outcome overturned {TEXT} --json",
        f"appeal answer --matter file --as bo --asked no --outcome upheld {TEXT} --json",
        f"appeal answer --matter file --as bo --asked no --outcome upheld {TEXT}",
    )


def test_what_is_refused(transcript, items, tmp_path):
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    transcript(
        "cli/appeal_refused.txt",
        RECORD,
        f"appeal add {WHY}",
        "appeal add <ID-1>",
        "appeal add <ID-1> --file latin.txt",
        f"appeal add <ID-1> {WHY} --account a-2",
        f"appeal add <ID-1> {WHY} --party flagger",
        f"appeal add {'0' * 32} {WHY}",
        f"appeal answer --as ada --asked no --outcome upheld {TEXT}",
        f"appeal answer {'0' * 32} --matter file --as ada --asked no --outcome upheld {TEXT}",
        f"appeal answer {'0' * 32} --as ada --asked no --outcome upheld {TEXT}",
        f"appeal add <ID-1> {WHY}",
        f"appeal answer <ID-4> --as ada --asked no --outcome varied {TEXT}",
        f"appeal answer <ID-4> --as ada --asked no --outcome varied --measure suspend {TEXT}",
        f"appeal answer <ID-4> --as ada --asked no --outcome upheld --form short {TEXT}",
        "appeal answer <ID-4> --as ada --asked no --outcome upheld --text No.",
        f"appeal answer <ID-4> --as nobody --asked no --outcome upheld {TEXT}",
        "appeal show <ID-4>",
    )


def test_overdue_is_status_1(evenhand, items):
    code, out, _ = evenhand(RECORD)
    case = out.rpartition("case ")[2][:32]
    evenhand(f"appeal add {case} {WHY}")
    assert evenhand("appeal list")[0] == 0
    assert evenhand("appeal list --overdue --json")[:2] == (0, "[]\n")
    with open_home(write=True):
        (given,) = all_appeals()
        keep_appeal(replace(given, deadline=given.deadline - timedelta(days=15)))
    code, out, _ = evenhand("appeal list --overdue --json")
    assert code == 1
    (row,) = json.loads(out)
    assert (row["id"], row["overdue"]) == (given.id, True)
    assert "overdue" in evenhand(f"appeal show {given.id} --as ada")[1]
