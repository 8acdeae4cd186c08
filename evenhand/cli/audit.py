"""`evenhand audit`."""

from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._show import Advance, json_document, progress, talk
from evenhand.cli._when import WHEN
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home
    from evenhand.reports.evenness.gather import Gathered
    from evenhand.reports.evenness.record import Audit, Pair
    from evenhand.reports.evenness.sample import Sample
    from evenhand.reports.replay.matter import MatterReport, Tried
    from evenhand.store.history import Recorded, Stretch

FINDINGS = 1
NOT_DONE = "nothing was compared"
SHOWN = 10
"""Pairs on the terminal."""


@click.command()
@click.option("--site", metavar="NAME", help="Only this site; all of them unless you say.")
@click.option("--from", "since", type=WHEN, metavar="DAY", help="Cases that began from then on.")
@click.option("--to", "until", type=WHEN, metavar="DAY", help="Cases that began before then.")
@click.option(
    "--sample",
    "sampled",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="An auditor's sealed sample: decision, group (CSV or JSONL).",
)
@click.option(
    "--matter", metavar="NAME", help="Put this matter under the policies of every site and year."
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the audit as a page with charts.",
)
@click.option(
    "--csv",
    "listed",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write every test to a file, for a spreadsheet.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    sampled: Path | None,
    matter: str | None,
    page: Path | None,
    listed: Path | None,
    as_json: bool,
) -> int:
    """Were like cases treated alike? By role, language, who asked, and an auditor's own sample.

    Reads and changes nothing. Groups under 20 cases are neither shown nor tested. Whatever is
    claimed holds after correction for every test of the audit. docs/evenness.md says what may be
    concluded, and how many cases it takes.

    \b
      evenhand audit --from 2026-01-01 --html evenness.html
      evenhand audit --sample sealed.csv --csv tests.csv

    Exit status 1: a difference is claimed.
    """  # fmt: skip
    _check_extra()
    found, under = _audited(site, since, until, sampled, matter)
    _write(found, under, page, listed)
    _show(found, under, as_json=as_json)
    return FINDINGS if found.found else 0


def _audited(
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    sampled: Path | None,
    matter: str | None,
) -> "tuple[Audit, MatterReport | None]":
    """The audit of a stretch of history, and the matter under other policies where one is asked."""
    from evenhand.pipeline.home import open_home
    from evenhand.reports.evenness.audit import audit
    from evenhand.store.history import Stretch
    from evenhand.store.sites import get_site

    sample = _sample(sampled)
    with open_home(write=False) as home:
        name = get_site(site).name if site else None
        gathered = _gathered(Stretch(name, since, until))
        under = _under(home, name or "main", matter) if matter else None
    _check_sample(sample, gathered)
    found = audit(
        gathered.cases, sample.groups, sample_digest=sample.digest, erased=gathered.erased
    )
    return found, under


def _check_extra() -> None:
    """Raises EvenhandError: EH818 where the extra for history is not installed."""
    if find_spec("scipy") is None:
        raise EvenhandError("EH818", "the audit needs scipy, which is not installed",
                            not_done=NOT_DONE, help="pip install 'evenhand[replay]'")  # fmt: skip


def _sample(file: Path | None) -> "Sample":
    from evenhand.reports.evenness.sample import Sample, read_sample

    return read_sample(file.name, file.read_bytes()) if file else Sample()


def _check_sample(sample: "Sample", gathered: "Gathered") -> None:
    """Raises EvenhandError: EH817 where a sample has to do with none of the cases."""
    if sample.groups and not any(case.id in sample.groups for case in gathered.cases):
        raise EvenhandError("EH817", "the sample names none of the audited cases",
                            not_done=NOT_DONE,
                            help="it names ids of rules' decisions of this stretch")  # fmt: skip


def _gathered(stretch: "Stretch") -> "Gathered":
    """The cases of a stretch, from an open home."""
    from evenhand.enforcement.measures import discover
    from evenhand.pipeline.archive import history
    from evenhand.reports.evenness.gather import gather
    from evenhand.store.contacts import all_contacts
    from evenhand.store.history import count_recorded

    with progress("reading", count_recorded(stretch)) as advance:
        return gather(_counted(history(stretch), advance), all_contacts(stretch.site), discover())


def _counted(records: "Iterator[Recorded]", advance: Advance) -> "Iterator[Recorded]":
    """The records, with the bar moved on by each thousand."""
    for number, each in enumerate(records):
        if number % 1000 == 0:
            advance(number)
        yield each


def _under(home: "Home", site: str, matter: str) -> "MatterReport":
    """A matter under each set of texts that any site ever judged by. Raises EH806."""
    from evenhand.pipeline.archive import history
    from evenhand.reports.replay.matter import compare_matter
    from evenhand.store.history import Stretch

    return compare_matter(site, history(Stretch(site=site, matter=matter)), _policies(home))


