"""Many items: in order, the same answers by any route, with any number of workers."""

import pytest

from evenhand import EvenhandError, Item, Screener
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.stream import Setup, Stream
from evenhand.store.decisions import get_evidence

SSN = "Her SSN is 536-22-8145, go and see her."
PACKS = ("private-information",)


def arrivals(count):
    """Items by one account, every tenth line is none."""
    for n in range(count):
        if n % 10 == 9:
            yield n, EvenhandError("EH101", "not JSON")
        else:
            yield n, Item(id=f"p-{n}", text=SSN if n % 3 == 0 else "Fine.", author="a-1")


def run(workers, decide=None, count=600):
    screener = Screener(PACKS)
    stream = Stream(screener, Setup(PACKS, None, None), workers)
    try:
        return list(stream.run(arrivals(count), decide or screener.answer))
    finally:
        stream.close()


def shape(answers):
    return [(line, getattr(a, "outcome", None) or a.code) for line, a in answers]


def test_workers_change_nothing():
    alone, together = run(1), run(2)
    assert [line for line, _ in alone] == list(range(600))
    assert shape(alone) == shape(together)
    assert [a.readings for _, a in alone if not isinstance(a, EvenhandError)] == [
        a.readings for _, a in together if not isinstance(a, EvenhandError)
    ]


def test_one_by_one_and_in_batches_are_the_same():
    screener = Screener(PACKS)
    items = [item for _, item in arrivals(50) if isinstance(item, Item)]
    batched = [r.as_dict() for r in screener.screen_many(items)]
    single = [screener.screen(item).as_dict() for item in items]
    for result in batched + single:
        for measure in result["measures"]:
            measure.pop("from")
    assert batched == single


def test_a_bad_item_stops_the_library_with_its_error():
    with pytest.raises(EvenhandError, match="EH107"):
        Screener(PACKS).screen(Item(id="p", text="a\0"))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_account_s_decisions_run_in_input_order(home, workers):
    corridor = Corridor(home, Screener(PACKS))
    answers = run(workers, corridor.record, count=90)
    made = [a.decision for _, a in answers if not isinstance(a, EvenhandError)]
    seen = [get_evidence(d.id).evidence.values["account.strikes"] for d in made]
    given, expected = 0, []
    for decision in made:
        expected.append(given)
        given += sum(strike.weight for strike in decision.strikes)
    assert seen == expected
    assert given > 5
