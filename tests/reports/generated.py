"""Histories of generated decisions: what signals would have seen is drawn, all else is real."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from evenhand import Account, Item
from evenhand.model.reading import Reading, SignalFailure, Span
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import Gathered, Gatherer

BATCH = 2_048
"""Items of one recording transaction: many, since each costs a sync of the disk."""
PACKS = ("private-information", "hacked-material-suspend", "spam")
SEEN = (
    ("private_info", "us_ssn", {}),
    ("private_info", "us_ssn_partial", {}),
    ("private_info", "street_address", {"public": True}),
    ("private_info", "phone", {}),
    ("withheld_copy", "text", {"words": 60}),
    ("withheld_copy", "text", {"words": 300}),
    ("withheld_copy", "file", {}),
    ("blocked_link", "page", {"entry": "https://letter.example/p"}),
    ("blocked_link", "site", {"entry": "site:files.example"}),
    ("spam", "comment", {"reasons": ["few"]}),
)
ROLES = (*[None] * 12, (), ("journalist",), ("candidate", "office_holder"))
FACTS = (*[{}] * 12, {"reporting": True}, {"reporting": False}, {"consented": True})


def generated(gatherer: Gatherer, clock, count: int, seed: int = 1) -> Iterator[list[Gathered]]:
    """Batches as the signals would have read them; the clock goes on by a few hours for each batch.

    Some 98 of 100 items show nothing. A few come again changed, some signals failed, accounts have
    roles or not.
    """
    draw = Random(seed)
    ran = {name: spec.version for name, spec in gatherer.specs.items()}
    plain = {name: version for name, version in ran.items() if name != "spam"}
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        yield [_seen(number, draw, clock, ran, plain) for number in numbers]
        clock.advance(timedelta(hours=4))


def _seen(number: int, draw: Random, clock, ran: dict, plain: dict) -> Gathered:
    comment = draw.random() < 0.5
    again = draw.random() < 0.02
    item = Item(
        id=f"p-{draw.randrange(number + 1) if again else number}",
        text=f"{number}",
        kind="comment" if comment else "post",
        author=f"a-{draw.randrange(20_000)}" if draw.random() < 0.9 else None,
        account=Account(roles=draw.choice(ROLES)),
        created_at=clock.now() - timedelta(days=draw.choice((0, 1, 400))),
        language=draw.choice((None, "en", "de")),
        matter=draw.choice((None, None, "dossier")),
        facts=draw.choice(FACTS),
    )
    if draw.random() < 0.98:
        return Gathered(item, (), (), ran if comment else plain)
    ran = dict(ran if comment else plain)
    failed = ()
    if draw.random() < 0.05:
        del ran["private_info"]
        failed = (SignalFailure("private_info", "out of time"),)
    shown = [seen for seen in draw.sample(SEEN, draw.randrange(1, 3)) if seen[0] in ran]
    return Gathered(item, tuple(_reading(*seen, draw) for seen in shown), failed, ran)


def _reading(signal: str, kind: str, detail: dict, draw: Random) -> Reading:
    start = draw.randrange(1_000)
    return Reading(signal, kind, draw.choice((0.3, 0.5, 0.97)), (Span(start, start + 9),), detail)


def record_generated(home, clock, count: int, seed: int = 1, packs=PACKS) -> None:
    """Decide a generated history for real, by the corridor."""
    screener = Screener(packs, clock=clock)
    corridor = Corridor(home, screener)
    for batch in generated(screener.gatherer, clock, count, seed):
        for answer in corridor.record(batch):
            assert not isinstance(answer, Exception), answer
