"""`evenhand sweep find` as it is typed and answered."""

POSTS = (
    {"id": "p-1", "text": "read https://news.example/letters/7 today", "author": "a-7"},
    {"id": "p-2", "text": "hxxps://m.news[.]example/letters/8", "author": "a-8"},
    {"id": "p-3", "text": "The council meets on Monday.", "author": "a-8"},
)


def test_earlier_items_that_carry_an_address(transcript):
    for post in POSTS:
        transcript.screened(post)
    transcript(
        "cli/sweep_find.txt",
        "sweep find --help",
        "sweep find https://news.example/letters/7",
        "sweep find site:news.example --csv",
        "sweep find https://news.example/letters/7 --json",
        "sweep find https://news.example/letters",
        "sweep find site:example",
        "sweep find site:news.example --site mian",
        "sweep",
    )


MEMO = (
    "The harbour office will close its northern gate from the second week of May, and lorries are "
    "asked to take the coast road instead. Nobody outside of this office has been told so far."
)


def test_earlier_items_that_carry_a_copy(transcript, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text(MEMO)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    for post in (
        {"id": "p-1", "text": f"Have you seen this? {MEMO}", "author": "a-7"},
        {"id": "p-2", "text": f"{MEMO} My number is 123-45-6789.", "author": "a-8"},
        {"id": "p-3", "text": "The council meets on Monday.", "author": "a-8"},
    ):
        transcript.screened(post)
    transcript(
        "cli/sweep_find_document.txt",
        "sweep find --document memo.txt",
        "sweep find --document memo.txt --csv",
        "sweep find --document memo.txt --json",
        "sweep find --document picture.png",
        "sweep find --document nothing.txt",
        "sweep find https://news.example/letters/7 --document memo.txt",
        "sweep find",
    )
