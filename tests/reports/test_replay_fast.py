"""A replay that looks at columns first comes to what one comes to that decides every row."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import Account, Item
from evenhand.enforcement.measures import discover
from evenhand.model.clock import SetClock
from evenhand.model.evidence import FieldType
from evenhand.model.reading import SignalFailure
from evenhand.pipeline import archive, sealing
from evenhand.pipeline.archive import (
    erase_put_away,
    history,
    history_of,
    pieces,
    settle_put_away,
    state_of_files,
)
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.packs import load_packs
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.redecide import by_policies
from evenhand.pipeline.sealing import seal
from evenhand.reports.replay import fast
from evenhand.reports.replay.fast import Archives, comparable, replay_archives
from evenhand.reports.replay.record import Side
from evenhand.reports.replay.run import Question, replay
from evenhand.signals import discover as signals
from evenhand.store import archive_files
from evenhand.store.archive import archives
from evenhand.store.archive_history import count_not_kept, kept_pages
from evenhand.store.history import Stretch, count_recorded
from tests.homes import START, new_home
from tests.reports.generated import FACTS, PACKS, ROLES, SEEN, _reading

BATCHES, BATCH = 12, 100
KINDS = discover()
LADDERS = (
    ("label",), ("warn", "mask", "remove"), ("mask", "suspend_until"), ("ask",), ("ask", "remove"),
    ("block_link",), ("suspend",), ("hold", "remove", "suspend"),
)  # fmt: skip
CONDITIONS = (
    "private_info.us_ssn.max >= 0.4",
    "private_info.street_address.count > 0 || private_info.phone.count > 0",
    "blocked_link.page.count > 0",
    "withheld_copy.text.words > 100 && !facts.reporting",
    "account.strikes > 0",
    'item.language == "de" && private_info.phone.max > 0.2',
    "withheld_copy.file.count > 0 || spam.comment.max > 0.4",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Months and some days of history, most of it put away in files of a few hundred rows."""
    clock, draw = SetClock(START), random.Random(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setattr(archive_files, "ROW_GROUP", 300)
        patch.setattr(archive, "PIECE", 700)
        # also what something is open about is put away: so files hold rows of every sort
        patch.setattr(sealing, "still_open", lambda *asked: frozenset())
        with new_home(tmp_path_factory.mktemp("fast") / "home", clock) as opened:
            screener = Screener(PACKS, clock=clock)
            corridor = Corridor(opened, screener)
            for batch in range(BATCHES):
                specs = screener.gatherer.specs
                answers = corridor.record([seen(n, draw, clock, specs) for n in range(BATCH)])
                assert not [each for each in answers if isinstance(each, Exception)]
                clock.advance(timedelta(days=7))
                if batch == BATCHES - 3:
                    clock.advance(timedelta(days=20))
                    seal(opened)
                    erase_some(opened)
            yield opened


def seen(number, draw, clock, specs):
    """One item of few authors, a third of them showing something; many come again changed."""
    item = Item(
        id=f"p-{draw.randrange(400)}",
        text=f"{number} {draw.random()}",
        kind=draw.choice(("comment", "post")),
        author=draw.choice((None, *(f"a-{n}" for n in range(60)))),
        account=Account(roles=draw.choice(ROLES)),
        created_at=clock.now() - timedelta(days=draw.choice((0, 1, 400))),
        language=draw.choice((None, "en", "de")),
        matter=draw.choice((None, None, "dossier")),
        facts=draw.choice(FACTS),
    )
    ran = {name: spec.version for name, spec in specs.items() if name != "spam" or
           item.kind == "comment"}  # fmt: skip
    failed = ()
    if draw.random() < 0.05:
        del ran["private_info"]
        failed = (SignalFailure("private_info", "out of time"),)
    shown = draw.sample(SEEN, draw.randrange(1, 3)) if draw.random() < 0.2 else []
    readings = tuple(_reading(*each, draw) for each in shown if each[0] in ran)
    return Gathered(item, readings, failed, ran)


def erase_some(home):
    """Some evidence is gone, from files and from the database."""
    with turn(home) as now:
        for part in archives():
            made = [row.decision for row in archive_files.read_part(part.file)][::9]
            assert erase_put_away(now, part.site, made, "request")
    settle_put_away("main")


def packs(names):
    return load_packs(names, signals(), KINDS)


def varied(policy, rng):
    """A pack whose rules ask for other things, some for the same; some are gone, some are new."""
    rules = []
    for rule in policy.rules:
        if rng.random() < 0.1:
            continue
        if rng.random() < 0.4:
            rule = replace(rule, measures=rng.choice(LADDERS), strikes=rng.random() < 0.7)
        if rng.random() < 0.3:
            rule = replace(rule, hours=rng.choice((None, 6, 100)), shadow=rng.random() < 0.2)
        if rng.random() < 0.2:
            rule = replace(rule, id=f"{rule.id}-again")
        rules.append(rule)
    return replace(policy, rules=tuple(rules))


def widened(policy, rng):
    """A pack with rules of other conditions, the same id for different ones in different packs."""
    more = [
        replace(policy.rules[0], id=f"X-{number}", when=when, measures=rng.choice(LADDERS),
                strikes=rng.random() < 0.7, shadow=rng.random() < 0.1)
        for number, when in enumerate(rng.sample(CONDITIONS, 3))
        if "facts" not in when or "reporting" in policy.facts
    ]  # fmt: skip
    return replace(policy, rules=(*policy.rules, *more))


def question(after, before, stretch=None):
    stretch = stretch or Stretch()
    then, now = by_policies(before), by_policies(after)
    asked = Question(Side("a", then.packs), Side("b", now.packs), then, now, stretch.since,
                     stretch.until, stretch.site, stretch.matter)  # fmt: skip
    return asked, (then.rules, now.rules)


def exactly(asked, stretch, file, listed=None):
    return replay(asked, lambda after: history(replace(stretch, after=after)), KINDS,
                  kept=file, listed=listed)  # fmt: skip


def over(stretch):
    return Archives(
        state_of_files(stretch.site),
        lambda since: pieces(stretch if since is None else replace(stretch, since=since)),
        history_of,
        lambda piece: count_not_kept(piece.stretch),
    )


def in_columns(asked, sides, stretch, file, listed=None):
    return replay_archives(asked, over(stretch), sides, KINDS, kept=file, listed=listed)


def same(found, expected):
    for name in type(expected).__slots__:
        assert getattr(found, name) == getattr(expected, name), name


@pytest.mark.parametrize("seed", range(4))
def test_random_pairs_come_to_the_same(home, tmp_path, seed):
    rng = random.Random(seed)
    pair = [[widened(varied(pack, rng), rng) for pack in packs(PACKS)] for _ in "ab"]
    asked, sides = question(*pair)
    one, other = tmp_path / "exact.csv", tmp_path / "fast.csv"
    expected = exactly(asked, Stretch(), tmp_path / "kept", one)
    same(in_columns(asked, sides, Stretch(), tmp_path / "kept", other), expected)
    assert other.read_bytes() == one.read_bytes()
    assert expected.decided + expected.erased == count_recorded(Stretch()) > BATCHES * BATCH * 0.9
    assert expected.erased > 50
    assert expected.changed > 100


def test_what_stood_by_another_name_of_the_rule_is_met_anew(home, tmp_path):
    """The same rules under other names ask for the same; what was in force does not serve them."""
    named = [
        replace(pack, rules=tuple(replace(rule, id=f"{rule.id}-x") for rule in pack.rules))
        for pack in packs(PACKS)
    ]
    asked, sides = question(named, packs(PACKS))
    expected = exactly(asked, Stretch(), tmp_path / "kept")
    same(in_columns(asked, sides, Stretch(), tmp_path / "kept"), expected)
    assert expected.changed


@pytest.mark.parametrize("narrowed", [
    {"since": START + timedelta(days=9), "until": START + timedelta(days=50)},
    {"matter": "dossier", "site": "main"},
])  # fmt: skip
def test_a_part_of_history_comes_to_the_same(home, tmp_path, narrowed):
    stretch = Stretch(**narrowed)
    rng = random.Random(7)
    asked, sides = question(packs(PACKS), [varied(pack, rng) for pack in packs(PACKS)], stretch)
    expected = exactly(asked, stretch, tmp_path / "kept")
    same(in_columns(asked, sides, stretch, tmp_path / "kept"), expected)
    assert 0 < expected.changed < expected.decided < count_recorded(Stretch())


def test_only_what_may_have_changed_is_decided(home, tmp_path):
    old = packs(PACKS)
    longer = tuple(replace(rule, hours=5) for rule in old[0].rules)
    new = [replace(old[0], rules=longer), *old[1:]]
    asked, sides = question(new, old)
    decided = []

    def counted_too(recorded):
        decided.append(recorded)
        return asked.decide_after(recorded)

    counted = replace(asked, decide_after=counted_too)
    found = replay_archives(counted, over(Stretch()), sides, KINDS, kept=tmp_path / "kept")
    waiting = sum(len(page) for page in kept_pages(Stretch()))
    assert waiting < len(decided) < waiting + (found.decided - waiting) / 3
    assert found.changed <= len(decided)


class Stopped(BaseException):
    pass


@pytest.mark.parametrize("at", [1, 140, 400])
def test_a_run_that_was_stopped_goes_on_to_the_same_result(home, tmp_path, monkeypatch, at):
    monkeypatch.setattr(fast, "SAVE_EVERY", 25)
    rng = random.Random(3)
    asked, sides = question([widened(pack, rng) for pack in packs(PACKS)], packs(PACKS))
    whole, listed, kept = tmp_path / "whole.csv", tmp_path / "changed.csv", tmp_path / "kept"
    expected = exactly(asked, Stretch(), tmp_path / "other", whole)
    left = [at]

    def broken(recorded):
        left[0] -= 1
        if left[0] < 0:
            raise Stopped
        return asked.decide_after(recorded)

    with pytest.raises(Stopped):
        in_columns(replace(asked, decide_after=broken), sides, Stretch(), kept, listed)
    assert not listed.exists()
    same(in_columns(asked, sides, Stretch(), kept, listed), expected)
    assert listed.read_bytes() == whole.read_bytes()
    assert not kept.exists()


def test_sides_that_read_a_field_differently_have_no_columns_in_common():
    old = [pack for pack in packs(PACKS) if "reporting" in pack.facts]
    rules = tuple(r for r in old[0].rules if "facts.reporting" not in r.when)
    first = replace(rules[0], when="facts.reporting > 0")
    other = replace(old[0], facts={"reporting": FieldType.INT}, rules=(first,))
    whole, by_itself = by_policies(old).rules, by_policies([other]).rules
    assert comparable(whole, whole)
    assert not comparable(whole, by_itself)
    links = replace(first, when='facts.news_link == "yes"')
    strange = replace(other, facts={"news_link": FieldType.STRING}, rules=(links,))
    assert not comparable(by_itself, by_policies([strange]).rules)
