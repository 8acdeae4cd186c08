"""`evenhand bank import|export|list|show|find|build|match|resolve`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evenhand.cli._bank_fingerprints import export_withheld, import_withheld, match
from evenhand.cli._bank_resolve import resolve, rules_for
from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._when import WHEN
from evenhand.cli._who import asked_options, json_option, site_option
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.pipeline.bank_files import Imported
    from evenhand.signals.blocked_link.bank import Entry, LinkBank
    from evenhand.signals.blocked_link.bank_formats import Line
    from evenhand.text.addresses import Rules
    from evenhand.text.table import Cell

F = TypeVar("F", bound=Callable[..., Any])

FINDINGS = 1
FORMATS = ("list", "hosts", "domains", "adblock", "mastodon", "csv", "jsonl")
BANKS = ("bank", "entries", "pages", "prefixes", "sites", "lines_not_used", "bytes", "digest")
ENTRY = ("entry", "reason", "matter", "contact", "from", "until")
MOST_SHOWN = 5

kind_argument = click.argument("kind", type=click.Choice(["links"]), metavar="links")


def bank_options(command: F) -> F:
    """`--bank PATH` or `--site NAME`: which block list."""
    return click.option(
        "--bank", metavar="PATH", help="A bank or text list outside of the home; then no site."
    )(site_option(command))


@click.group()
def command() -> None:
    """Banks: the block lists that links are compared with, and fingerprints of documents.

    A site's block list is what its people keep by hand (EVENHAND_HOME/banks/SITE/links.txt) and
    what was imported (links.bank beside it). An entry of their own stands before an imported one.
    """


@command.group("import")
def import_() -> None:
    """Take in what others hand on: block lists, fingerprints of withheld documents."""


@import_.command("links")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--format", "format_", type=click.Choice(["auto", *FORMATS]), default="auto",
              show_default=True, help="What FILE is.")  # fmt: skip
@bank_options
@click.option("--as", "by", metavar="NAME", envvar="EVENHAND_STAFF", show_envvar=True,
              help="Who you are, for a site's list.")  # fmt: skip
@asked_options
@click.option("--severity", "severities", multiple=True, default=("suspend",), metavar="NAME",
              help="Of a Mastodon list: what is blocked (repeatable); suspend.")  # fmt: skip
@click.option("--anew", is_flag=True, help="What was imported before is gone.")
@json_option
def import_links(
    file: str, format_: str, bank: str | None, site: str, by: str | None,
    asked: bool | None, contacts: tuple[str, ...], severities: tuple[str, ...], anew: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Import FILE into a block list; every line that is not taken is told with its reason.

    \b
      list      https://host/page, https://host/path/*, site:host; a tab and a reason
      hosts     0.0.0.0 host
      domains   host
      adblock   ||host^ and, to allow, @@||host^
      mastodon  the CSV of blocked domains that a Mastodon server exports
      csv       entry,reason,matter,contact,from,until
      jsonl     the same, one object a line

    \b
      evenhand bank import links blocks.csv --as ada --asked no
      evenhand bank import links hosts.txt --bank hosts.bank
    """
    from evenhand.model.clock import SystemEntropy
    from evenhand.pipeline.bank_files import import_lines

    with _lines(file, format_, severities) as lines:
        if bank:
            told = import_lines(lines, file, Path(bank), SystemEntropy(), anew=anew)
        else:
            told = _import_home(site, by, (file, asked, contacts, anew), lines)
    _tell(told, as_json)


@command.command()
@kind_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--out", required=True, metavar="BANK", help="The bank to write.")
@json_option
def build(kind: str, file: str, out: str, as_json: bool) -> None:
    """Build a bank from the text list FILE, so that it opens at once whatever its size.

    It takes the place of BANK when it is whole; programs that use the old one go on with it until
    they open it again. `screen --links` takes a text list or a built bank.
    """
    from evenhand.model.clock import SystemEntropy
    from evenhand.pipeline.bank_files import import_lines

    with _lines(file, "list", ()) as lines:
        _tell(import_lines(lines, file, Path(out), SystemEntropy(), anew=True), as_json)


@command.group()
def export() -> None:
    """Write what others can take in: block lists, fingerprints of withheld documents."""


@export.command("links")
@bank_options
@click.option("--format", "format_", type=click.Choice(FORMATS), default="list",
              show_default=True, help="What to write.")  # fmt: skip
@click.option("-o", "--out", type=click.File("w", encoding="utf-8", lazy=True, atomic=True),
              default="-", metavar="FILE", help="Where to; default: stdout.")  # fmt: skip
def export_links(bank: str | None, site: str, format_: str, out: Any) -> None:
    """Write a block list in a format that other programs read.

    What a format cannot say, such as a page in a hosts file, is left out and counted.
    """
    from evenhand.signals.blocked_link.bank_formats import HEADS, WRITERS

    write, left_out = WRITERS[format_], 0
    if format_ in HEADS:
        out.write(f"{HEADS[format_]}\n")
    for entry in _open(bank, site, None).all_entries():
        line = write(entry)
        left_out += line is None
        out.write("" if line is None else f"{line}\n")
    if left_out:
        talk(f"{left_out:,} entries left out: the format `{format_}` cannot say what they cover")


@command.command("list")
@site_option
@list_options
def list_(site: str, as_json: bool, as_csv: bool) -> None:
    """List the banks of a site: how many entries each holds."""
    from evenhand.pipeline.bank_files import BUILT, LIST, open_bank

    folder = _folder(site)
    files = [folder / name for name in (LIST, BUILT) if (folder / name).is_file()]
    rows: list[dict[str, Cell]] = []
    for file in files:
        counts = (bank := open_bank(file, None)).counts
        rows.append({
            "bank": file.name, "entries": len(bank), "pages": counts["page"],
            "prefixes": counts["prefix"], "sites": counts["site"],
            "lines_not_used": len(bank.refused), "bytes": file.stat().st_size,
            "digest": bank.digest,
        })  # fmt: skip
    show_list(BANKS, rows, as_json=as_json, as_csv=as_csv)


