"""A home that an earlier version made: read-only it is refused, the first write brings it on."""

import pytest
from django.core.management import call_command

from evenhand import Account, EvenhandError, Item
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.store.cases import get_case
from tests.homes import new_home

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."


def test_an_older_home_is_brought_up_to_date(tmp_path, database_url, clock):
    screener = Screener()
    item = Item(id="p-1", text=ADDRESS, author="quist", account=Account(roles=("journalist",)))
    with new_home(tmp_path / "home", clock) as home:
        (result,) = Corridor(home, screener).record(screener.gatherer.gather([item]))
        before = get_case(result.decision.id)
        call_command("migrate", "store", "0001", verbosity=0)
    with pytest.raises(EvenhandError, match="EH412"):
        Home(home.path, clock, home.entropy, write=False)
    with Home(home.path, clock, home.entropy, write=True):
        assert get_case(before.id) == before
