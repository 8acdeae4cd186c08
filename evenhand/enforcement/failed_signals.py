"""A signal that failed, or ran out of time, follows the site's fail mode: no clean bill."""

from collections.abc import Mapping
from datetime import timedelta

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Evidence
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.model.site import FAIL_MODES

HOLD = "hold"
ALLOW = "allow"


def hold_for_failed(
    evidence: Evidence, fail_modes: Mapping[str, str], hours: int
) -> Measure | None:
    """The hold that the item's failed signals bring about, for limited hours; None for none.

    It rests on no rule: nothing was found, only not looked for. A signal that the site gives no
    fail mode is let through. Raises EvenhandError: EH608 for a fail mode that does not exist.
    """
    modes = {failure.signal: fail_modes.get(failure.signal, ALLOW) for failure in evidence.failed}
    for signal, mode in modes.items():
        if mode not in FAIL_MODES:
            raise EvenhandError(
                "EH608",
                f"The fail mode `{mode}` of the signal `{signal}` does not exist.",
                not_done="No measure was ordered.",
                help=f"A fail mode is one of: {', '.join(sorted(FAIL_MODES))}.",
            )
    if HOLD not in modes.values():
        return None
    return Measure(
        measure=HOLD,
        subject=Subject(SubjectType.ITEM, evidence.item),
        from_=evidence.decided_at,
        until=evidence.decided_at + timedelta(hours=hours),
    )