def _policies(home: "Home") -> "list[Tried]":
    """What each site has judged by: its texts on each day on which they changed, and today."""
    from evenhand.model.clock import day_text
    from evenhand.pipeline.in_force import policies_in_force
    from evenhand.pipeline.redecide import by_policies
    from evenhand.reports.replay.matter import Tried
    from evenhand.reports.replay.record import Side
    from evenhand.store.policies import publications
    from evenhand.store.sites import all_sites

    tried: dict[object, Tried] = {}
    for site in all_sites():
        days = [told.from_ or told.at for told in publications(site)]
        for at in (*sorted(days), home.clock.now()):
            policies = policies_in_force(site, at)
            texts = tuple(policy.ref for policy in policies)
            if policies and (site, texts) not in tried:
                decide = by_policies(policies)
                name = f"{site}, {day_text(at)}"
                tried[site, texts] = Tried(Side(name, decide.packs), name, decide)
    return list(tried.values())


def _write(
    found: "Audit", under: "MatterReport | None", page: Path | None, listed: Path | None
) -> None:
    from evenhand.reports.csv import write_csv
    from evenhand.reports.evenness.page import HEAD, evenness_page, rows

    if page is not None:
        page.write_text(evenness_page(found, under), encoding="utf-8")
        talk(f"written: {page}")
    if listed is not None:
        with listed.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, HEAD, rows(found))
        talk(f"written: {listed}")


def _show(found: "Audit", under: "MatterReport | None", *, as_json: bool) -> None:
    if as_json:
        json_document(_as_dict(found, under))
        return
    from evenhand.reports.evenness.words import claims, scope

    for line in (*scope(found), "", *claims(found)):
        click.echo(line)
    _show_groups(found)
    if found.pairs:
        click.echo("\nThe same findings, other measures; the nearest and furthest apart first:")
    for pair in found.pairs[:SHOWN]:
        click.echo(f"  {_pair_line(pair)}")
    if under is not None:
        from evenhand.reports.replay.words import in_short

        click.echo("\nThe same matter under other policies, at its heaviest:")
        click.echo(f"  decided then: {in_short(under.about.then.steps)}")
        for side, outcome in zip(under.sides, under.about.instead, strict=True):
            click.echo(f"  {side.name}: {in_short(outcome.steps)}")


def _show_groups(found: "Audit") -> None:
    """Every test, and the groups that are too small."""
    from evenhand.cli._people import table
    from evenhand.reports.evenness.words import (
        SMALL,
        effect_words,
        group_words,
        p_words,
        test_words,
    )

    if found.tests:
        head = ("compared within like cases", "cases", "others", "difference", "p, corrected")
        rows = [
            (test_words(t), f"{t.cases:,}", f"{t.others:,}", effect_words(t.outcome, t.effect),
             p_words(t.adjusted))
            for t in found.tests
        ]  # fmt: skip
        click.echo("\n" + "\n".join(table([head, *rows])))
    if found.suppressed:
        click.echo(f"\n{SMALL}: {'; '.join(map(group_words, found.suppressed))}.")


def _pair_line(pair: "Pair") -> str:
    from evenhand.reports.evenness.words import log_words, pair_words

    heavier, lighter = pair_words(pair)
    return (
        f"{heavier} [{log_words(pair.one.log_index)}], {lighter} "
        f"[{log_words(pair.other.log_index)}]; readings {pair.distance:.2f} apart"
    )


def _as_dict(found: "Audit", under: "MatterReport | None") -> dict[str, Any]:
    """The audit as JSON writes it; cases by their place in the log alone."""
    from evenhand.reports.evenness.page import HEAD, rows
    from evenhand.reports.evenness.words import claims, pair_words

    shown: dict[str, Any] = {
        "cases": found.cases, "compared": found.compared, "erased": found.erased,
        "unknown_roles": found.unknown_roles, "sample": found.sample_digest,
        "found": [*claims(found)] if found.found else [],
        "tests": [dict(zip(HEAD, row, strict=True)) for row in rows(found)],
        "rungs": found.rungs,
        "too_small": found.suppressed,
        "pairs": [
            {"heavier": pair_words(pair)[0], "log_index": pair.one.log_index,
             "lighter": pair_words(pair)[1], "other_log_index": pair.other.log_index,
             "rungs": pair.rungs, "distance": round(pair.distance, 6)}
            for pair in found.pairs
        ],
    }  # fmt: skip
    if under is not None:
        shown["policies"] = under.sides
        shown["matter"] = [
            {"day": row.day, "kind": row.kind, "log": row.log, "count": row.count,
             "then": row.then, "instead": row.instead}
            for row in under.rows
        ]  # fmt: skip
    return shown
