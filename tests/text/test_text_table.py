"""Lists as CSV: everything in order, and nothing that a spreadsheet would run."""

import csv
import io

from evenhand.text.table import csv_text


def test_cells_in_the_order_of_the_columns():
    text = csv_text(("a", "b", "c"), [{"b": True, "a": 'x,"y"\nz', "c": ("1", "2")}, {"a": None}])
    assert list(csv.reader(io.StringIO(text))) == [
        ["a", "b", "c"], ['x,"y"\nz', "true", "1; 2"], ["", "", ""],
    ]  # fmt: skip


def test_nothing_is_taken_for_a_formula():
    for begin in "=+-@\t\r":
        (_, row) = csv.reader(io.StringIO(csv_text(("a",), [{"a": f"{begin}SUM(A1)"}])))
        assert row == [f"'{begin}SUM(A1)"]
    assert csv_text(("a",), [{"a": -5}]).endswith("-5\r\n")
