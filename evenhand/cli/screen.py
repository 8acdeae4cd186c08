"""`evenhand screen`: items in, decisions out."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from evenhand.cli._show import Advance, json_document, json_line, progress, talk
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.item import Item
    from evenhand.pipeline.evaluate import Screener
    from evenhand.pipeline.result import Result
    from evenhand.pipeline.stream import Answered, Arrived, Decide, Setup

FINDINGS, BAD_INPUT = 1, 2
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HEAD_BYTES = 65_536
_OBJECT = re.compile(rb'\s*\{\s*"')
"""How a line of JSON Lines begins; a line of prose hardly ever does."""


@click.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--policy", "packs", multiple=True, metavar="PACK|DIR",
              help="A pack by name or folder; repeatable. Default: the starter packs.")  # fmt: skip
@click.option("--links", metavar="FILE", help="A block list, one entry a line.")
@click.option("--withheld", metavar="DIR", help="Withheld documents: text, PDF or DOCX files.")
@click.option("--own", metavar="FILE",
              help="Your own addresses, numbers and mailboxes, one a line: public.")  # fmt: skip
@click.option("--unwrap", metavar="FILE",
              help="Your own rules for wrapped addresses: docs/banks.md.")  # fmt: skip
@click.option("--lines", is_flag=True, help="Each line of FILE is one item's text.")
@click.option("--jsonl", is_flag=True, help="One JSON result a line.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--record", is_flag=True, help="Decide for real: store, log, deliver.")
@click.option("--workers", default=1, type=click.IntRange(1, 64), help="Processes that read.")
def command(
    file: str, packs: tuple[str, ...], links: str | None, withheld: str | None,
    own: str | None, unwrap: str | None, lines: bool,
    jsonl: bool, as_json: bool, record: bool, workers: int,
) -> int:  # fmt: skip
    """Screen items: JSON Lines, a plain text as one item, or one item a line (--lines).

    Without --record it is a rehearsal: nothing is kept or done, no home is needed.

    \b
    An item: {"id": "p-1", "text": "...", "kind": "post", "revision": 1,
      "author": "a-7", "account": {"roles": ["journalist"]},
      "created_at": "2026-09-26T14:00:00Z", "language": "en", "links": [],
      "attachments": [{"name": "x.txt", "media_type": "text/plain", "data": "base64"}],
      "url": null, "site": "main", "matter": null, "facts": {}}

    Exit status: 0 all allowed, 1 some outcome is not `allow`, 2 some line was not an item.
    """
    if jsonl and as_json:
        raise click.UsageError("--json and --jsonl are two forms of one answer: choose one")
    from evenhand.pipeline.evaluate import STARTER_PACKS
    from evenhand.pipeline.stream import Setup, Stream

    setup = Setup(packs or STARTER_PACKS, links, withheld, own, unwrap)
    with ExitStack() as stack:
        source = stack.enter_context(_opened(file))
        screener, decide = _recorder(stack, setup, bool(packs)) if record else _rehearser(setup)
        _tell_refused(screener.gatherer.banks)
        stream = Stream(screener, setup, workers, carried=record)
        stack.callback(stream.close)
        size = Path(file).stat().st_size if file != "-" else None
        advance = stack.enter_context(progress("screening", size))
        answers = stream.run(_arrivals(source, file, lines, advance), decide)
        counts = _show(answers, jsonl, as_json)
    talk(_summary(counts, rehearsal=not record))
    if counts["error"]:
        return BAD_INPUT
    return FINDINGS if counts["measures"] or counts["review"] else 0


def _rehearser(setup: "Setup") -> "tuple[Screener, Decide]":
    """Decides for nobody, by the packs that are named."""
    screener = setup.screener()
    return screener, screener.answer


def _recorder(stack: ExitStack, setup: "Setup", named: bool) -> "tuple[Screener, Decide]":
    """Decides for real, in the home; at the end its measures are delivered and it is closed.

    A site judges by what it has published. One that has published nothing is founded with the
    packs; ones that are named on purpose are refused where that would change a founded site.
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.pipeline.corridor import Corridor
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.in_force import published_versions
    from evenhand.pipeline.published import publish_first, publish_named
    from evenhand.store.sites import all_sites

    home = stack.enter_context(open_home(write=True))
    stack.callback(deliver_queued, home)
    at = home.clock.now()
    declared = [policy for site in all_sites() for policy in published_versions(site, at)]
    screener = setup.screener(declared)
    return screener, Corridor(home, screener, publish_named if named else publish_first).record


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise EvenhandError(
            "EH902", f"`{file}` cannot be read: {error.strerror}", not_done="nothing was screened",
            help="name a file, or `-` for standard input",
        ) from None  # fmt: skip


