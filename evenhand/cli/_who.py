"""Options that people's commands share: who gives the command, and at which site."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def as_option(command: F) -> F:
    """`--as NAME`: the staff member who gives the command."""
    return click.option(
        "--as", "by", metavar="NAME", envvar="EVENHAND_STAFF", required=True, show_envvar=True,
        help="Who you are: a name of the site's staff.",
    )(command)  # fmt: skip


def site_option(command: F) -> F:
    """`--site NAME`: the site that the command is about."""
    return click.option(
        "--site", default="main", show_default=True, help="Name of the site.",
    )(command)  # fmt: skip


def json_option(command: F) -> F:
    """`--json`: one JSON document instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document.")(command)


def asked_options(command: F) -> F:
    """`--asked yes|no` and `--contact ID`: the asked-question, on every decision of a person."""
    command = click.option(
        "--contact", "contacts", multiple=True, metavar="ID",
        help="The contact in which somebody raised it (repeatable).",
    )(command)  # fmt: skip
    return click.option(
        "--asked", type=click.Choice(["yes", "no"]), callback=_answer, metavar="yes|no",
        help="Has anyone outside the rules, owner and staff included, raised this with you?",
    )(command)  # fmt: skip


def _answer(_: click.Context, __: click.Parameter, value: str | None) -> bool | None:
    return None if value is None else value == "yes"
