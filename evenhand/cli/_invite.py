"""`evenhand site invite`."""

import click

from evenhand.cli._show import json_document, talk
from evenhand.cli._who import json_option, site_option


@click.command()
@click.argument("name", required=False, default="")
@site_option
@click.option("--lost", is_flag=True,
              help="They have lost their authenticator: they set up another.")  # fmt: skip
@json_option
def invite(name: str, site: str, lost: bool, as_json: bool) -> None:
    """Make a link by which NAME of the site's staff sets a password and signs in.

    It works once, within 7 days, and makes an older link to the same person void. Without NAME it
    is for the site's first administrator, who chooses a name. Somebody who signs in already sets
    a new password by it, and needs their second factor as before.

    \b
      evenhand site staff main --add robin --role moderator
      evenhand site invite robin
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.sign_in import invite as make_link
    from evenhand.pipeline.people.sign_in import invite_first, welcome_url

    if lost and not name:
        raise click.UsageError("--lost goes with the NAME of somebody")
    with open_home(write=True) as home:
        token = make_link(home, site, name, None, lost=lost) if name else invite_first(home, site)
        url = welcome_url(site, token)
    if as_json:
        json_document({"site": site, "name": name, "console_url": url})
        return
    click.echo(url)
    talk("The link is shown this once; give it to nobody else.")
