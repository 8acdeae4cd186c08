"""A revision lifts a measure when the flagged values are gone, not when they are scored lower."""

import pytest

from evenhand import Item
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener

FIRST = "Her SSN is 536-22-8145, go and see her."
SECOND = "Her SSN is 536-22-8145, and his SSN is 401-33-2290."
NO_CONTEXT = "Order number 536-22-8145 is sent."
SPELLED = "ref 536x22x8145"
FINE = "The council meets on Monday."


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)

    def run(*texts):
        items = [Item(id="p-1", text=text) for text in texts]
        return way.record(screener.gatherer.gather(items))

    return run


@pytest.mark.parametrize("text", [NO_CONTEXT, SPELLED])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_value_that_is_only_scored_lower_lifts_nothing(record, text, at_once):
    """In one batch too, where the earlier revision is not yet written when the next is read."""
    answers = record(FIRST, text, FINE) if at_once else [*record(FIRST), *record(text, FINE)]
    assert [len(answer.measures) for answer in (a.decision for a in answers)] == [1, 0, 0]
    assert [len(answer.lifted) for answer in answers] == [0, 0, 1]


def test_a_value_that_was_added_meanwhile_is_flagged_too(record):
    """The measure stands for both numbers, whichever revision brought them."""
    *_, hidden, clean = record(FIRST, SECOND, "Order number 401-33-2290.", FINE)
    assert hidden.lifted == ()
    assert len(clean.lifted) == 1
