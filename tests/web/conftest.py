"""What tests of the web room share: one running server for those that leave it running."""

import pytest

from tests.web.api_server import served


@pytest.fixture(scope="session")
def api_server(tmp_path_factory):
    """A real server process on a fresh home, bounded generously."""
    rates = {"EVENHAND_ADDRESS_RATE": "1000", "EVENHAND_KEY_RATE": "100000"}
    with served(tmp_path_factory.mktemp("served"), **rates) as running:
        yield running
