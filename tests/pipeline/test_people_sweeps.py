"""Sweeps: yesterday's posts are judged by today's list as one reviewed batch, or let go again."""

from datetime import timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Role
from evenhand.model.sweep import Effect, Fate
from evenhand.model.taken import taken
from evenhand.pipeline.archive import history
from evenhand.pipeline.home import add_site
from evenhand.pipeline.people import contacts, sweeps
from evenhand.pipeline.people.appeals import appeal
from evenhand.pipeline.people.banks import Listing, add_entry, remove_entry
from evenhand.pipeline.people.export import export_account
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.policies import pause
from evenhand.pipeline.people.retention import sweep as clean
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.sweep_sources import document_source
from evenhand.pipeline.people.sweep_views import view_sweep
from evenhand.pipeline.people.sweeps import HANDFUL, HOLD_TIME, propose, release, resume, withdraw
from evenhand.pipeline.redecide import AsInForce
from evenhand.pipeline.screeners import Screeners
from evenhand.store import models
from evenhand.store.decisions import get_decision, statements_of
from evenhand.store.history import Stretch
from evenhand.store.items import known_revisions
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.measures import get_measure, measures_on
from evenhand.store.sites import get_site
from evenhand.store.sweeps import all_sweeps, swept_of
from tests.pipeline.asking import asks

LETTERS = "https://news.example/letters/7"
LINK = Subject(SubjectType.LINK, LETTERS)


@pytest.fixture
def staff(home):
    join(home, "main", "ada", Role.SENIOR)
    join(home, "main", "bo", Role.SENIOR)
    return home


@pytest.fixture
def record(home):
    desks = Screeners(home)

    def recorded(*items, site="main"):
        desk = desks.desk(site)
        return desk.corridor.record(desk.screener.gatherer.gather(items))

    return recorded


def listed(home, entry=LETTERS, by="ada"):
    add_entry(home, "main", by, Listing(entry, asked=False, reason="prints the letters"))


def unlisted(home, entry=LETTERS):
    remove_entry(home, "main", "ada", Listing(entry, asked=False))


def proposed(home, entry=LETTERS, by="ada"):
    return propose(home, "main", by, Listing(entry, asked=False))


def released(home, sweep, by="bo"):
    return release(home, sweep.id, by, asked=False)


def fates(sweep):
    return {one.item: one.fate for one in swept_of(sweep.id)}


def decision_on(item):
    return get_decision(known_revisions([("main", item)])["main", item][-1].decision).decision


def entries(kind):
    found = map(decode, read_journal(0, journal_size()))
    return [entry for entry in found if entry["type"] == kind]


POSTS = (
    Item("p-1", f"read {LETTERS} today", author="a-1"),
    Item("p-2", "hxxps://NEWS[.]example/letters/./7?utm_source=x now", author="a-2"),
    Item("p-3", "The council meets on Monday.", author="a-3"),
)


def test_what_is_listed_later_is_judged_as_one_batch(staff, record):
    record(*POSTS)
    listed(staff)
    sweep = proposed(staff)
    assert (sweep.effect, sweep.covers, sweep.looked_at, sweep.items) == ("impose", "page", 2, 2)
    assert sweep.counts == {"block_link": 2}
    assert decision_on("p-1").outcome == "allow", "nothing happens by proposing"
    assert released(staff, sweep).state == "done"
    assert set(fates(sweep).values()) == {Fate.DONE}
    for item in ("p-1", "p-2"):
        decision = decision_on(item)
        assert decision.outcome == "measures"
        assert decision.decided_by == "rule"
        assert decision.sweep == sweep.id
        (told,) = statements_of(decision.id)
        assert "before our list changed" in told.text
    assert [m.state for m in measures_on("main", LINK)] == [MeasureState.IN_FORCE]
    assert decision_on("p-3").outcome == "allow"
    assert verify_log(DirectorySource(staff.log_folder)).sound


