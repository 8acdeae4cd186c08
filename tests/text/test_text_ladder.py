"""The ladder: every way to write a blocked page that is known to us, and what must stay free.

`ladder.toml` holds them; each is one test, through the signal as it ships.
"""

import tomllib
from pathlib import Path

import pytest

from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.blocked_link import SIGNAL
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.view import ItemView

LADDER = tomllib.loads((Path(__file__).parent / "ladder.toml").read_text(encoding="utf-8"))
BLOCKED = [
    pytest.param(text, rung["entry"], id=f"{rung['group']}-{number}")
    for rung in LADDER["blocked"]
    for number, text in enumerate(rung["texts"], 1)
]
FREE = [
    pytest.param(text, id=f"{rung['group']}-{number}")
    for rung in LADDER["free"]
    for number, text in enumerate(rung["texts"], 1)
]
MISSED = [
    pytest.param(
        rung["text"],
        rung["entry"],
        id=rung["group"],
        marks=pytest.mark.xfail(reason=rung["reason"], strict=True),
    )
    for rung in LADDER["missed"]
]


@pytest.fixture(scope="module")
def signal():
    bank = LinkBank.from_lines(LADDER["entries"], "ladder.toml")
    assert len(bank) == len(LADDER["entries"])
    return SIGNAL.build({"links": bank})


def entries_seen(signal, text):
    readings = signal.read([ItemView(Item(id="p-1", text=text))], lambda: False)[0]
    return {reading.detail["entry"] for reading in readings if reading.score >= COUNTS_FROM}


@pytest.mark.parametrize(("text", "entry"), BLOCKED + MISSED)
def test_a_spelling_is_blocked(signal, text, entry):
    assert entry in entries_seen(signal, text)


@pytest.mark.parametrize("text", FREE)
def test_a_near_miss_stays_free(signal, text):
    assert not entries_seen(signal, text)


def test_the_ladder_is_long_enough_to_mean_something():
    assert len(BLOCKED) >= 300
    assert len(FREE) >= 150
    assert len({param.values[0] for param in BLOCKED}) == len(BLOCKED)
