"""Docs that cannot go stale: what the program says of itself is what the docs say."""

import re
from pathlib import Path

import click
import pytest

from evenhand.cli import cli
from evenhand.enforcement import measures
from evenhand.enforcement.states import diagram
from evenhand.model.codes import CODES

ROOT = Path(__file__).parents[2]


def commands(command, context):
    yield context, command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            yield from commands(below, click.Context(below, info_name=name, parent=context))


def reference():
    """The command line reference: the help of every command."""
    parts = ["# Command line\n\nMade from `--help` by `make golden`; checked by the tests.\n"]
    top = click.Context(cli, info_name="evenhand", **cli.context_settings)
    for context, command in commands(cli, top):
        help_text = re.sub(r"[ \t]+$", "", command.get_help(context), flags=re.M)
        parts.append(f"## {context.command_path}\n\n```\n{help_text}\n```\n")
    return "\n".join(parts)


def measures_page():
    """Every measure's card, and the states."""
    lines = [
        "# Measures\n",
        "Made from `evenhand/enforcement` by `make golden`; checked by the tests.\n",
    ]
    for kind in sorted(measures.discover().values(), key=lambda k: k.severity):
        text = kind.text["en"]
        end = (
            f"{kind.default_hours} hours" if kind.default_hours else f"none: {kind.no_end_because}"
        )
        alone = {None: "without limit", 0: "not at all"}.get(
            kind.alone_hours, f"{kind.alone_hours} hours"
        )
        lines += [
            f"## {kind.name}\n",
            f"{text['what']} {text['lift']}\n",
            "| falls on | severity | end | one person alone | strikes |",
            "|---|---|---|---|---|",
            f"| {kind.subject} | {kind.severity} | {end} | {alone} | {kind.strike_weight} |\n",
        ]
    lines += ["## States\n", "```mermaid", diagram().rstrip(), "```\n"]
    return "\n".join(lines)


@pytest.mark.parametrize(("page", "made"), [("cli.md", reference), ("measures.md", measures_page)])
def test_page_is_what_the_program_says(page, made, request, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    path, text = ROOT / "docs" / page, made()
    if request.config.getoption("--write-golden"):
        path.write_text(text)
    assert text == path.read_text()


def test_every_code_that_is_raised_is_explained():
    raised = {
        code
        for path in (ROOT / "evenhand").rglob("*.py")
        if "codes" not in path.parts
        for code in re.findall(r'"(EH\d{3})"', path.read_text())
    }
    assert raised <= set(CODES)


def test_every_explained_code_is_raised_somewhere():
    source = "".join(
        path.read_text() for path in (ROOT / "evenhand").rglob("*.py") if "codes" not in path.parts
    )
    assert {code for code in CODES if code not in source} == set()


def test_links_between_docs_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)[)#]", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
