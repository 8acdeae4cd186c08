"""A home on each database."""

import pytest

from evenhand.model.clock import SetClock
from tests.homes import DATABASES, START, fresh_database, new_home


@pytest.fixture(params=DATABASES)
def database_url(request, monkeypatch):
    with fresh_database(request.param) as address:
        if address:
            monkeypatch.setenv("DATABASE_URL", address)
        else:
            monkeypatch.delenv("DATABASE_URL", raising=False)
        yield address


@pytest.fixture
def clock():
    return SetClock(START)


@pytest.fixture
def home(tmp_path, database_url, clock):
    with new_home(tmp_path / "home", clock) as opened:
        yield opened
