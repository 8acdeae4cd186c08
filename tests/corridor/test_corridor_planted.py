"""Planted faults of the product are found, each by one of the general invariants."""

import pytest

from tests.corridor.commands import Working
from tests.corridor.invariants import Broken
from tests.corridor.planted import PLANTED

STORIES = list(dict.fromkeys(story for _, story, _ in PLANTED.values()))


def tell(story):
    town = Working()
    try:
        story(town)
    except BaseException:
        town.leave()
        raise
    town.close()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_without_a_fault_nothing_is_broken(story):
    tell(story)


@pytest.mark.parametrize("name", PLANTED)
def test_a_fault_is_found(name, monkeypatch):
    plant, story, found_by = PLANTED[name]
    plant(monkeypatch)
    with pytest.raises(Broken) as found:
        tell(story)
    assert found.value.invariant == found_by
