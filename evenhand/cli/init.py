"""`evenhand init`."""

import click

from evenhand.cli._show import json_document, talk


@click.command()
@click.option("--url", default="", help="Address of the site; the log's origin follows from it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(url: str, as_json: bool) -> None:
    """Make a home: a database, a signed log, and the site `main` with its keys.

    The keys are shown once; only their digests are kept.
    """
    from evenhand.model.clock import SystemClock, SystemEntropy
    from evenhand.pipeline.home import create_home, home_path, origin_of

    path = home_path()
    keys = create_home(path, url, SystemClock(), SystemEntropy())
    made = {
        "home": str(path),
        "origin": origin_of(url),
        "site": keys.site,
        "api_key": keys.api_key,
        "akismet_key": keys.akismet_key,
    }
    if as_json:
        json_document(made)
        return
    for name, value in made.items():
        click.echo(f"{name:<12} {value}")
    talk("The keys are shown this once. Next: evenhand screen FILE --record")
