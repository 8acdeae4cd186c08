"""Plays steps one after the other: what the machine does here, what people do in `people`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from evenhand.log.entry import decode
from evenhand.model.case import Party
from evenhand.model.clock import SetClock
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.changes import expire
from evenhand.pipeline.home import Home, add_site
from evenhand.pipeline.notices import press
from evenhand.pipeline.packs import keep_pack
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.terms import set_terms
from evenhand.pipeline.play import people
from evenhand.pipeline.play.given import Answered, read
from evenhand.pipeline.play.stage import Stage
from evenhand.pipeline.play.steps import Came, Played, SitePlan, Step, impossible
from evenhand.store.decisions import get_decision, later_decisions, statements_of
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.sites import get_site, keep_site

COUNTS = frozenset({"heartbeat"})
"""Types of entry that come of the day and not of any step."""

T = TypeVar("T")


class Player:
    """Plays the steps of a matter's folder in a fresh home."""

    def __init__(
        self, folder: Path, sites: Mapping[str, SitePlan], home: Home, clock: SetClock
    ) -> None:
        """Add the sites that the home lacks, with their staff.

        Args:
            folder: holds `withheld/`, `links.txt` and the letters that steps name.
            home: open for writing, with the site `main` and with `clock` as its clock.
        """
        self.stage = Stage(folder, sites, home, clock)
        self._sites = sites
        self._clock = clock
        for name, plan in sites.items():
            packs = tuple(keep_pack(home.path, pack) for pack in plan.packs)
            if name == "main":
                keep_site(replace(get_site(name), packs=packs))
            else:
                add_site(name, plan.url, clock, packs)
            if plan.look_at_links:
                set_terms(home, name, look_at_links=True)
            for person, role in plan.staff.items():
                join(home, name, person, role)

    def play(self, step: Step) -> Played:
        """Set the clock and do one step. Raises EvenhandError: EH909 for one that cannot be."""
        known = [*DEEDS, *people.DEEDS]
        if step.do not in known:
            raise impossible(f"a step cannot do `{step.do}`", nearest(step.do, known))
        if step.site not in self._sites:
            raise impossible(f"no site `{step.site}`", nearest(step.site, self._sites))
        if step.at < self._clock.at:
            raise impossible("the step is before the one above it", "put steps in order")
        if step.name in self.stage.made:
            raise impossible(f"a step has made `{step.name}` already", "choose another name")
        self._clock.at = step.at
        first = journal_size()
        played = self._do(step)
        if step.name:
            self.stage.made[step.name] = played.came
        return self._followed(played, first)

    def _do(self, step: Step) -> Played:
        try:
            if step.do in DEEDS:
                return DEEDS[step.do](self.stage, step)
            return Played(step, came=people.do(self.stage, step))
        except EvenhandError as refused:
            if not step.tries or refused.code == "EH909":
                raise
            return Played(step, came=Came((f"refused: {refused.what} ({refused.code})",)))

    def _followed(self, played: Played, first: int) -> Played:
        """With the step's entries in the log, and what the press could be told right after it."""
        leaves = map(decode, read_journal(first, journal_size()))
        found = {n: leaf for n, leaf in enumerate(leaves, first) if leaf["type"] not in COUNTS}
        told = {n: e["case"] for n, e in found.items() if e.get("measures") or e.get("measure")}
        lines = {case: press(case, played.step.at) for case in set(told.values())}
        at_once = {n: lines[case] for n, case in told.items()}
        return replace(played, entries=tuple(found), press=at_once)


def _bank(stage: Stage, step: Step) -> Played:
    stage.change_banks(step)
    return Played(step)


def _screen(stage: Stage, step: Step) -> Played:
    """The items through the corridor, published at the step's time unless they say when."""
    screener, corridor = stage.corridor(step.site)
    items = [
        replace(item, site=step.site, created_at=item.created_at or step.at) for item in step.items
    ]
    seen = screener.gatherer.gather([_sound(screener.checked(item)) for item in items])
    results = tuple(_sound(answer) for answer in corridor.record(seen))
    for item, result in zip(items, results, strict=True):
        stage.note(item, result)
    return Played(step, results=results)


def _expire(stage: Stage, step: Step) -> Played:
    return Played(step, came=Came(changed=tuple(expire(stage.home))))


def _lift(stage: Stage, step: Step) -> Played:
    """All measures on the item and the link lifted, and what was proposed for them declined."""
    answer = read(Answered, step.given)
    named = ((SubjectType.ITEM, step.item), (SubjectType.LINK, step.link))
    subjects = [Subject(kind, name) for kind, name in named if name]
    measures = [m for subject in subjects for m in stage.in_force(step.site, subject)]
    contacts = stage.ids(answer.contacts)
    ruled = [lift(stage.home, m.id or "", step.by, answer.asked, contacts) for m in measures]
    return Played(step, came=Came(changed=tuple(m for each in ruled for m in each.changed)))


def _statement(stage: Stage, step: Step) -> Played:
    """What the writer was told last of the item's last decision with a measure."""
    about = stage.decided_on(step.site, step.item)
    told = [n for n in statements_of(about.decision.id or "") if n.party is Party.WRITER]
    return Played(step, came=Came(text=told[-1].text), about=about)


def _press(stage: Stage, step: Step) -> Played:
    """What the press may be told of the newest decision about the item that ordered measures."""
    about = stage.decided_on(step.site, step.item)
    made = about.decision.id or ""
    later = [name for name in later_decisions(made) if get_decision(name).decision.measures]
    return Played(step, came=Came(text=press([made, *later][-1], step.at)), about=about)


DEEDS: Mapping[str, Callable[[Stage, Step], Played]] = {
    "bank": _bank,
    "screen": _screen,
    "expire": _expire,
    "lift": _lift,
    "statement": _statement,
    "press": _press,
}


def _sound(answer: T | EvenhandError) -> T:
    """The answer; an item of the matter that is refused stops the timeline."""
    if isinstance(answer, EvenhandError):
        raise answer
    return answer
