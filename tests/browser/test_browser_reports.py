"""The pages that reports write, of the example matter: no fault in either theme, none too wide."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import AXE
from tests.browser.test_browser_axe import NARROW, THEMES, WIDE, faults

VARIANTS = ("hacked-material-distribution", "hacked-material-label", "hacked-material",
            "hacked-material-suspend")  # fmt: skip
UNDER = [part for name in VARIANTS for part in ("--under", name)]
REPORTS = {
    "matter": ["replay", "--matter", "warden-file", *UNDER, "--beside", "private-information",
               "--earlier", "ostermoor-letters"],
    "replay": ["replay", "--policy", "private-information", "--policy", VARIANTS[1]],
    "diff": ["policy", "diff", VARIANTS[1], VARIANTS[3], "--months", "12"],
    "audit": ["audit", "--matter", "warden-file"],
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is missing: EVENHAND_TEST_NODE names node_modules"
)


@pytest.fixture(scope="module")
def written(example, tmp_path_factory):
    """Name -> the page that its command has written."""
    pages = {name: tmp_path_factory.mktemp("reports") / f"{name}.html" for name in REPORTS}
    for name, arguments in REPORTS.items():
        command = [sys.executable, "-m", "evenhand", *arguments, "--html", str(pages[name])]
        env = {**os.environ, "EVENHAND_HOME": str(example.home)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
    return pages


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("window", [NARROW, WIDE], ids=["narrow", "wide"])
def test_report_pages(written, visit, theme, window):
    page = visit(bypass_csp=True, color_scheme=theme, viewport=window)
    found = {}
    for name, file in written.items():
        page.goto(file.as_uri())
        assert page.locator("h1").count() == 1
        found |= {name: told} if (told := faults(page)) else {}
    assert found == {}


def test_a_journalist_reads_what_each_policy_would_have_done(written, visit):
    page = visit(java_script_enabled=False)
    page.goto(written["matter"].as_uri())
    told = page.locator("main").inner_text()
    for name in VARIANTS:
        assert f"Under {name}" in told
    assert page.locator("svg title").count() >= 2
    assert "2022" in told
    assert "quist" not in page.content()
