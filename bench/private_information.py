"""Private information: quality beside the peers, alarms on real posts, and speed, in one run."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import private_challenge, private_speed
from bench.private_peers import installed
from bench.private_sets import KINDS, Marked, Score, System, Text, load, score
from bench.rows import Row
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.signals.private_info import SIGNAL
from evenhand.text.view import ItemView

BY_TYPE = ("SSN", "PHONE", "EMAIL", "ADDRESS", "CARD", "IBAN", "PASSPORT", "LICENSE", "IP")
PEER_TEXTS = 500
"""Texts of each set on which a peer is measured; presidio reads some forty a second."""

PRINTED = 50
"""Alarms that are printed for reading."""


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Quality and alarms where `data` is given; hidden values, look-alikes and speed always."""
    peers, absent = installed()
    for name, reason in absent.items():
        print(f"without {name} ({reason}); `make peers` installs it")
    found = list(_challenge(peers, smoke))
    if data is not None:
        found += _quality(data, peers, smoke)
        found += _alarms(data, smoke)
    return [*found, *private_speed.rows(data, smoke, peers)]


def ours() -> System:
    """This project's signal as a function from text to spans."""
    signal = SIGNAL.build({})

    def read(text: str) -> Iterator[Marked]:
        for reading in signal.read([ItemView(Item("x", text))], lambda: False)[0]:
            if reading.score >= COUNTS_FROM and reading.kind in KINDS:
                for span in reading.spans:
                    yield Marked(span.start, span.end, KINDS[reading.kind])

    return read


def _challenge(peers: dict[str, System], smoke: bool) -> Iterator[Row]:
    """Recall for what is hidden or shortened (precision beside it), and look-alikes flagged."""
    for name, texts in private_challenge.groups().items():
        texts = texts[:5] if smoke else texts
        if name == "look-alikes":
            flagged = {who: _flagged(system, texts) for who, system in _all(peers)}
            yield Row(
                f"private: {name} flagged", flagged.pop("ours"), "%", _beside(flagged), "<= 3"
            )
            continue
        scores = {who: score(system, texts) for who, system in _all(peers)}
        precision, recall, _ = scores.pop("ours").f1()
        goal = ">= 95" if name.startswith("partial") else ">= 90"
        told = {who: 100 * scored.f1()[1] for who, scored in scores.items()}
        yield Row(f"private: {name}, recall", 100 * recall, "%", _beside(told), goal)
        if name.startswith("partial"):
            yield Row(f"private: {name}, precision", 100 * precision, "%", "", ">= 98")


def _flagged(system: System, texts: list[Text]) -> float:
    return 100 * sum(bool(list(system(text.text))) for text in texts) / len(texts)


def _quality(data: Path, peers: dict[str, System], smoke: bool) -> Iterator[Row]:
    for name, texts in load(data).items():
        texts = texts[:20] if smoke else texts
        few = texts[:: max(1, len(texts) // PEER_TEXTS)]
        beside = {who: score(system, few) for who, system in peers.items()}
        mine = score(ours(), texts)
        print(_by_type(name, {"ours": mine, **beside}))
        micro = {who: scored.f1()[2] for who, scored in beside.items()}
        others = {who: scored.f1(without="ADDRESS")[2] for who, scored in beside.items()}
        streets = {who: scored.f1("ADDRESS")[2] for who, scored in beside.items()}
        left = {who: 100 * scored.uncovered() for who, scored in beside.items()}
        yield Row(f"private: {name}, F1", mine.f1()[2], "", _beside(micro), ">= 0.92")
        rest = mine.f1(without="ADDRESS")[2]
        yield Row(f"private: {name}, without addresses", rest, "", _beside(others), ">= 0.97")
        street = mine.f1("ADDRESS")[2]
        yield Row(f"private: {name}, addresses", street, "", _beside(streets), ">= 0.88")
        bare = 100 * mine.uncovered()
        yield Row(f"private: {name}, characters uncovered", bare, "%", _beside(left), "<= 5")


def _by_type(name: str, scores: dict[str, Score]) -> str:
    """Precision/recall/F1 of each type and system, as a table."""
    have = [kind for kind in BY_TYPE if scores["ours"].counts.get(kind)]
    lines = [f"\n{name}: precision/recall/F1 by type", "system      " + "".join(
        f"{kind:>17}" for kind in have)]  # fmt: skip
    for who, scored in scores.items():
        cells = ("/".join(f"{figure:.3f}" for figure in scored.f1(kind)) for kind in have)
        lines.append(f"{who:<12}" + "  ".join(cells))
    return "\n".join(lines)


def _alarms(data: Path, smoke: bool) -> Iterator[Row]:
    """Readings per MB of real posts, of which hardly any holds something private; some printed."""
    lines = [
        line
        for file in sorted((data / "posts").glob("*.txt"))
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    lines = lines[:500] if smoke else lines
    size = sum(len(line.encode()) for line in lines) / 1e6
    views = [ItemView(Item(str(number), line)) for number, line in enumerate(lines)]
    read = SIGNAL.build({}).read(views, lambda: False)
    found = [
        (line, reading)
        for line, readings in zip(lines, read, strict=True)
        for reading in readings
        if reading.score >= COUNTS_FROM
    ]
    for line, reading in found[:: max(1, len(found) // PRINTED)][:PRINTED]:
        print(_shown(line, reading))
    yield Row("private: readings on real posts", len(found) / size, "/MB", "1,350 (presidio, "
              "addresses alone)", "<= 10 of them false")  # fmt: skip
    for kind, count in Counter(reading.kind for _, reading in found).most_common():
        yield Row(f"private: {kind} on real posts", count, f"of {len(lines):,}")


def _shown(line: str, reading: Reading) -> str:
    start, end = reading.spans[0].start, reading.spans[-1].end
    lead, trail = line[max(0, start - 40) : start], line[end : end + 30]
    return f"{reading.kind:<16} {reading.score:.2f} {lead}⟦{line[start:end]}⟧{trail}"


def _all(peers: dict[str, System]) -> Iterator[tuple[str, System]]:
    yield "ours", ours()
    yield from peers.items()


def _beside(figures: dict[str, float]) -> str:
    return ", ".join(f"{who} {figure:.3g}" for who, figure in figures.items())
