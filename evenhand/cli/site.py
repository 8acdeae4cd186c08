"""`evenhand site add|list`."""

import click

from evenhand.cli._show import json_document


@click.group()
def command() -> None:
    """Sites: the places that are screened for."""


@command.command()
@click.argument("name")
@click.option("--url", required=True, help="Address of the site.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def add(name: str, url: str, as_json: bool) -> None:
    """Add the site NAME and show its keys, this once."""
    from evenhand.pipeline.home import add_site, open_home

    with open_home(write=True) as home:
        keys = add_site(name, url, home.clock)
    made = {"site": keys.site, "api_key": keys.api_key, "akismet_key": keys.akismet_key}
    if as_json:
        json_document(made)
        return
    for key, value in made.items():
        click.echo(f"{key:<12} {value}")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_(as_json: bool) -> None:
    """List the sites of the home."""
    from evenhand.pipeline.home import open_home
    from evenhand.store.sites import all_sites

    with open_home(write=False):
        sites = all_sites().values()
    if as_json:
        json_document([{"name": s.name, "url": s.url, "packs": s.packs} for s in sites])
        return
    for site in sites:
        click.echo(f"{site.name:<20} {site.url:<40} {', '.join(site.packs)}")
