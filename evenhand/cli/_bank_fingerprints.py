"""`evenhand bank export|import|match withheld`: fingerprints of withheld documents."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, talk
from evenhand.cli._who import as_option, asked_options, json_option, site_option

if TYPE_CHECKING:
    from evenhand.text.table import Cell

F = TypeVar("F", bound=Callable[..., Any])

FINDINGS = 1
MATCHED = ("key", "own", "start", "end")
TESTS_GUESSES = (
    "whoever has it can test guesses, as often as they like and without your knowing: whether a "
    "passage is in your documents, or which word stands in a sentence that they otherwise know. "
    "It cannot be taken back"
)


def fingerprints_flag(command: F) -> F:
    """`--fingerprints`: asked for, so that nobody expects documents to come or go."""
    return click.option(
        "--fingerprints", is_flag=True, callback=_said,
        help="Needed: fingerprints are all that is shared, never the documents.",
    )(command)  # fmt: skip


def _said(_: click.Context, __: click.Parameter, given: bool) -> bool:
    if not given:
        raise click.UsageError("say --fingerprints: documents themselves are never shared")
    return given


@click.command("withheld")
@fingerprints_flag
@site_option
@as_option
@asked_options
@click.option("-o", "--out", required=True, metavar="FILE",
              type=click.File("w", encoding="ascii", lazy=True, atomic=True),
              help="Where to.")  # fmt: skip
@click.option("--with-key", "key_file", metavar="FILE", type=click.Path(),
              help="Hand out the key too, into FILE: read first what it tells.")  # fmt: skip
@json_option
def export_withheld(
    fingerprints: bool, site: str, by: str, asked: bool | None, contacts: tuple[str, ...],
    out: Any, key_file: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Write fingerprints of a site's withheld documents, for others who want to recognise copies.

    Each stands for eight words in a row, none overlaps another, and none touches what our own
    signal takes for private. They are digests under a key that stays here: without it they match
    nothing. Whoever has them sends a text to your service, which answers whether and where it
    matches (POST /v1/withheld/match, with a key of the scope `match`). They tell about how long
    the documents are; docs/banks.md says what else.

    The service answers for what was exported last: export again when documents come or go.

    \b
      evenhand bank export withheld --fingerprints -o ours.txt --as ada --asked no
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.fingerprints import Saying, share

    if key_file and os.path.lexists(key_file):
        raise click.UsageError(f"`{key_file}` is there already: a key is never written over")
    said = Saying(asked, contacts, with_key=key_file is not None)
    with open_home(write=True) as home:
        shared = share(home, site, by, said)
    out.writelines(f"{line}\n" for line in shared.fingerprints.lines())
    if key_file and shared.key is not None:
        _write_key(Path(key_file), shared.key)
    count, key = len(shared.fingerprints.digests), shared.fingerprints.key_id
    if as_json:
        told = {"fingerprints": count, "key": key, "not_read": list(shared.unread)}
        json_document({**told, "with_key": key_file is not None})
    else:
        click.echo(f"{count:,} fingerprints, key {key}")
    for name in shared.unread:
        talk(f"`{name}` has no text that can be read: nothing of it is shared")
    talk(f"the key is in {key_file}: {TESTS_GUESSES}" if key_file else "the key stays here")


@click.command("withheld")
@click.argument("file", type=click.File("r", encoding="ascii", errors="replace"))
@fingerprints_flag
@site_option
@as_option
@asked_options
@click.option("--key", "key_file", type=click.File("r", encoding="ascii", errors="replace"),
              metavar="FILE", help="The key, where they handed it out.")  # fmt: skip
@json_option
def import_withheld(
    file: Any, fingerprints: bool, site: str, by: str, asked: bool | None,
    contacts: tuple[str, ...], key_file: Any, as_json: bool,
) -> None:  # fmt: skip
    """Take in fingerprints that somebody else has shared.

    With their key, `evenhand bank match withheld` finds copies of their documents here. Without it
    they match nothing here: send your text to whoever made them. They take no part in screening,
    since they cannot say which document and page a passage is from.

    \b
      evenhand bank import withheld theirs.txt --fingerprints --as ada --asked no
    """
    from evenhand.pipeline.bank_files import bounded_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.fingerprints import Saying, take_in

    key = _read_key(key_file) if key_file else None
    with open_home(write=True) as home:
        taken = take_in(home, site, by, Saying(asked, contacts, key), bounded_lines(file))
    if as_json:
        told = {"fingerprints": len(taken.digests), "key": taken.key_id}
        json_document({**told, "with_key": key is not None})
    else:
        click.echo(f"{len(taken.digests):,} fingerprints, key {taken.key_id}")
    if key is None:
        talk("their key is not here: they match nothing until you ask whoever made them")


@click.command()
@click.argument("kind", type=click.Choice(["withheld"]), metavar="withheld")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@site_option
@list_options
def match(kind: str, file: str, site: str, as_json: bool, as_csv: bool) -> int:
    """Say where the text of FILE holds passages of which a site has fingerprints.

    It is matched with the site's own, as exported last, and with those of others whose key is
    here. Two of a set in a text are a match. Places are counted in characters of the text.

    Exit status: 0 nothing matches, 1 something does.
    """
    from evenhand.pipeline.banks import read_document
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.fingerprints import match_all
    from evenhand.text.documents import extract_text

    name, data = read_document(Path(file))
    with open_home(write=False) as home:
        found, without = match_all(home, site, extract_text(data, "", name) or "")
    rows: list[dict[str, Cell]] = [
        {"key": one.key_id, "own": one.own, "start": span.start, "end": span.end}
        for one in found for span in one.spans
    ]  # fmt: skip
    show_list(MATCHED, rows, as_json=as_json, as_csv=as_csv)
    if without:
        talk(f"not matched, as their key is not here: {without:,} of the sets")
    return FINDINGS if found else 0


def _write_key(file: Path, key: bytes) -> None:
    """Write a key for whoever reads this account's files alone."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(f"{key.hex()}\n")


def _read_key(file: Any) -> bytes:
    """A key as `_write_key` wrote it."""
    from evenhand.signals.withheld_copy.fingerprints import key_id

    try:
        key = bytes.fromhex(file.read(1_000).strip())
        key_id(key)
    except ValueError:
        raise click.UsageError(f"`{file.name}` holds no key") from None
    return key
