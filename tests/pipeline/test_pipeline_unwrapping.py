"""A site's own rules for wrapped addresses, and what its short addresses were found to lead to."""

import re
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import EvenhandError, Item
from evenhand.model.people import Role
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.people.banks import caught, rules_of
from evenhand.pipeline.people.links import look_up
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.public.blocked import blocked
from evenhand.pipeline.public.projection import project
from evenhand.pipeline.resolved import Answer, add_answers, read_answers
from evenhand.pipeline.resolving import (
    FAILED_FOR,
    MAX_UNREACHED,
    MOST_STEPS,
    SAVE_EVERY,
    Asking,
    resolve,
    to_ask,
)
from evenhand.pipeline.screeners import Screeners
from evenhand.pipeline.unwrapping import open_rules
from evenhand.store.decisions import get_evidence

PAGE = "https://news.example/letters/7"
WRAPPED = "https://reader.example/?page=https://news.example/letters/7"
OWN = """
[[wrapper]]
does = "shows"
hosts = ["reader.example"]
fields = ["page"]

[aliases]
"https://short.example/x" = "https://news.example/letters/7"
"mirror.example" = "https://news.example"
"""
POSTS = {
    "wrapped": WRAPPED,
    "alias": "http://short.example/x?utm_source=a",
    "moved": "see mirror.example/letters/7",
    "plain": PAGE,
    "other": "https://short.example/y and https://reader.example/?page=https://news.example/b",
}


@pytest.fixture
def banks(home):
    folder = home.path / "banks" / "main"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def desks(home):
    return Screeners(home)


@pytest.fixture
def record(desks):
    def run(posts):
        desk = desks.desk("main")
        items = [Item(id=name, text=text, author="moss") for name, text in posts.items()]
        return desk.corridor.record(desk.screener.gatherer.gather(items))

    return run


def found(home, entry=PAGE):
    return sorted({one.item for one in carriers("main", entry, rules_of(home, "main"))})


def listed(results):
    """The items in which a listed page was seen."""
    return [one.id for one in results if any(r.kind == "page" for r in one.readings)]


# -- an operator's own rules


def test_screening_and_the_index_go_by_a_sites_own_rules(home, banks, record):
    (banks / "links.txt").write_text(f"{PAGE}\n")
    assert listed(record({"before": WRAPPED})) == []
    (banks / "unwrap.toml").write_text(OWN)
    assert listed(record(POSTS)) == ["wrapped", "alias", "moved", "plain"]
    # The index alone, without today's rules, has what they saw.
    assert {one.item for one in carriers("main", PAGE)} == {"wrapped", "alias", "moved", "plain"}


def test_yesterdays_posts_are_found_by_todays_rules(home, banks, record):
    record(POSTS)
    assert found(home) == ["plain"]
    (banks / "unwrap.toml").write_text(OWN)
    assert found(home) == ["alias", "moved", "plain", "wrapped"]
    assert found(home, "https://news.example/*") == ["alias", "moved", "other", "plain", "wrapped"]
    assert found(home, "https://short.example/*") == ["alias", "other"]
    rows = list(carriers("main", "https://news.example/*", rules_of(home, "main")))
    assert len(rows) == len(set(rows))


def test_look_ups_go_by_them_too(home, banks, record):
    join(home, "main", "ada", Role.SENIOR)
    (banks / "links.txt").write_text(f"{PAGE}\n")
    record(POSTS)
    project(home)
    mirrored = "http://mirror.example/letters/7"
    assert (look_up(home, "main", "ada", WRAPPED).listed, blocked(home, mirrored)) == (None, None)
    assert caught(home, "main", "ada", PAGE).items == ("plain",)
    (banks / "unwrap.toml").write_text(OWN)
    assert look_up(home, "main", "ada", WRAPPED).listed[1] == PAGE
    assert blocked(home, mirrored).measure.measure == "block_link"
    (banks / "unwrap.toml").write_text('[aliases]\n"https://secret.example/" = 1')
    with pytest.raises(EvenhandError) as refused:
        blocked(home, mirrored)
    assert refused.value.code == "EH566"
    assert not {"secret", "unwrap"} & set(re.findall(r"\w+", str(refused.value)))
    (banks / "unwrap.toml").write_text(OWN)
    assert set(caught(home, "main", "ada", PAGE).items) == {"plain", "alias", "moved", "wrapped"}


def test_evidence_says_by_which_rules(banks, record):
    def digest(text):
        if text is not None:
            (banks / "unwrap.toml").write_text(text)
        (result,) = record({f"p-{text}": "Hello."})
        return get_evidence(result.decision.id).evidence.banks.get("unwrap")

    digests = [digest(text) for text in (None, OWN, f"{OWN}#", OWN)]
    assert digests[0] is None
    assert digests[1] == digests[3]
    assert digests[1] != digests[2]


