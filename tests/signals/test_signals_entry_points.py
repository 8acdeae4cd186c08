"""Detectors of others: an installed package's entry point, used where the operator names it."""

import sys

import pytest

from evenhand import Item, Screener
from evenhand.model.errors import EvenhandError
from evenhand.signals import discover

MODULE = """
from evenhand.model.reading import Reading, Span
from evenhand.model.signal import SignalSpec

class Shouting:
    def read(self, batch, expired):
        return [[Reading("shouting", "capitals", 1.0, (Span(0, len(view.item.text)),))]
                if view.item.text.isupper() else [] for view in batch]

SIGNAL = SignalSpec("shouting", "1", {"capitals": ()}, lambda banks: Shouting())
NO_SIGNAL = object()
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package of somebody else's, as an installer leaves it."""
    (tmp_path / "others_detector.py").write_text(MODULE)
    about = tmp_path / "others_detector-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: others-detector\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[evenhand.signals]\nshouting = others_detector:SIGNAL\nother = others_detector:NO_SIGNAL\n"
        "lost = others_detector:GONE\nspam = others_detector:SIGNAL\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("others_detector", None)


def test_a_named_detector_reads_beside_ours(installed, monkeypatch):
    monkeypatch.setenv("EVENHAND_SIGNALS", " shouting ,")
    (reading,) = Screener().screen(Item(id="p-1", text="LOUD WORDS")).readings
    assert (reading.signal, reading.kind) == ("shouting", "capitals")


def test_installing_alone_changes_nothing(installed):
    assert "shouting" not in discover()


@pytest.mark.parametrize(
    ("named", "code"),
    [("missing", "EH502"), ("lost", "EH502"), ("spam", "EH501"), ("other", "EH501")],
)
def test_what_cannot_be_used_is_an_error_and_not_skipped(installed, monkeypatch, named, code):
    monkeypatch.setenv("EVENHAND_SIGNALS", named)
    with pytest.raises(EvenhandError) as refused:
        discover()
    assert refused.value.code == code
