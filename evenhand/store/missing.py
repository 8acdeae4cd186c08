"""The one error for a record that is not there."""

from evenhand.model.errors import EvenhandError


def not_recorded(what: str, lister: str) -> EvenhandError:
    """No record of this kind has this id; `lister` is the command that shows those there are."""
    return EvenhandError(
        "EH410",
        f"no {what} of this id is recorded here",
        not_done="nothing was shown or changed",
        help=f"`{lister}` shows which there are",
    )
