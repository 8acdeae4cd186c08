"""A chart is well-formed whatever stands in it, and no bar leaves it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.web.pages.chart import BELOW, HEIGHT, WIDTH, Bar, bar_chart, ceiling

BARS = st.lists(
    st.builds(
        lambda label, low, more: Bar(label, low, low + more),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12),
        st.integers(0, 10**9),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


@settings(max_examples=50, deadline=None)
@given(BARS)
def test_every_bar_stays_inside_and_says_its_numbers(bars):
    chart = ElementTree.fromstring(bar_chart(bars, title="<Counts> & days", name="n"))
    assert chart.find("title").text == "<Counts> & days"
    assert chart.find("desc").text == ("; ".join(str(b) for b in bars if b.high) or "none")
    assert len(chart.findall("g")) == sum(bar.high > 0 for bar in bars)
    rects = chart.findall(".//rect")
    for rect in rects:
        x, y, width, height = (float(rect.get(n)) for n in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH + 0.1
        assert 0 <= y <= y + height <= HEIGHT - BELOW + 0.2


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (2, 2), (3, 5), (6, 10), (10, 10), (11, 20), (51, 100)]
)
def test_the_scale_ends_at_a_round_number(most, top):
    assert ceiling(most) == top


@given(st.integers(0, 10**12))
def test_the_scale_holds_the_tallest_bar(most):
    assert most <= ceiling(most) <= max(1, most * 2.5)