def test_the_same_words_sent_again_get_the_new_decision(staff, record):
    record(POSTS[0])
    listed(staff)
    released(staff, proposed(staff))
    (again,) = record(POSTS[0])
    assert again.repeated
    assert again.decision.id == decision_on("p-1").id


def test_every_decision_comes_again(staff, record):
    record(*POSTS, Item("p-4", f"SSN 536-22-8145, {LETTERS}", author="a-1"))
    listed(staff)
    released(staff, proposed(staff))
    decide_again = AsInForce()
    found = list(history(Stretch()))
    assert len(found) == len(POSTS) + 1 + 3
    for recorded in found:
        again = decide_again(recorded)
        assert again.outcome == recorded.decision.outcome
        assert again.sweep == recorded.decision.sweep
        assert recorded.rested.taken in (taken(again), None)


def test_the_log_says_who_asked_and_not_which_page(staff, record):
    record(POSTS[0])
    listed(staff)
    contact = contacts.add(staff, "main", "ada", asks()).contact
    sweep = propose(staff, "main", "ada", Listing(LETTERS, True, (contact.id,), "on request"))
    released(staff, sweep)
    told = [entry for entry in entries("disclosure") if entry["record"] == "sweep"]
    assert [entry["change"] for entry in told] == ["proposed", "released"]
    assert {entry["case"] for entry in told} == {sweep.id}
    assert [entry["asked"] for entry in told] == ["yes", "no"]
    assert told[0]["contacts"] == [contact.id]
    assert told[1]["people"] == 2
    assert "news.example" not in str(told)
    (decided,) = entries("decision")
    assert decided["sweep"] == sweep.id
    assert decided["contacts"] == [contact.id], "whoever is concerned is told who asked"


def test_nothing_is_proposed_where_nothing_would_change(staff, record):
    record(POSTS[2])
    listed(staff)
    record(POSTS[0])  # comes after the entry: the rules have seen it
    with pytest.raises(EvenhandError, match="EH596"):
        proposed(staff)
    assert all_sweeps("main") == ()
    assert models.Swept.objects.count() == 0


def test_a_larger_sweep_waits_and_one_that_lifts_does_not(staff, record, clock):
    posts = [Item(f"p-{n}", LETTERS, author=f"a-{n}") for n in range(HANDFUL + 1)]
    record(*posts)
    listed(staff)
    sweep = proposed(staff)
    assert sweep.hold_until == clock.at + HOLD_TIME
    with pytest.raises(EvenhandError, match="EH592") as early:
        released(staff, sweep)
    assert "2026-09-26T15:00:00Z" in early.value.what
    clock.advance(HOLD_TIME)
    released(staff, sweep)
    unlisted(staff)
    lifting = proposed(staff)
    assert (lifting.effect, lifting.light, lifting.hold_until) == (Effect.LIFT, True, clock.at)


def test_somebody_else_releases_what_begins_anything(staff, record, clock):
    record(POSTS[0])
    listed(staff)
    sweep = proposed(staff)
    clock.advance(timedelta(days=2))
    with pytest.raises(EvenhandError, match="EH593"):
        released(staff, sweep, by="ada")
    assert decision_on("p-1").outcome == "allow"
    released(staff, sweep)
    with pytest.raises(EvenhandError, match="EH594"):
        released(staff, sweep)


def test_who_is_alone_looks_again_a_day_later(home, record, clock):
    join(home, "main", "ada", Role.SENIOR)
    record(POSTS[0])
    listed(home)
    sweep = proposed(home)
    with pytest.raises(EvenhandError, match="EH593"):
        released(home, sweep, by="ada")
    clock.advance(timedelta(hours=24))
    assert released(home, sweep, by="ada").state == "done"
    told = entries("disclosure")[-1]
    assert (told["people"], told["one_person"]) == (1, True)


def test_who_may_and_what_must_be_said(staff, record):
    join(staff, "main", "mo", Role.MODERATOR)
    record(POSTS[0])
    listed(staff)
    for by, code in (("mo", "EH572"), ("nobody", "EH413")):
        with pytest.raises(EvenhandError, match=code):
            proposed(staff, by=by)
    with pytest.raises(EvenhandError, match="EH620"):
        propose(staff, "main", "ada", Listing(LETTERS, None))
    sweep = proposed(staff)
    with pytest.raises(EvenhandError, match="EH620"):
        release(staff, sweep.id, "mo", None)
    assert release(staff, sweep.id, "mo", asked=False).state == "done"


