"""What all tests share: the settings of pages, the golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.web.settings"
import evenhand.store  # noqa: F401  sets Django up, once for all tests of the process

del os.environ["DJANGO_SETTINGS_MODULE"]  # programs that tests start choose for themselves

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-golden` rewrites the golden files; the change is then reviewed like code."""
    parser.addoption("--write-golden", action="store_true", help="rewrite tests/golden")
    parser.addoption("--torture-kills", type=int, default=3, help="how often to kill a recording")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text that a person reads with its golden file (`name` may hold sub-folders)."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {name}: run pytest with --write-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return check
