"""What a step gives in its `with`: typed fields, others are refused."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

import msgspec

from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.people.choice import Chosen
from evenhand.pipeline.play.stage import Stage
from evenhand.pipeline.play.steps import Came, Step, impossible

T = TypeVar("T")


class Deed(Protocol):
    """Something that somebody does."""

    def do(self, stage: Stage, step: Step) -> Came:
        """Do it through the pipeline, as `step.by`; raises as that does."""
        ...


class Given(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The fields of a step's `with`, or of a part of it; others are refused."""

    def fields(self, *, leave: Collection[str] = ()) -> dict[str, Any]:
        """Name -> value of all fields, without those in `leave`."""
        names = (name for name in self.__struct_fields__ if name not in leave)
        return {name: getattr(self, name) for name in names}


class Answered(Given, kw_only=True):
    """The answer to the asked-question, with the names of the contacts where it is yes."""

    asked: bool
    contacts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The answer, for the reader."""
        said = "yes" if self.asked else "no"
        return f"has anyone outside the rules raised it? {said}"


class Wanted(Given, kw_only=True):
    """A measure that somebody chooses; fields as in `Chosen`."""

    measure: str
    until: datetime | None = None
    link: str | None = None


class Ordered(Answered, kw_only=True):
    """The answer to the asked-question, and the measures that somebody chooses."""

    measures: tuple[Wanted, ...] = ()
    rule: str | None = None

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """The measures, as the pipeline takes them."""
        return tuple(Chosen(each.measure, each.until, each.link) for each in self.measures)


def subject_of(item: str, link: str) -> Subject:
    """What a deed is about. Raises EH909 where that is not exactly one item or link."""
    if bool(item) is bool(link):
        raise impossible("say either an `item` or a `link`")
    return Subject(SubjectType.ITEM if item else SubjectType.LINK, item or link)


def read(kind: type[T], given: Mapping[str, Any]) -> T:
    """The fields of a `with`, of the types that they should have. Raises EH909."""
    try:
        return msgspec.convert(dict(given), kind)
    except msgspec.ValidationError as error:
        raise impossible(f"`with`: {error}") from None