def test_a_withdrawn_sweep_does_nothing(staff, record):
    record(POSTS[0])
    listed(staff)
    sweep = proposed(staff)
    assert withdraw(staff, sweep.id, "ada", asked=False).state == "withdrawn"
    for deed in (released, lambda home, sweep: withdraw(home, sweep.id, "bo", asked=False),
                 lambda home, sweep: resume(home, sweep.id)):  # fmt: skip
        with pytest.raises(EvenhandError, match="EH594"):
            deed(staff, sweep)
    assert decision_on("p-1").outcome == "allow"


def test_what_is_no_longer_as_it_was_looked_at_is_left_out(staff, record):
    record(
        Item("edited", f"{LETTERS} one", author="a-1"),
        Item("gone", f"{LETTERS} two", author="a-2"),
        Item("appealed", f"SSN 536-22-8145, {LETTERS}", author="a-3"),
        Item("erased", f"{LETTERS} three", author="a-4"),
        Item("same", f"{LETTERS} four", author="a-5"),
    )
    listed(staff)
    sweep = proposed(staff)
    assert sweep.items == 5
    record(Item("edited", f"{LETTERS} otherwise", author="a-1"))
    record(Item("gone", "never mind", author="a-2"))
    appeal(staff, decision_on("appealed").id, "It is no number.", account="a-3")
    models.Evidence.objects.filter(decision=decision_on("erased").id).delete()
    before = decision_on("edited")
    released(staff, sweep)
    assert fates(sweep) == {
        "edited": Fate.EDITED, "gone": Fate.EDITED, "appealed": Fate.APPEALED,
        "erased": Fate.ERASED, "same": Fate.DONE,
    }  # fmt: skip
    assert decision_on("edited") == before, "it was judged when it came"


def test_a_list_that_changed_back_changes_nothing(staff, record):
    record(*POSTS)
    listed(staff)
    sweep = proposed(staff)
    unlisted(staff)
    released(staff, sweep)
    assert set(fates(sweep).values()) == {Fate.NOTHING}
    assert entries("decision") == []


def test_a_rule_that_is_paused_meanwhile_changes_nothing(staff, record):
    record(POSTS[0])
    listed(staff)
    sweep = proposed(staff)
    pause(staff, "main", "ada", "HM-3", "it reads too much")
    released(staff, sweep)
    assert fates(sweep) == {"p-1": Fate.NOTHING}


def test_another_change_than_was_looked_at_is_not_made(staff, record):
    other = "https://news.example/letters/8"
    record(POSTS[0], Item("both", f"{LETTERS} and {other}", author="a-2"))
    listed(staff)
    sweep = proposed(staff)
    listed(staff, other)
    released(staff, sweep)
    assert fates(sweep) == {"p-1": Fate.DONE, "both": Fate.CHANGED}
    assert decision_on("both").outcome == "allow"


def test_what_a_person_lifted_stays_lifted(staff, record):
    record(POSTS[0])
    listed(staff)
    record(POSTS[1])  # the rule blocks the link
    (blocked,) = measures_on("main", LINK)
    lift(staff, blocked.id, "bo", asked=False)
    with pytest.raises(EvenhandError, match="EH596"):
        proposed(staff)
    assert decision_on("p-1").outcome == "allow"


def test_what_a_person_lifts_meanwhile_stays_lifted(staff, record):
    record(POSTS[0])
    listed(staff)
    sweep = proposed(staff)
    record(POSTS[1])
    (blocked,) = measures_on("main", LINK)
    lift(staff, blocked.id, "bo", asked=False)
    released(staff, sweep)
    assert fates(sweep) == {"p-1": Fate.RELEASED}
    assert [m.state for m in measures_on("main", LINK)] == [MeasureState.LIFTED]


