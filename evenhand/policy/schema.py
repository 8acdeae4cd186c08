"""What the policy may see: the fields of the evidence, in order, each with one type."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy
from evenhand.model.signal import SignalSpec

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
"""Integers of the language are 64 bits wide, as in every engine that replays it."""

STANDING: Mapping[str, FieldType] = {
    "account.strikes": FieldType.INT,
    "account.roles": FieldType.STRINGS,
    "item.kind": FieldType.STRING,
    "item.site": FieldType.STRING,
    "item.language": FieldType.STRING,
}
"""The fields that do not come from a signal or a fact (contract, "Policy packs")."""


def _is_text_list(value: object) -> bool:
    return type(value) is tuple and all(type(part) is str for part in value)


FITS: Mapping[FieldType, Callable[[object], bool]] = {
    # `type() is` and not `isinstance`: in Python a bool is an int, in the policy language it is not
    FieldType.BOOL: lambda value: type(value) is bool,
    FieldType.INT: lambda value: type(value) is int and INT_MIN <= value <= INT_MAX,
    FieldType.DOUBLE: lambda value: type(value) is float and math.isfinite(value),
    FieldType.STRING: lambda value: type(value) is str,
    FieldType.STRINGS: _is_text_list,
}
"""What tells of a value whether it is of the type."""


def fits(kind: FieldType, value: object) -> bool:
    """Whether `value` is of that type; NaN, infinities and integers over 64 bits never are."""
    return FITS[kind](value)


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of the evidence and their types, in the order of the evidence tuple."""

    types: Mapping[str, FieldType]

    def zeros(self, signal: str) -> dict[str, FactValue]:
        """What a signal that ran and saw nothing says: 0 for each of its fields."""
        return {
            name: 0.0 if kind is FieldType.DOUBLE else 0
            for name, kind in self.types.items()
            if name.startswith(f"{signal}.")
        }

    def admitted(self, name: str, value: object) -> FactValue:
        """A value as it came in, checked against its field.

        TOML and JSON have one kind of list and write 1 for 1.0, so a whole number becomes a
        double where a double is declared, and a list of strings becomes a tuple.

        Raises:
            EvenhandError: EH218 for a name that the schema does not have (an undeclared fact
                too), EH219 for a value of another type, NaN and null among them.
        """
        kind = self.types.get(name)
        if kind is None:
            below = next((field for field in self.types if field.startswith(f"{name}.")), "")
            help = f'a field is named in full and in quotes: `"{below}"`' if below else ""
            raise EvenhandError(
                "EH218",
                f"the evidence has no field `{name}`",
                not_done="the values were not taken",
                help=help or nearest(name, self.types) or "declare a fact in the pack's [facts]",
            )
        if kind is FieldType.DOUBLE and type(value) is int and abs(value) <= 2**53:
            value = float(value)
        elif kind is FieldType.STRINGS and type(value) is list:
            value = tuple(value)
        if not fits(kind, value):
            raise unfit(name, kind)
        return value  # type: ignore[return-value]  # `fits` has just shown that it is one


def unfit(name: str, kind: FieldType) -> EvenhandError:
    """The error for a value that is not of its field's type; the value itself is not shown."""
    return EvenhandError(
        "EH219",
        f"the value of `{name}` is not of type {kind.value}",
        not_done="the values were not taken",
        help="leave out what is not known: null, NaN and another type are refused",
    )


def fields(signals: Mapping[str, SignalSpec], facts: Mapping[str, FieldType]) -> Schema:
    """The schema that these signals and declared facts make.

    For each signal and kind: `.count` (readings at score 0.5 or more) and its further summary
    fields as int, `.max` (highest score) as double; then the account's and the item's fields;
    then `facts.NAME`.
    """
    types: dict[str, FieldType] = {}
    for signal in signals.values():
        for kind, summaries in signal.kinds.items():
            stem = f"{signal.name}.{kind}"
            types[f"{stem}.count"] = FieldType.INT
            types[f"{stem}.max"] = FieldType.DOUBLE
            types |= {f"{stem}.{summary}": FieldType.INT for summary in summaries}
    types |= STANDING
    types |= {f"facts.{name}": kind for name, kind in facts.items()}
    return Schema(types)


def facts_of(policies: Iterable[Policy]) -> dict[str, FieldType]:
    """The facts that the packs declare, together.

    Raises:
        EvenhandError: EH220 where two packs declare one fact with different types.
    """
    found: dict[str, FieldType] = {}
    for policy in policies:
        for name, kind in policy.facts.items():
            if found.setdefault(name, kind) is not kind:
                raise EvenhandError(
                    "EH220",
                    f"pack `{policy.ref.pack}` declares the fact `{name}` as {kind.value}, "
                    f"another pack as {found[name].value}",
                    not_done="the packs were not put in force together",
                    help="give the fact one type, or one of the two another name",
                )
    return found
