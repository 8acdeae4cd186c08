"""Further ladders of spellings and near misses, written without sight of the program.

A line of `ladders/*.jsonl` is one test: the entry that must block the text, or null where it must
stay free. A line with `missed` is out of reach and says why.
"""

import json
from pathlib import Path

import pytest

from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.blocked_link import SIGNAL
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.view import ItemView

LADDERS = {
    file.stem: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for file in sorted((Path(__file__).parent / "ladders").glob("*.jsonl"))
}
ENTRIES = sorted({rung["entry"] for ladder in LADDERS.values() for rung in ladder if rung["entry"]})
RUNGS = [
    pytest.param(
        rung,
        id=f"{name}-{number}",
        marks=[pytest.mark.xfail(reason=rung["missed"], strict=True)] if "missed" in rung else [],
    )
    for name, ladder in LADDERS.items()
    for number, rung in enumerate(ladder, 1)
]


@pytest.fixture(scope="module")
def signal():
    return SIGNAL.build({"links": LinkBank.from_lines(ENTRIES, "ladders")})


@pytest.mark.parametrize("rung", RUNGS)
def test_a_rung_of_another_ladder(signal, rung):
    readings = signal.read([ItemView(Item(id="p-1", text=rung["text"]))], lambda: False)[0]
    seen = {reading.detail["entry"] for reading in readings if reading.score >= COUNTS_FROM}
    assert (rung["entry"] in seen) if rung["entry"] else not seen


def test_the_ladders_are_long_enough():
    assert all(sum(bool(rung["entry"]) for rung in ladder) >= 200 for ladder in LADDERS.values())
    assert all(sum(not rung["entry"] for rung in ladder) >= 100 for ladder in LADDERS.values())
