"""The audit of evenness: what it finds in histories with a planted bias, and without one."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.rows import Row
from evenhand.reports.evenness.audit import audit
from evenhand.reports.evenness.exact import Bools
from evenhand.reports.evenness.like import Floats, Ints
from evenhand.reports.evenness.record import Audit, Case, Family, Outcome, Test

START = datetime(2026, 1, 1, tzinfo=UTC)
RUNGS = {"PI-1": 6, "PI-2": 3, "HM-1": 5, "SP-1": 4, "NW-1": None}
"""Rule -> the rung that it alone gives; None asks a person."""

DISCRETION = 0.10
"""Share of cases that are one rung off, as often heavier as lighter."""

USUAL = 4
"""The rung on which people mostly decide what a rule asks them."""

SIZES = {"journalist": 200, "candidate": 60, "office_holder": 40, "news_org": 120, "business": 300}
LANGUAGES = {"en": 0.7, "de": 0.2, "fr": 0.1}
ASKERS = {"political": 0.04, "company": 0.03, "authority": 0.03}
ROLES, RULES, ASKED = (*SIZES, ""), tuple(RUNGS), ("", *ASKERS)

Names = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Planted:
    """What is done to a history beside ordinary discretion.

    Attributes:
        role: accounts of this role are treated one rung heavier in a further share of cases.
        contact: likewise the cases somebody had asked about.
        heavier: that share.
        hours: cases somebody had asked about first are decided in this many times the hours.
        confounded: groups post other things (rules, stronger readings), and people, whoever
            posted, are the heavier the stronger the readings are.
    """

    role: str = ""
    contact: bool = False
    heavier: float = 0.10
    hours: float = 1.0
    confounded: bool = False


def history(seed: int, planted: Planted, size: int = 2000) -> list[Case]:
    """A year's cases; 10 % of them are one rung off either way by ordinary discretion."""
    chance = np.random.default_rng(seed)
    role, rule, strength = _posted(chance, planted, size)
    asked = chance.choice(len(ASKED), size, p=[1 - sum(ASKERS.values()), *ASKERS.values()])
    first = (asked > 0) & (chance.random(size) < 0.8)
    off = _off(chance, planted, strength, np.array(ROLES)[role], asked > 0)
    hours = chance.lognormal(1.0, 0.8, size) * np.where(first, planted.hours, 1.0)
    score, count = 1 / (1 + np.exp(-strength)), chance.poisson(np.exp(strength / 3))
    strikes, minute = chance.poisson(0.3, size), chance.uniform(0, 365 * 24 * 60, size)
    language = chance.choice(list(LANGUAGES), size, p=list(LANGUAGES.values()))
    return [
        Case(
            id=f"c{n:06}",
            site="main",
            at=START + timedelta(minutes=float(minute[n])),
            alike=RULES[rule[n]],
            rule=RUNGS[RULES[rule[n]]],
            taken=(RUNGS[RULES[rule[n]]] or USUAL) + int(off[n]),
            readings={
                "private_info.us_ssn_partial.max": float(score[n]),
                "private_info.phone.count": float(count[n]),
                "account.strikes": float(strikes[n]),
            },
            log_index=n,
            account=f"a{n}",
            roles=frozenset(filter(None, [ROLES[role[n]]])),
            language=str(language[n]),
            asked=frozenset(filter(None, [ASKED[asked[n]]])),
            asked_first=bool(first[n]),
            hours=float(hours[n]),
        )
        for n in range(size)
    ]


def _posted(chance: np.random.Generator, planted: Planted, size: int) -> tuple[Ints, Ints, Floats]:
    """Place of each case's role and rule, and how strong its readings are."""
    # Of every 2,000 cases, so many have each role.
    role = np.searchsorted(np.cumsum(list(SIZES.values())), np.arange(size) % 2000, side="right")
    other = planted.confounded & (role < len(SIZES))
    mix = np.ones((len(ROLES), len(RULES)))
    mix[np.arange(len(SIZES)), np.arange(len(SIZES)) % len(RULES)] = 4
    edges = (mix / mix.sum(axis=1, keepdims=True)).cumsum(axis=1)
    edges = edges[np.where(other, role, len(SIZES))]
    rule = (chance.random(size)[:, None] > edges).sum(axis=1)
    return role, rule, chance.normal(0.8 * (other & (role % 2 == 0)))


def _off(
    chance: np.random.Generator, planted: Planted, strength: Floats, role: Names, asked: Bools
) -> Ints:
    """By how many rungs each case is off: discretion, and what is planted."""
    tilt = 0.5 + planted.confounded * 0.35 * np.tanh(strength)
    either = np.where(chance.random(len(strength)) < tilt, 1, -1)
    off: Ints = either * (chance.random(len(strength)) < DISCRETION)
    biased = ((role == planted.role) & (role != "")) | (planted.contact & asked)
    # A further share of all its cases: others than those that are off already.
    more = chance.random(len(strength)) < planted.heavier / (1 - DISCRETION)
    off += biased & (off == 0) & more
    return off


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Power, false alarms, and how long an audit takes."""
    runs = 2 if smoke else 400
    even, mixed = Planted(), Planted(confounded=True)
    found = [
        _power("audit: finds a role treated heavier", runs, Planted(role=ROLE), is_role),
        _power("the same, groups post other things", runs, ROLE_MIXED, is_role),
        _power("audit: finds that a contact weighs", runs, Planted(contact=True), is_contact),
        _power("audit: finds a contact's hours, 1.5 times", runs, Planted(hours=1.5), is_hours),
        _false_alarms("audit: false alarms, nothing planted", runs, even),
        _false_alarms("audit: false alarms, groups post other things", runs, mixed),
    ]
    return [*found, *(_seconds(size) for size in ((2_000,) if smoke else (2_000, 100_000)))]


ROLE = "journalist"
ROLE_MIXED = Planted(role=ROLE, confounded=True)


def is_role(test: Test) -> bool:
    """Whether a claim is the one that is planted for a role."""
    return test.group == ROLE and test.outcome is Outcome.HEAVIER and test.effect.estimate > 0


def is_contact(test: Test) -> bool:
    """Whether a claim is the one that is planted for a contact, in severity."""
    heavier = test.outcome is Outcome.HEAVIER and test.effect.estimate > 0
    return test.family is Family.CONTACT and heavier


def is_hours(test: Test) -> bool:
    """Whether a claim is the one that is planted for a contact, in hours."""
    return test.family is Family.CONTACT and test.outcome is Outcome.HOURS


def share(audits: Iterable[Audit], holds: Callable[[Test], bool]) -> float:
    """In which share of audits such a claim is made."""
    made = [any(map(holds, each.found)) for each in audits]
    return sum(made) / len(made)


def audits(runs: int, planted: Planted) -> Iterable[Audit]:
    """An audit of each of so many histories, by seed."""
    return (audit(history(seed, planted)) for seed in range(runs))


def _power(name: str, runs: int, planted: Planted, holds: Callable[[Test], bool]) -> Row:
    goal = ">= 90" if not planted.confounded else ""
    found = share(audits(runs, planted), holds)
    return Row(name, 100 * found, f"% of {runs} histories", goal=goal)


def _false_alarms(name: str, runs: int, planted: Planted) -> Row:
    found = share(audits(runs, planted), lambda test: True)
    return Row(name, 100 * found, f"% of {runs} histories", goal="<= 5")


def _seconds(size: int) -> Row:
    cases = history(0, Planted(), size)
    begun = time.perf_counter()
    audit(cases)
    return Row(f"audit of {size:,} cases", time.perf_counter() - begun, "s")