def _arrivals(source: BinaryIO, name: str, lines: bool, advance: Advance) -> "Iterator[Arrived]":
    """(line number, item or why it is none), from whichever form the input has."""
    from evenhand.connectors.jsonl import item_from_json, item_from_text, text_lines
    from evenhand.connectors.jsonl.read import MAX_LINE_BYTES
    from evenhand.model.item import MAX_TEXT_BYTES

    head = source.read(HEAD_BYTES).removeprefix(BYTE_ORDER_MARK)
    if not head:
        return
    if not lines and not _looks_like_json(head, name):
        # One byte more than is allowed, so that a longer text is refused and not cut.
        text = head + source.read(MAX_TEXT_BYTES + 1 - min(len(head), MAX_TEXT_BYTES))
        label = Path(name).name if name != "-" else "stdin"
        yield 1, _item_or_error(partial(item_from_text, text, label))
        return
    done = 0
    for number, line in enumerate(text_lines(head, source, MAX_LINE_BYTES), 1):
        done += len(line)
        advance(done)
        if not line.strip():
            continue
        if lines:
            post, label = line.rstrip(b"\r\n"), str(number)
            yield number, _item_or_error(partial(item_from_text, post, label))
        else:
            yield number, _item_or_error(partial(item_from_json, line))


def _looks_like_json(head: bytes, name: str) -> bool:
    """JSON Lines by the file's name, or because some line begins as an object does."""
    if Path(name).suffix in {".jsonl", ".ndjson", ".json"}:
        return True
    return any(_OBJECT.match(line) for line in head.splitlines())


def _item_or_error(read: "Callable[[], Item]") -> "Item | EvenhandError":
    try:
        return read()
    except EvenhandError as error:
        return error


def _show(answers: "Iterable[Answered]", jsonl: bool, as_json: bool) -> Counter[str]:
    """Print each answer as it comes; returns how many came to what."""
    counts: Counter[str] = Counter()
    document = []
    for line, answer in answers:
        if isinstance(answer, EvenhandError):
            counts["error"] += 1
            shown = {"line": line, "error": answer.as_dict()}
        else:
            counts[answer.outcome] += 1
            shown = answer.as_dict() if jsonl or as_json else {}
        if jsonl:
            json_line(shown)
        elif as_json:
            document.append(shown)
        elif isinstance(answer, EvenhandError):
            talk(f"line {line}: {answer}")
        elif answer.outcome != "allow" or answer.lifted:
            click.echo(_in_words(answer))
    if as_json:
        json_document({"results": document, "counts": dict(counts)})
    return counts


def _in_words(result: "Result") -> str:
    """One result for a person: no value is shown, only what kind it is, where and why."""
    from evenhand.pipeline.result import explained

    lines = [f"{result.id}  {result.outcome}"]
    for reading in result.readings:
        places = ", ".join(f"{s.start}-{s.end}" for s in reading.spans) or "attached"
        lines.append(f"  saw     {reading.signal}/{reading.kind}  {reading.score:.2f}  at {places}")
        if reason := explained(reading):
            lines.append(f"          {reason}")
    for finding in result.decision.findings:
        lines.append(f"  rule    {finding.rule} {finding.outcome} ({finding.pack})")
    for measure in result.decision.measures:
        end = (
            f"until {measure.until:%Y-%m-%d %H:%M} UTC" if measure.until else measure.no_end_because
        )
        lines.append(f"  {measure.state.replace('_', ' '):<9} {measure.measure} "
                     f"({measure.subject.type}) {end}")  # fmt: skip
    lines += [f"  cured   {m.measure} lifted ({m.subject.type})" for m in result.lifted]
    lines += [f"  asks    {ask.reason}" for ask in result.decision.asks]
    lines += [f"  failed  {failure.signal}: {failure.reason}" for failure in result.failed]
    if result.log_index is not None:
        lines.append(f"  log     entry {result.log_index}, case {result.decision.id}")
    return "\n".join(lines)


def _tell_refused(banks: dict[str, object]) -> None:
    """Say what of the banks could not be used: never a silent hole."""
    refused = getattr(banks.get("links"), "refused", ())
    if refused:
        number, why = refused[0]
        talk(f"block list: {len(refused):,} lines not used; line {number}: {why}")
    for name, why in getattr(banks.get("withheld"), "file_only", ()):
        talk(f"withheld: of `{name}` only the very same file is found: {why}")


def _summary(counts: Counter[str], *, rehearsal: bool) -> str:
    total = sum(counts.values())
    noun = "item" if total == 1 else "items"
    parts = [f"{counts[name]:,} {name}" for name in ("allow", "measures", "review", "error")]
    end = "  (rehearsal: nothing was kept or done)" if rehearsal else ""
    return f"{total:,} {noun}: {', '.join(parts)}{end}"
