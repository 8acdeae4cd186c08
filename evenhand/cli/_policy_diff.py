"""`evenhand policy diff`."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._show import json_document, progress, talk
from evenhand.cli._timeline import wrapped
from evenhand.cli._versions import names_kept, read_versions
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.policy import Policy
    from evenhand.pipeline.home import Home
    from evenhand.reports.replay.record import Comparison
    from evenhand.reports.side_by_side import Part, PolicyDiff
    from evenhand.text.word_changes import Run

FINDINGS = 1
MONTH = timedelta(days=30)


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    metavar="N",
    help="Say too what B would have changed in the decisions of the last N months.",
)
@click.option(
    "--beside",
    multiple=True,
    metavar="PACK",
    help="With --months: a pack in force beside both (repeatable).",
)
@click.option("--site", metavar="NAME", help="With --months: this site's decisions alone.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the comparison as a page.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def diff(
    before: str,
    after: str,
    months: int | None,
    beside: tuple[str, ...],
    site: str | None,
    page: Path | None,
    as_json: bool,
) -> int:
    """Set two policies side by side, for people: clauses, rules, facts, word by word.

    A and B are packs that ship, folders, or PACK@VERSION of a version that this home has kept.
    Parts belong together that bear the same id, else those that read most alike.

    \b
      evenhand policy diff hacked-material@1 hacked-material
      evenhand policy diff hacked-material ./draft --months 6 --html diff.html

    Exit status 1: they differ.
    """  # fmt: skip
    from evenhand.reports.side_by_side import compare_policies

    if (beside or site) and months is None:
        raise click.UsageError("--beside and --site go with --months")
    with _home(needed=months is not None or names_kept([before, after])) as home:
        old, new = read_versions([before, after])
        found = compare_policies(old, new)
        history = None
        if months is not None and home is not None:
            since = home.clock.now() - months * MONTH
            history = _history(home, (old, new), read_versions(beside), since, site)
    if page is not None:
        from evenhand.reports.diff_page import diff_page

        page.write_text(diff_page(found, history), encoding="utf-8")
        talk(f"written: {page}")
    _show(found, history, as_json=as_json)
    return 0 if found.same else FINDINGS


def _home(*, needed: bool) -> "Any":
    """The home, where there is need of it."""
    if not needed:
        return nullcontext()
    from evenhand.pipeline.home import open_home

    return open_home(write=False)


def _history(
    home: "Home",
    sides: "tuple[Policy, Policy]",
    beside: "Sequence[Policy]",
    since: datetime,
    site: str | None,
) -> "Comparison":
    """What the second policy would have changed. Raises EvenhandError: EH406, EH809."""
    from dataclasses import replace

    from evenhand.enforcement.measures import discover
    from evenhand.pipeline.archive import history
    from evenhand.pipeline.redecide import by_policies
    from evenhand.reports.replay.record import Side
    from evenhand.reports.replay.run import Question, replay
    from evenhand.store.history import Stretch, count_recorded
    from evenhand.store.sites import get_site

    stretch = Stretch(get_site(site).name if site else None, since)
    total = count_recorded(stretch)
    if not total:
        raise EvenhandError(
            "EH809", "no decision of that time is recorded here",
            not_done="the policies were not compared over history",
            help="give more --months, or leave the option away",
        )  # fmt: skip
    old, new = (by_policies([*beside, policy]) for policy in sides)
    before, after = (
        Side(f"{policy.ref.pack} {policy.ref.version}", by.packs)
        for policy, by in zip(sides, (old, new), strict=True)
    )
    question = Question(before, after, old, new, since=since, site=stretch.site)
    file = home.path / "replay" / f"{question.digest(None)[:16]}.json"
    with progress("deciding again", total) as advance:
        return replay(
            question,
            lambda place: history(replace(stretch, after=place)),
            discover(), kept=file, progress=advance,
        )  # fmt: skip


def _show(found: "PolicyDiff", history: "Comparison | None", *, as_json: bool) -> None:
    if as_json:
        json_document(_as_dict(found, history))
        return
    for line in diff_lines(found, history):
        click.echo(line)


def diff_lines(found: "PolicyDiff", history: "Comparison | None" = None) -> Iterator[str]:
    """The comparison for a terminal: gone words in [-...-], new ones in {+...+}."""
    from evenhand.reports.diff_page import headline
    from evenhand.reports.replay.page import headline as replay_headline
    from evenhand.reports.replay.words import measure_name

    yield from wrapped(headline(found), "", "")
    yield from (f"  {_unlike(*each)}" for each in found.head)
    for name, parts in (("Clauses", found.clauses), ("Rules", found.rules)):
        yield from ("", click.style(name, bold=True))
        for part in parts:
            yield from _part_lines(part)
    if found.facts:
        yield from ("", click.style("Facts", bold=True))
        yield from (f"  {_unlike(*each)}" for each in found.facts)
    if history is not None:
        yield from ("", click.style("Over history", bold=True))
        yield from wrapped(replay_headline(history), "  ", "  ")
        for (was, would), count in history.by_measure.items():
            yield f"  {count:>7,}  {measure_name(was)} -> {measure_name(would)}"


def _part_lines(part: "Part") -> Iterator[str]:
    """A clause or rule that differs; one that does not in a word."""
    if part.same:
        yield f"  {part.name}: the same"
        return
    text = "the same words" if part.text_same else " ".join("".join(map(_run, part.text)).split())
    yield from wrapped(text, f"  {part.name}: ", "    ")
    yield from (f"    {_unlike(*each)}" for each in part.differences)


def _run(run: "Run") -> str:
    """Words with the signs of what became of them, which need no colour."""
    signs = {"gone": ("[-", "-]"), "new": ("{+", "+}")}.get(run.came, ("", ""))
    return f"{signs[0]}{run.text}{signs[1]}"


def _unlike(what: str, before: str, after: str) -> str:
    return f"{what}: {before or 'not there'} -> {after or 'not there'}"


def _as_dict(found: "PolicyDiff", history: "Comparison | None") -> dict[str, Any]:
    """The comparison as JSON writes it."""
    differences = {"head": found.head, "facts": found.facts}
    told: dict[str, Any] = {
        "before": found.before.ref,
        "after": found.after.ref,
        "same": found.same,
        **{name: _unlike_dicts(rows) for name, rows in differences.items()},
        "clauses": [_part_dict(part) for part in found.clauses],
        "rules": [_part_dict(part) for part in found.rules],
    }
    if history is not None:
        told["history"] = {
            "since": history.since, "decided": history.decided, "erased": history.erased,
            "changed": history.changed,
            "by_measure": [
                {"before": was, "after": would, "decisions": count}
                for (was, would), count in history.by_measure.items()
            ],
        }  # fmt: skip
    return told


def _part_dict(part: "Part") -> dict[str, Any]:
    return {
        "before": part.before, "after": part.after, "same": part.same, "text": part.text,
        "differences": _unlike_dicts(part.differences),
    }  # fmt: skip


def _unlike_dicts(rows: "Sequence[tuple[str, str, str]]") -> list[dict[str, str]]:
    return [{"what": what, "before": before, "after": after} for what, before, after in rows]
