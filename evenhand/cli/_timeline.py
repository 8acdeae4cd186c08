"""How a played matter is printed: what happened, what came of it, what can be proved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.text.marked import private_spans
from evenhand.text.mask import MARK, mask

if TYPE_CHECKING:
    from evenhand.cli._moment import Looked
    from evenhand.log.report import Report
    from evenhand.log.source import DirectorySource
    from evenhand.pipeline.play import Played
    from evenhand.pipeline.result import Result

WIDTH = 100
TIME, ITEM, OUTCOME = 15, 23, 9
"""Widths of the columns, in code points."""
MARGIN = " " * 6
COLOURS = {"allow": "green", "measures": "yellow", "review": "magenta"}
BEFORE, AFTER = 15, 48
"""How much of an item's text is shown around its first masked value, in code points."""
CUT = 40
"""How much of a hash is shown."""


def step_lines(played: "Played", *, new_day: bool) -> Iterator[str]:
    """One step: its time, site and sentence, then what came of it.

    Args:
        new_day: whether the step before it was on another day.
    """
    step = played.step
    if new_day:
        yield ""
        yield click.style(f"{step.at.astimezone(UTC):%Y-%m-%d}", bold=True)
    head = f"  {step.at.astimezone(UTC):%H:%M}  {step.site:<6}"
    yield from hung(head, step.say, TIME)
    banks = [f"withholds {name}" for name in step.withheld]
    banks += [f"lists {entry}" for entry in step.links]
    banks += [f"lists no longer {entry}" for entry in step.unlist]
    if banks:
        yield f"{MARGIN}{'; '.join(banks)}"
    yield from _result_lines(played.results, {item.id: item for item in step.items})
    if played.came.words:
        logged = [log_text(played.entries)] if played.entries else []
        yield from hung(MARGIN, "; ".join([*played.came.words, *logged]), len(MARGIN))
    yield from _changed_lines(played.came.changed)
    if step.do == "statement":
        yield f"{MARGIN}(in full below)"
    else:
        yield from quoted(played.came.text)


def quoted(text: str) -> Iterator[str]:
    """A text that somebody else reads, set apart, its long lines wrapped."""
    for line in text.splitlines():
        inner = " " * (len(line) - len(line.lstrip(" -")))
        shown = wrap(line, WIDTH - len(MARGIN) - 2, subsequent_indent=inner) or [""]
        yield from (f"{MARGIN}{click.style('|', dim=True)} {part}".rstrip() for part in shown)


def hung(head: str, text: str, indent: int) -> Iterator[str]:
    """Text behind a head, its further lines indented."""
    first = head.ljust(indent) if len(head) <= indent else f"{head} "
    return wrapped(text, first, " " * indent)


