"""Why a host was not asked; its address is never named, for it may itself be private."""

from evenhand.model.errors import EvenhandError


class Refused(EvenhandError):
    """Nothing was asked of a host, or no sound answer came.

    Attributes:
        why: what of the address, host or server forbade it; names neither.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(
            code,
            f"the page was not fetched: {why}",
            not_done="the page was not looked at, and nothing follows from it",
            help=f"a person looks at it; `evenhand explain {code}` tells the bounds",
        )
        self.why = why
