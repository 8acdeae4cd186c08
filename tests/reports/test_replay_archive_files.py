"""What is put away comes back exactly: records equal, and their JSON the same to the byte."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.evidence import Evidence
from evenhand.model.reading import SignalFailure
from evenhand.store.archive import Sealed
from evenhand.store.archive_files import find_row, read_part, write_part, write_without
from evenhand.store.wire import from_json, to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BOUNDS = [datetime.fromisoformat(day) for day in ("1990-01-01", "2099-01-01")]
TIMES = st.datetimes(*BOUNDS, timezones=st.just(UTC))
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DEEDS = st.datetimes(*BOUNDS, timezones=ZONES)
NAMES = st.sampled_from(["facts.a", "facts.b", "account.roles", "spam.comment.max", "item.kind"])
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXT,
    st.lists(TEXT, max_size=3).map(tuple),
)
EVIDENCE = st.builds(
    Evidence,
    site=TEXT,
    item=TEXT,
    revision=st.integers(1, 9),
    decided_at=TIMES,
    values=st.dictionaries(NAMES, VALUES),
    author=st.none() | TEXT,
    deed_at=st.none() | DEEDS,
    matter=st.none() | TEXT,
    links=st.lists(TEXT, max_size=2).map(tuple),
    signals=st.dictionaries(TEXT, TEXT, max_size=2),
    banks=st.dictionaries(TEXT, TEXT, max_size=2),
    failed=st.lists(st.builds(SignalFailure, TEXT, TEXT), max_size=2).map(tuple),
)
JSON = st.dictionaries(TEXT, VALUES, max_size=3).map(to_json)


@st.composite
def parts(draw):
    """Rows in the order of a file."""
    seen = draw(st.lists(EVIDENCE, min_size=1, max_size=6))
    rows = [
        Sealed(f"{n:032x}", each, draw(JSON), draw(JSON), draw(JSON), draw(st.none() | JSON),
               draw(st.none() | TIMES))
        for n, each in enumerate(seen)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.place)


@settings(deadline=None, max_examples=150)
@given(rows=parts())
def test_rows_come_back_exactly(rows, tmp_path_factory):
    file = tmp_path_factory.mktemp("part") / "2026-08-1.parquet"
    # as the database gives it: a value such as 1 that JSON would give back otherwise is no evidence
    kept = [from_json(to_json(row.evidence), Evidence) for row in rows]
    write_part(file, rows)
    back = list(read_part(file))
    assert back == rows
    assert [row.evidence for row in back] == kept
    assert [to_json(row.evidence) for row in back] == [to_json(row.evidence) for row in rows]
    values = [[type(v) for v in row.evidence.values.values()] for row in back]
    assert values == [[type(v) for v in row.evidence.values.values()] for row in rows]
    for number, row in enumerate(rows):
        assert find_row(file, row.decision) == row
        assert list(read_part(file, row.place)) == rows[number + 1 :]


@settings(deadline=None, max_examples=30)
@given(rows=parts(), data=st.data())
def test_a_file_is_written_anew_without_some_rows(rows, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("part")
    gone = data.draw(st.sets(st.sampled_from([row.decision for row in rows])))
    before = write_part(folder / "a", rows)
    after, erased = write_without(folder / "a", gone, folder / "b")
    assert erased == len(gone)
    assert list(read_part(folder / "b")) == [row for row in rows if row.decision not in gone]
    assert (before != after) == bool(gone)