def wrapped(text: str, first: str, further: str) -> Iterator[str]:
    """Text in lines that begin so; a place in the log stays on one line."""
    whole = text.replace("log ", "log\N{NO-BREAK SPACE}")
    lines = wrap(whole, WIDTH, initial_indent=first, subsequent_indent=further) or [first]
    return (line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def _result_lines(results: Sequence["Result"], items: Mapping[str, Item]) -> Iterator[str]:
    """Results in order; those beside each other that came to the same share a line."""
    for _, same in groupby(results, key=lambda result: (result.outcome, _follows(result))):
        group = list(same)
        yield from _group_lines(group)
        excerpts = (_excerpt(result, items[result.id]) for result in group)
        yield from next(filter(None, excerpts), [])
    overlooked = _steps_seen(results)
    if overlooked:
        yield from hung(f"{MARGIN}read as one page:", "; ".join(overlooked), len(MARGIN) + ITEM)


def _group_lines(group: Sequence["Result"]) -> Iterator[str]:
    """Like results: which, the outcome, what follows, where it stands in the log."""
    first, last = group[0], group[-1]
    name = first.id if len(group) == 1 else f"{first.id} to {last.id} ({len(group)})"
    if first.decision.revision > 1:
        name += f", revision {first.decision.revision}"
    text = "; ".join([*_follows(first), *_entries(group)]) or "left alone"
    outcome = click.style(f"{first.outcome:<{OUTCOME}}", fg=COLOURS[first.outcome])
    indent = len(MARGIN) + ITEM + OUTCOME + 1
    lines = wrap(text, WIDTH - indent)
    yield f"{MARGIN}{name:<{ITEM}}{outcome} {lines[0]}"
    yield from (f"{' ' * indent}{line}" for line in lines[1:])


def _entries(group: Sequence["Result"]) -> list[str]:
    """Where the decisions stand in the log; nothing for what is allowed."""
    indexes = [result.log_index for result in group if result.log_index is not None]
    return [log_text(indexes)] if indexes else []


def log_text(indexes: Sequence[int]) -> str:
    """Where some entries stand in the log; those that follow each other as a range."""
    first, last = min(indexes), max(indexes)
    if first == last:
        return f"log {first}"
    if last - first + 1 == len(set(indexes)):
        return f"log {first}-{last}"
    return "log " + ", ".join(map(str, sorted(set(indexes))))


def _follows(result: "Result") -> tuple[str, ...]:
    """What came of an item, in words, without anything that differs between like items."""
    decision = result.decision
    now = [m for m in decision.measures if m.state is MeasureState.IN_FORCE]
    later = [m for m in decision.measures if m.state is MeasureState.PROPOSED]
    parts = [f"{_named(m)} {_end(m)}" for m in now]
    parts += [f"{_named(m)} stands already" for m in decision.standing]
    cured = [m.measure for m in result.lifted if m.decide_by is None]
    if cured:
        parts.append(f"cured, hence lifted: {', '.join(cured)}")
    if later:
        wished = ", ".join(f"{m.measure} {_end(m)}" for m in later)
        parts.append(f"a second person is asked for: {wished}")
    if decision.strikes:
        parts.append("a strike")
    return tuple(parts)


def _named(measure: Measure) -> str:
    """A measure of an item's decision: on the item, on its link, or on its author's account."""
    account = measure.subject.type is SubjectType.ACCOUNT
    return f"{measure.measure} of its account" if account else measure.measure


def _end(measure: Measure) -> str:
    if measure.until is None:
        return measure.no_end_because or ""
    return f"until {_minute(measure.until)}"


def _excerpt(result: "Result", item: Item) -> list[str]:
    """The text around the first private value, every private value covered; empty without any."""
    spans = private_spans(result.readings)
    if not spans:
        return []
    shown = " ".join(mask(item.text, spans).split())
    at = shown.index(MARK)
    return [f"{MARGIN}{' ' * ITEM}...{shown[max(0, at - BEFORE) : at + AFTER]}..."]


def _steps_seen(results: Iterable["Result"]) -> list[str]:
    """What the comparison of addresses overlooked or undid, each with how often."""
    counts: dict[str, int] = {}
    for result in results:
        for reading in result.readings:
            for step in reading.detail.get("steps", ()):
                counts[step] = counts.get(step, 0) + 1
    return [step if count == 1 else f"{step} ({count} times)" for step, count in counts.items()]


def _changed_lines(measures: Iterable[Measure]) -> Iterator[str]:
    """Measures that changed their state, those of one fate on one line."""
    fates: dict[str, list[str]] = {}
    for measure in sorted(measures, key=lambda m: (m.subject.type, m.subject.id, m.measure)):
        named = f"{measure.measure} of {measure.subject.type} {measure.subject.id}"
        fates.setdefault(_fate(measure), []).append(named)
    for fate, those in fates.items():
        yield from hung(f"{MARGIN}{fate}:", ", ".join(those), len(MARGIN) + ITEM)


def _fate(measure: Measure) -> str:
    proposed = measure.decide_by is not None
    if measure.state is MeasureState.IN_FORCE:
        return f"in force, {_end(measure)}"
    if measure.state is MeasureState.SUPERSEDED:
        return "replaced"
    if measure.state is MeasureState.LIFTED:
        return "not made lasting" if proposed else "lifted"
    return "nobody else agreed" if proposed else "ended by itself"


def closing_lines(
    played: Sequence["Played"], report: "Report", source: "DirectorySource"
) -> Iterator[str]:
    """Counts, the log's audit, and each statement that was shown, with its receipt."""
    results = [result for each in played for result in each.results]
    logged = sum(result.log_index is not None for result in results)
    size = report.checkpoint.size if report.checkpoint else 0
    sound = "its signature, every entry, every file and the root are sound"
    found = sound if report.sound else f"NOT SOUND: {report.fault_count:,} faults"
    yield ""
    yield f"{len(results)} items, {logged} decisions in the log; it only counts what is allowed."
    yield f"The log has {size} entries; {found}."
    for told in (each for each in played if each.step.do == "statement" and each.about):
        yield from _told_lines(told, source)


def further_lines(played: Sequence["Played"], home: Path) -> Iterator[str]:
    """How to look further."""
    told = [each.about for each in played if each.step.do == "statement" and each.about]
    yield ""
    yield "The home stays. To look further, and to check any [log N] above:"
    yield f"  export EVENHAND_HOME={home}"
    yield "  evenhand log verify"
    yield f"  evenhand log prove {told[0].log_index if told else 0}"
    yield from (f"  evenhand statement show {about.decision.id}" for about in told)


def http_lines(looked: "Looked") -> Iterator[str]:
    """What a stranger saw while the home was served."""
    size = looked.log.checkpoint.size if looked.log.checkpoint else 0
    found = "sound" if looked.log.sound else f"NOT SOUND: {looked.log.fault_count:,} faults"
    yield ""
    yield click.style("Served for a moment, and looked at over HTTP", bold=True)
    yield f"{MARGIN}{looked.page}  “{looked.title}”"
    yield f"{MARGIN}/log  {size} entries, fetched and checked: {found}"
    yield f"{MARGIN}`make serve` opens the console, this page, an article with its comment form"


def _told_lines(told: "Played", source: "DirectorySource") -> Iterator[str]:
    """A statement in full, and its receipt."""
    if told.about is None or told.about.log_index is None:
        return
    index = told.about.log_index
    yield ""
    yield click.style(f"The statement of {_minute(told.step.at)}, {told.step.site}", bold=True)
    yield from quoted(told.came.text)
    yield ""
    yield from _receipt_lines(index, source)


def _receipt_lines(index: int, source: "DirectorySource") -> Iterator[str]:
    """A receipt without its hashes, its long lines cut."""
    from evenhand.log.proof import parse_receipt
    from evenhand.log.prover import prove

    receipt = parse_receipt(prove(source, index))
    yield click.style(f"The receipt of entry {index}, its decision (hashes cut)", bold=True)
    lines = [*receipt.text.splitlines()[:2], f"({len(receipt.proof)} hashes from it to the root)"]
    for line in [*lines, *filter(None, receipt.checkpoint.splitlines())]:
        yield f"{MARGIN}{line if len(line) <= CUT else f'{line[:CUT]}...'}"


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"
