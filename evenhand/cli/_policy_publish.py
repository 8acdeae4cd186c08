"""`evenhand policy publish|agree|withdraw|pause|resume|list`: what a site judges by."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, json_option, site_option
from evenhand.model.clock import utc_text

if TYPE_CHECKING:
    from evenhand.store.policies import Change


@click.command()
@click.argument("pack", metavar="PACK|DIR")
@as_option
@site_option
@click.option("--from", "from_", type=WHEN, help="From when on; as soon as it is agreed to.")
@click.option("--why", default="", help="For whoever agrees. Never public.")
@json_option
def publish(pack: str, by: str, site: str, from_: datetime | None, why: str, as_json: bool) -> None:
    """Propose that a site judges by PACK (a shipped one, or a folder) from a day on.

    The pack is read and checked now; what is agreed to is what was read. Another policy editor or
    administrator agrees, and only then it is in force: from its day, or from the agreement where
    that comes later. The log then shows pack, version, digest and day.

    \b
      evenhand policy publish packs/house-rules --as ada --from 2026-11-01
      evenhand policy agree 5b2c... --as bo
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.packs import shipped_packs
    from evenhand.pipeline.people import policies

    named = pack if pack in shipped_packs() else Path(pack)
    with open_home(write=True) as home:
        change = policies.propose(home, site, by, named, from_, why)
    _show_proposal(change, as_json)


@click.command()
@click.argument("rule")
@as_option
@site_option
@click.option("--why", default="", help="For whoever agrees. Never public.")
@json_option
def resume(rule: str, by: str, site: str, why: str, as_json: bool) -> None:
    """Propose that RULE (its id, or PACK/RULE), which is paused, is looked at again.

    That makes things heavier, so another person agrees first: `evenhand policy agree`.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import policies

    with open_home(write=True) as home:
        change = policies.propose_resume(home, site, by, rule, why)
    _show_proposal(change, as_json)


@click.command()
@click.argument("proposal")
@as_option
@json_option
def agree(proposal: str, by: str, as_json: bool) -> None:
    """Agree to PROPOSAL (its id), which somebody else has made.

    Where one person decides at the site, and nobody else edits its policies, they may agree to
    their own from 24 hours later on; the log says that one person did it.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import policies

    with open_home(write=True) as home:
        agreed = policies.agree(home, proposal, by)
    shown = {
        **_proposal(agreed.change), "from": utc_text(agreed.from_), "log_index": agreed.log_index,
    }  # fmt: skip
    if as_json:
        json_document(shown)
        return
    click.echo(f"{shown['id']}  agreed: {_in_words(agreed.change)} from {shown['from']}, "
               f"log entry {agreed.log_index}")  # fmt: skip


@click.command()
@click.argument("proposal")
@as_option
@json_option
def withdraw(proposal: str, by: str, as_json: bool) -> None:
    """Take PROPOSAL (its id) back; nothing comes of it."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import policies

    with open_home(write=True) as home:
        change = policies.withdraw(home, proposal, by)
    if as_json:
        json_document(_proposal(change))
    else:
        click.echo(f"{change.id}  withdrawn: {_in_words(change)}")


@click.command()
@click.argument("rule")
@as_option
@site_option
@click.option("--why", required=True, help="Why it is stopped. Sealed: the log commits to it.")
@json_option
def pause(rule: str, by: str, site: str, why: str, as_json: bool) -> None:
    """Stop RULE (its id, or PACK/RULE) at once: it is not looked at any more.

    One person who decides, or edits policies, may do that alone. It holds in every version of the
    pack until two people resume it. What the rule led to before stays as it is.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import policies

    with open_home(write=True) as home:
        paused, index = policies.pause(home, site, by, rule, why)
    if as_json:
        json_document({"pack": paused.pack, "rule": paused.rule, "from": utc_text(paused.from_),
                       "log_index": index})  # fmt: skip
    else:
        click.echo(f"{paused.pack}/{paused.rule}  paused, log entry {index}")


@click.command("list")
@site_option
@list_options
def list_(site: str, as_json: bool, as_csv: bool) -> None:
    """List what a site judges by: versions, proposals, pauses, shadow rules. For the staff.

    For a shadow rule `fired` says in how many of the newest 10,000 decisions it came out TRUE.
    """
    from evenhand.pipeline.documents.policies import POLICIES, policy_rows
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.rulebook import rulebook_of

    with open_home(write=False) as home:
        book = rulebook_of(home, site)
    show_list(POLICIES, list(policy_rows(book)), as_json=as_json, as_csv=as_csv)


COMMANDS = (publish, agree, withdraw, pause, resume, list_)
"""Verbs of `evenhand policy` about what a site judges by."""


def _show_proposal(change: "Change", as_json: bool) -> None:
    if as_json:
        json_document(_proposal(change))
        return
    click.echo(f"{change.id}  proposed: {_in_words(change)} from {utc_text(change.from_)}")
    talk(f"Somebody else agrees: evenhand policy agree {change.id} --as NAME")


def _proposal(change: "Change") -> dict[str, Any]:
    return {
        "id": change.id,
        "what": change.kind,
        "pack": change.pack,
        "version": change.version,
        "digest": change.digest,
        "rule": change.rule or None,
        "from": utc_text(change.from_),
    }


def _in_words(change: "Change") -> str:
    if change.rule:
        return f"{change.pack}/{change.rule} is looked at again,"
    return f"{change.pack} {change.version}"
