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
