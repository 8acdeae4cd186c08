"""`evenhand sweep propose|list|show|release|resume|withdraw` as they are typed and answered."""

import csv
import json

POSTS = (
    {"id": "p-1", "text": "read https://news.example/letters/7 today", "author": "a-7"},
    {"id": "p-2", "text": "SSN 536-22-8145, hxxps://news[.]example/letters/7", "author": "a-8"},
    {"id": "p-3", "text": "The council meets on Monday.", "author": "a-8"},
)


def test_a_sweep_from_its_proposal_to_its_end(transcript, tmp_path):
    for post in POSTS:
        transcript.screened(post)
    (tmp_path / "list.txt").write_text("https://news.example/letters/7\tprints the letters\n")
    transcript(
        "cli/sweep_batches.txt",
        "sweep propose --help",
        "sweep release --help",
        "sweep list",
        "sweep propose https://news.example/letters/7 --as bo --asked no",
        "bank import links list.txt --as bo --asked no",
        "sweep propose https://news.example/letters/7 --as bo",
        "sweep propose https://news.example/letters/7 --as ada --asked no",
        "sweep propose https://news.example/letters/7 --as bo --asked no --reason 'the letters'",
        "sweep list",
        "sweep show <ID-1> --sample 0",
        "sweep show <ID-1> --items",
        "sweep resume <ID-1>",
        "sweep release <ID-1> --as bo --asked no",
        "sweep release <ID-1> --as ada --asked no",
        "sweep release <ID-1> --as ada --asked no",
        "sweep withdraw <ID-1> --as ada --asked no",
        "sweep show <ID-1> --csv",
        "sweep show p-1",
        "statement show <ID-4>",
        "replay --identity",
    )


def test_all_of_it_for_a_program_and_for_a_spreadsheet(evenhand, transcript, tmp_path):
    transcript.screened(*POSTS)
    (tmp_path / "list.txt").write_text("site:news.example\n")
    evenhand("bank import links list.txt --as bo --asked no")
    _, out, _ = evenhand("sweep propose site:news.example --as bo --asked no --json")
    sweep = json.loads(out)
    assert (sweep["state"], sweep["effect"], sweep["items"]) == ("proposed", "impose", 2)
    assert sweep["measures"] == {"block_link": 2}
    _, out, _ = evenhand(f"sweep show {sweep['id']} --json")
    shown = json.loads(out)
    assert shown["fates"] == {"waiting": 2}
    texts = {one["item"]: one["text"] for one in shown["sample"]}
    assert texts["p-1"] is None, "the words of what was allowed are not kept"
    assert "536" not in texts["p-2"]
    assert "news[.]example" in texts["p-2"]
    _, out, _ = evenhand(f"sweep show {sweep['id']} --items --json")
    assert {one["item"] for one in json.loads(out)} == {"p-1", "p-2"}
    _, out, _ = evenhand("sweep list --csv")
    (row,) = csv.DictReader(out.splitlines())
    assert (row["id"], row["entry"]) == (sweep["id"], "site:news.example")
    code, out, _ = evenhand(f"sweep withdraw {sweep['id']} --as bo --asked no --json")
    assert (code, json.loads(out)["state"]) == (0, "withdrawn")