def test_rules_that_are_not_understood_stop_the_site_and_say_where(banks, desks):
    (banks / "unwrap.toml").write_text(OWN)
    desks.desk("main")
    (banks / "unwrap.toml").write_text(f"{OWN}\nhost = 1")
    with pytest.raises(EvenhandError) as caught:
        desks.desk("main")
    assert (caught.value.code, caught.value.where.line) == ("EH566", OWN.count("\n") + 2)
    assert caught.value.where.file == "banks/main/unwrap.toml"
    (banks / "unwrap.toml").write_bytes(b"# a\n\xff")
    with pytest.raises(EvenhandError) as caught:
        desks.desk("main")
    assert (caught.value.code, caught.value.where.line) == ("EH566", 2)
    (banks / "unwrap.toml").unlink()
    assert "unwrap" not in desks.desk("main").screener.gatherer.banks


def test_rules_that_are_named_must_be_there(tmp_path, clock):
    with pytest.raises(EvenhandError) as caught:
        open_rules(tmp_path / "none.toml", clock.now())
    assert caught.value.code == "EH902"
    assert open_rules(tmp_path, clock.now()) is None


# -- destinations that are not known


class Hosts:
    """Hosts that tell where their short addresses lead; keeps what they were asked."""

    def __init__(self, leads):
        self.leads, self.asked = leads, []

    def ask(self, address):
        self.asked.append(address)
        told = self.leads.get(address, "EH542")
        if told.startswith("EH"):
            raise EvenhandError(told, "it does not tell", not_done="", help="")
        return told


def asking(hosts, most=1_000):
    return Asking(hosts.ask, most, timedelta(days=30))


SHORT = {
    "p-1": "https://t.co/a",
    "p-2": "bit.ly/b",
    "p-3": "https://news.example/",
    "p-4": "t.co/a",
}


def waiting(home):
    return [(short.address, short.what) for short in to_ask(home, "main")]


def test_each_short_address_is_asked_once_and_then_stands_like_an_alias(home, banks, record):
    (banks / "links.txt").write_text(f"{PAGE}\n")
    assert listed(record(SHORT)) == []
    assert waiting(home) == [("bit.ly/b", "shortener"), ("t.co/a", "shortener")]
    hosts = Hosts({"t.co/a": f"https://l.facebook.com/l.php?u={PAGE}", "bit.ly/b": "EH568"})
    came = resolve(home, "main", asking(hosts))
    assert (came.found, came.failed, came.left) == (1, {"EH568": 1}, 0)
    assert hosts.asked == ["bit.ly/b", "t.co/a"]
    assert waiting(home) == []
    assert found(home) == ["p-1", "p-4"]
    (result,) = record({"p-5": "http://t.co/a#x"})
    (reading,) = (one for one in result.readings if one.kind == "page")
    assert reading.detail["steps"] == [
        f"t.co led, asked on 2026-09-26, to https://l.facebook.com/l.php?u={PAGE}",
        f"l.facebook.com leads on to {PAGE}",
    ]


def test_an_answer_is_believed_for_its_time(home, banks, record, clock):
    (banks / "links.txt").write_text(f"{PAGE}\n")
    record(SHORT)
    record({"p-0": "https://t.co/nowhere"})
    hosts = Hosts({"t.co/a": PAGE, "bit.ly/b": "EH546", "t.co/nowhere": "EH568"})
    resolve(home, "main", asking(hosts))
    assert rules_of(home, "main").next_change == clock.now() + timedelta(days=30)
    clock.advance(FAILED_FOR)
    assert waiting(home) == [("bit.ly/b", "shortener")]
    clock.advance(timedelta(days=30) - FAILED_FOR - timedelta(seconds=1))
    assert listed(record({"p-6": "t.co/a"})) == ["p-6"]
    clock.advance(timedelta(seconds=1))
    # Nothing has touched the file: the desk is made anew by the time alone.
    assert listed(record({"p-7": "t.co/a"})) == []
    assert rules_of(home, "main") is None
    assert len(waiting(home)) == 3
    resolve(home, "main", asking(Hosts({"t.co/a": "https://other.example/"})))
    assert found(home, "https://other.example/") == ["p-1", "p-4", "p-6", "p-7"]
    # It held the page when it was asked: what is decided stays, the index of then too.
    assert "p-6" in found(home)