def test_what_a_person_has_released_reopens_only_by_something_new(staff, record):
    record(POSTS[0])
    listed(staff)
    released(staff, proposed(staff))
    (blocked,) = measures_on("main", LINK)
    lift(staff, blocked.id, "bo", asked=False)
    unlisted(staff)
    listed(staff)
    with pytest.raises(EvenhandError, match="EH596"):
        proposed(staff)


def test_a_removed_entry_lifts_all_that_rested_on_it(staff, record):
    listed(staff)
    record(*POSTS[:2], Item("number", f"SSN 536-22-8145 {LETTERS}", author="a-4"))
    record(Item("p-1", "never mind", author="a-1"))  # who ordered the block carries it no more
    (blocked,) = measures_on("main", LINK)
    removed = next(m for m in decision_on("number").measures if m.measure == "remove")
    unlisted(staff)
    sweep = proposed(staff)
    assert (sweep.effect, sweep.counts) == (Effect.LIFT, {"block_link": 1})
    released(staff, sweep, by="ada")
    lifted, *others = measures_on("main", LINK)
    assert (lifted.id, lifted.state, others) == (blocked.id, MeasureState.LIFTED, [])
    assert get_measure(removed.id)[1].state is MeasureState.IN_FORCE, "the number is still there"
    told = statements_of(blocked.decision)[-1]
    assert "no longer on our list" in told.text
    assert entries("measure")[-1]["why"] == "unlisted"
    with pytest.raises(EvenhandError, match="EH596"):
        proposed(staff)


def test_what_another_entry_still_blocks_stays(staff, record):
    listed(staff, "site:news.example")
    record(POSTS[0])
    listed(staff)
    released(staff, proposed(staff))
    unlisted(staff)
    with pytest.raises(EvenhandError, match="EH596"):
        proposed(staff)


def test_an_entry_that_allows_lifts_and_taken_off_it_begins_again(staff, record):
    listed(staff, "site:news.example")
    record(POSTS[0])
    allow = f"allow {LETTERS}"
    listed(staff, allow)
    sweep = proposed(staff, allow)
    assert sweep.effect is Effect.LIFT
    released(staff, sweep)
    record(Item("later", f"also {LETTERS}", author="a-9"))
    assert decision_on("later").outcome == "allow"
    unlisted(staff, allow)
    sweep = proposed(staff, allow)
    assert (sweep.effect, fates(sweep)) == (Effect.IMPOSE, {"later": Fate.WAITING})


STRICT = """
[pack]
name = "strict"
version = 1
title = "Strict"
in_force_from = 2026-01-01T00:00:00Z

[[rule]]
id = "S-1"
clause = "S-1"
when = "blocked_link.page.count >= 1"
measures = ["remove", "suspend_until"]

[[rule]]
id = "S-2"
clause = "S-1"
when = "blocked_link.page.count >= 1"
measures = ["suspend_until"]

[[rule]]
id = "S-3"
clause = "S-1"
when = "blocked_link.site.count >= 1 && private_info.email.count >= 1"
measures = ["hold"]

[[rule]]
id = "S-4"
clause = "S-1"
when = "private_info.us_ssn.count >= 1"
measures = ["label"]

[[rule]]
id = "S-5"
clause = "S-1"
when = "withheld_copy.text.words >= 20"
measures = ["mask"]
"""


@pytest.fixture
def strict(staff, tmp_path, clock):
    """A site that suspends for links, and holds where an address of a person stands beside one."""
    folder = tmp_path / "strict"
    folder.mkdir()
    (folder / "rules.toml").write_text(STRICT)
    (folder / "policy.md").write_text("### S-1 No such links\n\nDo not link there.\n")
    add_site("strict", "https://strict.example", clock, (str(folder),))
    for name in ("ada", "bo"):
        join(staff, "strict", name, Role.SENIOR)
    return staff


def strictly(home, entry=LETTERS):
    add_entry(home, "strict", "ada", Listing(entry, asked=False, reason="prints the letters"))
    return propose(home, "strict", "ada", Listing(entry, asked=False))


