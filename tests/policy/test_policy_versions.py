"""Which version of a pack was in force when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.policy import Policy, PolicyRef
from evenhand.policy.versions import in_force

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
