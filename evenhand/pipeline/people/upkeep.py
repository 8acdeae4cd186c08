"""What is due about people and their affairs, done regularly: see `evenhand expire`."""

from dataclasses import dataclass

from evenhand.model.case import Case
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.seals import due_seals


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done.

    Attributes:
        seals: cases in which people look at a seal again.
    """

    seals: tuple[Case, ...]


def upkeep(home: Home) -> Upkeep:
    """Do what is due; doing it twice does nothing twice."""
    return Upkeep(seals=due_seals(home))
