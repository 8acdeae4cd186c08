"""The house's own limits: sizes, words, docstrings, no circle."""

import ast
import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for folder in ("evenhand", "bench", "examples", "training")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
MAX_FILE, MAX_FUNCTION = 400, 40
NOT_OURS = ("action", "verdict", "job", "ban", "takedown", "censor", "punish", "whitelist",
            "blacklist")  # fmt: skip
WORD = re.compile(rf"(?:^|_|\b)({'|'.join(NOT_OURS)})(?:s|ed|ned|ing|ning)?(?:$|_|\b)", re.I)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_file_and_functions_are_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= MAX_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, FUNCTIONS):
            length = node.end_lineno - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"


def identifiers(tree):
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def spelled(name):
    """snake_case of any identifier, so that words inside camel case are seen too."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("path", [p for p in SOURCES if "connectors" not in p.parts], ids=name_of)
def test_identifiers_use_our_words(path):
    found = {n for n in identifiers(ast.parse(path.read_text())) if WORD.search(spelled(n))}
    assert not found


CATALOGUES = sorted(
    [*(ROOT / "evenhand" / "statements").rglob("*.toml"), *(ROOT / "evenhand/packs").rglob("*.*")]
)


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_catalogues_use_our_words(path):
    assert not {m.group(0) for m in WORD.finditer(path.read_text())}


def test_the_word_lint_sees_words():
    assert WORD.search(spelled("takeAction"))
    assert WORD.search("banned_users")
    assert not WORD.search("banner")
    assert not WORD.search("transactions")


def test_no_import_circle():
    graph = grimp.build_graph("evenhand")
    edges = {m: graph.find_modules_directly_imported_by(m) for m in graph.modules}
    order = tuple(TopologicalSorter(edges).static_order())  # raises CycleError at a circle
    assert len(order) == len(graph.modules)


def test_evaluation_needs_no_store():
    graph = grimp.build_graph("evenhand")
    below = graph.find_upstream_modules("evenhand.pipeline.evaluate")
    rooms = {module.split(".")[1] for module in below if module.count(".")}
    allowed = {"model", "text", "signals", "policy", "enforcement", "statements", "pipeline"}
    assert rooms <= allowed


def test_every_change_has_its_fragment():
    fragments = [p for p in (ROOT / "changelog.d").glob("*.md") if p.name != "README.md"]
    assert fragments, "put a line for users into changelog.d/"
    assert all(p.read_text().strip().startswith("- ") for p in fragments)


def test_locks_hold_hashes_and_no_host():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "index-url" not in text


def test_dependencies_of_package_and_lock_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=\[ ]", line)[0].lower() for line in project["dependencies"]}
    locked = {
        line.split("==")[0].strip().lower()
        for line in (ROOT / "requirements/base.txt").read_text().splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    assert wanted <= locked
