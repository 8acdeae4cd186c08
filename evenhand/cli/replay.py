"""`evenhand replay`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._show import json_document, progress, talk
from evenhand.cli._versions import read_versions
from evenhand.cli._when import WHEN

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home
    from evenhand.policy.compile import CompiledPolicy
    from evenhand.reports.replay.fast import Archives
    from evenhand.reports.replay.identity import Identity
    from evenhand.reports.replay.record import Changed, Comparison, Outcome
    from evenhand.reports.replay.run import Question
    from evenhand.store.history import Stretch

FINDINGS = 1
AS_RECORDED = "as recorded"
SHOWN = 10
"""Most examples on the terminal."""
STAYS = (
    "Strikes and the measures that a decision met stay as recorded: what would have followed from "
    "the other decisions is not played on. Packs that are named count as in force for all of "
    "history, and no pause holds."
)


FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--policy",
    multiple=True,
    metavar="PACK|DIR",
    help="Decide again by this pack; repeat it for several together.",
)
@click.option(
    "--against",
    multiple=True,
    metavar="PACK|DIR",
    help="Compare with this pack, or several; unless given, with what was recorded.",
)
@click.option(
    "--identity",
    "proof",
    is_flag=True,
    help="Prove that what was in force then gives every recorded decision again.",
)
@click.option("--site", metavar="NAME", help="Only this site; all of them unless you say.")
@click.option("--matter", metavar="NAME", help="Only this matter.")
@click.option("--from", "since", type=WHEN, metavar="DAY", help="Decisions from then on.")
@click.option("--to", "until", type=WHEN, metavar="DAY", help="Decisions before then.")
@click.option(
    "--csv",
    "listed",
    type=FILE,
    metavar="FILE",
    help="Write every changed decision to a file, for a spreadsheet.",
)
@click.option(
    "--html", "page", type=FILE, metavar="FILE", help="Write the comparison as a page with a chart."
)
@click.option(
    "--resume",
    "kept",
    type=FILE,
    metavar="FILE",
    help="Where to keep how far it has come; in the home unless you say.",
)
@click.option(
    "--under",
    multiple=True,
    metavar="PACK|DIR",
    help="With --matter: what each of several policies would have made of it.",
)
@click.option(
    "--beside",
    multiple=True,
    metavar="PACK|DIR",
    help="With --under: a pack that stays in force beside each of them.",
)
@click.option(
    "--earlier",
    multiple=True,
    metavar="MATTER",
    help="With --under: an earlier matter, under what is in force today.",
)
@click.option(
    "--about",
    type=int,
    metavar="LOG_INDEX",
    help="With --under: the decision to tell of; else the one with the most to it.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(
    policy: tuple[str, ...],
    against: tuple[str, ...],
    under: tuple[str, ...],
    proof: bool,
    page: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Decide all of history again by another policy, without reading any item again.

    Every decision that a rule took is taken again over the evidence that was recorded with it,
    of allowed items too; people's decisions are not. Nothing is changed. A run that was stopped
    goes on where it was when you give the same command again.

    \b
      evenhand replay --policy hacked-material --csv changed.csv
      evenhand replay --policy ./draft --against hacked-material --from 2026-07-01
      evenhand replay --identity
      evenhand replay --site main --matter dossier --under A --under B --html page.html

    Exit status 1: some decision is taken otherwise (--policy), or does not come again
    (--identity).
    """  # fmt: skip
    from evenhand.pipeline.home import open_home

    if [bool(policy), bool(under), proof].count(True) != 1:
        raise click.UsageError("say one of them: --policy PACK, --identity, or --under PACK")
    if under:
        return _matter(under, page, options, as_json=as_json)
    with open_home(write=False) as home:
        stretch = _stretch(options)
        if proof:
            return _show_identity(_proved(stretch), as_json=as_json)
        asked = _asked(stretch, policy, against)
        found = _compared(home, stretch, asked, options["listed"], options["kept"])
    if page is not None:
        _write_page(page, found, _typed(stretch, policy, against))
    _show(found, as_json=as_json)
    return FINDINGS if found.changed else 0


