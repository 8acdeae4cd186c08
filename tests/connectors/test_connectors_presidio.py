"""Presidio as a further signal: the real thing, where `evenhand[presidio]` is installed."""

import importlib.util
from dataclasses import dataclass

import pytest

from evenhand import Item, Screener
from evenhand.connectors import presidio
from evenhand.model.errors import EvenhandError

INSTALLED = importlib.util.find_spec("presidio_analyzer") is not None
needs_presidio = pytest.mark.skipif(not INSTALLED, reason="evenhand[presidio] is not installed")


@dataclass
class Found:
    entity_type: str
    start: int
    end: int
    score: float


@needs_presidio
@pytest.mark.filterwarnings("ignore")  # of the packages that it brings
def test_presidio_sees_names_that_we_do_not_look_for(monkeypatch):
    monkeypatch.setenv("EVENHAND_SIGNALS", "presidio")
    text = "Yesterday Rosa Delgado met John Miller."
    seen = Screener().screen(Item(id="p-1", text=text)).readings
    names = {text[r.spans[0].start : r.spans[0].end] for r in seen if r.kind == "person"}
    assert {"Rosa Delgado", "John Miller"} <= names


@pytest.mark.skipif(INSTALLED, reason="evenhand[presidio] is installed")
def test_naming_it_without_its_package_says_what_to_install(monkeypatch):
    monkeypatch.setenv("EVENHAND_SIGNALS", "presidio")
    with pytest.raises(EvenhandError, match="not installed") as refused:
        Screener()
    assert refused.value.code == "EH502"


@pytest.mark.parametrize(
    ("entity", "kind", "country"),
    [("PL_PESEL", "national_id", "PL"), ("CREDIT_CARD", "payment_card", None),
     ("DATE_TIME", None, None)],
)  # fmt: skip
def test_findings_come_under_our_names(entity, kind, country):
    reading = presidio._reading(Found(entity, 3, 8, 1.4))
    if kind is None:
        assert reading is None
        return
    assert (reading.kind, reading.score, reading.detail.get("country")) == (kind, 1.0, country)
    assert (reading.spans[0].start, reading.spans[0].end) == (3, 8)
