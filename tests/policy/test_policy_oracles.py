"""A published policy means the same in stock engines: Google's CEL and the Rust one.

Run where `cel-expr-python` and `common-expression-language` are installed; they are no part of
what the program needs.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from evenhand.model.item import FactValue
from evenhand.policy.language import Condition, written
from evenhand.policy.truth import explainer
from tests.policy.policy_samples import CONDITIONS, ROWS, SIGNALS

MAPS = ("item", "account", "facts", *SIGNALS)


def nested(row: Mapping[str, FactValue]) -> dict[str, Any]:
    """The evidence as stock engines see it: maps that are always there, values perhaps not."""
    whole: dict[str, Any] = {name: {} for name in MAPS}
    for name, value in row.items():
        *path, last = name.split(".")
        below = whole
        for part in path:
            below = below.setdefault(part, {})
        below[last] = list(value) if isinstance(value, tuple) else value
    return whole


def google() -> Callable[[str, Mapping[str, FactValue]], bool | None]:
    cel = pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python is not installed")
    map_type = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
    env = cel.NewEnv(variables=dict.fromkeys(MAPS, map_type))

    def evaluate(text: str, row: Mapping[str, FactValue]) -> bool | None:
        found = env.compile(text).eval(env.Activation(nested(row))).value()
        return found if isinstance(found, bool) else None

    return evaluate


def rust() -> Callable[[str, Mapping[str, FactValue]], bool | None]:
    cel = pytest.importorskip("cel", reason="common-expression-language is not installed")

    def evaluate(text: str, row: Mapping[str, FactValue]) -> bool | None:
        try:
            found = cel.compile(text).execute(cel.Context(variables=nested(row)))
        except (RuntimeError, ValueError, TypeError, KeyError):
            return None  # an error that nothing absorbed
        assert isinstance(found, bool)
        return found

    return evaluate


@pytest.mark.parametrize("engine", [google, rust])
def test_a_stock_engine_says_the_same(
    engine: Callable[[], Callable[[str, Mapping[str, FactValue]], bool | None]],
) -> None:
    evaluate = engine()

    @settings(deadline=None, max_examples=300)
    @given(CONDITIONS, ROWS)
    def same(tree: Condition, row: dict[str, FactValue]) -> None:
        assert evaluate(written(tree), row) is explainer(tree)(row).truth

    same()
