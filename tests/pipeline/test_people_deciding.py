"""People decide cases: light takes one, heavy takes two, and one wins where two try."""

from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import CaseState
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.notices import press
from evenhand.pipeline.people.casework import claim, queue, release, view
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.lifting import hold, lift
from evenhand.pipeline.people.staff import join, leave
from evenhand.store.cases import get_case, notes_of, open_cases
from evenhand.store.decisions import get_decision, statements_of
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.measures import (
    measures_of_decision,
    measures_on,
    open_measures,
    strikes_of,
)

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
SSN = "Her SSN is 536-22-8145, go and see her."


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    return lambda *items: way.record(screener.gatherer.gather(items))


@pytest.fixture
def staff(home):
    for name in ("ada", "bo"):
        join(home, "main", name, Role.MODERATOR)


@pytest.fixture
def proposed(record, staff):
    """A lasting mask on a journalist's post: proposed, covered meanwhile."""
    account = Account(roles=("journalist",))
    (result,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=account))
    assert result.outcome == "review"
    return result.decision.id


def choice(do, **more):
    return Choice(do, more.pop("asked", False), **more)


def entries(kind):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def states(decision):
    return [(m.measure, str(m.state)) for m in measures_of_decision(decision)]


def test_two_people_make_it_lasting(home, proposed, clock):
    first = decide_case(home, proposed, "ada", choice(Do.CONFIRM))
    assert first.ruled.awaits
    assert first.case.state is CaseState.OPEN
    assert states(proposed) == [("mask", "in_force"), ("mask", "proposed")]
    clock.advance(timedelta(hours=1))
    second = decide_case(home, proposed, "bo", choice(Do.CONFIRM))
    assert not second.ruled.awaits
    assert states(proposed) == [("mask", "superseded"), ("mask", "in_force")]
    assert get_case(proposed).closed_by == "bo"
    assert [e.get("people") for e in entries("decision")] == [None, 1, 1]
    assert "Two people agreed to it." in statements_of(proposed)[-1].text
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_one_person_twice_is_not_two(home, proposed, clock):
    decide_case(home, proposed, "ada", choice(Do.CONFIRM))
    clock.advance(timedelta(hours=30))
    again = decide_case(home, proposed, "ada", choice(Do.CONFIRM))
    assert again.ruled.awaits
    clock.advance(timedelta(hours=43))
    expire(home)
    assert states(proposed) == [("mask", "expired"), ("mask", "expired")]
    assert get_case(proposed).closed_by == "rule"


def test_a_solo_site_looks_again_after_a_day(home, record, clock):
    join(home, "main", "ada", Role.MODERATOR)
    roles = Account(roles=("news_org",))
    (result,) = record(Item(id="p-1", text=ADDRESS, author="paper", account=roles))
    case = result.decision.id
    first = decide_case(home, case, "ada", choice(Do.CONFIRM))
    assert first.ruled.agreed.look_at == clock.now() + timedelta(hours=24)
    clock.advance(timedelta(hours=25))
    expire(home)
    second = decide_case(home, case, "ada", choice(Do.CONFIRM))
    assert not second.ruled.awaits
    assert second.ruled.decision.one_person
    assert ("mask", "in_force") in states(case)
    assert "one person" in press(case, clock.now())


def test_a_decision_needs_an_answer_to_the_asked_question(home, proposed):
    with pytest.raises(EvenhandError, match="EH620"):
        decide_case(home, proposed, "ada", Choice(Do.KEEP, None))
    with pytest.raises(EvenhandError, match="EH621"):
        decide_case(home, proposed, "ada", Choice(Do.KEEP, True))
    decide_case(home, proposed, "ada", Choice(Do.KEEP, False))
    assert entries("decision")[-1]["asked"] == "no"


def test_keep_declines_what_is_proposed_and_tells(home, proposed):
    decide_case(home, proposed, "ada", choice(Do.KEEP))
    assert states(proposed) == [("mask", "in_force"), ("mask", "lifted")]
    assert get_case(proposed).state is CaseState.CLOSED


