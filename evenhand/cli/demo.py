"""`evenhand demo`."""

import os
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click
import msgspec

from evenhand.cli._show import json_document
from evenhand.model.clock import day_text, utc_text
from evenhand.model.errors import EvenhandError, Where

if TYPE_CHECKING:
    from evenhand.cli._moment import Looked
    from evenhand.cli._replay_matter import MatterAsked
    from evenhand.log.report import Report
    from evenhand.pipeline.answers import Answers, Question
    from evenhand.pipeline.play import Played, SitePlan, Step

LOG_FAULT = 3
EXAMPLE = "examples/dossier"
TIMELINE, SITES, QUESTIONS = "timeline.jsonl", "sites.toml", "questions.toml"
NOT_DONE = "nothing was played"


class _Step(msgspec.Struct, forbid_unknown_fields=True):
    """A line of the timeline; its fields are those of `pipeline.play.Step`."""

    at: datetime
    say: str
    do: str
    site: str = "main"
    by: str = ""
    items: list[msgspec.Raw] = []
    withheld: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    unlist: tuple[str, ...] = ()
    item: str = ""
    link: str = ""
    given: dict[str, Any] = msgspec.field(default_factory=dict, name="with")
    name: str = msgspec.field(default="", name="as")
    tries: bool = False


@click.command()
@click.argument("folder", default=EXAMPLE, metavar="[DIR]")
@click.option("--home", "place", metavar="DIR", help="Make the home here, not in a new folder.")
@click.option(
    "--http/--no-http",
    default=True,
    help="Serve the home for a moment too, and look at it as a stranger would.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(folder: str, place: str | None, http: bool, as_json: bool) -> int:
    """Play the example matter through the real pipeline, in a fresh home, and print what came.

    DIR holds timeline.jsonl (what happens, and when), sites.toml (who screens, by which packs),
    questions.toml (what the public asks in the end), links.txt, withheld/ and letters. Nothing
    that comes of a step is written there: it follows from the signals, the packs and the rules
    about people. The home stays, so that you can look further.
    """
    from evenhand.cli._moment import look_over_http
    from evenhand.log.source import DirectorySource
    from evenhand.log.verify import verify_log

    matter = Path(folder)
    steps, sites, question = read_timeline(matter), read_sites(matter), read_question(matter)
    home_folder = Path(place or tempfile.mkdtemp(prefix="evenhand-demo-"))
    played: list[Played] = []
    for each in play(matter, steps, sites, home_folder):
        if not as_json:
            _echo_step(each, played[-1] if played else None)
        played.append(each)
    report = verify_log(DirectorySource(home_folder / "log"))
    answers = _answered(question, played, home_folder) if question else None
    if not as_json:
        _echo_closing(played, report, answers, home_folder)
        if question and question.under:
            _echo_under(question, played, home_folder)
    looked = look_over_http(home_folder, _shown(played)) if http else None
    if as_json:
        json_document(
            {
                "home": str(home_folder),
                "steps": [_as_dict(each) for each in played],
                "log": report.as_dict(),
                "answers": answers,
                "http": looked.as_dict() if looked else None,
            }
        )
    else:
        _echo_further(played, looked, home_folder, question)
    return 0 if report.sound and (looked is None or looked.log.sound) else LOG_FAULT


def read_timeline(matter: Path) -> "list[Step]":
    """The steps of a matter. Raises EvenhandError: EH904 and EH909, or EH1xx for an item."""
    file = matter / TIMELINE
    steps = []
    for number, line in enumerate(_read(file).splitlines(), 1):
        try:
            steps.append(_step(line))
        except EvenhandError as error:
            raise _placed(error, Where(str(file), number)) from None
    if not steps:
        raise EvenhandError(
            "EH909", "the timeline has no step", where=Where(str(file)), not_done=NOT_DONE
        )
    return steps


def read_sites(matter: Path) -> "dict[str, SitePlan]":
    """The sites of a matter, `main` among them. Raises EvenhandError: EH904 and EH909."""
    from evenhand.model.people import Role
    from evenhand.pipeline.play import SitePlan

    file = matter / SITES
    try:
        tables = tomllib.loads(_read(file).decode())
        plans = {
            name: SitePlan(
                str(table["url"]),
                tuple(_pack(matter, pack) for pack in table["packs"]),
                {person: Role(role) for person, role in table.get("staff", {}).items()},
                bool(table.get("look_at_links", False)),
            )
            for name, table in tables.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"the sites cannot be read: {error}"
        raise EvenhandError("EH909", what, where=Where(str(file)), not_done=NOT_DONE) from None
    if "main" not in plans:
        what = "there is no site `main`"
        raise EvenhandError("EH909", what, where=Where(str(file)), not_done=NOT_DONE)
    return plans


def read_question(matter: Path) -> "Question | None":
    """What is asked about a matter; None where nothing is. Raises EvenhandError: EH904, EH909."""
    from evenhand.pipeline.answers import Question

    file = matter / QUESTIONS
    if not file.exists():
        return None
    try:
        return msgspec.toml.decode(_read(file), type=Question)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = f"the questions cannot be read: {error}"
        raise EvenhandError("EH909", what, where=Where(str(file)), not_done=NOT_DONE) from None


def _pack(matter: Path, name: str) -> str | Path:
    """The matter's own pack of that name, else one that ships."""
    own = matter / "packs" / name
    return own if own.is_dir() else name


def _step(line: bytes) -> "Step":
    from evenhand.connectors.jsonl import item_from_json
    from evenhand.pipeline.play import Step

    try:
        found = msgspec.json.decode(line, type=_Step)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EvenhandError("EH909", str(error), not_done=NOT_DONE) from None
    if found.at.tzinfo is None:
        raise EvenhandError("EH909", "`at` has no time zone", not_done=NOT_DONE, help="add Z")
    items = tuple(item_from_json(bytes(item)) for item in found.items)
    return Step(**{**msgspec.structs.asdict(found), "items": items})


def play(
    matter: Path, steps: "list[Step]", sites: "Mapping[str, SitePlan]", place: Path
) -> "Iterator[Played]":
    """Play the steps in a fresh home; measures go to the sites' spool folders as they come."""
    from evenhand.cli._deliver import deliver_queued
    from evenhand.model.clock import SetClock, SystemEntropy
    from evenhand.pipeline.home import Home, create_home
    from evenhand.pipeline.play import Player

    # The example is never played into a database that somebody works with.
    os.environ.pop("DATABASE_URL", None)
    clock, entropy = SetClock(steps[0].at), SystemEntropy()
    create_home(place, sites["main"].url, clock, entropy)
    with Home(place, clock, entropy, write=True) as home:
        player = Player(matter, sites, home, clock)
        for number, step in enumerate(steps, 1):
            try:
                yield player.play(step)
            except EvenhandError as error:
                raise _placed(error, Where(str(matter / TIMELINE), number)) from None
            deliver_queued(home)


def _answered(question: "Question", played: "list[Played]", place: Path) -> "Answers":
    """The public's questions, answered from the home as it is now."""
    from evenhand.model.clock import SetClock, SystemEntropy
    from evenhand.pipeline.answers import answers
    from evenhand.pipeline.home import Home

    press = {index: line for each in played for index, line in each.press.items()}
    with Home(place, SetClock(played[-1].step.at), SystemEntropy(), write=False):
        return answers(question, press)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EvenhandError(
            "EH904", f"`{file}` cannot be read: {error.strerror}", not_done=NOT_DONE,
            help=f"name a matter's folder, such as {EXAMPLE} of the source",
        ) from None  # fmt: skip


def _placed(error: EvenhandError, where: Where) -> EvenhandError:
    """The error with the timeline's line, where it tells no place of its own."""
    error.where = where if error.where is None else replace(where, file=f"{where.file}")
    return error


def _echo_step(played: "Played", before: "Played | None") -> None:
    from evenhand.cli._timeline import step_lines

    new_day = before is None or day_text(before.step.at) != day_text(played.step.at)
    click.echo("\n".join(step_lines(played, new_day=new_day)))


def _echo_closing(
    played: "list[Played]", report: "Report", answers: "Answers | None", home: Path
) -> None:
    from evenhand.cli._answers import answer_lines
    from evenhand.cli._timeline import closing_lines
    from evenhand.log.source import DirectorySource

    lines = [*closing_lines(played, report, DirectorySource(home / "log"))]
    click.echo("\n".join([*lines, *(answer_lines(answers) if answers else [])]))


def _echo_under(question: "Question", played: "list[Played]", home: Path) -> None:
    """What each of several policies would have made of the matter's heaviest decision."""
    from evenhand.cli._replay_matter import brief_lines, compared
    from evenhand.model.clock import SetClock, SystemEntropy
    from evenhand.pipeline.home import Home

    with Home(home, SetClock(played[-1].step.at), SystemEntropy(), write=False) as opened:
        found, _ = compared(opened, _under_each(question))
    click.echo("\n".join(f"  {line}" for line in brief_lines(found)))


def _page_command(question: "Question") -> str:
    """What makes a page of it, in lines that a shell takes."""
    from evenhand.cli._replay_matter import command_text
    from evenhand.cli._timeline import WIDTH

    command = command_text(_under_each(question), question.matter, ())
    lines = wrap(command, WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    return "  " + " \\\n    ".join(lines)


def _under_each(question: "Question") -> "MatterAsked":
    from evenhand.cli._replay_matter import MatterAsked

    return MatterAsked(question.site, question.matter, question.under, question.beside)


def _echo_further(
    played: "list[Played]", looked: "Looked | None", home: Path, question: "Question | None"
) -> None:
    from evenhand.cli._timeline import further_lines, http_lines

    lines = http_lines(looked) if looked else ()
    page = [_page_command(question)] if question and question.under else []
    click.echo("\n".join([*lines, *further_lines(played, home), *page]))


def _shown(played: "list[Played]") -> str:
    """The decision whose statement was shown last."""
    told = [each.about for each in played if each.step.do == "statement" and each.about]
    return (told[-1].decision.id or "") if told else ""


def _as_dict(played: "Played") -> dict[str, Any]:
    """A step and what came of it, as JSON writes it."""
    step = played.step
    shown: dict[str, Any] = {"at": utc_text(step.at), "do": step.do, "site": step.site}
    shown["say"] = step.say
    if played.results:
        shown["results"] = [result.as_dict() for result in played.results]
    came: dict[str, Any] = {
        "came": played.came.words,
        "changed": [
            {"id": m.id, "measure": m.measure, "state": str(m.state)} for m in played.came.changed
        ],
        "text": played.came.text,
        "log": played.entries,
    }
    return shown | {name: value for name, value in came.items() if value}
