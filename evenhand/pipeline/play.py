"""A timeline played through the corridor: for the example matter, and for trying packs out.

Steps say what happens and when, never what comes of it: that follows from signals and packs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from evenhand.model.clock import SetClock
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.pipeline.changes import expire, lift
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home, add_site
from evenhand.pipeline.notices import press
from evenhand.pipeline.result import Result
from evenhand.store.decisions import statements_of
from evenhand.store.measures import open_measures

BANK, SCREEN, EXPIRE, LIFT = "bank", "screen", "expire", "lift"
STATEMENT, PRESS = "statement", "press"
DEEDS = (BANK, SCREEN, EXPIRE, LIFT, STATEMENT, PRESS)
NOT_DONE = "the timeline stopped here"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens.

    Attributes:
        at: when, aware.
        say: one sentence for the reader.
        do: one of `DEEDS`.
        site: where; `expire` goes over all sites.
        items: what `screen` screens.
        withheld: file names in the matter's `withheld/` that `bank` adds.
        links: entries of the matter's `links.txt` that `bank` adds.
        unlist: entries that `bank` takes off.
        item: what `lift` frees of all measures; whose last decision with a measure `statement`
            and `press` speak of.
        link: what `lift` frees as well.
        by: the role of the person who lifts.
    """

    at: datetime
    say: str
    do: str
    site: str = "main"
    items: tuple[Item, ...] = ()
    withheld: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    unlist: tuple[str, ...] = ()
    item: str = ""
    link: str = ""
    by: str = "moderator"


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A site of the matter: its address, and its packs by name or folder."""

    url: str
    packs: tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a step.

    Attributes:
        results: the answers of `screen`, in order.
        changed: measures that `expire` or `lift` moved.
        about: the decision that `statement` and `press` speak of.
        text: of `statement` and `press`.
    """

    step: Step
    results: tuple[Result, ...] = ()
    changed: tuple[Measure, ...] = ()
    about: Result | None = None
    text: str = ""


class Player:
    """Plays the steps of a matter's folder in a fresh home, one after the other."""

    def __init__(
        self, folder: Path, sites: Mapping[str, SitePlan], home: Home, clock: SetClock
    ) -> None:
        """Add the sites that the home lacks.

        Args:
            folder: holds `withheld/` and `links.txt`.
            home: open for writing, with the site `main` and with `clock` as its clock.
        """
        self._sites = sites
        self._home = home
        self._clock = clock
        self._banks = {name: _SiteBanks(folder, home.path / "banks" / name) for name in sites}
        self._corridors: dict[str, tuple[Screener, Corridor]] = {}
        self._decided: dict[tuple[str, str], Result] = {}
        for name, plan in sites.items():
            if name != "main":
                add_site(name, plan.url, clock)

    def play(self, step: Step) -> Played:
        """Set the clock and do one step. Raises EvenhandError: EH909 for one that cannot be."""
        if step.do not in DEEDS:
            raise _impossible(f"a step cannot do `{step.do}`", nearest(step.do, DEEDS))
        if step.site not in self._sites:
            raise _impossible(f"no site `{step.site}`", nearest(step.site, self._sites))
        if step.at < self._clock.at:
            raise _impossible("the step is before the one above it", "put steps in order")
        self._clock.at = step.at
        if step.do == SCREEN:
            return Played(step, results=self._screen(step))
        if step.do == EXPIRE:
            return Played(step, changed=tuple(expire(self._home)))
        if step.do == BANK:
            self._banks[step.site].change(step)
            self._corridors.pop(step.site, None)
            return Played(step)
        if step.do == LIFT:
            return Played(step, changed=self._lift(step))
        decided = self._decided_on(step)
        case = decided.decision.id or ""
        text = press(case, step.at) if step.do == PRESS else statements_of(case)[-1].text
        return Played(step, about=decided, text=text)

    def _screen(self, step: Step) -> tuple[Result, ...]:
        """The items through the corridor, published at the step's time unless they say when."""
        screener, corridor = self._corridor(step.site)
        items = [
            replace(item, site=step.site, created_at=item.created_at or step.at)
            for item in step.items
        ]
        seen = screener.gatherer.gather([_sound(screener.checked(item)) for item in items])
        results = tuple(_sound(answer) for answer in corridor.record(seen))
        for result in results:
            if result.decision.measures or result.decision.standing:
                self._decided[step.site, result.id] = result
        return results

    def _lift(self, step: Step) -> tuple[Measure, ...]:
        """All measures on the item and the link lifted, and what was proposed for them declined."""
        named = ((SubjectType.ITEM, step.item), (SubjectType.LINK, step.link))
        subjects = [(step.site, Subject(kind, name)) for kind, name in named if name]
        found = open_measures(subjects)
        for subject in subjects:
            if subject not in found:
                raise _impossible(f"no measure is open on {subject[1].type} `{subject[1].id}`")
        measures = [measure for subject in subjects for measure in found[subject]]
        in_force = [measure for measure in measures if measure.state is MeasureState.IN_FORCE]
        changes = [lift(self._home, measure.id or "", step.by) for measure in in_force]
        return tuple(change for changed in changes for change in changed)

    def _corridor(self, site: str) -> tuple[Screener, Corridor]:
        if site not in self._corridors:
            banks = self._banks[site]
            screener = Screener(
                self._sites[site].packs, banks.links, banks.withheld, clock=self._clock
            )
            self._corridors[site] = screener, Corridor(self._home, screener)
        return self._corridors[site]

    def _decided_on(self, step: Step) -> Result:
        found = self._decided.get((step.site, step.item))
        if found is None:
            known = (item for site, item in self._decided if site == step.site)
            raise _impossible(f"no measure on `{step.item}`", nearest(step.item, known))
        return found


class _SiteBanks:
    """What one site withholds and lists, as files in its home; it grows with the story."""

    def __init__(self, matter: Path, place: Path) -> None:
        self._matter = matter
        self.withheld = place / "withheld"
        self.links = place / "links.txt"
        self.withheld.mkdir(parents=True)
        self.links.touch()

    def change(self, step: Step) -> None:
        """Add and take off what the step names."""
        for name in step.withheld:
            (self.withheld / name).write_bytes(self._document(name))
        kept = {_entry(line): line for line in _lines(self.links)}
        known = {_entry(line): line for line in _lines(self._matter / "links.txt")}
        for entry in step.links:
            if entry not in known:
                raise _impossible(f"`{entry}` is not in links.txt", nearest(entry, known))
            kept[entry] = known[entry]
        for entry in step.unlist:
            if kept.pop(entry, None) is None:
                raise _impossible(f"`{entry}` is not listed", nearest(entry, kept))
        self.links.write_text("".join(f"{line}\n" for line in kept.values()), encoding="utf-8")

    def _document(self, name: str) -> bytes:
        documents = {path.name: path for path in (self._matter / "withheld").iterdir()}
        if name not in documents:
            raise _impossible(f"no document `{name}` in withheld/", nearest(name, documents))
        return documents[name].read_bytes()


def _lines(file: Path) -> Iterable[str]:
    """The lines of a block list that are entries."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _entry(line: str) -> str:
    """The entry of a block list's line, without its reason."""
    return line.split("\t", 1)[0]


def _sound(answer: T | EvenhandError) -> T:
    """The answer; an item of the matter that is refused stops the timeline."""
    if isinstance(answer, EvenhandError):
        raise answer
    return answer


def _impossible(what: str, help: str = "") -> EvenhandError:
    return EvenhandError("EH909", what, not_done=NOT_DONE, help=help)
