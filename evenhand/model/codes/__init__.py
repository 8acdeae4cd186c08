"""Every error code, with its title and its long explanation, for `evenhand explain`."""

from evenhand.model.codes import enforcement, item, log, policy, signal, statement, store, usage

CODES: dict[str, tuple[str, str]] = {
    **item.CODES,
    **policy.CODES,
    **log.CODES,
    **store.CODES,
    **signal.CODES,
    **enforcement.CODES,
    **statement.CODES,
    **usage.CODES,
}
