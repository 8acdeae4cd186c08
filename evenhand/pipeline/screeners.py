"""The screener of each site, with the site's own packs, banks and model as they are now."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.policy import Policy
from evenhand.model.site import Site
from evenhand.pipeline import learning
from evenhand.pipeline.bank_files import BUILT, LIST, SITE_BANKS, stamp
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.decide import Terms
from evenhand.pipeline.evaluate import STARTER_PACKS, Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.in_force import published_versions
from evenhand.pipeline.packs import load_packs
from evenhand.pipeline.resolved import RESOLVED
from evenhand.pipeline.unwrapping import UNWRAP
from evenhand.pipeline.withheld_files import DOCUMENTS, Watch, open_site_withheld
from evenhand.store.policies import all_pauses, publications
from evenhand.store.sites import get_site

LINKS, WITHHELD, OWN = LIST, DOCUMENTS, "own.txt"


@dataclass(frozen=True, slots=True)
class Desk:
    """What decides a site's items: its screener, and the corridor that records with it."""

    screener: Screener
    corridor: Corridor


class Screeners:
    """Screeners by site, made anew when banks or what a site judges by change; for any thread.

    A site's banks lie in `EVENHAND_HOME/banks/<site>/`: the block list `links.txt` and what was
    imported, `links.bank`; the folders `withheld/` of documents and `background/` of public texts,
    and `withheld.bank`, which is built of them; `own.txt`, the site's own addresses and numbers;
    and `unwrap.toml` and `resolved.jsonl`, which tell where addresses lead.
    """

    def __init__(self, home: Home) -> None:
        """Screeners for the sites of an open home."""
        self._home = home
        self._lock = Lock()
        self._watch = Watch(home.clock)
        self._desks: dict[str, tuple[tuple[object, ...], Desk]] = {}

    def of(self, site: str) -> Screener:
        """The site's screener. Raises EH406, and EH2xx for a pack that cannot be used."""
        return self.desk(site).screener

    def desk(self, site: str) -> Desk:
        """What decides the site's items now. Raises EH406, EH2xx."""
        place = self._home.path / SITE_BANKS / site
        known = get_site(site)
        seen = (
            known.packs, publications(site), all_pauses(site),
            stamp(place / LINKS), stamp(place / BUILT), self._watch.stamp(place),
            stamp(place / OWN), stamp(place / UNWRAP), stamp(place / RESOLVED),
            learning.stamp(site),
        )  # fmt: skip
        with self._lock:
            kept = self._desks.get(site)
            if kept is None or kept[0] != seen or self._is_over(kept[1]):
                kept = seen, self._open(known, place)
                self._desks[site] = kept
            return kept[1]

    def _is_over(self, desk: Desk) -> bool:
        """Whether what the block list or a found destination says has changed since."""
        banks = desk.screener.gatherer.banks
        changes = (banks[name].next_change for name in ("links", "unwrap") if name in banks)
        return any(change and change <= self._home.clock.now() for change in changes)

    def _open(self, site: Site, place: Path) -> Desk:
        own = place / OWN
        screener = Screener(
            (),
            place if place.is_dir() else None,
            open_site_withheld(place),
            own=own if own.is_file() else None,
            unwrap=place if place.is_dir() else None,
            policies=self._policies(site),
            terms=Terms(site.fail_modes, site.hold_hours, site.strike_days),
            clock=self._home.clock,
            spam=learning.model_of(self._home, site.name),
        )
        return Desk(screener, Corridor(self._home, screener))

    def _policies(self, site: Site) -> tuple[Policy, ...]:
        """What the site has published, and of what it is founded with the packs it lacks yet.

        A new text that the program ships of a pack that it has published is none of them.
        """
        published = published_versions(site.name, self._home.clock.now())
        have = {policy.ref.pack for policy in published}
        founding = dict.fromkeys([*(site.packs or STARTER_PACKS), learning.PACK])
        loaded = load_packs(tuple(founding), signals.discover(), measures.discover())
        return (*published, *(policy for policy in loaded if policy.ref.pack not in have))
