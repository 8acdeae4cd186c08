"""A replay counts what changes, lists it, and goes on where it was stopped."""

import csv
from collections import Counter
from datetime import timedelta

import pytest

from evenhand.enforcement.measures import discover
from evenhand.model.clock import SetClock
from evenhand.pipeline.archive import history
from evenhand.pipeline.packs import load_packs
from evenhand.pipeline.redecide import by_policies
from evenhand.pipeline.sealing import seal
from evenhand.reports.replay import run
from evenhand.reports.replay.record import Side
from evenhand.reports.replay.run import COLUMNS, Question, replay
from evenhand.signals import discover as signals
from evenhand.store.history import Stretch
from tests.homes import START, new_home
from tests.reports.generated import PACKS, record_generated

COUNT = 3_000
KINDS = discover()
OTHER = ("private-information", "hacked-material", "spam")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    clock = SetClock(START)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with new_home(tmp_path_factory.mktemp("generated") / "home", clock) as opened:
            record_generated(opened, clock, COUNT)
            yield opened


def packs(names):
    return by_policies(load_packs(names, signals(), KINDS))


def question(after, before=None):
    then, now = packs(before) if before else None, packs(after)
    return Question(Side("a", then.packs if then else ()), Side("b", now.packs), then, now)


def everything(after=None):
    return history(Stretch(after=after))


def rows(file):
    with file.open(newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_recorded_packs_change_nothing_but_what_the_rules_age_kept_off(home, tmp_path):
    """A named pack counts as in force for all of history: only deeds before it may differ."""
    found = replay(question(PACKS), everything, KINDS, kept=tmp_path / "kept")
    assert (found.decided, found.erased) == (COUNT, 0)
    days = {"2025-08", "2025-09", "2025-10", "2025-11"}
    assert found.changed > 0
    for each in found.examples:
        (recorded,) = [r for r in everything() if r.decision.id == each.decision]
        deed = recorded.rested.evidence.deed_at
        assert f"{deed:%Y-%m}" in days
        assert {step.measure for step in each.after.steps} >= {"suspend_until"} or (
            each.after.strikes > each.before.strikes
        )


def test_the_same_packs_on_both_sides_change_nothing(home, tmp_path):
    found = replay(question(OTHER, OTHER), everything, KINDS, kept=tmp_path / "kept")
    assert (found.decided, found.changed, found.examples) == (COUNT, 0, ())
    assert all(t.before == t.after for t in found.by_rule.values())


def test_every_change_is_counted_and_listed_once(home, tmp_path):
    listed = tmp_path / "changed.csv"
    asked = question(OTHER, PACKS)
    found = replay(asked, everything, KINDS, kept=tmp_path / "kept", listed=listed)
    expected = Counter()
    for recorded in everything():
        before, after = asked.decide_before(recorded), asked.decide_after(recorded)
        if plain(before) != plain(after):
            expected[heaviest(before), heaviest(after)] += 1
    assert found.by_measure == expected
    assert found.changed == expected.total() == len(rows(listed))
    assert tuple(rows(listed)[0]) == COLUMNS
    assert len({row["decision"] for row in rows(listed)}) == found.changed
    assert {example.decision for example in found.examples} <= {r["decision"] for r in rows(listed)}
    assert sum(decided for decided, _ in found.months.values()) == COUNT
    assert sum(changed for _, changed in found.months.values()) == found.changed
    rule = found.by_rule["hacked-material HM-3"]
    assert rule.before == 0 < rule.after


def plain(decision):
    """What is done, said another way than the report says it."""
    kept = (*decision.measures, *decision.standing)
    return (
        decision.outcome,
        {(m.measure, m.subject.type, m.state, m.until and m.until - m.from_) for m in kept},
        [strike.weight for strike in decision.strikes],
    )


def heaviest(decision):
    kept = (*decision.measures, *decision.standing)
    return max((m.measure for m in kept), key=lambda name: KINDS[name].severity, default="none")


class Stopped(BaseException):
    pass


@pytest.mark.parametrize("at", [1, 499, 500, 1_777, COUNT - 1])
def test_a_run_that_was_stopped_goes_on_to_the_same_result(home, tmp_path, monkeypatch, at):
    monkeypatch.setattr(run, "SAVE_EVERY", 250)
    asked = question(OTHER)
    whole, listed, kept = tmp_path / "whole.csv", tmp_path / "changed.csv", tmp_path / "kept"
    expected = replay(asked, everything, KINDS, kept=tmp_path / "other", listed=whole)
    seen = []

    def broken(after):
        for number, recorded in enumerate(everything(after)):
            if number == at:
                raise Stopped
            yield recorded

    def counted(after):
        for recorded in everything(after):
            seen.append(recorded.decision.id)
            yield recorded

    with pytest.raises(Stopped):
        replay(asked, broken, KINDS, kept=kept, listed=listed)
    assert not listed.exists()
    assert replay(asked, counted, KINDS, kept=kept, listed=listed) == expected
    assert listed.read_bytes() == whole.read_bytes()
    assert len(seen) == COUNT - at // 250 * 250
    assert not kept.exists()


def test_another_question_does_not_go_on_from_there(home, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "SAVE_EVERY", 100)

    def broken(after):
        for number, recorded in enumerate(everything(after)):
            if number == 150:
                raise Stopped
            yield recorded

    with pytest.raises(Stopped):
        replay(question(OTHER), broken, KINDS, kept=tmp_path / "kept")
    assert (tmp_path / "kept").exists()
    found = replay(question(PACKS, OTHER), everything, KINDS, kept=tmp_path / "kept")
    assert found.decided == COUNT


def test_a_list_that_is_gone_is_made_from_the_beginning(home, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "SAVE_EVERY", 100)
    listed = tmp_path / "changed.csv"

    def broken(after):
        for number, recorded in enumerate(everything(after)):
            if number == 1_500:
                raise Stopped
            yield recorded

    with pytest.raises(Stopped):
        replay(question(OTHER), broken, KINDS, kept=tmp_path / "kept", listed=listed)
    (tmp_path / "changed.csv.part").unlink()
    found = replay(question(OTHER), everything, KINDS, kept=tmp_path / "kept", listed=listed)
    assert found.decided == COUNT
    assert len(rows(listed)) == found.changed


def test_files_give_what_the_database_gave(home, tmp_path):
    """Last: it puts the evidence away."""
    before = replay(question(OTHER), everything, KINDS, kept=tmp_path / "kept")
    home.clock.advance(timedelta(days=60))
    assert sum(part.rows for part in seal(home)) > COUNT * 0.9
    assert replay(question(OTHER), everything, KINDS, kept=tmp_path / "kept") == before
