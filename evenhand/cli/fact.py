"""`evenhand fact add|dispute|fall|list`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._who import as_option, json_option, site_option
from evenhand.pipeline.documents.affairs import FACTS, fact_row

if TYPE_CHECKING:
    from evenhand.model.measure import Subject
    from evenhand.pipeline.people.facts import Told

F = TypeVar("F", bound=Callable[..., Any])


def _about_options(command: F) -> F:
    item = click.option("--item", metavar="ID", help="The item that it is about.")
    account = click.option("--account", metavar="ID", help="The account that it is about.")
    return item(account(command))


@click.group()
def command() -> None:
    """Facts that somebody tells of an item or an account, with who says so and why.

    Rules ask for facts that no program can see, such as whether an item reports about the
    material. A decision names the facts that it rests on; when one falls, it is looked at again.
    """


@command.command()
@click.argument("name")
@click.argument("value")
@as_option
@site_option
@_about_options
@click.option("--asserted-by", required=True, metavar="WHO",
              help="Who says so: a role such as media or authority, or who it is.")  # fmt: skip
@click.option("--basis", required=True, help="What it rests on, in their words.")
@click.option("--contact", metavar="ID", help="The contact that brought it, if one did.")
@json_option
def add(
    name: str, value: str, by: str, site: str, item: str | None, account: str | None,
    asserted_by: str, basis: str, contact: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Keep that somebody tells the fact NAME with VALUE of an item, or an account's roles.

    VALUE is true or false, a number, a text, or a list with commas, as the pack that asks for the
    fact declares it. `none` is the empty list: an account known to have no role.

    \b
    A newspaper says that its post reports about the material:
      evenhand fact add reporting true --item p-7 --as ada --asserted-by media \\
        --basis "letter of the editor, 3 May"
    An account belongs to a journalist:
      evenhand fact add roles journalist --account a-3 --as ada --asserted-by media \\
        --basis "press card shown"
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import facts
    from evenhand.pipeline.people.fact_values import read_value

    subject = _needed(item, account)
    with open_home(write=True) as home:
        typed = read_value(site, subject, name, value)
        said = facts.Assertion(subject, name, typed, asserted_by, basis, contact)
        told = facts.add(home, site, by, said)
    _show(told, "kept", as_json)
    if not told.decided:
        talk("No item of this id has been screened yet; the fact counts when one is.")


@command.command()
@click.argument("fact", type=int)
@as_option
@click.option("--text", required=True, help="What is said against it.")
@json_option
def dispute(fact: int, by: str, text: str, as_json: bool) -> None:
    """Keep what is said against FACT (its number). It still counts until it falls."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import facts

    with open_home(write=True) as home:
        disputed = facts.dispute(home, fact, by, text)
    _show(facts.Told(disputed, ()), "disputed", as_json)


@command.command()
@click.argument("fact", type=int)
@as_option
@click.option("--why", required=True, help="Why it counts for nothing any more.")
@json_option
def fall(fact: int, by: str, why: str, as_json: bool) -> None:
    """FACT (its number) is not true: every decision that rests on it is looked at again."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import facts

    with open_home(write=True) as home:
        fallen = facts.fall(home, fact, by, why)
    _show(fallen, "fallen", as_json)


@command.command("list")
@site_option
@_about_options
@click.option("--with-items", is_flag=True, help="Also what came with items as they were sent.")
@list_options
def list_(
    site: str, item: str | None, account: str | None, with_items: bool, as_json: bool, as_csv: bool
) -> None:
    """List the facts that people told at a site, or all that is told of one item or account."""
    from evenhand.pipeline.home import open_home
    from evenhand.store.facts import all_facts, facts_about
    from evenhand.store.sites import get_site

    subject = _subject(item, account)
    with open_home(write=False):
        get_site(site)
        found = facts_about(site, subject) if subject else all_facts(site, with_items=with_items)
    show_list(FACTS, [fact_row(fact) for fact in found], as_json=as_json, as_csv=as_csv)


def _subject(item: str | None, account: str | None) -> "Subject | None":
    from evenhand.model.measure import Subject, SubjectType

    if item and account:
        raise click.UsageError("a fact is about one item or one account: give one of the two")
    if item:
        return Subject(SubjectType.ITEM, item)
    return Subject(SubjectType.ACCOUNT, account) if account else None


def _needed(item: str | None, account: str | None) -> "Subject":
    subject = _subject(item, account)
    if subject is None:
        raise click.UsageError("say what it is about: --item ID or --account ID")
    return subject


def _show(told: "Told", change: str, as_json: bool) -> None:
    """A fact after a change, and the cases that it brought about."""
    from evenhand.cli._people import case_dict, minute

    if as_json:
        json_document({**fact_row(told.fact), "cases": [case_dict(case) for case in told.cases]})
        return
    click.echo(f"fact {told.fact.id}  {told.fact.name}  {change}")
    for case in told.cases:
        about = f"{case.subject.type} {case.subject.id}"
        click.echo(f"{case.id}  case: {about} is looked at again, due {minute(case.due_at)}")
