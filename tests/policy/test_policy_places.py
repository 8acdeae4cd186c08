"""Places in TOML files: known by construction, for strings in all four spellings."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import Where
from evenhand.policy.places import Path, find_places, spelling

FILE = """\
# a comment with [brackets] and "quotes"
[pack]
name = "sample"   # [[rule]] in a comment
"quoted key" = 'x'
dotted . key = 1979-05-27 07:32:00Z

[[rule]]
when = "a # b"
measures = ["mask", # first
  'remove',
]
[[rule]]
when = '''
first
second'''
[rule.inner]
table = {one = 1, two = [{deep = "er"}]}
  [[rule.inner.list]]
  last = -1.5"""


def points_at(path: Path, *, key: bool = False) -> str:
    places = find_places("f.toml", FILE)
    return text_at(FILE, places.key(path) if key else places.value(path))


def text_at(text: str, where: Where) -> str:
    assert where.line is not None
    assert where.column is not None
    line = text.split("\n")[where.line - 1]
    assert where.source == line.replace("\t", " ")
    return line[where.column - 1 : where.column - 1 + where.width]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("pack", "name"), '"sample"'),
        (("pack", "quoted key"), "'x'"),
        (("pack", "dotted", "key"), "1979-05-27 07:32:00Z"),
        (("rule", 0, "when"), '"a # b"'),
        (("rule", 0, "measures", 0), '"mask"'),
        (("rule", 0, "measures", 1), "'remove'"),
        (("rule", 1, "when"), "'''"),
        (("rule", 1, "inner", "table", "one"), "1"),
        (("rule", 1, "inner", "table", "two", 0, "deep"), '"er"'),
        (("rule", 1, "inner", "list", 0, "last"), "-1.5"),
    ],
)
def test_values(path: Path, text: str) -> None:
    assert points_at(path) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("pack",), "[pack]"),
        (("pack", "name"), "name"),
        (("pack", "quoted key"), '"quoted key"'),
        (("pack", "dotted", "key"), "dotted . key"),
        (("rule", 1), "[[rule]]"),
        (("rule", 1, "inner", "table", "two"), "two"),
        (("rule", 1, "inner", "list", 0), "[[rule.inner.list]]"),
    ],
)
def test_keys(path: Path, text: str) -> None:
    assert points_at(path, key=True) == text


def test_a_path_that_is_not_there_is_the_file() -> None:
    places = find_places("f.toml", FILE)
    assert str(places.value(("rule", 7))) == "f.toml"
    assert str(places.inside(("rule", 7, "when"), 3, 1)) == "f.toml"


def test_inside_a_string_over_several_lines() -> None:
    places = find_places("f.toml", FILE)
    at = "first\nsecond".index("second")
    assert str(places.inside(("rule", 1, "when"), at, 6)) == "f.toml:15:1"
    assert places.inside(("rule", 1, "when"), 0, 99).width == len("first")


def test_line_ends_of_other_systems() -> None:
    places = find_places("f.toml", FILE.replace("\n", "\r\n"))
    assert str(places.value(("rule", 0, "measures", 1))) == "f.toml:10:3"


_ESCAPED = {"\n": "\\n", '"': '\\"', "\\": "\\\\", "\t": "\\t"}
_CHARS = st.one_of(
    st.sampled_from("ab '\"\\\n\té😀="), st.characters(codec="utf-8", exclude_categories=["C"])
)


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, list[int], str]:
    """A TOML string: its spelling with quotes, the offset of each code point, its value."""
    style = draw(st.sampled_from(['"', "'", '"""', "'''"]))
    text = style
    if len(style) == 3 and draw(st.booleans()):
        text += "\n"
    offsets, value, joined = [], "", False
    for char in draw(st.lists(_CHARS, max_size=12)):
        if style in ("'", "'''"):
            if char == "'" or (char == "\n" and style == "'"):
                continue
            piece = char
        else:
            if style == '"""' and draw(st.booleans()):
                text += draw(st.sampled_from(["\\\n", "\\  \n  ", "\\\n\n\t"]))
                joined = True
            if joined and char in " \t\n":
                continue  # joined lines swallow the blanks that follow
            joined = False
            ways = [_ESCAPED.get(char, char), f"\\U{ord(char):08x}"]
            if ord(char) < 0x10000:
                ways.append(f"\\u{ord(char):04X}")
            if char == "\n" and style == '"""':
                ways.append("\n")
            piece = draw(st.sampled_from(ways))
        if char == "\n" and piece == "\n" and text == style:
            continue  # the first line end of a multi-line string does not count
        offsets.append(len(text))
        text += piece
        value += char
    offsets.append(len(text))
    return text + style, offsets, value


@settings(deadline=None, max_examples=300)
@given(spelt())
def test_each_code_point_of_a_string_has_its_place(string: tuple[str, list[int], str]) -> None:
    text, offsets, value = string
    assert tomllib.loads(f"k = {text}")["k"] == value
    assert spelling(text, 0, len(text)) == offsets
    places = find_places("f.toml", f"[[rule]]\nk = {text} # end\nnext = 1\n")
    assert text_at(places.text, places.value(("rule", 0, "next"))) == "1"


_NAMES = st.text("ab-_1", min_size=1, max_size=3)
_SCALARS = st.one_of(
    st.integers(-9, 9).map(str),
    st.sampled_from(["true", "1.5", "inf", "2026-01-01", "07:32:00", "'#'", '"]"', '"""\n"\n"""']),
)


def _lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(values, max_size=3)
    tables = st.dictionaries(_NAMES, values, max_size=3)
    return st.one_of(
        joined.map(lambda parts: "[" + ", # ]\n ".join(parts) + "]"),
        tables.map(lambda found: "{" + ", ".join(f"{k} = {v}" for k, v in found.items()) + "}"),
    )


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(_NAMES, st.dictionaries(_NAMES, st.recursive(_SCALARS, _lists), max_size=3)),
        max_size=4,
    )
)
def test_every_value_of_a_file_has_a_place_that_reads_as_it(
    tables: list[tuple[str, dict[str, str]]],
) -> None:
    text = "".join(
        f"[[{name}]]\n" + "".join(f"{key} = {value}\n" for key, value in pairs.items())
        for name, pairs in tables
    )
    whole = tomllib.loads(text)
    places = find_places("f.toml", text)
    for name, tables_of_name in whole.items():
        for index, table in enumerate(tables_of_name):
            for key, value in table.items():
                span = places.span((name, index, key))
                assert span is not None
                start, end = span
                assert tomllib.loads(f"k = {text[start:end]}")["k"] == value or value != value
