"""Evidence is put away by the month, read back exactly, and erased where it lies."""

import importlib.util
from datetime import timedelta

import pytest
from msgspec.json import decode

from evenhand import EvenhandError, Item
from evenhand.model.people import Role
from evenhand.pipeline import archive, sealing
from evenhand.pipeline.archive import evidence_of, history
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.erasure import erasable, erase
from evenhand.pipeline.people.retention import plan, sweep
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.sealing import seal
from evenhand.store import archive_files
from evenhand.store.archive import archives
from evenhand.store.decisions import get_evidence
from evenhand.store.history import Stretch
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.models import Evidence

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
DAYS = timedelta(days=1)
EVERYTHING = Stretch()
ENVELOPE = {"v", "type", "day", "site", "number", "case", "commit"}


@pytest.fixture
def record(home, clock):
    screener = Screener(clock=clock)
    way = Corridor(home, screener)
    return lambda *items: [r.decision.id for r in way.record(screener.gatherer.gather(items))]


@pytest.fixture
def months(record, clock):
    """Plain items and one with a measure in each of three months; then it is December."""
    made = []
    for month in range(3):
        made += record(
            Item(id=f"plain-{month}", text="Nothing to see.", author="quist"),
            Item(id=f"told-{month}", text=ADDRESS, author="halden"),
            Item(id=f"calm-{month}", text="All is calm.", author="halden"),
        )
        clock.advance(30 * DAYS)
    return made


def told(stretch=EVERYTHING):
    return [(r.decision, r.log_index, r.rested, r.exact) for r in history(stretch)]


def fields_of(kind):
    """Public fields of the log's entries of a kind, without what all entries have."""
    entries = [decode(leaf) for leaf in read_journal(0, journal_size())]
    return [
        {name: value for name, value in entry.items() if name not in ENVELOPE}
        for entry in entries
        if entry["type"] == kind
    ]


def test_whole_past_months_are_put_away_and_come_back_exactly(home, months, clock):
    before = told()
    kept = {name: get_evidence(name) for name in months}
    made = seal(home)
    assert [(part.month, part.part, part.rows) for part in made] == [
        ("2026-09", 1, 2), ("2026-10", 1, 2), ("2026-11", 1, 2),
    ]  # fmt: skip
    assert Evidence.objects.count() == 3  # what can be appealed stays
    assert told() == before
    assert {name: evidence_of(name) for name in months} == kept
    assert get_evidence(months[0]) is None


def test_a_stretch_and_a_place_are_found_in_files_too(home, months):
    before = told()
    seal(home)
    for number, (decision, *_) in enumerate(before):
        after = next(iter(history(Stretch(since=decision.decided_at))))
        assert after.decision.decided_at == decision.decided_at
        place = sealing.Place(decision.decided_at, decision.id)
        assert told(Stretch(after=place)) == before[number + 1 :]
        until = Stretch(site="main", until=decision.decided_at)
        assert told(until) == [row for row in before if row[0].decided_at < decision.decided_at]


def test_the_month_that_runs_stays(home, record, clock):
    record(Item(id="p-1", text="Nothing to see."))
    assert seal(home) == []
    clock.advance(5 * DAYS)
    assert [part.rows for part in seal(home)] == [1]
    assert seal(home) == []


def test_the_digest_is_in_the_log(home, months):
    made = seal(home)
    assert fields_of("report") == [
        {"record": "evidence", "month": part.month, "part": 1, "rows": "1-4",
         "digest": part.digest}
        for part in made
    ]  # fmt: skip
    assert all(archive_files.digest_of(part.file) == part.digest for part in made)


def test_what_was_open_goes_into_a_further_part(home, months, clock):
    seal(home)
    before = told()
    clock.advance(400 * DAYS)
    for measure in _open_measures():
        _close(measure, clock)
    made = seal(home)
    assert {(part.month, part.part) for part in made} >= {("2026-09", 2), ("2026-10", 2)}
    assert Evidence.objects.count() == 0
    assert told() == before


def _open_measures():
    from evenhand.store.models import Measure

    return Measure.objects.all()


def _close(measure, clock):
    from evenhand.store.models import Case

    measure.state, measure.ended_at = "lifted", clock.now() - 2 * DAYS
    measure.save()
    Case.objects.update(state="closed", closed_at=clock.now() - 2 * DAYS)