def _matter(
    under: tuple[str, ...], page: Path | None, options: dict[str, Any], *, as_json: bool
) -> int:
    """One matter under several policies. Raises click.UsageError where it is not said which."""
    from evenhand.cli._replay_matter import MatterAsked, matter_command

    if options["matter"] is None:
        raise click.UsageError("--under goes with --matter NAME")
    beside, earlier, about = (options[name] for name in ("beside", "earlier", "about"))
    site = options["site"] or "main"
    asked = MatterAsked(site, options["matter"], under, beside, earlier, about)
    return matter_command(asked, page, as_json=as_json)


def _stretch(options: dict[str, Any]) -> "Stretch":
    """Which decisions. Raises EvenhandError: EH406 where there is no such site."""
    from evenhand.store.history import Stretch
    from evenhand.store.sites import get_site

    site = get_site(options["site"]).name if options["site"] else None
    return Stretch(site, options["since"], options["until"], options["matter"])


def _asked(stretch: "Stretch", policy: tuple[str, ...], against: tuple[str, ...]) -> "Question":
    """The two sides. Raises EvenhandError: EH905, EH2xx, EH808."""
    from evenhand.pipeline.redecide import by_policies
    from evenhand.reports.replay.record import Side
    from evenhand.reports.replay.run import Question

    after = by_policies(read_versions(policy))
    before = by_policies(read_versions(against)) if against else None
    return Question(
        Side(", ".join(against), before.packs) if before else Side(AS_RECORDED, ()),
        Side(", ".join(policy), after.packs),
        before, after, stretch.since, stretch.until, stretch.site, stretch.matter,
    )  # fmt: skip


def _compared(
    home: "Home",
    stretch: "Stretch",
    asked: "Question",
    listed: Path | None,
    kept: Path | None,
) -> "Comparison":
    """Row by row; over what is put away in columns first, where both sides are packs."""
    from dataclasses import replace

    from evenhand.enforcement.measures import discover
    from evenhand.pipeline.archive import history, state_of_files
    from evenhand.reports.replay.run import replay
    from evenhand.store.history import count_recorded

    file = kept or home.path / "replay" / f"{asked.digest(listed)[:16]}.json"
    with progress("deciding again", count_recorded(stretch)) as advance:
        if (state := state_of_files(stretch.site)) and (sides := _columns_of(asked)):
            from evenhand.reports.replay.fast import replay_archives

            return replay_archives(
                asked, _archives(stretch, state), sides, discover(),
                kept=file, listed=listed, progress=advance,
            )  # fmt: skip
        return replay(
            asked,
            lambda after: history(replace(stretch, after=after)),
            discover(), kept=file, listed=listed, progress=advance,
        )  # fmt: skip


def _columns_of(asked: "Question") -> "tuple[CompiledPolicy, CompiledPolicy] | None":
    """Both sides, where columns can serve them; what was recorded has no rules of its own."""
    from evenhand.pipeline.redecide import ByPacks
    from evenhand.reports.replay.fast import comparable

    before, after = asked.decide_before, asked.decide_after
    if not (isinstance(before, ByPacks) and isinstance(after, ByPacks)):
        return None
    return (before.rules, after.rules) if comparable(before.rules, after.rules) else None


def _archives(stretch: "Stretch", state: str) -> "Archives":
    from dataclasses import replace

    from evenhand.pipeline.archive import history_of, pieces
    from evenhand.reports.replay.fast import Archives
    from evenhand.store.archive_history import count_not_kept

    return Archives(
        state,
        lambda since: pieces(stretch if since is None else replace(stretch, since=since)),
        history_of,
        lambda piece: count_not_kept(piece.stretch),
    )


def _proved(stretch: "Stretch") -> "Identity":
    from evenhand.pipeline.archive import history
    from evenhand.pipeline.redecide import AsInForce
    from evenhand.reports.replay.identity import identity
    from evenhand.store.history import count_recorded

    with progress("proving", count_recorded(stretch)) as advance:
        return identity(history(stretch), AsInForce(), advance)


