"""Each public page: no cookie, no script, safe headers, the same as data, and what is not there."""

import csv
import io
import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from evenhand import Account, Item
from evenhand.log.entry import decode
from evenhand.log.proof import parse_receipt
from evenhand.model.clock import SetClock
from evenhand.model.contact import Asked, Channel, ContactKind, ContactRole
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import contacts
from evenhand.pipeline.people.contacts import Intake
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.public import dictionary
from evenhand.pipeline.public.projection import project
from evenhand.store.journal import read_journal
from tests.homes import START
from tests.web.public_site import body_of, fresh_site, stranger

LINK = "https://letter.example/dossier"
SSN = "Her SSN is 536-22-8145, go and see her."
SECOND = "=1+1|cmd"
"""An organisation whose name a spreadsheet would take for a formula."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home in which something of each kind has happened, two days ago."""
    folder = tmp_path_factory.mktemp("public")
    links = folder / "links.txt"
    links.write_text(f"{LINK}\n")
    clock = SetClock(START)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with fresh_site(folder / "home", clock) as running:
            home = running.home
            join(home, "main", "ada", Role.MODERATOR)
            screener = Screener(links=links)
            posts = [Item(id=f"p-{n}", text=SSN, author=f"a-{n}") for n in range(6)]
            posts.append(Item(id="l-1", text=f"See {LINK}", author="b"))
            posts.append(Item(id="m-1", text=SSN, author="c", account=Account(roles=("minor",))))
            decided = Corridor(home, screener).record(screener.gatherer.gather(posts))
            cases = [each.decision.id for each in decided]
            clock.advance(timedelta(hours=1))
            lift(home, f"{cases[0]}-1", "ada", asked=False)
            for name in ("Vale for Mayor", SECOND):
                asks = Intake(
                    role=ContactRole.POLITICAL, wants=Asked.BLOCK_LINK, text="zz-words",
                    channel=Channel.CALL, organisation=name, person="Zz-Tom Reed",
                    objects=(LINK,), ground="zz-ground", kind=ContactKind.REQUEST,
                )  # fmt: skip
                contacts.add(home, "main", "ada", asks)
            clock.advance(timedelta(days=2))
            project(home)
            yield running, cases


@pytest.fixture
def running(made):
    return made[0]


@pytest.fixture
def cases(made):
    return made[1]


@pytest.fixture
def ask(made):
    return stranger().get


PAGES = ["/", "/d", "/contacts", "/policies", "/policies/private-information/2", "/log", "/data",
         "/flag", "/blocked", "/about", "/accessibility", "/security"]  # fmt: skip
DATA = ["/index.json", "/d.json", "/contacts.json", "/policies.json", "/log.json", "/data.json",
        "/policies/private-information/2.json", "/flag.json", "/blocked.json",
        "/about.json"]  # fmt: skip
TABLES = {"/index.csv": dictionary.COUNTS, "/d.csv": dictionary.DECISIONS,
          "/contacts.csv": dictionary.CONTACTS, "/policies.csv": dictionary.POLICIES}  # fmt: skip
FEEDS = ["/d.atom", "/contacts.atom"]


