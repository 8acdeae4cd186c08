"""`evenhand replay --matter M --under PACK ...`: one matter under several policies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._show import json_document, talk
from evenhand.cli._versions import read_versions

if TYPE_CHECKING:
    from evenhand.model.policy import Policy
    from evenhand.pipeline.home import Home
    from evenhand.reports.replay.matter import MatterReport, Row, Tried
    from evenhand.reports.replay.record import Outcome

TODAY = "today's policy"


@dataclass(frozen=True, slots=True)
class MatterAsked:
    """What is asked about a matter.

    Attributes:
        under: policies to try, each `PACK`, a folder or `PACK@VERSION`.
        beside: packs that stay in force beside each of them.
        earlier: other matters of the site, put under what is in force there today.
        about: log index of the decision that the summary tells; None is the heaviest.
    """

    site: str
    matter: str
    under: Sequence[str]
    beside: Sequence[str] = ()
    earlier: Sequence[str] = ()
    about: int | None = None


def matter_command(asked: MatterAsked, page: Path | None = None, *, as_json: bool = False) -> int:
    """Compare, and show it: as text, one JSON document, or a page too.

    Raises EvenhandError: EH406, EH806 to EH808, EH905, EH2xx.
    """
    from evenhand.pipeline.home import open_home

    with open_home(write=False) as home:
        found, earlier = compared(home, asked)
    if page is not None:
        from evenhand.reports.replay.matter_page import matter_page

        # A matter's name is for the staff alone.
        command = command_text(asked, "MATTER", ["MATTER" for _ in asked.earlier])
        page.write_text(matter_page(found, earlier, command), encoding="utf-8")
        talk(f"written: {page}")
    if as_json:
        json_document(_as_dict(found) | {"earlier": [_as_dict(each) for each in earlier]})
        return 0
    for line in matter_lines(found, earlier):
        click.echo(line)
    return 0


def compared(home: "Home", asked: MatterAsked) -> "tuple[MatterReport, list[MatterReport]]":
    """The matter under each policy, and the earlier ones under today's, from an open home."""
    from evenhand.pipeline.in_force import policies_in_force
    from evenhand.store.sites import get_site

    site = get_site(asked.site).name
    beside = read_versions(asked.beside)
    tried = [
        _tried(name, pack.title, [*beside, pack])
        for name, pack in zip(asked.under, read_versions(asked.under), strict=True)
    ]
    found = _compared(site, asked.matter, tried, asked.about)
    if not asked.earlier:
        return found, []
    # What was played for a later day than the clock's, such as an example, is no earlier affair.
    now = max(home.clock.now(), found.last_at)
    today = _tried(TODAY, TODAY, policies_in_force(site, now))
    return found, [_compared(site, each, [today]) for each in asked.earlier]


def matter_lines(found: "MatterReport", earlier: "Sequence[MatterReport]" = ()) -> Iterator[str]:
    """The comparison in plain words, for a terminal."""
    from evenhand.cli._timeline import wrapped
    from evenhand.reports.replay.matter_page import summary

    for each in (found, *earlier):
        for name, told in summary(each):
            yield from wrapped(f"{name}: {told}.", "", "  ")
        yield ""


def brief_lines(found: "MatterReport") -> Iterator[str]:
    """What each policy would have had in force at once, a line each."""
    from evenhand.reports.replay.matter_page import row_words
    from evenhand.reports.replay.words import in_short

    width = max(len(side.name) for side in found.sides)
    yield f"On the evidence of {row_words(found.about)}, in force at once:"
    for side, outcome in zip(found.sides, found.about.instead, strict=True):
        yield f"  {side.name:<{width}}  {in_short(outcome.steps)}"


def command_text(asked: MatterAsked, matter: str, earlier: Sequence[str]) -> str:
    """What makes the page of a question.

    Args:
        matter, earlier: the matters' names, or what stands for them where the public reads.
    """
    parts = ["evenhand replay", f"--site {asked.site}", f"--matter {matter}"]
    parts += [f"--under {Path(name).name}" for name in asked.under]
    parts += [f"--beside {Path(name).name}" for name in asked.beside]
    parts += [f"--earlier {name}" for name in earlier]
    parts += [f"--about {asked.about}"] if asked.about is not None else []
    return " ".join([*parts, "--html FILE"])


def _compared(
    site: str, matter: str, tried: "Sequence[Tried]", about: int | None = None
) -> "MatterReport":
    from evenhand.pipeline.archive import history
    from evenhand.reports.replay.matter import compare_matter
    from evenhand.store.history import Stretch

    recorded = history(Stretch(site=site, matter=matter))
    return compare_matter(site, recorded, tried, about)


def _tried(name: str, title: str, policies: "Sequence[Policy]") -> "Tried":
    from evenhand.pipeline.redecide import by_policies
    from evenhand.reports.replay.matter import Tried
    from evenhand.reports.replay.record import Side

    decide = by_policies(policies)
    return Tried(Side(name, decide.packs), title, decide)


def _as_dict(found: "MatterReport") -> dict[str, Any]:
    """The comparison as JSON writes it."""
    return {
        "site": found.site,
        "policies": found.sides,
        "about": _row_dict(found, found.about),
        "rows": [_row_dict(found, row) for row in found.rows],
        "erased": found.erased,
    }


def _row_dict(found: "MatterReport", row: "Row") -> dict[str, Any]:
    instead: dict[str, Outcome] = {
        side.name: outcome for side, outcome in zip(found.sides, row.instead, strict=True)
    }
    return {
        "day": row.day, "kind": row.kind, "log": row.log, "count": row.count,
        "packs": row.texts, "decided": row.then, "instead": instead, "ended": row.ended,
    }  # fmt: skip
