"""An audit of evenness, from the cases to what may be said of them."""

from collections.abc import Mapping, Sequence

from evenhand.reports.evenness.compare import History, compare
from evenhand.reports.evenness.groups import groups_of
from evenhand.reports.evenness.pairs import like_pairs
from evenhand.reports.evenness.record import Audit, Case

NO_SAMPLE: Mapping[str, str] = {}


def audit(
    cases: Sequence[Case],
    sample: Mapping[str, str] = NO_SAMPLE,
    *,
    sample_digest: str = "",
    erased: int = 0,
) -> Audit:
    """Compare like cases: pairs, groups and contacts. Pure, and the same whatever the order.

    Args:
        sample: id of a case's first decision -> group, from an auditor's sealed file.
        sample_digest: of that file.
        erased: how many cases of the stretch have no evidence any more.
    """
    ordered = sorted(cases, key=lambda case: (case.at, case.id))
    history = History(ordered)
    tests, rungs, suppressed = compare(history, groups_of(ordered, sample))
    return Audit(
        cases=len(ordered),
        compared=history.compared,
        tests=tests,
        rungs=rungs,
        suppressed=suppressed,
        pairs=like_pairs(ordered, history.space),
        erased=erased,
        unknown_roles=sum(case.roles is None for case in ordered),
        sample_digest=sample_digest,
    )
