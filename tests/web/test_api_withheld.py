"""Requests to match: a partner who holds nothing asks, and learns no private value."""

import pytest

from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.fingerprints import Saying, share
from tests.web.api_server import Server

MEMO = " ".join(f"word{n} of the letter{n % 7} to office{n % 11}" for n in range(60))
SECRET = "Her social security number is 536-22-8145 and nobody knows it but the registrar. "
ALLOWED = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server whose site has shared fingerprints, and which answers 30 requests to match."""
    made = Server(tmp_path_factory.mktemp("served"), EVENHAND_MATCH_RATE="0.0001")
    folder = made.home / "banks" / "main" / "withheld"
    folder.mkdir(parents=True)
    (folder / "zz-memo.txt").write_text(f"{MEMO} {SECRET} {MEMO.upper()}")
    with Home(made.home, SystemClock(), SystemEntropy(), write=True) as home:
        share(home, "main", "root", Saying(asked=False))
    made.start()
    yield made
    made.end()


def asked(server, text, key="match"):
    with server.client(key) as client:
        return client.post("/v1/withheld/match", json={"text": text})


def test_a_copy_is_told_with_its_places(server):
    text = f"Somebody sent us this: {MEMO[500:1500]} What is it?"
    answer = asked(server, text)
    assert (answer.status_code, answer.json()["matched"]) == (200, True)
    spans = [text[span["start"] : span["end"]] for span in answer.json()["spans"]]
    assert len(spans) >= 5
    assert all(span in MEMO and len(span.split()) == 8 for span in spans)
    assert "zz" not in answer.text


def test_a_guess_at_a_private_value_is_never_confirmed(server):
    answer = asked(server, f"{SECRET * 20}{MEMO[:600]}")
    spans = answer.json()["spans"]
    assert spans
    assert all(span["start"] >= len(SECRET) * 20 - 60 for span in spans)


def test_what_is_no_copy_matches_nothing(server):
    answer = asked(server, "The council meets on Monday about the new bridge. " * 9)
    assert answer.json()["matched"] is False
    assert answer.json()["spans"] == []


@pytest.mark.parametrize(
    ("text", "status", "code"), [("x" * 10_001, 400, "EH792"), ("", 400, "EH792")]
)
def test_texts_are_bounded(server, text, status, code):
    answer = asked(server, text)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_site_that_shares_none_says_so(server):
    answer = asked(server, MEMO, key="other")
    assert (answer.status_code, answer.json()["code"]) == (404, "EH556")


def test_guesses_are_few(server):
    with server.client() as client:
        codes = [
            client.post("/v1/withheld/match", json={"text": f"guess {n}"}).status_code
            for n in range(ALLOWED + 1)
        ]
        assert codes == [200] * ALLOWED + [429]
        refused = client.post("/v1/withheld/match", json={"text": "guess"})
        assert int(refused.headers["retry-after"]) > 60
        assert client.get("/v1/site").status_code == 200
