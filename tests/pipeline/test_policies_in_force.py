"""A site judges by what it has published: two people change it, one stops a rule at once."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.in_force import policies_in_force
from evenhand.pipeline.people.policies import agree, pause, propose, propose_resume, withdraw
from evenhand.pipeline.people.rulebook import rulebook
from evenhand.pipeline.people.staff import join, leave
from evenhand.pipeline.published import publish_first, publish_named
from evenhand.pipeline.screeners import Screeners
from evenhand.pipeline.what_if import what_if
from evenhand.store import database
from evenhand.store.journal import journal_size, read_journal
from tests.homes import START

DAY = timedelta(days=1)
HEAD = """
[pack]
name = "house"
version = {version}
title = "House rules"
in_force_from = 2026-01-01T00:00:00Z
"""
RULE = """
[[rule]]
id = "{id}"
clause = "H-1"
when = 'item.kind == "{kind}"'
measures = ["{measure}"]
"""
CLAUSE = "### H-1 No posts\n\n{text}\n"


@pytest.fixture
def pack(tmp_path):
    """Write a version of the pack `house`; each rule is (id, kind of item, measure, more)."""

    def write(version, *rules, text="Posts go.", more=""):
        folder = tmp_path / f"house-{version}"
        folder.mkdir()
        named = (RULE.format(id=id, kind=kind, measure=m) + end for id, kind, m, end in rules)
        (folder / "rules.toml").write_text(HEAD.format(version=version) + more + "".join(named))
        (folder / "policy.md").write_text(CLAUSE.format(text=text))
        return folder

    return write


@pytest.fixture
def staff(home, clock):
    for name, role in (("ada", Role.ADMINISTRATOR), ("ed", Role.POLICY_EDITOR),
                       ("mo", Role.MODERATOR), ("out", Role.AUDITOR)):  # fmt: skip
        join(home, "main", name, role)
    clock.advance(timedelta(minutes=1))


FIRST = ("H-1", "post", "remove", "")


@pytest.fixture
def record(home, pack, clock):
    """Decide for real, by whatever the site has published; it is founded with version 1."""
    screener = Screener([pack(1, FIRST)], clock=clock)
    way = Corridor(home, screener)

    def decided(id="p-1", at=None, **more):
        item = Item(id=id, text="Fine.", author="quist", created_at=at, **more)
        (result,) = way.record(screener.gatherer.gather([item]))
        assert not isinstance(result, EvenhandError), result
        return result.decision

    return decided


@pytest.fixture
def publish(home, pack):
    """Publish another version, by two people."""

    def done(version, *rules, from_=None, **given):
        change = propose(home, "main", "ed", pack(version, *rules, **given), from_)
        return agree(home, change.id, "ada")

    return done


def refused(code, do, *given):
    with pytest.raises(EvenhandError) as error:
        do(*given)
    assert error.value.code == code
    return error.value


def entries(kind="policy"):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def as_recorded(decision):
    """A decision without what it was given when it was kept."""
    measures = tuple(replace(m, id=None, decision=None) for m in decision.measures)
    return replace(decision, id=None, measures=measures)


def versions(decision):
    return [(ref.pack, ref.version) for ref in decision.policy]


def test_two_people_publish_and_the_log_says_what_and_from_when(home, staff, record, pack, clock):
    record()
    change = propose(home, "main", "ed", pack(2, ("H-2", "post", "label", "")), START + DAY)
    assert versions(record("p-2")) == [("house", 1)]
    agreed = agree(home, change.id, "ada")
    assert versions(record("p-3")) == [("house", 1)]
    clock.advance(DAY)
    later = record("p-4")
    assert versions(later) == [("house", 2)]
    assert [m.measure for m in later.measures] == ["label"]
    told = entries()[-1]
    assert told["digest"] == later.policy[0].digest == change.digest
    assert (told["in_force_from"], told["people"], told["rules"]) == ("2026-09-27", 2, ["H-2"])
    assert "one_person" not in told
    assert {"ed", "ada"}.isdisjoint(str(told).split("'"))
    assert agreed.log_index < journal_size()


def test_what_is_agreed_to_late_begins_with_the_agreement(home, staff, record, pack, clock):
    record()
    change = propose(home, "main", "ed", pack(2, FIRST), START + DAY)
    clock.advance(3 * DAY)
    assert versions(record("p-2")) == [("house", 1)]
    assert agree(home, change.id, "ada").from_ == clock.now()
    assert [p.ref.version for p in policies_in_force("main", START + 2 * DAY)] == [1]


def test_what_was_read_is_what_is_agreed_to(home, staff, record, pack, clock):
    record()
    folder = pack(2, ("H-2", "post", "label", ""))
    change = propose(home, "main", "ed", folder)
    (folder / "rules.toml").write_text("no longer a pack")
    agree(home, change.id, "ada")
    assert [m.measure for m in record("p-2").measures] == ["label"]


def test_nobody_publishes_alone(home, staff, record, pack):
    record()
    change = propose(home, "main", "ed", pack(2, FIRST))
    size = journal_size()
    refused("EH243", agree, home, change.id, "ed")
    refused("EH572", agree, home, change.id, "mo")
    refused("EH572", propose, home, "main", "mo", pack(3, FIRST))
    refused("EH413", agree, home, change.id, "nobody")
    leave(home, "main", "ada")
    refused("EH571", agree, home, change.id, "ada")
    assert journal_size() == size
    assert [p.ref.version for p in policies_in_force("main", home.clock.now())] == [1]


def test_who_is_alone_looks_again_a_day_later_and_the_log_says_so(home, record, pack, clock):
    join(home, "main", "root", Role.ADMINISTRATOR)
    record()
    change = propose(home, "main", "root", pack(2, FIRST))
    clock.advance(DAY - timedelta(minutes=1))
    assert "from 2026-09-27" in refused("EH243", agree, home, change.id, "root").help
    clock.advance(timedelta(minutes=1))
    agree(home, change.id, "root")
    assert (entries()[-1]["people"], entries()[-1]["one_person"]) == (1, True)
    join(home, "main", "ed", Role.POLICY_EDITOR)
    change = propose(home, "main", "root", pack(3, FIRST))
    clock.advance(2 * DAY)
    refused("EH243", agree, home, change.id, "root")


def test_what_cannot_follow_is_refused(home, staff, record, pack, publish, clock):
    record()
    two = pack(2, FIRST)
    refused("EH241", propose, home, "main", "ed", two.parent / "house-1")
    refused("EH242", propose, home, "main", "ed", two, START - DAY)
    refused("EH905", propose, home, "main", "ed", "no-such-pack")
    refused("EH406", propose, home, "nowhere", "ed", two)
    first, second = (propose(home, "main", "ed", two) for _ in range(2))
    agree(home, first.id, "ada")
    refused("EH244", agree, home, first.id, "ada")
    assert "overtaken" in refused("EH244", agree, home, second.id, "ada").what
    refused("EH244", withdraw, home, second.id, "ed")
    third = propose(home, "main", "ada", pack(3, FIRST))
    withdraw(home, third.id, "ed")
    assert "withdrawn" in refused("EH244", agree, home, third.id, "ed").what
    refused("EH410", agree, home, "0" * 32, "ada")


def test_a_fact_declared_differently_is_refused_before_it_can_stop_the_site(
    home, staff, record, pack, tmp_path
):
    record()
    declared = ('[facts]\nreaders = "int"\n', '[facts]\nreaders = "string"\n')
    folder = pack(2, FIRST, more=declared[0])
    agree(home, propose(home, "main", "ed", folder).id, "ada")
    other = pack(7, FIRST, more=declared[1])
    rules = (other / "rules.toml").read_text().replace('name = "house"', 'name = "annex"')
    (other / "rules.toml").write_text(rules)
    refused("EH220", propose, home, "main", "ed", other)
    assert versions(record("p-2")) == [("house", 2)]


def test_of_two_who_agree_at_once_one_is_first(home, staff, record, pack):
    record()
    join(home, "main", "bo", Role.ADMINISTRATOR)
    change = propose(home, "main", "ed", pack(2, FIRST))
    came = []

    def try_it(name):
        try:
            came.append(agree(home, change.id, name).log_index)
        except EvenhandError as error:
            came.append(error.code)
        finally:
            database.close_database()

    threads = [threading.Thread(target=try_it, args=(name,)) for name in ("ada", "bo")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert "EH244" in came
    assert [e["version"] for e in entries()] == [1, 2]


def test_one_person_pauses_at_once_and_two_resume(home, staff, record, clock):
    before = record()
    clock.advance(timedelta(minutes=1))
    pause(home, "main", "mo", "H-1", "It removes what it should not.")
    clock.advance(timedelta(minutes=1))
    without = record("p-2")
    assert (before.outcome, without.outcome, without.findings) == ("measures", "allow", ())
    told = entries()[-1]
    assert (told["change"], told["rule"], told["decided_by"]) == ("paused", "H-1", "moderator")
    assert "removes what" not in str(told)
    refused("EH246", pause, home, "main", "mo", "house/H-1", "Again.")
    refused("EH572", propose_resume, home, "main", "mo", "H-1")
    change = propose_resume(home, "main", "ed", "H-1")
    refused("EH243", agree, home, change.id, "ed")
    clock.advance(timedelta(minutes=1))
    agree(home, change.id, "ada")
    clock.advance(timedelta(minutes=1))
    after = record("p-3")
    assert after.outcome == "measures"
    assert [e["change"] for e in entries()] == ["published", "paused", "resumed"]
    refused("EH246", propose_resume, home, "main", "ed", "H-1")
    for decision in (before, without, after):
        packs = policies_in_force("main", decision.decided_at)
        assert what_if(decision.id, packs) == as_recorded(decision)


def test_a_pause_is_refused_to_some_and_for_no_rule(home, staff, record):
    record()
    refused("EH572", pause, home, "main", "out", "H-1", "Why not.")
    refused("EH245", pause, home, "main", "mo", "H-9", "Why not.")
    refused("EH577", pause, home, "main", "mo", "H-1", " ")
    assert "H-1" in refused("EH245", pause, home, "main", "mo", "H-11", "Why not.").help


def test_a_paused_rule_stays_paused_in_the_next_version(home, staff, record, publish, clock):
    record()
    pause(home, "main", "mo", "H-1", "Errs.")
    publish(2, FIRST)
    clock.advance(timedelta(minutes=1))
    decision = record("p-2")
    assert (versions(decision), decision.outcome) == ([("house", 2)], "allow")


def test_a_resumption_proposed_for_a_pause_that_is_over_is_overtaken(home, staff, record, clock):
    record()
    pause(home, "main", "mo", "H-1", "Errs.")
    one, two = (propose_resume(home, "main", "ed", "H-1") for _ in range(2))
    agree(home, one.id, "ada")
    clock.advance(timedelta(minutes=1))
    pause(home, "main", "mo", "H-1", "Errs again.")
    refused("EH244", agree, home, two.id, "ada")


def test_a_rule_newer_than_the_deed_here_gives_no_strike(home, staff, record, publish, clock):
    """The pack says January; the site published the rule in September."""
    record()
    clock.advance(DAY)
    publish(2, FIRST, ("H-2", "comment", "suspend_until", ""))
    clock.advance(DAY)
    old = record("c-1", START, kind="comment")
    new = record("c-2", START + 1.5 * DAY, kind="comment")
    assert (old.measures, old.strikes) == ((), ())
    assert [m.measure for m in new.measures] == ["suspend_until"]
    assert new.strikes


def test_a_rule_that_stood_in_the_version_before_is_not_newer(home, staff, record, publish, clock):
    record("p-0")
    clock.advance(DAY)
    publish(2, FIRST, ("H-2", "comment", "label", ""))
    clock.advance(DAY)
    assert record("p-1", START).strikes
    publish(3, FIRST, text="Posts go, and the norm reads otherwise now.")
    clock.advance(DAY)
    reworded = record("p-2", START)
    assert [m.measure for m in reworded.measures] == ["remove"]
    assert not reworded.strikes


def test_what_was_done_while_a_rule_was_paused_gives_no_strike(home, staff, record, clock):
    record("p-0")
    clock.advance(DAY)
    pause(home, "main", "mo", "H-1", "Errs.")
    clock.advance(DAY)
    agree(home, propose_resume(home, "main", "ed", "H-1").id, "ada")
    clock.advance(DAY)
    during, before = record("p-1", START + 1.5 * DAY), record("p-2", START)
    assert (during.outcome, before.outcome) == ("measures", "measures")
    assert not during.strikes
    assert before.strikes


def test_a_shadow_rule_is_told_of_and_never_acted_on(home, staff, record, publish, clock):
    record("p-0")
    publish(2, ("H-2", "post", "suspend", "shadow = true\n"))
    clock.advance(timedelta(minutes=1))
    decision = record("p-1")
    assert (decision.outcome, decision.measures, decision.strikes) == ("allow", (), ())
    assert [(f.rule, f.outcome, f.shadow) for f in decision.findings] == [("H-2", "true", True)]
    (shadow,) = rulebook(home, "main", "out").shadows
    assert (shadow.rule, shadow.fired) == ("H-2", 1)
    assert [e["case"] for e in entries("decision")] != [decision.id]


def test_a_shadow_that_becomes_a_rule_is_newer_than_what_it_watched(
    home, staff, record, publish, clock
):
    record("p-0")
    publish(2, ("H-2", "comment", "remove", "shadow = true\n"))
    clock.advance(DAY)
    publish(3, ("H-2", "comment", "remove", ""))
    clock.advance(DAY)
    assert not record("c-1", START + DAY / 2, kind="comment").strikes
    assert record("c-2", START + 1.5 * DAY, kind="comment").strikes


def test_a_new_text_that_ships_changes_nothing_by_itself(home, staff, record, pack, clock):
    """The packs that a corridor is handed are those that a site is founded with, and no more."""
    founded = record()
    newer = Screener([pack(2, ("H-2", "post", "label", ""))], clock=clock)
    item = Item(id="p-2", text="Fine.")
    (result,) = Corridor(home, newer).record(newer.gatherer.gather([item]))
    assert result.decision.policy == founded.policy


def test_packs_named_at_the_machine_found_a_site_and_do_not_change_one(home, record, pack, clock):
    two = Screener([pack(2, ("H-2", "post", "label", ""))], clock=clock)

    def by(publish, id):
        seen = two.gatherer.gather([Item(id=id, text="Fine.")])
        (answer,) = Corridor(home, two, publish).record(seen)
        return answer

    record()
    assert versions(by(publish_first, "p-2").decision) == [("house", 1)]
    clock.advance(timedelta(minutes=1))
    assert versions(by(publish_named, "p-3").decision) == [("house", 2)]
    join(home, "main", "ada", Role.MODERATOR)
    three = Screener([pack(3, FIRST)], clock=clock)
    seen = three.gatherer.gather([Item(id="p-4", text="Fine.")])
    (answer,) = Corridor(home, three, publish_named).record(seen)
    assert answer.code == "EH240"
    assert versions(by(publish_named, "p-5").decision) == [("house", 2)]


def test_a_running_server_takes_up_what_changes_at_the_next_item(home, staff, record, clock):
    record()
    desks = Screeners(home)
    assert desks.of("main").screen(Item(id="r", text="Fine.")).outcome == "measures"
    pause(home, "main", "mo", "H-1", "Errs.")
    clock.advance(timedelta(minutes=1))
    assert desks.of("main").screen(Item(id="r", text="Fine.")).outcome == "allow"
    agree(home, propose_resume(home, "main", "ed", "H-1").id, "ada")
    clock.advance(timedelta(minutes=1))
    assert desks.of("main").screen(Item(id="r", text="Fine.")).outcome == "measures"


def test_a_rule_can_be_stopped_before_the_first_decision(home, staff):
    """The site is founded by that, and the packs stand in the log before the pause."""
    assert policies_in_force("main", home.clock.now()) == ()
    pause(home, "main", "mo", "PI-1", "Errs.")
    assert [e["change"] for e in entries()] == ["published", "published", "paused"]
    paused = [
        r.id for p in policies_in_force("main", home.clock.now()) for r in p.rules if r.paused
    ]
    assert paused == ["PI-1"]
