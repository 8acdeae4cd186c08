"""What the deeds of a matter share: its folder, its sites as they stand, what was made so far."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from evenhand.model.clock import Clock
from evenhand.model.errors import nearest
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.looks import Fetched
from evenhand.pipeline.play.steps import Came, SitePlan, Step, impossible
from evenhand.pipeline.result import Result
from evenhand.store.measures import open_measures


class Stage:
    """A matter while it is played.

    Attributes:
        folder: holds `withheld/`, `links.txt` and the letters that steps name.
        decided: (site, item) -> its last result with a measure.
        made: name -> what the step of that name made.
        pages: address -> what stands there, as last screened.
    """

    def __init__(
        self, folder: Path, sites: Mapping[str, SitePlan], home: Home, clock: Clock
    ) -> None:
        self.folder = folder
        self.home = home
        self.decided: dict[tuple[str, str], Result] = {}
        self.made: dict[str, Came] = {}
        self.pages: dict[str, str] = {}
        self._sites = sites
        self._clock = clock
        self._banks = {name: _SiteBanks(folder, home.path / "banks" / name) for name in sites}
        self._corridors: dict[str, tuple[Screener, Corridor]] = {}

    def corridor(self, site: str) -> tuple[Screener, Corridor]:
        """The site's way, with its banks as they are now."""
        if site not in self._corridors:
            packs, banks = self._sites[site].packs, self._banks[site]
            screener = Screener(packs, banks.links, banks.withheld, clock=self._clock)
            self._corridors[site] = screener, Corridor(self.home, screener)
        return self._corridors[site]

    def change_banks(self, step: Step) -> None:
        """Add to the site's banks what the step names, and take it off."""
        self._banks[step.site].change(step)
        self._corridors.pop(step.site, None)

    def note(self, item: Item, result: Result) -> None:
        """Remember what stands at the item's address, and the decision where it has a measure."""
        if item.url:
            self.pages[item.url] = item.text
        if result.decision.measures or result.decision.standing:
            self.decided[item.site, item.id] = result

    def decided_on(self, site: str, item: str) -> Result:
        """The item's last result with a measure. Raises EH909."""
        found = self.decided.get((site, item))
        if found is None:
            known = (name for place, name in self.decided if place == site)
            raise impossible(f"no measure on `{item}`", nearest(item, known))
        return found

    def in_force(self, site: str, subject: Subject) -> list[Measure]:
        """The measures in force on something. Raises EH909 where none is open."""
        found = open_measures([(site, subject)]).get((site, subject))
        if not found:
            raise impossible(f"no measure is open on {subject.type} `{subject.id}`")
        return [measure for measure in found if measure.state is MeasureState.IN_FORCE]

    def on_link(self, site: str, link: str) -> str:
        """Id of the measure in force on a link. Raises EH909."""
        held = self.in_force(site, Subject(SubjectType.LINK, link))
        return held[0].id or ""

    def named(self, name: str) -> Came:
        """What the step of this name made. Raises EH909."""
        if name not in self.made:
            raise impossible(f"no step made `{name}`", nearest(name, self.made))
        return self.made[name]

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """Ids of the records that the steps of these names made. Raises EH909."""
        return tuple(self.named(name).id for name in names)

    def file(self, name: str) -> Path:
        """A file of the matter's folder. Raises EH909 where it is none, or lies elsewhere."""
        file = (self.folder / name).resolve()
        if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            raise impossible(f"no file `{name}` in the matter's folder")
        return file

    def fetch(self, address: str) -> Fetched:
        """What stands at an address in this story: nothing is fetched from the network."""
        text = self.pages.get(address)
        return Fetched(text, gone=text is None)


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
                raise impossible(f"`{entry}` is not in links.txt", nearest(entry, known))
            kept[entry] = known[entry]
        for entry in step.unlist:
            if kept.pop(entry, None) is None:
                raise impossible(f"`{entry}` is not listed", nearest(entry, kept))
        self.links.write_text("".join(f"{line}\n" for line in kept.values()), encoding="utf-8")

    def _document(self, name: str) -> bytes:
        documents = {path.name: path for path in (self._matter / "withheld").iterdir()}
        if name not in documents:
            raise impossible(f"no document `{name}` in withheld/", nearest(name, documents))
        return documents[name].read_bytes()


def _lines(file: Path) -> Iterable[str]:
    """The lines of a block list that are entries."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _entry(line: str) -> str:
    """The entry of a block list's line, without its reason."""
    return line.split("\t", 1)[0]