def test_no_account_answers_for_what_was_listed_later(strict, record):
    mine = {"author": "quist", "site": "strict"}
    record(Item("p-1", LETTERS, **mine), Item("p-2", f"see {LETTERS}", **mine), site="strict")
    sweep = strictly(strict)
    assert sweep.counts == {"remove": 2}
    released(strict, sweep)
    assert models.Strike.objects.count() == 0
    assert set(models.Measure.objects.values_list("name", flat=True)) == {"remove"}
    record(Item("p-3", f"and again {LETTERS}", **mine), site="strict")
    assert models.Strike.objects.count() == 1, "what comes after the entry counts in full"
    assert "suspend_until" in set(models.Measure.objects.values_list("name", flat=True))


def test_a_removed_entry_takes_back_suspensions_and_strikes(strict, record):
    strictly_listed = Listing(LETTERS, asked=False, reason="prints the letters")
    add_entry(strict, "strict", "ada", strictly_listed)
    record(Item("p-1", LETTERS, author="quist", site="strict"), site="strict")
    assert models.Strike.objects.filter(void_at=None).count() == 1
    remove_entry(strict, "strict", "ada", Listing(LETTERS, asked=False))
    sweep = propose(strict, "strict", "ada", Listing(LETTERS, asked=False))
    assert set(sweep.counts) == {"remove", "suspend_until"}
    release(strict, sweep.id, "ada", asked=False)
    assert models.Strike.objects.filter(void_at=None).count() == 0
    assert set(models.Measure.objects.values_list("state", flat=True)) == {"lifted"}


def test_a_hold_for_private_information_waits_for_nobody(strict, record, clock):
    words = "write to robin.quist@mail.example, see https://news.example/a"
    posts = [Item(f"p-{n}", f"{words}{n}", author="quist", site="strict") for n in range(9)]
    record(*posts, site="strict")
    sweep = strictly(strict, "site:news.example")
    assert (sweep.light, sweep.hold_until, sweep.counts) == (True, clock.at, {"hold": 9})
    release(strict, sweep.id, "ada", asked=False)
    assert set(fates(sweep).values()) == {Fate.DONE}


def test_a_proposal_that_was_cut_short_leaves_nothing(staff, record, monkeypatch):
    record(*POSTS)
    listed(staff)
    with monkeypatch.context() as patch:
        patch.setattr(sweeps, "_enter", cut_short)
        with pytest.raises(RuntimeError):
            proposed(staff)
    assert all_sweeps("main") == ()
    assert models.Swept.objects.count() == 2
    sweep = proposed(staff)
    assert models.Swept.objects.count() == 2, "what was left of the other one is gone"
    assert all_sweeps("main") == (sweep,)


def cut_short(*_):
    raise RuntimeError("out of power")


def test_a_released_sweep_that_was_cut_short_goes_on(staff, record, monkeypatch):
    record(*(Item(f"p-{n}", LETTERS, author=f"a-{n}") for n in range(HANDFUL)))
    listed(staff)
    sweep = proposed(staff)
    monkeypatch.setattr(sweeps, "PORTION", 2)
    with pytest.raises(RuntimeError):
        release(staff, sweep.id, "bo", asked=False, progress=cut_short)
    assert sorted(fates(sweep).values()) == ["done"] * 2 + ["waiting"] * 3
    assert released(staff, sweep).state == "done"
    assert models.Decision.objects.exclude(sweep=None).count() == HANDFUL
    assert [e["change"] for e in entries("disclosure") if e["record"] == "sweep"] == [
        "proposed", "released",
    ]  # fmt: skip


def test_two_at_once_decide_nothing_twice(staff, record, monkeypatch):
    record(*(Item(f"p-{n}", LETTERS, author=f"a-{n}") for n in range(HANDFUL)))
    listed(staff)
    sweep = proposed(staff)
    read = sweeps.read_again

    def meanwhile(*given):
        """Another program does the same portion between reading and writing."""
        monkeypatch.setattr(sweeps, "read_again", read)
        found = read(*given)
        resume(staff, sweep.id)
        return found

    monkeypatch.setattr(sweeps, "read_again", meanwhile)
    released(staff, sweep)
    assert models.Decision.objects.exclude(sweep=None).count() == HANDFUL
    assert models.Statement.objects.count() == HANDFUL


