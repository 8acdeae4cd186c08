"""`evenhand flag` as it is typed and answered."""

import json

from evenhand.cli.flag import command

SSN = "Her SSN is 536-22-8145, go and see her."
HERS = 'flag add p-1 --why private_information --harmed --text "The number is mine."'


def test_help(transcript):
    verbs = [f"flag {verb} --help" for verb in command.commands]
    transcript("cli/flag_help.txt", "flag --help", *verbs)


def test_from_the_flag_to_its_answer(transcript):
    transcript.screened({"id": "p-1", "text": SSN, "author": "moss"})
    transcript(
        "cli/flag.txt",
        HERS,
        "flag status <ID-2>",
        "flag add p-1 --why spam --language de --json",
        "flag list",
        "flag list --waiting --csv",
        "queue --as ada",
        "case show <ID-4> --as ada",
        "decide <ID-4> --as ada --asked no --keep",
        "flag status https://platform.example/flag/<ID-2>",
        "flag status <ID-5> --json",
        "flag list --waiting",
        "flag add p-1 --why spam",
    )


def test_what_is_refused(transcript, tmp_path):
    (tmp_path / "long.txt").write_text("x" * 2_001)
    transcript(
        "cli/flag_refused.txt",
        "flag add p-1",
        "flag add p-1 --why ugly",
        "flag add p-1 --why other --text x --file long.txt",
        "flag add p-1 --why other --file long.txt",
        'flag add p-1 --why illegal --trusted --who "Safe Net"',
        "flag add p-1 --why other --site elsewhere",
        "flag status nothing",
        "flag list --json --csv",
    )


def test_a_list_for_a_spreadsheet_holds_no_formula(evenhand):
    evenhand("flag add =1+1 --why other")
    code, out, _ = evenhand("flag list --csv")
    assert code == 0
    assert ",'=1+1," in out
    assert json.loads(evenhand("flag list --json")[1])[0]["subject"] == "=1+1"
