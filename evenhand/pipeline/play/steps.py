"""What is played: steps, the sites they happen at, and what came of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.measure import Measure
from evenhand.model.people import Role
from evenhand.pipeline.result import Result

NOT_DONE = "the timeline stopped here"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens.

    Attributes:
        at: when, aware.
        say: one sentence for the reader.
        do: one of the deeds of `player` and `people`.
        site: where; `expire` goes over all sites.
        by: the staff name of the person who does it.
        items: what `screen` screens.
        withheld: file names in the matter's `withheld/` that `bank` adds.
        links: entries of the matter's `links.txt` that `bank` adds.
        unlist: entries that `bank` takes off.
        item: what `lift` frees of all measures; whose last decision with a measure `statement`
            and `press` speak of.
        link: what `lift` frees as well.
        given: what else a person's deed needs; each deed of `people` has its own fields.
        name: by which later steps refer to what this one makes.
        tries: a refusal is what comes of it; without this it stops the timeline.
    """

    at: datetime
    say: str
    do: str
    site: str = "main"
    by: str = ""
    items: tuple[Item, ...] = ()
    withheld: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    unlist: tuple[str, ...] = ()
    item: str = ""
    link: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    tries: bool = False


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A site of the matter.

    Attributes:
        packs: by name, or by folder.
        staff: name -> role.
        look_at_links: pages behind links may be looked at again.
    """

    url: str
    packs: tuple[str | Path, ...]
    staff: Mapping[str, Role] = field(default_factory=dict)
    look_at_links: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a person's deed.

    Attributes:
        words: a phrase each, for the reader.
        changed: measures that moved.
        text: what somebody was told.
        id: of the record that it made, for the steps that name it.
        secret: of a flag's receipt, by which whoever handed it in follows it up.
    """

    words: tuple[str, ...] = ()
    changed: tuple[Measure, ...] = ()
    text: str = ""
    id: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a step.

    Attributes:
        results: the answers of `screen`, in order.
        came: what came of any other deed.
        about: the decision that `statement` and `press` speak of.
        entries: indexes of its entries in the log, without the daily counts.
        press: log index of an entry that orders or moves a measure -> what the press could be
            told of its decision right after the step.
    """

    step: Step
    results: tuple[Result, ...] = ()
    came: Came = Came()
    about: Result | None = None
    entries: tuple[int, ...] = ()
    press: Mapping[int, str] = field(default_factory=dict)


def impossible(what: str, help: str = "") -> EvenhandError:
    """EH909: the timeline asks for what cannot be."""
    return EvenhandError("EH909", what, not_done=NOT_DONE, help=help)