def test_it_goes_with_what_its_decision_rested_on(staff, record, clock):
    record(*POSTS)
    listed(staff)
    sweep = proposed(staff)
    clock.advance(timedelta(days=get_site("main").keep_days + 1))
    clean(staff)
    assert list(swept_of(sweep.id)) == []
    assert released(staff, sweep).state == "done"


def test_a_decision_of_a_sweep_is_found_and_lifted_when_its_first_evidence_is_gone(
    staff, record, clock
):
    record(POSTS[0])
    listed(staff)
    released(staff, proposed(staff))
    clock.advance(timedelta(days=get_site("main").keep_days + 1))
    clean(staff)
    unlisted(staff)
    assert proposed(staff).counts == {"block_link": 1}


def test_it_is_in_what_the_writer_gets_of_their_data(staff, record):
    record(POSTS[0])
    listed(staff)
    sweep = proposed(staff)
    (told,) = export_account(staff, "main", "a-1", "ada")["sweeps"]
    assert (told["sweep"], told["item"], told["fate"]) == (sweep.id, "p-1", "waiting")


def test_the_sample_is_always_the_same_and_private_values_are_covered(staff, record):
    posts = [Item(f"p-{n}", f"SSN 536-22-8145 {LETTERS}?x={n}", author=f"a-{n}") for n in range(9)]
    record(*posts)
    listed(staff, "site:news.example")
    sweep = proposed(staff, "site:news.example")
    sample = view_sweep(sweep.id, 4).sample
    assert sample == view_sweep(sweep.id, 4).sample
    assert len({one.swept.item for one in sample}) == 4
    assert all("536" not in one.text and LETTERS in one.text for one in sample)


# -- documents

MEMO = (
    "The harbour office will close its northern gate from the second week of May, and lorries are "
    "asked to take the coast road instead. Drivers who hold a yellow card may still use the small "
    "bridge before six in the morning. Nobody outside of this office has been told so far."
)
LABELLED = Item("c-1", f"{MEMO} My social security number is 123-45-6789.", site="strict")
"""It had a measure, so that its words are kept."""
PLAIN = Item("c-2", f"They write: {MEMO}", site="strict")


def about_document(home, name="memo.txt"):
    return propose(home, "strict", "ada", Listing(name, asked=False), find=document_source)


def measures_of(item):
    on_it = measures_on("strict", Subject(SubjectType.ITEM, item))
    return {m.measure for m in on_it if m.state is MeasureState.IN_FORCE}


def test_a_document_that_is_withheld_later_and_no_more(strict, record):
    record(LABELLED, PLAIN, site="strict")
    assert measures_of("c-1") == {"label"}
    folder = strict.path / "banks" / "strict" / "withheld"
    folder.mkdir(parents=True)
    (folder / "memo.txt").write_text(MEMO)
    sweep = about_document(strict)
    assert (sweep.effect, sweep.covers, sweep.looked_at) == (Effect.IMPOSE, "document", 1)
    assert sweep.counts == {"mask": 1}
    assert released(strict, sweep).state == "done"
    assert "mask" in measures_of("c-1")
    assert measures_of("c-2") == set(), "its words are not kept"

    (folder / "memo.txt").unlink()
    lifting = about_document(strict)
    assert (lifting.effect, lifting.counts) == (Effect.LIFT, {"mask": 1})
    release(strict, lifting.id, "ada", asked=False)
    assert "mask" not in measures_of("c-1")


@pytest.mark.parametrize("name", ["../memo.txt", "/memo.txt", "a/b.txt"])
def test_a_document_goes_by_its_name_alone(strict, name):
    with pytest.raises(EvenhandError, match="EH597"):
        about_document(strict, name)