def test_release_lifts_all_and_takes_back_the_strike(home, record, staff):
    (result,) = record(Item(id="p-2", text=SSN, author="moss"))
    decision = result.decision.id
    assert strikes_of([decision])
    (measure,) = measures_of_decision(decision)
    lift(home, measure.id, "ada", False)
    assert measures_of_decision(decision)[0].state is MeasureState.LIFTED
    roles = Account(roles=("candidate",))
    (result,) = record(Item(id="p-3", text=SSN, author="cand", account=roles))
    assert strikes_of([result.decision.id])
    decide_case(home, result.decision.id, "bo", choice(Do.RELEASE))
    assert not strikes_of([result.decision.id])
    assert open_measures([("main", Subject(SubjectType.ITEM, "p-3"))]) == {}


def test_a_held_item_comes_to_the_queue_and_the_hold_ends_by_itself(home, record, staff, clock):
    record(Item(id="p-5", text="The council meets on Monday.", author="moss"))
    ruled = hold(home, "main", "p-5", "ada", 6, False, "Somebody has to look.")
    (case,) = open_cases("main")
    assert (case.subject.id, case.due_at) == ("p-5", clock.now() + timedelta(hours=4))
    assert "ends by itself" in statements_of(ruled.decision.id)[-1].text
    clock.advance(timedelta(hours=6))
    assert [m.measure for m in expire(home)] == ["hold"]
    with pytest.raises(EvenhandError, match="EH629"):
        hold(home, "main", "p-5", "ada", 73, False, "Somebody has to look.")


def test_another_measure_takes_the_place_of_the_first(home, proposed):
    chosen = (Chosen("label"),)
    decided = decide_case(
        home, proposed, "ada",
        choice(Do.MEASURE, measures=chosen, why="It is an office, not a home."),
    )  # fmt: skip
    assert states(proposed) == [("mask", "lifted"), ("mask", "lifted")]
    now = open_measures([("main", Subject(SubjectType.ITEM, "p-1"))])
    assert {m.measure for m in now["main", Subject(SubjectType.ITEM, "p-1")]} == {"label"}
    told = statements_of(decided.ruled.decision.id)[-1].text
    assert "It is an office, not a home." in told
    assert get_decision(decided.ruled.decision.id).decision.supersedes == proposed


def test_no_private_value_in_a_reason(home, proposed):
    with pytest.raises(EvenhandError, match="EH624") as refused:
        decide_case(
            home, proposed, "ada",
            choice(Do.MEASURE, measures=(Chosen("label"),), why=f"It says {ADDRESS}"),
        )  # fmt: skip
    assert "Orchard" not in str(refused.value)


def test_one_person_cannot_string_short_suspensions_together(home, record, staff, clock):
    roles = Account(roles=("candidate",))
    (result,) = record(Item(id="p-4", text=SSN, author="cand", account=roles))
    assert result.outcome == "review"
    seen = []
    for _ in range(6):
        chosen = (Chosen("suspend_until", clock.now() + timedelta(hours=70)),)
        try:
            hold(home, "main", "p-4", "ada", 72, False, "Again.")
            target = next(c for c in open_cases("main") if c.subject.id == "p-4")
            decided = decide_case(
                home, target.id, "ada",
                choice(Do.MEASURE, measures=chosen, why="Once more.", rule="PI-1"),
            )  # fmt: skip
            seen.append([m.state for m in decided.ruled.decision.measures])
        except (EvenhandError, StopIteration):
            seen.append([])
        clock.advance(timedelta(hours=71))
        expire(home)
    account = Subject(SubjectType.ACCOUNT, "cand")
    borne = [
        ((m.ended_at or m.until) - m.from_, m) for m in measures_on("main", account)
        if m.decide_by is None
    ]  # fmt: skip
    assert borne, seen
    for _, first in borne:
        week = [length for length, m in borne
                if timedelta() <= m.from_ - first.from_ < timedelta(days=7)]  # fmt: skip
        assert sum(week, timedelta()) <= timedelta(hours=72)


