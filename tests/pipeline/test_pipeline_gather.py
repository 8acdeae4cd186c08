"""Signals that fail: a failed signal in the evidence, never a crash and never a clean bill."""

import time

import pytest

from evenhand import Item
from evenhand.model.reading import Reading, Span
from evenhand.model.signal import SignalSpec
from evenhand.pipeline.gather import MAX_TIMEOUTS, Gatherer
from evenhand.pipeline.limits import LimitedRunner


class Signal:
    """Reads one word's place; does to some items what it is told to."""

    def __init__(self, trouble):
        self.trouble = trouble

    def read(self, batch, expired):
        found = []
        for view in batch:
            text = view.item.text
            if "bad" in text:
                self.trouble(expired)
            at = text.find("word")
            found.append([] if at < 0 else [Reading("words", "word", 1.0, (Span(at, at + 4),))])
        return found


def gatherer(monkeypatch, trouble, seconds=0.1, **spec):
    build = lambda _: Signal(trouble)  # noqa: E731
    card = SignalSpec("words", "1", {"word": ()}, build, seconds=seconds, **spec)
    monkeypatch.setattr("evenhand.signals.discover", lambda: {"words": card})
    return Gatherer({})


def items(*texts):
    return [Item(id=str(n), text=text) for n, text in enumerate(texts)]


def boom(_):
    raise ValueError("a private value")


def test_one_bad_item_fails_alone(monkeypatch):
    seen = gatherer(monkeypatch, boom).gather(items("a word", "bad word", "another word"))
    assert [len(s.readings) for s in seen] == [1, 0, 1]
    assert [[f.reason for f in s.failed] for s in seen] == [[], ["ValueError"], []]
    assert [dict(s.ran) for s in seen] == [{"words": "1"}, {}, {"words": "1"}]


def test_a_failure_does_not_repeat_what_was_said(monkeypatch):
    (seen,) = gatherer(monkeypatch, boom).gather(items("bad"))
    assert "private" not in repr(seen.failed)


def hang(expired):
    """A signal that does not listen."""
    time.sleep(0.5)


def listen(expired):
    while not expired():
        time.sleep(0.01)
    raise TimeoutError


@pytest.mark.parametrize("trouble", [hang, listen])
def test_a_slow_signal_runs_out_of_time(monkeypatch, trouble):
    seen = gatherer(monkeypatch, trouble).gather(items("bad", "a word"))
    assert [[f.reason for f in s.failed] for s in seen] == [["out of time"], []]
    assert len(seen[1].readings) == 1


def test_a_batch_of_slow_items_is_given_up(monkeypatch):
    seen = gatherer(monkeypatch, listen, seconds=0.02).gather(items(*["bad"] * 10))
    assert all(s.failed for s in seen)
    assert seen[MAX_TIMEOUTS].failed[0].reason == "out of time with its batch"


@pytest.mark.parametrize(
    "reading",
    [
        Reading("other", "word", 1.0),
        Reading("words", "unknown", 1.0),
        Reading("words", "word", 1.5),
        Reading("words", "word", float("nan")),
        Reading("words", "word", 1.0, (Span(0, 99),)),
        Reading("words", "word", 1.0, (Span(2, 2),)),
    ],
    ids=str,
)
def test_nonsense_is_a_failure(monkeypatch, reading):
    class Nonsense:
        def read(self, batch, expired):
            return [[reading] for _ in batch]

    card = SignalSpec("words", "1", {"word": ()}, lambda _: Nonsense())
    monkeypatch.setattr("evenhand.signals.discover", lambda: {"words": card})
    (seen,) = Gatherer({}).gather(items("text"))
    assert seen.failed
    assert not seen.readings


def test_a_signal_that_is_not_meant_for_the_kind_did_not_run(monkeypatch):
    kinds = frozenset({"document"})
    (seen,) = gatherer(monkeypatch, boom, item_kinds=kinds).gather(items("bad"))
    assert (seen.failed, dict(seen.ran)) == ((), {})


def test_a_runner_goes_on_after_a_call_that_hung():
    runner = LimitedRunner()
    with pytest.raises(TimeoutError):
        runner.call(lambda expired: time.sleep(0.4), 0.05)
    assert runner.call(lambda expired: 42, 1.0) == 42
