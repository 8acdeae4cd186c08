"""Signals are found by looking: a new folder needs no other file."""

import sys

import pytest

import evenhand.signals
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.text.view import ItemView

SHOUTING = '''
"""Sees text in capitals."""
from evenhand.model.reading import Reading
from evenhand.model.signal import SignalSpec

class Shouting:
    def read(self, batch, expired):
        return [
            [Reading("shouting", "text", 1.0)] if view.item.text.isupper() else [] for view in batch
        ]

SIGNAL = SignalSpec("shouting", "1", {"text": ()}, build=lambda banks: Shouting())
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A further place where signals may lie, and the name of one folder in it."""
    monkeypatch.setattr(evenhand.signals, "__path__", [*evenhand.signals.__path__, str(tmp_path)])
    yield tmp_path
    for name in [n for n in sys.modules if n.startswith("evenhand.signals.")]:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def add(folder, name, source):
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text(source)


def test_a_new_folder_is_a_new_signal(folder):
    add(folder, "shouting", SHOUTING)
    signals = evenhand.signals.discover()
    assert "shouting" in signals
    assert list(signals) == sorted(signals)
    signal = signals["shouting"].build({})
    views = [ItemView(Item("1", "HELLO")), ItemView(Item("2", "hello"))]
    assert [len(readings) for readings in signal.read(views, lambda: False)] == [1, 0]


@pytest.mark.parametrize("source", ['"""Nothing."""\n', "SIGNAL = 'a signal'\n"])
def test_a_folder_without_a_signal_is_refused(folder, source):
    add(folder, "empty_one", source)
    with pytest.raises(EvenhandError, match="empty_one") as refused:
        evenhand.signals.discover()
    assert refused.value.code == "EH501"


def test_a_signal_of_another_name_is_refused(folder):
    add(folder, "whispering", SHOUTING)
    with pytest.raises(EvenhandError, match="whispering"):
        evenhand.signals.discover()


def test_every_signal_of_the_house_names_itself():
    for name, spec in evenhand.signals.discover().items():
        assert (spec.name, bool(spec.version), bool(spec.kinds)) == (name, True, True)
