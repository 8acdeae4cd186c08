"""Reading: a comment is weighed by what the site's moderators have taught."""

from collections.abc import Callable, Sequence

from evenhand.model.reading import Reading
from evenhand.model.signal import Readable
from evenhand.signals.spam.features import features_of, read_comment
from evenhand.signals.spam.model import Model
from evenhand.signals.spam.reasons import reasons

NAME, KIND = "spam", "comment"


class Spam:
    """Weighs comments by a site's model."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """One reading of kind `comment` for each item, in order, or none where nothing is known.

        It has no span: what is weighed is the comment as a whole.
        """
        if not self._model.is_ready:
            return [[] for _ in batch]
        return [self._item(view, expired) for view in batch]

    def _item(self, view: Readable, expired: Callable[[], bool]) -> list[Reading]:
        if expired():
            raise TimeoutError(f"{NAME} ran out of time")
        comment = read_comment(view)
        score = self._model.score(features_of(comment))
        detail = {"model": self._model.digest, "reasons": reasons(comment, self._model)}
        return [Reading(NAME, KIND, score, (), detail)]
