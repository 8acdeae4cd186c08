"""Putting things right: five tries, no oracle, a person for links and for what came back."""

from datetime import timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.enforcement.cure import CHECKS
from evenhand.model.case import CaseReason
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.cure import ask_for_link, check, mended, view
from evenhand.pipeline.people.looks import Fetched, look_again
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.terms import set_terms
from evenhand.store.cases import open_cases
from evenhand.store.cures import get_cure
from evenhand.store.decisions import statements_of
from evenhand.store.measures import measures_of_decision

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."
LINK = "https://letter.example/p/file"


@pytest.fixture
def screener(tmp_path):
    (tmp_path / "links.txt").write_text(f"{LINK}\n")
    return Screener(links=tmp_path / "links.txt")


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)

    def run(*texts, item="p-1"):
        items = [Item(id=item, text=text, author="moss") for text in texts]
        return way.record(screener.gatherer.gather(items))

    return run


@pytest.fixture
def robin(home):
    join(home, "main", "robin", Role.MODERATOR)
    return "robin"


@pytest.fixture
def blocked(record, robin):
    (result,) = record(f"Look: {LINK}", item="p-2")
    (measure,) = measures_of_decision(result.decision.id)
    assert measure.measure == "block_link"
    return measure


def curing():
    return [case for case in open_cases("main") if CaseReason.CURE in case.reasons]


def test_what_would_lift_it_is_shown_with_its_places(record):
    (result,) = record(SSN)
    seen = view(result.decision.id)
    assert [m.measure for m in seen.measures] == ["remove"]
    (reading,) = seen.readings
    assert seen.item.text[reading.spans[0].start : reading.spans[0].end] == "536-22-8145"
    assert (seen.tries_left, seen.not_by_oneself) == (5, None)


def test_after_five_tries_a_person_looks(record):
    record(SSN, *(f"{SSN} No. {number}." for number in range(5)))
    assert get_cure("main", "p-1").tries == 5
    (clean,) = record(FINE)
    assert clean.lifted == ()
    (case,) = curing()
    assert case.subject.id == "p-1"
    record(f"{FINE} Bring a coat.")
    assert len(curing()) == 1


def test_a_relapse_ends_self_cure(record):
    *_, cured, again, clean = record(SSN, FINE, f"{SSN} Again.", f"{FINE} Really.")
    assert len(cured.lifted) == 1
    assert [m.measure for m in again.decision.measures] == ["remove"]
    assert get_cure("main", "p-1").relapsed_at is not None
    assert clean.lifted == ()
    assert len(curing()) == 1


def test_the_check_speaks_of_what_was_flagged_and_of_nothing_else(home, record, screener):
    (result,) = record(SSN)
    case = result.decision.id
    (remaining,) = check(home, screener, case, "Order 536 22 8145 is sent.")
    assert (remaining.step.kind, remaining.spans[0].start) == ("us_ssn", 11)
    assert check(home, screener, case, FINE) == ()
    assert check(home, screener, case, "Call her: 212-555-0143.") == ()
    for _ in range(CHECKS - 3):
        check(home, screener, case, FINE)
    with pytest.raises(EvenhandError, match="EH630"):
        check(home, screener, case, FINE)


def test_a_person_lifts_a_mended_link_and_it_is_looked_at_again(home, blocked, robin, clock):
    case = ask_for_link(home, blocked.id)
    assert ask_for_link(home, blocked.id).id == case.id
    ruled = mended(home, blocked.id, robin, False)
    assert [str(m.state) for m in ruled.changed] == ["lifted"]
    assert curing() == []
    told = statements_of(blocked.decision)[-1].text
    assert "after 1 hour, 24 hours and 7 days" in told
    assert look_again(home, lambda _: Screener(), refuse) == []
    clock.advance(timedelta(hours=1))
    ((look, found),) = look_again(home, lambda _: Screener(), refuse)
    assert (look.link, found) == (LINK, "by_person")
    (case,) = open_cases("main")
    assert CaseReason.LOOK_AGAIN in case.reasons
    with pytest.raises(EvenhandError, match="EH632"):
        mended(home, blocked.id, robin, False)


def test_a_page_that_relapses_comes_back_at_once(home, blocked, robin, clock, screener):
    set_terms(home, "main", look_at_links=True)
    mended(home, blocked.id, robin, False)
    clock.advance(timedelta(hours=1))
    ((_, found),) = look_again(home, lambda _: screener, lambda url: Fetched(FINE))
    assert found == "clean"
    clock.advance(timedelta(hours=23))
    ((_, found),) = look_again(home, lambda _: screener, lambda url: Fetched(SSN))
    assert found == "relapsed"
    clock.advance(timedelta(days=7))
    assert look_again(home, lambda _: screener, lambda url: Fetched(FINE)) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [(Fetched(None, gone=True), "clean"), (Fetched(None), "by_person")],
)
def test_a_page_that_is_gone_is_clean_and_one_that_cannot_be_read_is_not(
    home, blocked, robin, clock, screener, page, found
):
    set_terms(home, "main", look_at_links=True)
    mended(home, blocked.id, robin, False)
    clock.advance(timedelta(hours=1))
    assert [what for _, what in look_again(home, lambda _: screener, lambda url: page)] == [found]


def refuse(url):
    raise AssertionError(f"{url} was fetched, and no site allows it")
