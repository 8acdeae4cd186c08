"""Thousands of random sequences of commands by several people, and what always holds."""

from collections import Counter
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.corridor.invariants import Broken
from tests.corridor.machine import Machine
from tests.corridor.planted import PLANTED

SHORT = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Counted(Machine):
    """Counts the steps of all towns, and what came of them."""

    steps: ClassVar[Counter[str]] = Counter()

    def teardown(self):
        if self.town is not None:
            Counted.steps.update(
                "refused" if step.refused else "crashed" if step.crashed else "done"
                for step in self.town.memory.steps
            )
        super().teardown()


def run(how, capsys):
    Counted.steps.clear()
    run_state_machine_as_test(Counted, settings=how)
    with capsys.disabled():
        print(f"\n{Counted.steps.total()} steps: {dict(Counted.steps)}")
    assert Counted.steps["done"] > Counted.steps.total() / 2
    assert Counted.steps["crashed"]


def test_what_must_always_hold(capsys):
    run(SHORT, capsys)
    assert Counted.steps.total() > 2_000


@pytest.mark.torture
def test_what_must_always_hold_for_long(capsys):
    run(settings(SHORT, max_examples=2_000, stateful_step_count=80, derandomize=False), capsys)


@pytest.mark.torture
@pytest.mark.parametrize("name", PLANTED)
def test_it_finds_a_planted_fault_by_itself(name, monkeypatch):
    plant, _, _ = PLANTED[name]
    plant(monkeypatch)
    with pytest.raises(Broken):
        run_state_machine_as_test(
            Machine, settings=settings(SHORT, max_examples=100, phases=[Phase.generate])
        )
