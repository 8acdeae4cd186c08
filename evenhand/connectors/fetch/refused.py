"""Why a page was not fetched; the address is never named, for it may itself be private."""

from evenhand.model.errors import EvenhandError


def refused(code: str, what: str) -> EvenhandError:
    """The error of a page that was not fetched; `what` names no address."""
    return EvenhandError(
        code,
        f"the page was not fetched: {what}",
        not_done="the page was not looked at, and nothing follows from it",
        help=f"a person looks at it; `evenhand explain {code}` tells the bounds",
    )
