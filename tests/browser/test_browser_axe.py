"""No page has a fault that axe-core finds, in either theme; none is wider than its window."""

import pytest

from tests.browser.conftest import AXE

PUBLIC = (
    "/", "/d", "/d/{shown}", "/contacts", "/policies", "/log", "/data", "/flag", "/about",
    "/blocked?url=https://letter.example/p/warden-file", "/patterns",
    "/comments/main/new?page=https://commons.example/a", "/comments/privacy", "/example/article",
    "/console/sign-in", "/v1/docs", "{notice}", "/accessibility", "/security",
)  # fmt: skip
CONSOLE = (
    "/", "/queue", "/appeals", "/matters", "/matters/warden-file", "/contacts", "/contacts/new",
    "/links", "/log", "/accounts", "/interests", "/offers", "/flags", "/staff", "/policies",
)  # fmt: skip
PERSONAL = ("/console/settings", "/console/keys")
THEMES = ("light", "dark")
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1400, "height": 900}


def faults(page) -> list[str]:
    """What axe-core finds on a page, and what is wider than its window."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("async () => (await axe.run()).violations")
    told = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*told, *([f"wider than the window by {over}px"] if over > 0 else [])]


def walk(page, example, paths) -> dict[str, list[str]]:
    """The faults of each page that has any."""
    all_faults = {}
    for path in paths:
        answer = page.goto(example.url + path.format(shown=example.shown, notice=example.notice))
        said = [] if answer.status == 200 else [f"status {answer.status}"]
        if found := said or faults(page):
            all_faults[path] = found
    return all_faults


pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is missing: EVENHAND_TEST_NODE names node_modules"
)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("window", [NARROW, WIDE], ids=["narrow", "wide"])
def test_public_pages(example, visit, theme, window):
    page = visit(bypass_csp=True, color_scheme=theme, viewport=window)
    assert walk(page, example, PUBLIC) == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("window", [NARROW, WIDE], ids=["narrow", "wide"])
def test_console_pages(example, visit, theme, window):
    page = visit(bypass_csp=True, color_scheme=theme, viewport=window)
    example.sign_in(page, "toni")
    paths = [*(f"/console/main{path}" for path in CONSOLE), *PERSONAL]
    for listed, below in (("queue", "cases"), ("appeals?state=answered", "appeals")):
        page.goto(f"{example.url}/console/main/{listed}")
        links = page.locator(f"main a[href*='/{below}/']").all()
        paths += {link.get_attribute("href"): None for link in links[:3]}
    assert any("/cases/" in path for path in paths)
    assert walk(page, example, paths) == {}