@command.command()
@kind_argument
@bank_options
@click.option("--at", type=WHEN, help="Only entries that count then.")
@list_options
def show(
    kind: str, bank: str | None, site: str, at: datetime | None, as_json: bool, as_csv: bool
) -> None:
    """Show every entry with all that is known of it; for long lists rather use `export`."""
    from evenhand.signals.blocked_link.bank_formats import as_fields

    found = _open(bank, site, at)
    rows = [as_fields(entry) for entry in found.all_entries() if entry.counts_at(at)]
    show_list(ENTRY, rows, as_json=as_json, as_csv=as_csv)


@command.command()
@click.argument("address")
@bank_options
@click.option("--at", type=WHEN, help="As of then; now unless you say.")
@click.option("--unwrap", metavar="FILE",
              help="Rules for wrapped addresses; the site's own unless you say.")  # fmt: skip
@json_option
def find(
    address: str, bank: str | None, site: str, at: datetime | None, unwrap: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Say which entry blocks ADDRESS, in any spelling or wrapping, and why.

    Exit status: 0 it is not blocked, 1 it is.
    """
    from evenhand.model.clock import SystemClock

    rules = rules_for(bank, site, unwrap)
    answer = _looked_up(_open(bank, site, at or SystemClock().now()), address, rules)
    if as_json:
        json_document(answer)
    else:
        for name, value in answer.items():
            for each in value if isinstance(value, list) else [value]:
                click.echo(f"{name:<8} {each}")
    return FINDINGS if answer["outcome"] == "blocked" else 0


def _looked_up(bank: "LinkBank", written: str, rules: "Rules | None") -> dict[str, Any]:
    """What a block list says about an address, as the signal looks it up."""
    from evenhand.text.addresses import destination_unknown, leads, package_rules

    found = leads(written, rules)
    if not found:
        raise EvenhandError(
            "EH773", "this is no address of the web", not_done="nothing was looked up",
            help="copy it from a browser's address bar, with https:// in front",
        )  # fmt: skip
    allowed: Entry | None = None
    for lead in found:
        entry = bank.nearest(lead.address)
        if entry is not None and not entry.allow:
            return _answer("blocked", lead.address.href, entry, lead.steps)
        allowed = allowed or entry
    inner = found[-1]
    outcome = "not listed" if allowed is None else "allowed"
    answer = _answer(outcome, inner.address.href, allowed, inner.steps)
    unknown = destination_unknown(inner.address, rules or package_rules())
    return {**answer, "unknown": unknown} if unknown else answer


command.add_command(resolve)
command.add_command(match)
import_.add_command(import_withheld)
export.add_command(export_withheld)


def _answer(
    outcome: str, href: str, entry: "Entry | None", steps: tuple[str, ...]
) -> dict[str, Any]:
    """An answer of `find`; what is not known is left out."""
    from evenhand.signals.blocked_link.bank_formats import as_fields

    known = {"kind": entry.kind, **as_fields(entry)} if entry else {}
    answer = {"outcome": outcome, "address": href, **known, "steps": list(steps)}
    return {name: value for name, value in answer.items() if value}


def _open(bank: str | None, site: str, at: datetime | None) -> "LinkBank":
    """The block list that the options name."""
    from evenhand.pipeline.bank_files import open_bank, open_folder

    opened = open_bank(Path(bank), at) if bank else open_folder(_folder(site), at)
    if opened.refused:
        number, why = opened.refused[0]
        talk(f"{len(opened.refused):,} lines not used; line {number}: {why}")
    return opened


def _folder(site: str) -> Path:
    """Where a site's banks lie."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.bank_imports import folder_of

    with open_home(write=False) as home:
        return folder_of(home, site)


@contextmanager
def _lines(file: str, format_: str, severities: tuple[str, ...]) -> "Iterator[Iterator[Line]]":
    """What the lines of a file come to."""
    from evenhand.pipeline.bank_files import bounded_lines
    from evenhand.signals.blocked_link.bank_formats import read_list

    with Path(file).open(encoding="utf-8", errors="replace", newline="\n") as opened:
        yield read_list(bounded_lines(opened), format_, frozenset(severities))


def _import_home(
    site: str, by: str | None, given: tuple[str, bool | None, tuple[str, ...], bool],
    lines: "Iterator[Line]",
) -> "Imported":  # fmt: skip
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.bank_imports import Import, import_list

    if by is None:
        raise click.UsageError("say who you are: --as NAME; or name a file with --bank PATH")
    with open_home(write=True) as home:
        return import_list(home, site, by, Import(*given), lines)


def _tell(told: "Imported", as_json: bool) -> None:
    """What came of an import."""
    if as_json:
        json_document({
            "added": told.added, "known": told.known, "entries": told.entries,
            "digest": told.digest, "not_taken": told.untaken.count,
            "first_not_taken": [{"line": n, "why": why} for n, why in told.untaken.first],
        })  # fmt: skip
        return
    click.echo(f"{told.added:,} added, {told.known:,} known already, {told.entries:,} in the bank")
    if told.untaken.count:
        many = told.untaken.count != 1
        talk(f"{told.untaken.count:,} {'lines were' if many else 'line was'} not taken")
        for number, why in told.untaken.first[:MOST_SHOWN]:
            talk(f"  line {number}: {why}")
