"""`evenhand site add|list|set|staff|invite|key|webhook`."""

import click

from evenhand.cli._invite import invite
from evenhand.cli._key import key
from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._webhook import webhook
from evenhand.model.people import Role
from evenhand.text.table import Cell, cell_text


@click.group()
def command() -> None:
    """Sites: the places that are screened for."""


command.add_command(invite)
command.add_command(key)
command.add_command(webhook)


@command.command()
@click.argument("name")
@click.option("--url", required=True, help="Address of the site.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def add(name: str, url: str, as_json: bool) -> None:
    """Add the site NAME and show its keys, and its first administrator's link, this once."""
    from evenhand.pipeline.home import add_site, open_home
    from evenhand.pipeline.people.sign_in import invite_first, welcome_url

    with open_home(write=True) as home:
        keys = add_site(name, url, home.clock)
        made = {
            "site": keys.site, "api_key": keys.api_key, "akismet_key": keys.akismet_key,
            "console_url": welcome_url(name, invite_first(home, name)),
        }  # fmt: skip
    if as_json:
        json_document(made)
        return
    for what, value in made.items():
        click.echo(f"{what:<12} {value}")


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


@command.command("set")
@click.argument("site")
@click.option(
    "--out-of-court",
    metavar="TEXT",
    help="Who settles disputes out of court; statements name them. '' is nobody.",
)
@click.option(
    "--trusted-flagger",
    "trust",
    multiple=True,
    metavar="ORG",
    help="An organisation whose notices go first in the queue (repeatable).",
)
@click.option(
    "--no-trusted-flagger",
    "trust_no_more",
    multiple=True,
    metavar="ORG",
    help="One whose notices go first no more (repeatable).",
)
@click.option(
    "--look-at-links/--no-look-at-links",
    default=None,
    help="Whether pages behind links may be fetched, to see if they are cured.",
)
@click.option(
    "--appeal-answer-days",
    type=int,
    metavar="N",
    help="How soon an appeal is answered; how many are overdue is public.",
)
@click.option(
    "--keep",
    type=(str, int),
    multiple=True,
    metavar="RECORD DAYS",
    help="For how many days a kind of record is kept (repeatable); see `sweep retention`.",
)
@click.option(
    "--comments",
    type=click.Choice(["open", "first", "all"]),
    help="Whose comments a person looks at before they are shown: nobody's, new writers', all.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def set_(
    site: str, out_of_court: str | None, trust: tuple[str, ...], trust_no_more: tuple[str, ...],
    look_at_links: bool | None, appeal_answer_days: int | None, keep: tuple[tuple[str, int], ...],
    comments: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Set how people are answered at SITE; what you leave out stays as it is."""
    from evenhand.pipeline.comments.terms import look_first
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.retention import set_times
    from evenhand.pipeline.people.terms import set_terms

    with open_home(write=True) as home:
        kept = set_terms(
            home, site, out_of_court=out_of_court, trust=trust, trust_no_more=trust_no_more,
            look_at_links=look_at_links, appeal_answer_days=appeal_answer_days,
        )  # fmt: skip
        if keep:
            kept = set_times(home, site, dict(keep))
        if comments:
            kept = look_first(home, site, comments)
    terms: dict[str, Cell] = {
        "site": kept.name,
        "out_of_court": kept.out_of_court,
        "trusted_flaggers": list(kept.trusted_flaggers),
        "look_at_links": kept.look_at_links,
        "appeal_answer_days": kept.appeal_answer_days,
        "comments": kept.comments,
        **{f"keep_{record}": days for record, days in kept.keep.items()},
    }
    if as_json:
        json_document(terms)
        return
    for name, value in terms.items():
        click.echo(f"{name.replace('_', ' '):<19} {cell_text(value)}".rstrip())


@command.command()
@click.argument("site")
@click.option("--add", metavar="NAME", help="Somebody works here, or has another role from now on.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), help="What they do.")
@click.option("--leave", metavar="NAME", help="Somebody works here no more.")
@list_options
def staff(
    site: str, add: str | None, role: str | None, leave: str | None, as_json: bool, as_csv: bool
) -> None:
    """Show who works for SITE; add somebody with their role, or say that they have left.

    What somebody decided stays theirs when they leave. Names of staff are never public.

    \b
    Roles: moderator and senior decide cases; outside_reviewer agrees as the second person and
    decides appeals; administrator decides, and looks after staff and interests; policy_editor
    writes rules; auditor reads everything and decides nothing.
      evenhand site staff main --add ada --role moderator
    """
    from evenhand.model.clock import utc_text
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.staff import join
    from evenhand.pipeline.people.staff import leave as go
    from evenhand.store.sites import get_site
    from evenhand.store.staff import all_staff

    if bool(add) is not bool(role) or (add and leave):
        raise click.UsageError("--add NAME goes with --role ROLE, and --leave NAME stands alone")
    with open_home(write=bool(add or leave)) as home:
        get_site(site)
        if add and role:
            join(home, site, add, Role(role))
        if leave:
            go(home, site, leave)
        everybody = all_staff(site)
    rows = [
        {"name": one.name, "role": str(one.role), "since": utc_text(one.since),
         "until": utc_text(one.until) if one.until else None}
        for one in everybody
    ]  # fmt: skip
    show_list(("name", "role", "since", "until"), rows, as_json=as_json, as_csv=as_csv)