def test_from_one_shortener_to_the_next_within_bounds(home, record):
    record({"p-1": "https://t.co/0"})
    chain = {f"t.co/{n}": f"https://t.co/{n + 1}" for n in range(20)}
    hosts = Hosts(chain)
    assert resolve(home, "main", asking(hosts)).found == MOST_STEPS + 1
    assert hosts.asked == [f"t.co/{n}" for n in range(MOST_STEPS + 1)]
    assert waiting(home) == []  # more layers are never taken off


def test_two_that_lead_to_each_other_are_asked_once(home, record):
    record({"p-1": "https://bit.ly/b"})
    hosts = Hosts({"bit.ly/b": "https://t.co/b", "t.co/b": "https://bit.ly/b"})
    assert resolve(home, "main", asking(hosts)).found == 2
    assert waiting(home) == []


def test_what_the_operator_says_goes_before_what_was_found(home, banks, record):
    record(SHORT)
    resolve(home, "main", asking(Hosts({"t.co/a": "https://other.example/"})))
    (banks / "unwrap.toml").write_text(f'[aliases]\n"https://t.co/a" = "{PAGE}"')
    assert found(home) == ["p-1", "p-4"]
    assert found(home, "https://other.example/") == []


def test_a_run_that_breaks_off_has_kept_what_was_answered(home, banks, record):
    many = SAVE_EVERY + 10
    record({f"p-{n}": f"https://t.co/{n}" for n in range(many)})

    class Unplugged(Hosts):
        def ask(self, address):
            if len(self.asked) == SAVE_EVERY + 3:
                raise KeyboardInterrupt
            return super().ask(address)

    first = Unplugged({f"t.co/{n}": PAGE for n in range(many)})
    with pytest.raises(KeyboardInterrupt):
        resolve(home, "main", asking(first))
    second = Hosts(first.leads)
    assert resolve(home, "main", asking(second, most=5)).left == 2
    resolve(home, "main", asking(second))
    assert sorted(first.asked + second.asked) == sorted(first.leads)
    assert len(read_answers(banks / "resolved.jsonl")) == many


def test_a_host_that_cannot_be_reached_does_not_use_up_the_run(home, record):
    record({f"p-{n}": f"https://bit.ly/{n}" for n in range(9)} | {"q": "https://t.co/a"})
    hosts = Hosts({"t.co/a": PAGE})
    came = resolve(home, "main", asking(hosts))
    assert (came.found, came.failed["EH542"], came.left) == (1, MAX_UNREACHED, 9 - MAX_UNREACHED)
    assert len(hosts.asked) == MAX_UNREACHED + 1


def test_it_pauses_between_two_and_tells_how_far_it_is(home, record):
    record(SHORT)
    told = []
    resolve(home, "main", Asking(
        Hosts({}).ask, 10, timedelta(days=1),
        lambda: told.append("pause"), lambda done, total: told.append((done, total)),
    ))  # fmt: skip
    assert told == [(1, 2), "pause", (2, 2)]


def test_two_runs_do_not_lose_each_others_answers(banks, clock):
    file, now = banks / "resolved.jsonl", clock.now()
    later = now + timedelta(days=1)
    add_answers(file, [Answer("t.co/a", now, later, PAGE)], now)
    add_answers(file, [Answer("t.co/b", now, later, why="EH568")], now)
    assert list(read_answers(file)) == ["t.co/a", "t.co/b"]
    add_answers(file, [Answer("t.co/c", later, later + timedelta(days=1), PAGE)], later)
    assert list(read_answers(file)) == ["t.co/c"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "\udcff",
        '{"address": "t.co/a", "asked": "2026-01-01", "until": "2026-01-01"}',
        '{"address": "t.co/a", "asked": "2026-01-01T00:00:00", "until": "2026-01-02T00:00:00Z"}',
        '{"address": "http://t.co/a", "asked": "2026-01-01T00:00:00Z",'
        ' "until": "2026-01-02T00:00:00Z"}',
        '{"address": "t.co/a", "asked": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z",'
        ' "to": "ftp://a"}',
    ],
)
def test_a_file_that_somebody_has_changed_is_not_used(banks, desks, clock, line):
    file, now = banks / "resolved.jsonl", clock.now()
    add_answers(file, [Answer("t.co/a", now, now + timedelta(days=1), PAGE)], now)
    assert desks.desk("main").screener.gatherer.banks["unwrap"].aliases
    with file.open("ab") as out:
        out.write(line.encode(errors="surrogateescape") + b"\n")
    with pytest.raises(EvenhandError) as caught:
        desks.desk("main")
    assert (caught.value.code, caught.value.where.line) == ("EH567", 2)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(data):
    with TemporaryDirectory() as folder:
        file = Path(folder) / "resolved.jsonl"
        file.write_bytes(data)
        try:
            assert all(answer.until for answer in read_answers(file).values())
        except EvenhandError as error:
            assert error.code == "EH567"
