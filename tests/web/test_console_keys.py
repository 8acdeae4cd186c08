"""Keys: one table, and everything that follows from it."""

import re
from pathlib import Path

import pytest

from evenhand.model.clock import SetClock
from evenhand.model.user import Preferences
from evenhand.store.users import keep_preferences
from evenhand.web.pages.bindings import BINDINGS, by_place
from tests.homes import START
from tests.web.desk import desk, signed_in, text_of

ROOT = Path(__file__).parents[2]
WEB = ROOT / "evenhand" / "web"


@pytest.fixture
def ada(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EVENHAND_SECOND_FACTOR", "optional")
    with desk(tmp_path / "home", SetClock(START)):
        yield signed_in("ada")


def keys_page():
    """The help sheet as a page of the docs."""
    lines = [
        "# Keys of the console\n",
        "Made from `evenhand/web/pages/bindings.py` by `make golden`; checked by the tests. Each\n"
        "can be given another key, or all be turned off, in the settings. Single keys do nothing\n"
        "while somebody writes in a field; Escape leaves it. Two strokes follow each other.\n",
    ]
    for place, rows in by_place({}).items():
        lines += [f"## {place}\n", "| key | does |", "|---|---|"]
        lines += [f"| `{key}` | {binding.title} |" for binding, key in rows]
        lines.append("")
    return "\n".join(lines)


def test_docs_have_the_table(request):
    path, text = ROOT / "docs" / "keys.md", keys_page()
    if request.config.getoption("--write-golden"):
        path.write_text(text)
    assert text == path.read_text()


def test_no_key_stands_for_two_things():
    keys = [binding.key for binding in BINDINGS]
    assert len(set(keys)) == len(keys)
    first = {key.split()[0] for key in keys if " " in key}
    assert not first & set(keys)


def test_each_key_has_something_on_a_page_to_stand_for():
    source = "".join(path.read_text() for path in (WEB / "templates").rglob("*.html"))
    source += (WEB / "static" / "evenhand" / "console.js").read_text()
    used = set(re.findall(r'data-key="([a-z0-9-]+)"|name === "([a-z-]+)"', source))
    named = {name for pair in used for name in pair}
    for binding in BINDINGS:
        if binding.name.startswith(("go-", "measure-")):
            continue  # of the rail, and of the measures that there are
        assert binding.name in named, binding.name


def test_the_sheet_and_the_script_follow_somebodys_own_keys(ada):
    page = text_of(ada.get("/console/main/"))
    assert '"submit-next": "n"' in page
    keep_preferences("ada", Preferences(keys={"submit-next": "z", "note": ""}))
    page = text_of(ada.get("/console/main/"))
    assert '"submit-next": "z"' in page
    assert '"note": ""' in page
    assert "<kbd>z</kbd>" in text_of(ada.get("/console/keys"))
    keep_preferences("ada", Preferences(keys_on=False))
    assert '<script id="keys" type="application/json">{}</script>' in text_of(
        ada.get("/console/main/")
    )
