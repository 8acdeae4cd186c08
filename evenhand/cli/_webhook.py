"""`evenhand site webhook add|list|end`."""

from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._who import as_option, json_option

if TYPE_CHECKING:
    from evenhand.store.receivers import Receiver

COLUMNS = ("id", "url", "private_ranges", "since", "until")


@click.group()
def webhook() -> None:
    """Webhooks: where a site's measures are posted to, so that the platform carries them out.

    Each delivery is one signed POST (Standard Webhooks), tried again until the receiver answers
    2xx; later ones about the same item, link or account wait for it. A site without a receiver
    finds its measures in the folder spool/SITE of the home. docs/webhooks.md has it all, and
    examples/receiver a receiver to begin with.
    """


@webhook.command()
@click.argument("site")
@click.option("--url", required=True, help="Where deliveries are posted to: http or https.")
@click.option("--allow-private", is_flag=True,
              help="It may be on this machine or in a private network.")  # fmt: skip
@as_option
@json_option
def add(site: str, url: str, allow_private: bool, by: str, as_json: bool) -> None:
    """Post SITE's measures to a receiver from now on, and show its secret, this once.

    An administrator of the site adds it. To renew a secret, add the same address once more, give
    the new secret to the receiver beside the old one, then end the first. A site with two
    receivers waits for both.

    \b
    A receiver on this machine, to try it:
      evenhand site webhook add main --url http://127.0.0.1:9000/ --allow-private --as root
    """
    from evenhand.connectors.webhook import check_receiver
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.receivers import add_receiver

    unreached = check_receiver(url, allow_private)
    with open_home(write=True) as home:
        made = add_receiver(home, site, by, url, allow_private)
    if as_json:
        json_document({**_row(made), "secret": made.secret})
    else:
        click.echo(f"{'receiver':<12} {made.id}\n{'secret':<12} {made.secret}")
    if unreached:
        talk(f"Nothing would reach it now: {unreached}. Deliveries wait until it does.")


@webhook.command("list")
@click.argument("site")
@as_option
@list_options
def list_(site: str, by: str, as_json: bool, as_csv: bool) -> None:
    """List every receiver that SITE has or had. Secrets are not shown again."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.receivers import list_receivers

    with open_home(write=False) as home:
        rows = [_row(one) for one in list_receivers(home, site, by)]
    show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)


@webhook.command()
@click.argument("site")
@click.argument("receiver")
@as_option
@json_option
def end(site: str, receiver: str, by: str, as_json: bool) -> None:
    """Post nothing to RECEIVER (its id) any more, and forget its secret.

    What still waits goes to the site's other receivers, or into its spool folder.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.receivers import end_receiver

    with open_home(write=True) as home:
        ended = _row(end_receiver(home, site, by, receiver))
    if as_json:
        json_document(ended)
    else:
        click.echo(f"{ended['id']}  ended {ended['until']}")


def _row(receiver: "Receiver") -> dict[str, Any]:
    from evenhand.model.clock import utc_text

    return {
        "id": receiver.id,
        "site": receiver.site,
        "url": receiver.url,
        "private_ranges": receiver.private_ranges,
        "since": utc_text(receiver.created_at),
        "until": utc_text(receiver.ended_at) if receiver.ended_at else None,
    }
