"""`evenhand site key add|list|end`."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, json_option

if TYPE_CHECKING:
    from evenhand.store.keys import Key

COLUMNS = ("id", "kind", "label", "scopes", "since", "until", "used")


@click.group()
def key() -> None:
    """Keys: what programs show to use the API of a site, each for some uses only.

    A key is shown once, when it is made; only its digest is kept. docs/api.md has the scopes.
    """


@key.command()
@click.argument("site")
@click.option("--label", required=True, help="What it is for, to tell it from others.")
@click.option(
    "--scope", "scopes", multiple=True, required=True, metavar="NAME",
    help="items, screen, flags, read, deliveries, match, metrics, or all (repeatable).",
)  # fmt: skip
@click.option("--until", type=WHEN, help="When it ends; left out, never.")
@as_option
@json_option
def add(
    site: str, label: str, scopes: tuple[str, ...], until: datetime | None, by: str, as_json: bool
) -> None:
    """Make a key for a program of SITE and show it, this once.

    An administrator of the site makes it. To renew a key, make a second one, give it to the
    program, then end the first.

    \b
      evenhand site key add main --label "the forum" --scope items --scope read --as root
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.keys import add_key

    with open_home(write=True) as home:
        made = add_key(home, site, by, label, scopes, until)
    if as_json:
        json_document({**_row(made.key), "key": made.secret})
    else:
        click.echo(f"{'id':<5} {made.key.id}\n{'key':<5} {made.secret}")


@key.command("list")
@click.argument("site")
@as_option
@list_options
def list_(site: str, by: str, as_json: bool, as_csv: bool) -> None:
    """List every key that SITE has or had. The keys themselves are not shown again."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.keys import list_keys

    with open_home(write=False) as home:
        rows = [_row(one) for one in list_keys(home, site, by)]
    show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)


@key.command()
@click.argument("site")
@click.argument("key_id", metavar="KEY")
@as_option
@json_option
def end(site: str, key_id: str, by: str, as_json: bool) -> None:
    """End KEY (its id): it opens nothing from now on, on a running server within seconds."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.keys import end_key

    with open_home(write=True) as home:
        ended = _row(end_key(home, site, by, key_id))
    if as_json:
        json_document(ended)
    else:
        click.echo(f"{ended['id']}  ended {ended['until']}")


def _row(key: "Key") -> dict[str, Any]:
    from evenhand.model.clock import utc_text

    return {
        "id": key.id,
        "kind": key.kind,
        "label": key.label,
        "scopes": sorted(key.scopes),
        "since": utc_text(key.created_at),
        "until": utc_text(key.until) if key.until else None,
        "used": utc_text(key.used_at) if key.used_at else None,
    }