def test_two_at_once_one_wins_and_no_text_is_lost(home, proposed):
    claim(home, proposed, "ada")
    with pytest.raises(EvenhandError, match="EH641") as refused:
        decide_case(home, proposed, "bo", choice(Do.KEEP, why="I looked at both pages."))
    assert "kept as a draft" in refused.value.help
    (note,) = notes_of(proposed)
    assert (note.by, note.text, note.draft) == ("bo", "I looked at both pages.", True)
    release(home, proposed, "ada")
    decide_case(home, proposed, "bo", choice(Do.KEEP))
    with pytest.raises(EvenhandError, match="EH640"):
        decide_case(home, proposed, "ada", choice(Do.RELEASE, why="It is fine."))
    assert notes_of(proposed)[-1].text == "It is fine."


def test_who_has_left_decides_nothing(home, proposed):
    leave(home, "main", "bo")
    with pytest.raises(EvenhandError, match="EH645"):
        decide_case(home, proposed, "bo", choice(Do.KEEP))
    with pytest.raises(EvenhandError, match="EH413"):
        decide_case(home, proposed, "nobody", choice(Do.KEEP))


def test_the_queue_and_the_case_show_what_is_needed(home, proposed):
    (case,) = queue(home, "main", "ada")
    assert case.id == proposed
    seen = view(home, case.id, "ada")
    assert seen.item.text == ADDRESS
    assert [d.id for d in seen.decisions] == [proposed]
    assert seen.likeness is not None


def test_names_of_staff_are_in_no_public_byte(home, proposed):
    decide_case(home, proposed, "ada", choice(Do.CONFIRM))
    decide_case(home, proposed, "bo", choice(Do.CONFIRM))
    files = [p.read_bytes() for p in home.log_folder.rglob("*") if p.is_file()]
    assert not any(b'"ada"' in data or b"quist" in data for data in files)


def test_what_else_is_proposed_stays_in_the_queue(home, staff, tmp_path):
    """Whoever takes another measure on the item leaves the proposal about the link to others."""
    link = "https://letter.example/p/file"
    (tmp_path / "links.txt").write_text(f"{link}\n")
    both = Screener(links=tmp_path / "links.txt")
    account = Account(roles=("news_org",))
    item = Item(id="p-6", text=f"{SSN} See {link}", author="paper", account=account)
    (result,) = Corridor(home, both).record(both.gatherer.gather([item]))
    case = result.decision.id
    label = choice(Do.MEASURE, measures=(Chosen("label"),), why="It reports.")
    decide_case(home, case, "ada", label)
    left = [m.measure for m in measures_of_decision(case) if m.state is MeasureState.PROPOSED]
    assert left == ["block_link"]
    assert get_case(case).state is CaseState.OPEN
    decide_case(home, case, "bo", choice(Do.CONFIRM))
    decided = decide_case(home, case, "ada", choice(Do.CONFIRM))
    assert decided.case.state is CaseState.CLOSED
    assert ("block_link", "in_force") in states(case)


def test_a_link_that_waits_for_two_people_is_not_blocked_for_good_by_another_post(
    home, staff, tmp_path, clock
):
    link = "https://letter.example/p/file"
    (tmp_path / "links.txt").write_text(f"{link}\n")
    listing = Screener(["hacked-material"], links=tmp_path / "links.txt")
    way = Corridor(home, listing)

    def post(name, roles):
        item = Item(id=name, text=link, author=name, account=Account(roles=roles))
        return way.record(listing.gatherer.gather([item]))[0]

    post("paper", ("journalist",))
    assert post("reader", ()).decision.measures == ()  # the block in force meanwhile stands
    clock.advance(timedelta(hours=73))
    expire(home)
    again = post("another", ()).decision
    assert [m.state for m in again.measures] == [MeasureState.PROPOSED]
    assert open_measures([("main", Subject(SubjectType.LINK, link))])
    lasting = [m for m in measures_on("main", Subject(SubjectType.LINK, link)) if not m.until]
    assert all(m.state is not MeasureState.IN_FORCE for m in lasting)
