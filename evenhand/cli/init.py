"""`evenhand init`."""

import click

from evenhand.cli._show import json_document, talk


@click.command()
@click.option("--url", default="", help="Address of the site; the log's origin follows from it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(url: str, as_json: bool) -> None:
    """Make a home: a database, a signed log, and the site `main` with its keys.

    The keys are shown once; only their digests are kept. `console_url` lets the first
    administrator in, once and within 7 days.
    """
    from evenhand.model.clock import SystemClock, SystemEntropy
    from evenhand.pipeline.home import create_home, home_path, open_home, origin_of
    from evenhand.pipeline.people.sign_in import invite_first, welcome_url

    path = home_path()
    keys = create_home(path, url, SystemClock(), SystemEntropy())
    with open_home(write=True) as home:
        console_url = welcome_url(keys.site, invite_first(home, keys.site))
    made = {
        "home": str(path),
        "origin": origin_of(url),
        "site": keys.site,
        "api_key": keys.api_key,
        "akismet_key": keys.akismet_key,
        "console_url": console_url,
    }
    if as_json:
        json_document(made)
        return
    for name, value in made.items():
        click.echo(f"{name:<12} {value}")
    talk(
        "Keys and link are shown this once. Next: evenhand screen FILE --record, or evenhand serve"
    )