def test_a_sealing_that_is_stopped_is_taken_up(home, months, monkeypatch):
    before = told()
    with monkeypatch.context() as broken:
        broken.setattr(sealing.table, "keep_archive", _stop)
        with pytest.raises(KeyboardInterrupt):
            seal(home)
    assert archives() == []
    assert fields_of("report") == []
    assert told() == before
    assert [part.rows for part in seal(home)] == [2, 2, 2]
    assert told() == before


def _stop(*_):
    raise KeyboardInterrupt


def test_a_file_that_was_changed_is_not_read(home, months):
    part = seal(home)[0]
    part.file.write_bytes(part.file.read_bytes()[:-1] + b"\0")
    with pytest.raises(EvenhandError, match="EH803"):
        told()
    with pytest.raises(EvenhandError, match="EH803"):
        evidence_of(months[0])
    part.file.unlink()
    with pytest.raises(EvenhandError, match="EH803"):
        told()


def test_without_what_reads_files_the_error_says_what_to_install(home, months, monkeypatch):
    seal(home)
    monkeypatch.setattr(archive, "find_spec", lambda name: None)
    with pytest.raises(EvenhandError, match=r"EH804[\s\S]*evenhand\[replay\]"):
        told()
    assert importlib.util.find_spec("polars") is not None


def test_what_is_past_its_time_is_erased_from_files(home, months, clock):
    seal(home)
    before = told()
    clock.advance(100 * DAYS)  # plain items are kept for 180 days: the first month's are over
    assert plan(home)["main"]["allowed_evidence"] == 2
    digest = archives()[0].digest
    assert sweep(home)["main"]["allowed_evidence"] == 2
    assert plan(home)["main"]["allowed_evidence"] == 0
    part = archives()[0]
    assert (part.rows, part.erased) == (2, 2)
    (entry,) = [f for f in fields_of("erasure") if f["record"] == "archive"]
    assert entry == {
        "record": "archive", "month": "2026-09", "part": 1, "before": digest,
        "after": part.digest, "count": "1-4", "ground": "retention",
    }  # fmt: skip
    gone = {months[0], months[2]}
    assert [row[2] is None for row in told()] == [row[0].id in gone for row in before]
    assert archive_files.digest_of(part.file) == part.digest
    assert evidence_of(months[0]) is None


def test_an_account_s_evidence_is_erased_from_files_on_request(home, months):
    join(home, "main", "root", Role.ADMINISTRATOR)
    seal(home)
    assert erasable(home, "main", "quist", "root").counts["evidence"] == 3
    assert erase(home, "main", "quist", "root").counts["evidence"] == 3
    assert [part.erased for part in archives()] == [1, 1, 1]
    assert [evidence_of(months[n]) for n in (0, 3, 6)] == [None] * 3
    assert evidence_of(months[2]) is not None
    entries = [f for f in fields_of("erasure") if f["record"] == "archive"]
    assert [entry["ground"] for entry in entries] == ["request"] * 3
    assert not any("entries" in entry for entry in entries)


def test_what_items_carried_is_found_as_long_as_their_evidence_lies_in_files(home, record, clock):
    record(Item(id="p-1", text="see https://news.example/a", author="quist"))
    clock.advance(40 * DAYS)
    assert [part.rows for part in seal(home)] == [1]
    assert [one.item for one in carriers("main", "site:news.example")] == ["p-1"]
    clock.advance(200 * DAYS)
    sweep(home)
    assert [*carriers("main", "site:news.example")] == []


def test_an_erasure_that_is_stopped_before_the_file_has_its_name_holds(home, months, monkeypatch):
    join(home, "main", "root", Role.ADMINISTRATOR)
    seal(home)
    with monkeypatch.context() as broken:
        broken.setattr(sealing.files, "settle_name", _stop)
        with pytest.raises(KeyboardInterrupt):
            erase(home, "main", "quist", "root")
    part = archives()[0]
    assert archive_files.digest_of(part.file) != part.digest
    assert evidence_of(months[0]) is None
    assert evidence_of(months[2]) is not None
    sealing.settle("main")
    assert archive_files.digest_of(part.file) == part.digest
    assert not list(part.file.parent.glob("*.new"))
