"""The example matter, played: no planted value is in any byte of any public page."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from evenhand.cli.demo import read_sites, read_timeline
from evenhand.log.entry import decode
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.pipeline.home import Home, create_home
from evenhand.pipeline.play import Player
from evenhand.pipeline.public.dictionary import COMMON, ENTRIES
from evenhand.pipeline.public.projection import project
from evenhand.store.journal import journal_size, read_journal
from tests.cli.planted import MASKED, MATTER, NAMES, PRIVATE, as_word, holds
from tests.web.public_site import body_of, serving, stranger

FIRST = ("/", "/index.json", "/index.csv", "/d", "/d.json", "/d.csv", "/d.atom", "/contacts.json",
         "/contacts.csv", "/contacts.atom", "/policies.json", "/policies.csv", "/log.json",
         "/data.json", "/data.csv", "/flag.json", "/blocked", "/blocked.json",
         "/about.json")  # fmt: skip
"""Where a stranger begins; everything that links lead to is read too."""

LISTED = ("/contacts", "/policies", "/log")
IN_FORCE = ("/blocked?url=https://letter.example/p/warden-file",
            "/blocked.json?url=https://letter.example/p/warden-file")  # fmt: skip
"""What a reader asks who followed a link of the matter."""

HALF_WAY = datetime(2026, 9, 23, tzinfo=UTC)
"""The first decisions have their pages; the link is blocked, the account suspended."""

LOCAL = re.compile(r'(?:href|action)="(/[^"#]*)')
BEYOND = ("/static/", "/log/")
"""Served by others, and searched by others' tests."""


def crawl(starts, *, deep=True):
    """Path -> bytes of these pages, and of every page that links lead to where it goes `deep`."""
    client, found, waiting = stranger(), {}, list(starts)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(BEYOND):
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        assert not response.cookies
        found[path] = str(response.headers).encode() + b"\n" + body_of(response)
        if deep and response.headers["Content-Type"].startswith("text/html"):
            waiting += [
                link.replace("&amp;", "&") for link in LOCAL.findall(body_of(response).decode())
            ]
    return found


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The matter as it ended, with half a week gone by; and the secrets made on the way."""
    place = tmp_path_factory.mktemp("played") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        steps, sites = read_timeline(MATTER), read_sites(MATTER)
        clock, entropy = SetClock(steps[0].at), SystemEntropy()
        keys = create_home(place, sites["main"].url, clock, entropy)
        home = Home(place, clock, entropy, write=True)
        player = Player(MATTER, sites, home, clock)
        with serving(home):
            half_way = {}
            for step in steps:
                player.play(step)
                if not half_way and step.at >= HALF_WAY:
                    project(home)
                    found = crawl([*FIRST, *LISTED, *IN_FORCE], deep=False)
                    half_way = {f"half way: {n}": told for n, told in enumerate(found.values())}
            clock.advance(timedelta(days=4))
            project(home)
            last = crawl(FIRST)
            leaves = [decode(leaf) for leaf in read_journal(0, journal_size())]
        receipts = [made.secret for made in player.stage.made.values() if made.secret]
    secrets = [receipt.rpartition("/")[2] for receipt in receipts]
    return half_way | last, [*secrets, keys.api_key, keys.akismet_key], leaves


def where(pages, value):
    return [name for name, told in pages.items() if holds(told, value)]


def test_every_decision_has_been_looked_at(played):
    pages, _, leaves = played
    decided = {e["case"] for e in leaves if e["type"] == "decision"}
    assert len(decided) > 30
    assert decided == {path[3:] for path in pages if re.fullmatch(r"/d/[0-9a-f]{32}", path)}
    assert {f"/d/{case}.json" for case in decided} <= set(pages)
    assert {"/contacts", "/policies", "/log", "/data", "/flag", "/blocked", "/about"} <= set(pages)


@pytest.mark.parametrize("value", [*MASKED, *PRIVATE])
def test_nothing_planted_is_on_a_page(played, value):
    assert where(played[0], value) == []


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_name_of_staff_account_or_item_is_on_a_page(played, name):
    """Short names are looked for as words, where no digest stands."""
    for path, told in played[0].items():
        words = re.sub(r"[A-Za-z0-9+/=_-]{40,}|[0-9a-f]{8,}", " ", told.decode())
        assert not as_word(name, words), path


def test_no_secret_is_on_a_page(played):
    pages, secrets, _ = played
    assert len(secrets) > 5
    for secret in secrets:
        assert where(pages, secret) == []


def test_what_is_public_is_really_there(played):
    for value in ("Brandt committee", "Dorne and Pell", "A home address", "hacked-material"):
        assert where(played[0], value)


def test_the_blocked_link_was_explained_while_it_was_blocked(played):
    told = [page for name, page in played[0].items() if name.startswith("half way")]
    assert sum(b"This link is blocked here" in page for page in told) == 1
    assert sum(b'"measure": "block_link"' in page for page in told) == 1


def flat(fields, before=""):
    """Names of fields, those inside maps and lists of maps behind a dot."""
    for name, value in fields.items():
        yield before + name
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from flat(inner, f"{before}{name}.")


def test_every_field_that_occurs_is_in_the_dictionary(played):
    leaves = played[2]
    assert {leaf["type"] for leaf in leaves} > {"decision", "measure", "flag", "appeal", "contact"}
    for leaf in leaves:
        assert set(flat(leaf)) <= COMMON.keys() | ENTRIES[leaf["type"]].keys(), leaf["type"]
