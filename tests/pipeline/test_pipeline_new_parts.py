"""A new signal is one folder and a new measure one file: nothing else has to be touched."""

import sys
import textwrap

import pytest

from evenhand import Item, Screener, signals
from evenhand.enforcement import measures

SIGNAL = '''
"""Sees shouting."""

from evenhand.model.reading import Reading, Span
from evenhand.model.signal import SignalSpec


class Shouting:
    def read(self, batch, expired):
        return [
            [Reading("shouting", "capitals", 0.9, (Span(0, len(view.item.text)),), {"letters": 5})]
            if view.item.text.isupper() else []
            for view in batch
        ]


SIGNAL = SignalSpec("shouting", "1", {"capitals": ("letters",)}, lambda banks: Shouting())
'''
MEASURE = '''
"""Quietens."""

from evenhand.model.measure import MeasureKind, SubjectType

MEASURE = MeasureKind(
    name="quieten", subject=SubjectType.ITEM, severity=15, default_hours=2, no_end_because=None,
    alone_hours=None, strike_weight=0,
    dsa={"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DEMOTED"]},
    dsa_end="end_date_visibility_restriction",
    text={"en": {"name": "Quietened", "what": "The post is shown in small letters.",
                 "lift": "It ends by itself."}},
)
'''
RULES = """
[pack]
name = "quiet"
version = 1
title = "Quiet hours"
in_force_from = 2026-01-01T00:00:00Z

[[rule]]
id = "Q-1"
clause = "Q-1"
when = "shouting.capitals.letters >= 5 && shouting.capitals.max > 0.5"
measures = ["quieten"]
"""
POLICY = "# Quiet hours\n\n### Q-1 Shouting\n\nNo shouting.\n"


@pytest.fixture
def new_parts(tmp_path, monkeypatch):
    """The folder of a signal, the file of a measure and a pack that uses both."""
    folder = tmp_path / "signals" / "shouting"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(SIGNAL)
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "quieten.py").write_text(MEASURE)
    pack = tmp_path / "quiet"
    pack.mkdir()
    (pack / "rules.toml").write_text(textwrap.dedent(RULES))
    (pack / "policy.md").write_text(POLICY)
    monkeypatch.setattr(signals, "__path__", [*signals.__path__, str(tmp_path / "signals")])
    monkeypatch.setattr(measures, "__path__", [*measures.__path__, str(tmp_path / "measures")])
    yield pack
    for name in ("evenhand.signals.shouting", "evenhand.enforcement.measures.quieten"):
        sys.modules.pop(name, None)


def test_a_new_signal_and_a_new_measure_are_found_by_looking(new_parts):
    screener = Screener(packs=[new_parts])
    loud, calm = screener.screen_many([Item(id="1", text="HELLO"), Item(id="2", text="Hello")])
    assert [m.measure for m in loud.decision.measures] == ["quieten"]
    assert calm.outcome == "allow"


def test_without_them_the_pack_is_refused(tmp_path, new_parts, monkeypatch):
    """The test above can fail: the pack means nothing to a build without the signal."""
    monkeypatch.setattr(signals, "__path__", signals.__path__[:1])
    with pytest.raises(Exception, match="shouting"):
        Screener(packs=[new_parts])
