"""Statements for the DSA database from random decisions, and what can be wrong with one."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from evenhand.statements import dsa_fields as fields
from evenhand.statements.context import ItemFacts, NotifiedBy, StatementContext
from evenhand.statements.messages import languages
from tests.statements import builders as make
from tests.statements.builders import KINDS, NOW

Statement = dict[str, Any]
Mutation = Callable[[Random, Statement], None]

ODD = (
    None, True, False, 0, 1, -1, 3.5, "", " ", "\n", "\u2003", "\ufeff", "x", [], [""], [None], {},
    {"EAN-13": "4006381333931"}, {"EAN-13": "400638133393"}, {"EAN-13": "4006381333931", "x": 1},
    "4006381333931", "4006381333931\n", "UNKNOWN", ["UNKNOWN"], [["CONTENT_TYPE_TEXT"]], "Yes",
    "https://a.example/x", "http://a b.example", "https:///x", "ftp://a.example/", "a_b-3", "a b",
    "a_b\n",
)  # fmt: skip
DAYS = (
    "2026-09-26", "2026-09-25", "2026-09-27", "2024-02-29", "2026-02-29", "2026-02-30",
    "2026-04-31", "2026-00-10", "2026-13-01", "2026-10-00", "2000-01-01", "1999-12-31",
    "2019-12-31", "2020-01-01", "2038-01-01", "2038-01-02", "2037-12-31", "2100-02-29",
    "2026-9-26", "26-09-2026", "2026-09-26\n", " 2026-09-26", "2026-09-26T00:00:00Z",
    "２０２６-09-26",
)  # fmt: skip


def random_context(random: Random) -> StatementContext:
    """The state after a random item broke a clause: any measures, grounds, ends and languages."""
    asked = random.sample(sorted(KINDS), random.randint(1, 4))
    decided_by = random.choice(["rule", "moderator", "outside_reviewer"])
    media = random.sample(
        ["image/png", "audio/ogg", "video/mp4", "text/plain"], random.randint(0, 2)
    )
    item = ItemFacts(
        random.choice(["post", "comment", "message", "profile", "page", "document"]),
        random.choice([None, "en", "pt-BR", "ar", "xx"]),
        random.choice([None, NOW - timedelta(days=random.randint(0, 4000))]),
        tuple(media),
    )
    return make.decided(
        random.choice([make.PRIVATE, make.HACKED]) if random.random() < 0.9 else make.LONG,
        "PI-2",
        *asked,
        hours=random.choice([None, random.randint(1, 900)]),
        ground=random.choice(["incompatible", "illegal:Example Act, section 1"]),
        roles=random.choice([None, (), ("journalist",), ("news_org",), ("business",)]),
        decided_by=decided_by,
        now=NOW + timedelta(hours=random.choice([0, 0, random.randint(0, 1000)])),
        number=random.randint(1, 3),
        item=item,
        language=random.choice(languages()),
        notified_by=random.choice(list(NotifiedBy)),
        policy_url=random.choice([None, "https://platform.example/rules"]),
    )


def mutated(random: Random, statement: Statement) -> Statement:
    """The statement with one to three things changed; now and then it is still sound."""
    changed = {name: list(v) if isinstance(v, list) else v for name, v in statement.items()}
    for mutate in random.choices(MUTATIONS, k=random.choice([1, 1, 1, 2, 3])):
        mutate(random, changed)
    return changed


def _drop(random: Random, statement: Statement) -> None:
    if statement:
        del statement[random.choice(sorted(statement))]


def _retype(random: Random, statement: Statement) -> None:
    statement[random.choice(sorted(fields.KNOWN))] = random.choice(ODD)


def _add_unknown_field(random: Random, statement: Statement) -> None:
    statement[random.choice(["uuid", "puids", "", "Category", "status"])] = "x"


def _other_value(random: Random, statement: Statement) -> None:
    """A value that its field knows, whether it goes with the others or not."""
    name = random.choice([*fields.ONE_OF, *fields.SOME_OF])
    if name in fields.ONE_OF:
        statement[name] = random.choice(sorted(fields.ONE_OF[name]))
    else:
        known = sorted(fields.SOME_OF[name])
        statement[name] = random.sample(known, random.randint(1, min(3, len(known))))


def _lists(random: Random, statement: Statement) -> None:
    """A list with something twice, with something unknown, empty, or in another order."""
    name = random.choice(sorted(fields.SOME_OF))
    found = statement.get(name)
    if isinstance(found, list):
        spoilt = ([*found, *found[:1]], [*found, "UNKNOWN"], [], found[::-1], [*found, 1])
        statement[name] = random.choice(spoilt)


def _texts(random: Random, statement: Statement) -> None:
    """A free text at its greatest length, one longer, or of blanks alone."""
    name = random.choice(sorted(fields.LONGEST))
    longest = fields.LONGEST[name]
    statement[name] = random.choice(
        [
            "x" * longest,
            "x" * (longest + 1),
            "é🙂" * (longest // 2),
            " \t\n",
            "\u3000\x1c\x85",
            " x ",
        ]
    )


def _days(random: Random, statement: Statement) -> None:
    statement[random.choice(sorted(fields.EARLIEST))] = random.choice(DAYS)


def _repeat_category(random: Random, statement: Statement) -> None:
    others = random.sample(sorted(fields.CATEGORIES), 2)
    statement["category_addition"] = [*others, *[statement.get("category")] * random.randint(0, 1)]


def _suspend(random: Random, statement: Statement) -> None:
    """A further restriction, with an end, a wrong one or none."""
    restriction = random.choice(fields.RESTRICTIONS[1:])
    statement[restriction] = random.choice(sorted(fields.ONE_OF[restriction]))
    if random.random() < 0.6:
        statement[fields.END_OF[restriction]] = random.choice(DAYS)


def _companion(random: Random, statement: Statement) -> None:
    """A value together with the field that it demands, or the field alone."""
    name, (other, value, _) = random.choice(sorted(fields.GOES_WITH.items()))
    if random.random() < 0.7:
        statement[other] = [value] if other in fields.SOME_OF else value
    statement[name] = "Yes" if name in fields.ONE_OF else "Some text."


MUTATIONS: tuple[Mutation, ...] = (
    _drop, _retype, _add_unknown_field, _other_value, _lists, _texts, _days, _repeat_category,
    _suspend, _companion,
)  # fmt: skip
