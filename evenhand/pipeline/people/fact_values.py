"""A fact's value: as somebody types it, and of the type that its declaration says."""

from collections.abc import Mapping

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.account import ROLES
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.door import check_fact
from evenhand.pipeline.evaluate import declared_facts
from evenhand.pipeline.notices import policy_of
from evenhand.pipeline.packs import load_packs, shipped_packs
from evenhand.store.policies import publications

ROLES_FACT = "roles"
"""The fact about an account: what its owner is."""

EMPTY_LIST = "none"
"""How somebody writes an empty list, such as the roles of an account known to have none."""

NOT_KEPT = "no fact was kept"


def read_value(site: str, subject: Subject, name: str, text: str) -> FactValue:
    """A fact's value as somebody types it, of the type that its declaration says.

    `true` or `false`, a whole number, a decimal, a text, or a list separated by commas; `none` is
    the empty list.

    Raises EvenhandError: EH109 for a fact that no pack declares, EH578, EH579 where the text is
    not of the type.
    """
    kind, text = _declared(site, subject, name), text.strip()
    try:
        if kind is FieldType.BOOL:
            return {"true": True, "false": False}[text.lower()]
        if kind is FieldType.INT:
            return int(text)
        if kind is FieldType.DOUBLE:
            return float(text)
    except (KeyError, ValueError):
        raise EvenhandError(
            "EH579", f"the value of `{name}` is not of the type {kind}", not_done=NOT_KEPT,
            help="write true or false" if kind is FieldType.BOOL else "write a number",
        ) from None  # fmt: skip
    if kind is FieldType.STRING:
        return text
    return () if text == EMPTY_LIST else tuple(part.strip() for part in text.split(","))


def checked_value(site: str, subject: Subject, name: str, value: FactValue) -> FactValue:
    """The value, if it is of the declared type; roles are known ones, each once.

    Raises EvenhandError: EH109, EH578.
    """
    kind = _declared(site, subject, name)
    if subject.type is SubjectType.ACCOUNT and isinstance(value, tuple):
        for role in value:
            if role not in ROLES:
                raise EvenhandError(
                    "EH578", f"`{role[:40]}` is no role of an account", not_done=NOT_KEPT,
                    help=nearest(role, ROLES) or f"roles: {', '.join(sorted(ROLES))}; or none",
                )  # fmt: skip
        value = tuple(dict.fromkeys(value))
    return _by_door(name, value, {name: kind})


def _declared(site: str, subject: Subject, name: str) -> FieldType:
    """The type of a fact: an account has `roles`; an item what some pack declares."""
    if subject.type is SubjectType.ACCOUNT and name == ROLES_FACT:
        return FieldType.STRINGS
    if subject.type is not SubjectType.ITEM:
        raise EvenhandError(
            "EH578", "rules ask of an account its `roles`, and everything else of the item",
            not_done=NOT_KEPT, help="say `roles`, or tell it of the item",
        )  # fmt: skip
    shipped = load_packs(tuple(shipped_packs()), signals.discover(), measures.discover())
    published = [policy_of(each.digest) for each in publications(site)]
    declared = declared_facts([*shipped, *published])
    if name not in declared:
        _by_door(name, "", declared)  # raises: it names the facts that there are
    return declared[name]


def _by_door(name: str, value: FactValue, declared: Mapping[str, FieldType]) -> FactValue:
    """The door's own check, which speaks of the item that a fact usually comes with."""
    try:
        return check_fact(name, value, declared)
    except EvenhandError as refused:
        refused.not_done = NOT_KEPT
        raise
