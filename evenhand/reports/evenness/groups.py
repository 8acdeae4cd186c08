"""By what an audit puts cases into groups: role, language, who asked, a sealed sample, a contact.

Every group is compared once. Where groups share out all cases among them (languages, a sample),
the largest is what the others are compared with, since it would only say the same again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from evenhand.model.account import ROLES
from evenhand.reports.evenness.compare import Group
from evenhand.reports.evenness.exact import Bools
from evenhand.reports.evenness.record import Case, Family, Outcome

PUBLIC_ROLES = tuple(sorted(ROLES - {"minor"}))
"""Nothing is ever told of minors."""

ANY = "any"
"""The group of cases about which anybody had asked."""


def groups_of(cases: Sequence[Case], sample: Mapping[str, str]) -> tuple[Group, ...]:
    """All groups of an audit, by family and name; those too small as well."""
    return (
        *_roles(cases),
        *_partition(Family.LANGUAGE, [case.language for case in cases]),
        *_askers(cases),
        *_partition(Family.SAMPLE, [sample.get(case.id) for case in cases]),
        *_contact(cases),
    )


def _mask(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, dtype=np.bool_)


def _roles(cases: Sequence[Case]) -> Iterator[Group]:
    """Accounts that have a role against those known not to have it; unknown ones are left out."""
    known = _mask(case.roles is not None for case in cases)
    for role in PUBLIC_ROLES:
        has = _mask(role in (case.roles or ()) for case in cases)
        if has.any():
            yield Group(Family.ROLE, role, has, known)


def _partition(family: Family, names: Sequence[str | None]) -> Iterator[Group]:
    """Each group but the largest against all other cases that have one."""
    known = _mask(name is not None for name in names)
    counts = Counter(name for name in names if name is not None)
    by_size = sorted(counts, key=lambda name: (-counts[name], name))
    for name in sorted(by_size[1:]):
        yield Group(family, name, _mask(each == name for each in names), known)


def _askers(cases: Sequence[Case]) -> Iterator[Group]:
    """Cases about which somebody in this role had asked against those about which nobody had."""
    nobody = _mask(case.asked is not None and not case.asked for case in cases)
    for role in sorted({role for case in cases for role in case.asked or ()}):
        asked = _mask(role in (case.asked or ()) for case in cases)
        yield Group(Family.WHO_ASKED, role, asked, asked | nobody)


def _contact(cases: Sequence[Case]) -> Iterator[Group]:
    """Cases with an earlier contact about their matter against matched ones without.

    In hours only where somebody asked before the case began: a case that stays open for long has
    the more time to be asked about, and would seem slow because of it.
    """
    asked = _mask(bool(case.asked) for case in cases)
    if not asked.any():
        return
    known = _mask(case.asked is not None for case in cases)
    yield Group(Family.CONTACT, ANY, asked, known)
    first = _mask(bool(case.asked) and case.asked_first for case in cases)
    yield Group(Family.CONTACT, ANY, first, known & (first | ~asked), (Outcome.HOURS,))
