"""Pages, charts and spreadsheets of reports: nothing gets in unescaped, nothing from elsewhere."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.reports.chart import bars, forest
from evenhand.reports.csv import write_csv
from evenhand.reports.html import document, section, table, tag, together

ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


class Seen(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, name, attributes):
        self.tags.append((name, dict(attributes)))
        if name not in {"meta", "br", "hr", "col"}:
            self.open.append(name)

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, data):
        self.words.append(data)

    def all(self, name):
        return [attributes for found, attributes in self.tags if found == name]


@settings(deadline=None)
@given(ANYTHING, ANYTHING)
def test_text_stays_text_in_words_and_attributes(words, value):
    seen = Seen(tag("p", words, title=value))
    assert [name for name, _ in seen.tags] == ["p"]
    assert "".join(seen.words) == words
    assert seen.all("p")[0]["title"] == value


def test_attributes_are_named_as_html_names_them():
    assert tag("p", "x", class_="a", aria_label="b", hidden=True, id=None, lang=False) == (
        '<p class="a" aria-label="b" hidden>x</p>'
    )
    assert tag("br") == "<br>"


def test_markup_is_escaped_once():
    assert together("<", tag("b", "&"), None, 1234, 0.5) == "&lt;<b>&amp;</b>1,2340.50"


def test_a_page_needs_nothing_else_and_runs_nothing():
    page = document("A & B", section("One", table(["a"], [["b"]])), lang="de")
    seen = Seen(page)
    assert seen.open == []
    assert seen.all("html") == [{"lang": "de"}]
    assert [len(seen.all(name)) for name in ("h1", "main", "title")] == [1, 1, 1]
    assert not seen.all("script") + seen.all("link") + seen.all("img")
    assert not re.search(r"@import|url\(|https?://|\bon\w+=", page)
    assert "prefers-color-scheme: dark" in page


def test_a_table_says_what_it_holds_and_which_columns_are_numbers():
    seen = Seen(table(["", "name", "count"], [["x", "y", 1200]], {2}, caption="All"))
    assert seen.all("th") == [
        {"scope": "col"},
        {"scope": "col", "class": "number"},
        {"scope": "row"},
    ]
    assert seen.all("td") == [{}, {}, {"class": "number"}]
    assert "All" in seen.words
    assert "1,200" in seen.words
    assert seen.all("div")[0]["tabindex"] == "0"


def widths(markup):
    return [float(each["width"][:-1]) for each in Seen(markup).all("rect")]


def test_bars_are_as_long_as_their_numbers_and_named():
    drawn = bars("Per month", [("May", [("a", 50), ("b", 25)]), ("June <", [("a", 0)])])
    assert widths(drawn) == [58.0, 29.0]
    seen = Seen(drawn)
    assert seen.all("svg")[0]["role"] == "img"
    assert "May: a: 50, b: 25; June <: a: 0" in seen.words
    assert "Per month" in seen.words
    assert len(seen.all("table")) == 1


def test_long_words_stand_above_their_bar_which_then_takes_all_the_width():
    drawn = bars("x", [("one", [("s", 90.0)])], say=lambda _: "suspension without an end date")
    assert widths(drawn) == [100.0]
    assert "in words" in drawn
    scaled = bars("x", [("one", [("s", 45)])], say=lambda _: "a removal until it is cured", most=90)
    assert widths(scaled) == [50.0]


def test_a_long_label_is_wrapped():
    label = "a rule of a pack with a very long name that no narrow page could hold"
    texts = re.findall(r'class="label">([^<]*)<', bars("x", [(label, [("s", 1)])]))
    assert len(texts) == 2
    assert " ".join(texts) == label


@pytest.mark.parametrize("draw", [bars, forest])
def test_a_chart_of_nothing_is_drawn(draw):
    assert "nothing" in Seen(draw("x", [])).words


def test_a_forest_keeps_every_interval_within_its_edges():
    drawn = forest("x", [("a", 1.0, -1.0, float("inf")), ("b", 0.0, -2.0, 2.0)], even=0.0)
    places = [float(x) for x in re.findall(r'(?:x1|x2|cx)="([\d.]+)%"', drawn)]
    assert min(places) == 2.0
    assert max(places) == 98.0
    assert "50.0%" in drawn
    assert "∞" in drawn


@settings(deadline=None)
@given(st.lists(st.lists(ANYTHING, min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_spreadsheet_is_a_formula(rows):
    file = io.StringIO(newline="")
    write_csv(file, ["a", "=b"], rows)
    found = list(csv.reader(io.StringIO(file.getvalue(), newline="")))
    assert found[0] == ["a", "=b"]
    for given_row, row in zip(rows, found[1:], strict=True):
        assert [cell.removeprefix("'") for cell in row] == [c.removeprefix("'") for c in given_row]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_numbers_stay_numbers_in_a_spreadsheet():
    file = io.StringIO(newline="")
    write_csv(file, ["n"], [[-5], ["-5"]])
    assert file.getvalue().splitlines() == ["n", "-5", "'-5"]