@pytest.mark.parametrize("path", [*PAGES, *DATA, *TABLES, *FEEDS, "/proof/0"])
def test_no_cookie_no_script_safe_headers(ask, path):
    response = ask(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    body = body_of(response).decode()
    assert "<script" not in body
    assert not re.search(r"\son\w+=|javascript:", body)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_its_language_and_has_one_heading(ask, path):
    body = ask(path).content.decode()
    assert '<html lang="en" dir="ltr"' in body
    assert len(re.findall(r"<h1\b", body)) == 1
    assert re.search(r"<title>[^<]+</title>", body)
    labelled = set(re.findall(r'<label for="([^"]+)"', body))
    fields = re.findall(r"<(?:input|select|textarea)[^>]+>", body)
    named = [re.search(r' id="([^"]+)"', field) for field in fields]
    shown = [found[1] for found in named if found]
    assert set(shown) <= labelled


@pytest.mark.parametrize("path", [*PAGES, *DATA, *TABLES, *FEEDS])
def test_head_is_answered_without_a_body(made, path):
    client = stranger()
    got, head = client.get(path), client.head(path)
    assert (head.status_code, body_of(head)) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize("path", [*PAGES, *DATA, *FEEDS])
def test_who_has_it_already_gets_only_that_answer(made, path):
    client = stranger()
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Security-Policy" in again.headers


@pytest.mark.parametrize("path", DATA)
def test_the_data_of_a_page_is_json(ask, path):
    assert json.loads(ask(path).content)


@pytest.mark.parametrize(("path", "columns"), TABLES.items())
def test_a_table_has_the_columns_that_the_dictionary_explains(ask, path, columns):
    rows = list(csv.DictReader(io.StringIO(body_of(ask(path)).decode())))
    assert rows
    assert list(rows[0]) == list(columns)


def test_no_cell_is_taken_for_a_formula(ask):
    text = body_of(ask("/contacts.csv")).decode()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{SECOND}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_table_is_whole_however_long(ask, monkeypatch):
    whole = body_of(ask("/d.csv"))
    assert whole.count(b"\r\n") == 9
    monkeypatch.setattr("evenhand.web.public.respond.STREAMED", 2)
    monkeypatch.setattr("evenhand.pipeline.public.decisions.STREAMED", 3)
    assert body_of(ask("/d.csv")) == whole


def test_a_table_follows_the_search(ask, cases):
    rows = list(csv.DictReader(io.StringIO(body_of(ask("/d.csv?measure=block_link")).decode())))
    assert [row["case"] for row in rows] == [cases[6]]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_atom(ask, path):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(ask(path).content)
    assert feed.tag == f"{atom}feed"
    entries = feed.findall(f"{atom}entry")
    assert entries
    for entry in entries:
        assert entry.find(f"{atom}link").get("href").startswith("https://platform.example/")
        assert entry.find(f"{atom}id").text.startswith("tag:platform.example,2026:")
        assert entry.find(f"{atom}updated").text.endswith("T00:00:00+00:00")
    assert len({entry.find(f"{atom}id").text for entry in entries}) == len(entries)


def test_a_decision_is_told_with_its_proof(ask, cases):
    response = ask(f"/d/{cases[0]}")
    body = response.content.decode()
    assert response.headers["X-Robots-Tag"].startswith("noindex")
    assert '<meta name="robots" content="noindex' in body
    for told in ("Removal", "A whole social security number", "lifted",
                 "not a finding of wrongdoing",
                 "evenhand log verify https://platform.example/log"):  # fmt: skip
        assert told in body
    found = json.loads(ask(f"/d/{cases[0]}.json").content)["decision"]
    leaf = next(read_journal(found["entry"]["index"], found["entry"]["index"] + 1))
    assert decode(leaf)["case"] == cases[0]
    receipt = parse_receipt(found["proof"])
    assert receipt.index == found["entry"]["index"]
    assert ask(f"/proof/{receipt.index}").content.decode() == found["proof"]


def test_a_minors_decision_is_nowhere(made, ask, cases):
    assert ask(f"/d/{cases[7]}").status_code == 404
    for path in ("/d", "/d.json", "/d.csv", "/d.atom"):
        body = body_of(ask(path)).decode()
        assert cases[7] not in body
        assert cases[6] in body


@pytest.mark.parametrize(
    "path",
    ["/d/nosuch", "/d/" + "0" * 32, "/policies/nosuch/1", "/policies/private-information/99",
     "/policies/private-information/" + "9" * 400, "/proof/99999", "/proof/" + "9" * 400,
     "/flag/nosuch", "/contacts?site=nosuch"],
)  # fmt: skip
def test_what_is_not_there_says_what_to_do(ask, path):
    response = ask(path)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    assert "Search all decisions" in response.content.decode()


def test_what_is_not_there_says_so_as_data_too(ask):
    response = ask("/d/nosuch.json")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["code"] == "EH840"


@pytest.mark.parametrize(
    "path",
    ["/d/../../etc/passwd", "/d/..%2f..%2fetc%2fpasswd", "/policies/../1", "/proof/../keys/log.key",
     "/policies/%2e%2e/1", "/flag/..%2f..%2fkeys", "/d/%00", "/d/a/b/c"],
)  # fmt: skip
def test_no_path_leads_out(ask, path):
    response = ask(path)
    assert response.status_code == 404
    assert b"root:" not in response.content
    assert b"PRIVATE" not in response.content


@pytest.mark.parametrize("field", ["measure", "pack", "rule", "by", "month", "site", "asked",
                                   "standing", "after", "nosuch"])  # fmt: skip
@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "%' OR 1=1 --", "x" * 5000, "\0"])
def test_nothing_in_a_search_is_more_than_text(ask, field, value):
    response = ask("/d", {field: value})
    assert response.status_code in (200, 400)
    assert b"<script>alert" not in response.content
    if field != "nosuch":
        assert b'href="/d/' not in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/d", "/contacts", "/log", "/blocked"])
def test_pages_are_only_read(made, method, path):
    assert getattr(stranger(), method)(path).status_code in (403, 405)


def test_a_blocked_link_is_explained_without_repeating_it(ask, cases):
    response = ask("/blocked", {"url": LINK})
    body = response.content.decode()
    assert "This link is blocked here" in body
    assert f"/d/{cases[6]}" in body
    assert "letter.example" not in body
    assert "letter.example" not in ask("/blocked.json", {"url": LINK}).content.decode()
    nothing = ask("/blocked", {"url": '"><script>alert(1)</script>.example'}).content
    assert b"<script>alert" not in nothing


def test_the_chart_says_its_numbers(ask):
    body = ask("/").content.decode()
    svg = ElementTree.fromstring(re.search(r"<svg class=\"chart\".*?</svg>", body, re.S)[0])
    ids = svg.get("aria-labelledby").split()
    told = {part.get("id"): part.text for part in svg if part.get("id")}
    assert svg.get("role") == "img"
    assert set(ids) == set(told)
    assert "2026-09-26: 8 to 11" in told["days-told"]
    assert "style=" not in body


def test_every_field_and_code_of_the_pages_is_in_the_dictionary(ask):
    body = ask("/data").content.decode()
    for each in dictionary.dictionary():
        assert each.name in body
        assert each.means
