"""Which version of a pack was in force when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.policy import Pause, Policy, PolicyRef, Publication, Rule
from evenhand.policy.versions import Stretch, at_site, in_force

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def version(pack: str, number: int, first: int, last: int | None = None) -> Policy:
    """A version in force from day `first` until before day `last`."""
    return Policy(
        ref=PolicyRef(pack, number, f"sha256:{number}"),
        title=pack,
        in_force_from=DAY + timedelta(days=first),
        in_force_to=None if last is None else DAY + timedelta(days=last),
        rules=(),
        clauses={},
        facts={},
    )


def at(day: float, *policies: Policy) -> list[tuple[str, int]]:
    found = in_force(policies, DAY + timedelta(days=day))
    return [(policy.ref.pack, policy.ref.version) for policy in found]


ALL = (version("a", 1, 0), version("b", 1, 5, 8), version("a", 3, 10), version("a", 2, 4))


def test_the_newest_that_has_begun() -> None:
    assert at(-1, *ALL) == []
    assert at(0, *ALL) == [("a", 1)]
    assert at(4, *ALL) == [("a", 2)]
    assert at(9.999, *ALL) == [("a", 2)]
    assert at(10, *ALL) == [("a", 3)]


def test_until_before_its_end() -> None:
    assert at(5, *ALL) == [("a", 2), ("b", 1)]
    assert at(7.999, *ALL) == [("a", 2), ("b", 1)]
    assert at(8, *ALL) == [("a", 2)]


def test_a_version_for_a_while_gives_way_to_the_one_before() -> None:
    policies = (version("a", 1, 0), version("a", 2, 3, 6))
    assert [at(day, *policies) for day in (2, 3, 6)] == [[("a", 1)], [("a", 2)], [("a", 1)]]


def test_the_zone_makes_no_difference() -> None:
    from datetime import timezone

    elsewhere = (DAY + timedelta(days=4)).astimezone(timezone(timedelta(hours=-9)))
    assert in_force(ALL, elsewhere)[0].ref.version == 2


@settings(deadline=None)
@given(st.permutations(ALL), st.integers(-1, 12))
def test_order_decides_nothing_but_the_order(policies: list[Policy], day: int) -> None:
    assert sorted(at(day, *policies)) == sorted(at(day, *ALL))


def day(number: float) -> datetime:
    return DAY + timedelta(days=number)


def ruled(number: int, first: int, rule: Rule, text: str = "No.") -> Policy:
    """A version of the pack `a` with one rule."""
    return replace(version("a", number, first), rules=(rule,), clauses={"C-1": text})


def published(*given: tuple[Policy, float, float | None], pauses: tuple[Pause, ...] = (),
              seen: float = 100) -> tuple[Policy, ...]:  # fmt: skip
    """What a site had published: each version with the day of it, and from when on it holds."""
    told = [
        (policy, Publication(policy.ref.digest, day(at), None if from_ is None else day(from_)))
        for policy, at, from_ in given
    ]
    return at_site(told, pauses, day(seen))


def stood(policy: Policy) -> list[tuple[float, float | None]]:
    def number(stretch: Stretch) -> tuple[float, float | None]:
        begin, end = ((each - DAY) / timedelta(days=1) if each else None for each in stretch)
        return begin or 0.0, end

    return [number(stretch) for stretch in policy.rules[0].stood]


RULE = Rule("R-1", "C-1", 'item.kind == "post"', ("remove",))


def test_a_version_begins_on_its_day_at_the_site() -> None:
    one, two = published((ruled(1, 0, RULE), 10, None), (ruled(2, 5, RULE), 20, 30))
    assert (one.in_force_from, two.in_force_from) == (day(0), day(30))
    (early,) = published((ruled(1, 0, RULE), 10, None), (ruled(2, 5, RULE), 20, 30), seen=19)
    assert early.ref.version == 1
    assert [p.ref.version for p in published((ruled(1, 0, RULE), 10, None), seen=3)] == [1]


def test_a_rule_stood_while_any_version_had_it_as_it_is() -> None:
    given = (ruled(1, 0, RULE), 0, None), (ruled(2, 0, RULE), 5, 10)
    assert stood(published(*given)[1]) == [(0, 10), (10, None)]
    for other in (
        replace(RULE, when='item.kind == "page"'),
        replace(RULE, measures=("label",)),
        replace(RULE, hours=3),
        replace(RULE, shadow=True),
        replace(RULE, strikes=False),
        replace(RULE, id="R-2"),
    ):
        given = (ruled(1, 0, other), 0, None), (ruled(2, 0, RULE), 5, 10)
        assert stood(published(*given)[1]) == [(10, None)]
    given = (ruled(1, 0, RULE, "Rather not."), 0, None), (ruled(2, 0, RULE), 5, 10)
    assert stood(published(*given)[1]) == [(10, None)]
    noted = replace(RULE, note="Mended.", ground="illegal:x")
    given = (ruled(1, 0, noted), 0, None), (ruled(2, 0, RULE), 5, 10)
    assert stood(published(*given)[1]) == [(0, 10), (10, None)]


def test_a_rule_that_comes_back_stood_before_and_not_between() -> None:
    other = replace(RULE, when='item.kind == "page"')
    three = published(
        (ruled(1, 0, RULE), 0, None), (ruled(2, 0, other), 5, 10), (ruled(3, 0, RULE), 15, 20)
    )[2]
    assert stood(three) == [(0, 10), (20, None)]


def test_a_pause_is_a_gap() -> None:
    pauses = (Pause("a", "R-1", day(3), day(5)), Pause("a", "R-1", day(7)),
              Pause("b", "R-1", day(1), day(9)), Pause("a", "R-2", day(1)))  # fmt: skip
    given = (ruled(1, 0, RULE), 0, None)
    (now,) = published(given, pauses=pauses)
    assert (stood(now), now.rules[0].paused) == ([(0, 3), (5, 7)], True)
    (then,) = published(given, pauses=pauses, seen=6)
    assert (stood(then), then.rules[0].paused) == ([(0, 3), (5, None)], False)
    assert published(given, pauses=pauses, seen=3)[0].rules[0].paused
    assert not published(given, pauses=pauses, seen=5)[0].rules[0].paused


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.booleans()), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=3),
    st.integers(0, 50),
)
def test_a_rule_stood_exactly_when_it_was_in_force_and_not_paused(
    later: list[tuple[int, int, bool]], stops: list[tuple[int, int]], asked: int
) -> None:
    """Against the definition: on each day, which version was in force, and was it paused."""
    other = replace(RULE, measures=("label",))
    given: list[tuple[Policy, float, float | None]] = [(ruled(1, 0, RULE), 0.0, None)]
    given += [
        (ruled(number, 0, RULE if same else other), at, float(at + wait))
        for number, (at, wait, same) in enumerate(sorted(later), 2)
    ]
    pauses = tuple(Pause("a", "R-1", day(at), day(at + long)) for at, long in sorted(stops))
    last = published(*given, pauses=pauses)[-1]
    (then,) = in_force(published(*given, pauses=()), day(asked))
    wanted = then.rules[0].measures == last.rules[0].measures and not any(
        at <= asked < at + long for at, long in stops
    )
    stretches = last.rules[0].stood
    held = any(b <= day(asked) and (e is None or day(asked) < e) for b, e in stretches)
    assert held is wanted
