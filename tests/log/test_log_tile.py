"""Paths of tiles, which of them a tree has, and the bytes of bundles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.log.tile import (
    ENTRIES,
    WIDTH,
    Tile,
    belongs,
    count_full_tiles,
    decode_bundle,
    encode_bundle,
    full_tiles,
    parse_path,
    partial_tiles,
)

levels = st.integers(ENTRIES, 63)
tiles = st.builds(Tile, levels, st.integers(0, 10**20), st.integers(1, WIDTH))


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (Tile(0, 273, 112), "tile/0/273.p/112"),
        (Tile(ENTRIES, 0), "tile/entries/000"),
        (Tile(63, 1_000, 1), "tile/63/x001/000.p/1"),
    ],
)
def test_paths_as_the_specification_writes_them(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


@given(tiles)
def test_a_path_leads_back_to_its_tile(tile: Tile) -> None:
    assert parse_path(tile.path) == tile


@given(st.from_regex(r"tile/([0-9]{1,3}|entries)/(x?[0-9]{2,4}/){0,3}[0-9]{2,4}(\.p/[0-9]{0,4})?"))
def test_only_the_one_spelling_is_read(path: str) -> None:
    tile = parse_path(path)
    assert tile is None or tile.path == path


@pytest.mark.parametrize(
    "path",
    [
        "tile/00/000", "tile/64/000", "tile/0/0", "tile/0/x000/001", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/001/002", "tile/0/000\n",
        "tile/entries/٠٠٠", "/tile/0/000", "tile//000", "",
    ],
)  # fmt: skip
def test_other_spellings_are_refused(path: str) -> None:
    assert parse_path(path) is None


def test_tiles_of_the_specification_s_example() -> None:
    full = list(full_tiles(70_000))
    assert len(full) == count_full_tiles(70_000) == 273 + 273 + 1
    assert partial_tiles(70_000) == [
        Tile(ENTRIES, 273, 112),
        Tile(0, 273, 112),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert partial_tiles(256) == [Tile(1, 0, 1)]
    assert partial_tiles(0) == list(full_tiles(0)) == []


@given(st.integers(0, 200_000), st.integers(0, 200_000))
@settings(deadline=None, max_examples=30)
def test_new_full_tiles_are_those_the_smaller_tree_lacked(one: int, other: int) -> None:
    start, size = sorted((one, other))
    assert set(full_tiles(size, start)) == set(full_tiles(size)) - set(full_tiles(start))


@given(st.integers(0, 70_000), st.builds(Tile, st.integers(-1, 3), st.integers(0, 280)))
@settings(deadline=None, max_examples=60)
def test_a_tile_belongs_exactly_where_it_is_listed(size: int, tile: Tile) -> None:
    listed = {*full_tiles(size), *partial_tiles(size)}
    for width in {1, tile.width, size % 256 or 256}:
        some = Tile(tile.level, tile.index, width)
        assert belongs(some, size) == (some in listed)
    assert all(belongs(one, size) for one in listed)


@given(st.lists(st.binary(max_size=400), min_size=1, max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    data = encode_bundle(entries)
    assert decode_bundle(data, len(entries)) == entries
    assert decode_bundle(data, len(entries) + 1) is None
    assert decode_bundle(data, len(entries) - 1) is None
    assert decode_bundle(data[:-1], len(entries)) is None
    assert decode_bundle(data + b"\0", len(entries)) is None


@given(st.binary(max_size=60), st.integers(1, 5))
def test_a_bundle_has_one_spelling(data: bytes, count: int) -> None:
    entries = decode_bundle(data, count)
    assert entries is None or encode_bundle(entries) == data
