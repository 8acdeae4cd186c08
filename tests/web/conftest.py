"""What tests of the web room share: a running server for those that leave it running; a desk."""

import pytest

from evenhand.model.clock import SetClock
from tests.homes import START
from tests.web.affairs import affairs_desk
from tests.web.api_server import served


@pytest.fixture
def affairs(tmp_path, monkeypatch):
    """A running service with an affair, and a signed-in client for each of its people."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EVENHAND_SECOND_FACTOR", "optional")
    with affairs_desk(tmp_path / "home", SetClock(START)) as opened:
        yield opened


@pytest.fixture
def home(affairs):
    return affairs[0].home


@pytest.fixture
def ask(affairs):
    return affairs[1]


@pytest.fixture(scope="session")
def api_server(tmp_path_factory):
    """A real server process on a fresh home, bounded generously."""
    rates = {"EVENHAND_ADDRESS_RATE": "1000", "EVENHAND_KEY_RATE": "100000",
             "EVENHAND_MATCH_RATE": "1000"}  # fmt: skip
    with served(tmp_path_factory.mktemp("served"), **rates) as running:
        yield running
