"""Asking short addresses where they lead, outside of the request path and only when told to.

Each address that a site's items carry and whose destination is not known is asked once, one after
the other; where it leads to another such, that is asked next. The destination itself is never
asked. What was answered is kept beside the site's banks, and from then on stands like an alias.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.bank_files import SITE_BANKS
from evenhand.pipeline.carriers import unknown_carried
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import rules_of
from evenhand.pipeline.resolved import RESOLVED, Answer, add_answers, read_answers
from evenhand.store.sites import get_site
from evenhand.text.addresses import destination_unknown, leads, package_rules, page_key

Ask = Callable[[str], str]
"""The address that a short one (a page key) leads to. Raises EvenhandError where there is none."""

SAVE_EVERY = 50
"""Answers: so many are asked again at most where the machine goes down."""

MOST_STEPS = 5
"""From one short address to the next."""

UNREACHED = frozenset({"EH542", "EH543"})
MAX_UNREACHED = 3
"""After so many of one host in a row, its others wait for the next time."""

LEADS_NOWHERE = "EH568"
"""An answer too: it is believed like the others."""

FAILED_FOR = timedelta(days=1)
"""Before an address that could not be asked is asked again."""


@dataclass(frozen=True, slots=True)
class Short:
    """A short address that is to be asked.

    Attributes:
        address: its page key.
        what: it is, such as `shortener`.
        step: how many short addresses led to it.
    """

    address: str
    what: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """How addresses are asked.

    Attributes:
        ask: asks one.
        most: in this run.
        believed_for: how long an answer counts.
        pause: called before each but the first.
        advance: told how many are done, of how many.
    """

    ask: Ask
    most: int
    believed_for: timedelta
    pause: Callable[[], None] = lambda: None
    advance: Callable[[int, int], None] = lambda done, total: None


@dataclass(slots=True)
class Came:
    """What came of a run.

    Attributes:
        found: destinations.
        failed: by code, the addresses that did not tell.
        left: addresses that were not asked in this run.
    """

    found: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    left: int = 0


def to_ask(home: Home, site: str) -> Iterator[Short]:
    """The short addresses that a site's items carry and that no believed answer is known of.

    Raises EvenhandError: EH406, EH566, EH567.
    """
    now, known = home.clock.now(), read_answers(_file(home, site))
    for address, what in unknown_carried(site, rules_of(home, site) or package_rules()):
        if address not in known or known[address].until <= now:
            yield Short(address, what)


def resolve(home: Home, site: str, asking: Asking) -> Came:
    """Ask, and keep what is answered.

    What was answered is kept however the run ends; the next one goes on with the others.

    Raises EvenhandError: EH406, EH564, EH566, EH567.
    """
    run = _Run(home, site, asking)
    try:
        run.through()
    finally:
        run.save()
    return run.came


class _Run:
    """One run through a site's short addresses."""

    def __init__(self, home: Home, site: str, asking: Asking) -> None:
        self.came = Came()
        self._clock, self._asking = home.clock, asking
        self._file = _file(home, site)
        self._rules = rules_of(home, site) or package_rules()
        self._waiting = deque(to_ask(home, site))
        self._known = {short.address for short in self._waiting} | set(read_answers(self._file))
        self._new: list[Answer] = []
        self._unreached: Counter[str] = Counter()

    def through(self) -> None:
        """Ask one after the other, until none is left or as many are asked as may be."""
        asked = 0
        while self._waiting and asked < self._asking.most:
            short = self._waiting.popleft()
            if self._unreached[_host(short.address)] >= MAX_UNREACHED:
                self.came.left += 1
                continue
            if asked:
                self._asking.pause()
            self._take(short)
            asked += 1
            self._asking.advance(asked, asked + len(self._waiting))
            if len(self._new) >= SAVE_EVERY:
                self.save()
        self.came.left += len(self._waiting)

    def save(self) -> None:
        """Keep what was answered since the last time."""
        if self._new:
            add_answers(self._file, self._new, self._clock.now())
            self._new = []

    def _take(self, short: Short) -> None:
        """Ask one address, and note what it says."""
        now, host = self._clock.now(), _host(short.address)
        try:
            to = self._asking.ask(short.address)
        except EvenhandError as refused:
            is_told = refused.code == LEADS_NOWHERE
            until = now + (self._asking.believed_for if is_told else FAILED_FOR)
            self._new.append(Answer(short.address, now, until, why=refused.code))
            self.came.failed[refused.code] += 1
            self._unreached[host] = self._unreached[host] + 1 if refused.code in UNREACHED else 0
            return
        self._new.append(Answer(short.address, now, now + self._asking.believed_for, to))
        self.came.found += 1
        self._unreached[host] = 0
        self._waiting.extend(self._next(to, short.step + 1))

    def _next(self, to: str, step: int) -> Iterator[Short]:
        """The short address that a destination comes to itself, if it is one that was not asked."""
        for lead in leads(to, self._rules)[-1:]:
            key, what = page_key(lead.address), destination_unknown(lead.address, self._rules)
            if what and key not in self._known and step <= MOST_STEPS:
                self._known.add(key)
                yield Short(key, what, step)


def _file(home: Home, site: str) -> Path:
    return home.path / SITE_BANKS / get_site(site).name / RESOLVED


def _host(address: str) -> str:
    return address.partition("/")[0]
