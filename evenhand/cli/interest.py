"""`evenhand interest declare|end|list`."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, json_option, site_option
from evenhand.model.people import Holder, InterestKind
from evenhand.pipeline.documents.affairs import INTERESTS, interest_row

if TYPE_CHECKING:
    pass


@click.group()
def command() -> None:
    """Interests: what ties owners, officers and reviewers to somebody a decision concerns.

    A reviewer never gets the cases of somebody they have an interest in. An owner's or officer's
    interest is named in every statement of a matter that it touches. None is ever deleted.
    """


@command.command()
@click.argument("party")
@as_option
@site_option
@click.option("--role", type=click.Choice([str(role) for role in Holder]), default="reviewer",
              show_default=True, help="In which capacity.")  # fmt: skip
@click.option("--holder", metavar="WHO", help="Whose it is; yourself unless you say. Never public.")
@click.option("--kind", type=click.Choice([str(kind) for kind in InterestKind]), required=True,
              help="What the tie is.")  # fmt: skip
@click.option("--source", required=True, help="Where it is known from. Never public.")
@click.option("--person", is_flag=True, help="PARTY is a natural person: the name stays sealed.")
@click.option("--from", "from_", type=WHEN, help="Since when; now unless you say.")
@click.option("--until", type=WHEN, help="Until when, where that is known.")
@json_option
def declare(
    party: str, by: str, site: str, role: str, holder: str | None, kind: str, source: str,
    person: bool, from_: datetime | None, until: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    """Declare an interest in PARTY, named as matters and contacts name them.

    Reviewers declare their own; an administrator declares an owner's or officer's. The log shows
    the capacity, the kind, the days and the party's name, unless it is a person; it never shows
    whose interest it is. Cases that it keeps away are taken out of the holder's hands.

    \b
    A reviewer who is a member of a campaign's committee:
      evenhand interest declare "Example Campaign" --as ada --kind membership \\
        --source "my own word"
    An owner who has endorsed a candidate:
      evenhand interest declare "Sam Roe" --person --as root --role owner --holder "the owner" \\
        --kind endorsement --source "their post of 3 May"
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import interests

    with open_home(write=True) as home:
        declared = interests.declare(
            home, site, by, holder or by, Holder(role), party, InterestKind(kind), source,
            from_, until, person,
        )  # fmt: skip
    released = [case.id for case in declared.released]
    if as_json:
        shown = {"log_index": declared.log_index, "released": released}
        json_document({**interest_row(declared.interest), **shown})
        return
    click.echo(f"{declared.interest.id}  declared, log entry {declared.log_index}")
    for case in released:
        click.echo(f"{case}  case released: the interest keeps it away")


@command.command()
@click.argument("interest")
@as_option
@click.option("--at", type=WHEN, help="When it is over; now unless you say.")
@json_option
def end(interest: str, by: str, at: datetime | None, as_json: bool) -> None:
    """Say that INTEREST (its id) is over. It stays on record, and the log shows the end."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import interests

    with open_home(write=True) as home:
        ended = interests.end(home, interest, by, at)
    if as_json:
        json_document(interest_row(ended))
    else:
        click.echo(f"{ended.id}  ends {interest_row(ended)['until']}")


@command.command("list")
@site_option
@list_options
def list_(site: str, as_json: bool, as_csv: bool) -> None:
    """List every interest that was ever declared at a site. For the staff: it names holders."""
    from evenhand.pipeline.home import open_home
    from evenhand.store.sites import get_site
    from evenhand.store.staff import all_interests

    with open_home(write=False):
        get_site(site)
        declared = all_interests(site)
    show_list(
        INTERESTS, [interest_row(interest) for interest in declared], as_json=as_json, as_csv=as_csv
    )
    if declared:
        talk("Holders and sources are never public.")
