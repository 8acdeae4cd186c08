"""The example matter in a real browser: played once, served, looked at by staff and strangers."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from evenhand.cli._example import make_ready
from evenhand.cli.demo import play, read_sites, read_timeline
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.model.people import Role
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.person_links import link_for
from evenhand.pipeline.people.sign_in import invite
from evenhand.pipeline.people.staff import join
from tests.served import Served

MATTER = Path("examples/dossier")
CHROMIUM = shutil.which("chromium")
NODE = Path(os.environ.get("EVENHAND_TEST_NODE", ".")) / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "a long walk by the harbor wall"


@dataclass
class Example:
    """The example matter, being served.

    Attributes:
        shown: case of the decision whose statement the matter shows last.
        notice: path of the writer's own page about it.
        links: name -> the link that lets them in once.
    """

    url: str
    home: Path
    shown: str
    notice: str
    links: dict[str, str]

    def sign_in(self, page: Page, person: str) -> None:
        """Let somebody of the staff in: by their link the first time, then by their password."""
        token = self.links.pop(person, None)
        if token is not None:
            page.goto(f"{self.url}/console/welcome/{token}")
        else:
            page.goto(f"{self.url}/console/sign-in")
            page.get_by_label("Name").fill(person)
        for field in page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        page.get_by_role("button", name=re.compile("password|sign in", re.I)).click()
        page.wait_for_url(re.compile("/console/(?!welcome|sign-in)"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests say so, and are left out."""
    if CHROMIUM is None:
        reason = pytest.mark.skip(reason="no browser: chromium is missing (.ci/run installs it)")
        for item in items:
            if Path(item.fspath).parent == Path(__file__).parent:
                item.add_marker(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium.

    It is closed with its module: while Playwright's event loop runs in this thread, Django lets
    nobody ask a database in it, and other tests of the process do.
    """
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """The example matter, played and served; its staff need no second factor here."""
    folder = tmp_path_factory.mktemp("example")
    home = folder / "home"
    sites = read_sites(MATTER)
    played = list(play(MATTER, read_timeline(MATTER), sites, home))
    shown = [each.about for each in played if each.step.do == "statement" and each.about]
    with Home(home, SystemClock(), SystemEntropy(), write=True) as opened:
        join(opened, "main", "ada", Role.AUDITOR)
        people = [*sites["main"].staff, "ada"]
        links = {person: invite(opened, "main", person, None) for person in people}
        case = shown[-1].decision.id or ""
        notice = link_for(opened, case)
    make_ready(MATTER, home)
    with Served(home, arguments=("--second-factor", "optional")) as server:
        yield Example(server.url, home, case, notice, links)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of its own for somebody; options are those of a browser context."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
