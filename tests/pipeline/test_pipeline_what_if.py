"""Deciding again over what was recorded: with the same packs it is the same decision."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.what_if import what_if
from evenhand.store.journal import journal_size
from evenhand.store.models import Evidence

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
PASSAGE = "one two three four five six seven eight nine ten " * 4
JOURNALIST = Account(roles=("journalist",))
PACKS = ("private-information", "hacked-material-suspend")


@pytest.fixture
def banks(tmp_path):
    """A withheld document, and a list of one page."""
    (tmp_path / "withheld").mkdir()
    (tmp_path / "withheld" / "file.txt").write_text(PASSAGE)
    (tmp_path / "links.txt").write_text("https://letter.example/p\n")
    return tmp_path


@pytest.fixture
def record(home, banks, clock):
    screener = Screener(PACKS, banks / "links.txt", banks / "withheld", clock=clock)
    way = Corridor(home, screener)
    return lambda *items: [r.decision for r in way.record(screener.gatherer.gather(items))]


@pytest.fixture
def packs(banks, clock):
    return Screener(PACKS, clock=clock).policy_at(clock.now()).rules.policies


def as_decided(decision):
    """A decision without what it was given when it was kept."""
    measures = tuple(replace(m, id=None, decision=None) for m in decision.measures)
    return replace(decision, id=None, contacts=(), measures=measures)


def test_the_packs_in_force_give_the_recorded_decision_again(record, packs, clock):
    """With strikes, roles, measures that stood already or were replaced, what was allowed."""
    made = record(
        Item(id="p-1", text=ADDRESS, author="quist", account=JOURNALIST),
        Item(id="p-2", text="https://letter.example/p", author="quist", account=JOURNALIST),
        Item(id="p-3", text="Look: https://letter.example/p", author="halden"),
        Item(id="p-4", text="Again: https://letter.example/p"),
        Item(id="p-5", text="Nothing to see."),
        Item(id="p-6", text=PASSAGE, author="halden", account=JOURNALIST),
    )
    clock.advance(timedelta(hours=1))
    made += record(Item(id="p-1", text=f"{ADDRESS} {PASSAGE}", author="quist"))
    assert {d.outcome for d in made} == {"allow", "measures", "review"}
    assert any(d.standing for d in made)
    assert any(d.strikes for d in made)
    assert any(d.superseded for d in made)
    for decision in made:
        assert what_if(decision.id, packs) == as_decided(decision)


def test_other_packs_decide_otherwise_and_nothing_is_kept(record, clock):
    (made,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=JOURNALIST))
    size = journal_size()
    other = what_if(made.id, ())
    assert (made.outcome, other.outcome) == ("review", "allow")
    assert journal_size() == size


def test_what_is_erased_cannot_be_decided_again(record, packs):
    (made,) = record(Item(id="p-1", text=ADDRESS))
    Evidence.objects.filter(decision=made.id).delete()
    with pytest.raises(EvenhandError, match="EH802"):
        what_if(made.id, packs)


def test_a_decision_of_people_is_not_one_that_packs_take(home, record, packs):
    join(home, "main", "ada", Role.MODERATOR)
    (made,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=JOURNALIST))
    decided = decide_case(home, made.id, "ada", Choice(Do.RELEASE, asked=False))
    with pytest.raises(EvenhandError, match="EH802"):
        what_if(decided.ruled.decision.id, packs)


def test_an_unknown_decision_is_told(home, packs):
    with pytest.raises(EvenhandError, match="EH410"):
        what_if("0" * 32, packs)