def _show_identity(found: "Identity", *, as_json: bool) -> int:
    """The proof in words; exit status 1 where some decision does not come again."""
    if as_json:
        json_document(found)
        return 0 if found.holds else FINDINGS
    click.echo(f"same       {found.same:,}")
    click.echo(f"different  {found.different:,}")
    click.echo(f"erased     {found.erased:,}")
    if found.in_part:
        click.echo(f"{found.in_part:,} of an older version were compared without ends and strikes.")
    for each in found.listed:
        where = "" if each.log_index is None else f" [log {each.log_index}]"
        click.echo(f"{each.decision}{where} {each.site}: {', '.join(each.parts)}")
    talk("Every decision came again." if found.holds else "Some decisions did not come again.")
    return 0 if found.holds else FINDINGS


def _write_page(file: Path, found: "Comparison", typed: str) -> None:
    from evenhand.reports.replay.page import replay_page

    file.write_text(replay_page(found, typed), encoding="utf-8")


def _typed(stretch: "Stretch", policy: tuple[str, ...], against: tuple[str, ...]) -> str:
    """What makes the page again; folders by their last name, a matter's name is for the staff."""
    from evenhand.model.clock import utc_text

    options = [("--policy", Path(name).name) for name in policy]
    options += [("--against", Path(name).name) for name in against]
    options += [("--site", stretch.site)] if stretch.site else []
    options += [("--matter", "MATTER")] if stretch.matter else []
    options += [("--from", utc_text(stretch.since))] if stretch.since else []
    options += [("--to", utc_text(stretch.until))] if stretch.until else []
    parts = [f"{name} {told}" for name, told in options]
    return " ".join(["evenhand replay", *parts, "--html FILE"])


def _show(found: "Comparison", *, as_json: bool) -> None:
    if as_json:
        json_document(_as_dict(found))
        return
    from evenhand.cli._people import table

    click.echo(f"{found.before.name} -> {found.after.name}")
    click.echo(
        f"{found.decided:,} decisions taken again, {found.changed:,} otherwise; "
        f"{found.erased:,} could not be: their evidence is erased."
    )
    if found.changed:
        head = ("heaviest measure", "instead", "decisions")
        rows = [(*key, f"{count:,}") for key, count in found.by_measure.items()]
        click.echo("\n" + "\n".join(table([head, *rows])))
        click.echo("\nFor example:")
        for each in found.examples[:: len(found.examples) // SHOWN + 1]:
            click.echo(f"  {_line(each)}")
    talk(STAYS)


def _line(changed: "Changed") -> str:
    """One changed decision: where it stands, what was done, and what would have been."""
    from evenhand.model.clock import day_text

    where = changed.decision[:8] if changed.log_index is None else f"log {changed.log_index}"
    told = f"{_done(changed.before)} -> {_done(changed.after)}"
    return f"{day_text(changed.decided_at)} [{where}] {changed.site}: {told}"


def _done(outcome: "Outcome") -> str:
    """What one side does: whom it asks, its measures, its strikes."""
    from evenhand.reports.replay.run import steps_text

    parts = list(steps_text(outcome))
    if outcome.outcome == "review":
        parts.append("a person looks")
    if outcome.strikes:
        parts.append(f"strikes {outcome.strikes}")
    return ", ".join(parts) or "nothing"


def _as_dict(found: "Comparison") -> dict[str, Any]:
    """The comparison as JSON writes it."""
    return {
        "before": found.before, "after": found.after, "since": found.since, "until": found.until,
        "decided": found.decided, "erased": found.erased, "changed": found.changed,
        "by_measure": [
            {"before": before, "after": after, "decisions": count}
            for (before, after), count in found.by_measure.items()
        ],
        "by_rule": found.by_rule,
        "months": {
            month: {"decided": decided, "changed": changed}
            for month, (decided, changed) in found.months.items()
        },
        "examples": found.examples,
        "strikes": STAYS,
    }  # fmt: skip
