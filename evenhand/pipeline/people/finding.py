"""Finding a record by what people have in hand: an id, its beginning, a name, an address."""

import re
from dataclasses import dataclass

from evenhand.model.case import Case
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.contact_views import readable
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.review.queues import sees
from evenhand.store.accounts import is_known
from evenhand.store.cases import cases_about, cases_beginning
from evenhand.store.flags import all_appeals
from evenhand.store.staff import find_matter

MOST = 50
"""Records of each kind that are found, the newest first."""

_BEGINNING = re.compile(r"[0-9a-f]{6,32}")
"""Of a record's own id: shorter ones would find too much."""


@dataclass(frozen=True, slots=True)
class Found:
    """What goes by a name or begins with an id; ids, the newest first.

    Attributes:
        accounts, matters: by their whole names.
    """

    cases: tuple[Case, ...] = ()
    appeals: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many records."""
        kinds = (self.cases, self.appeals, self.contacts, self.accounts, self.matters)
        return sum(map(len, kinds))


def find(home: Home, site: str, name: str, text: str) -> Found:
    """The records of a site that somebody of the staff may see and that go by this text.

    Cases are found by their id or their decision's, and by the item, link or account that they
    are about. Raises EvenhandError: EH413, EH571, EH572.
    """
    staff, text = giver(home, site, name, READERS, "nothing was shown"), text.strip()
    if not text:
        return Found()
    begins = text.lower() if _BEGINNING.fullmatch(text.lower()) else None
    cases = cases_beginning(site, begins, MOST) if begins else []
    for kind in (SubjectType.ITEM, SubjectType.LINK, SubjectType.ACCOUNT):
        cases += reversed(cases_about(site, Subject(kind, text))[-MOST:])
    seen = {case.id: case for case in cases if sees(staff.role, case)}
    contacts = readable(home, site, name) if begins else []
    appeals = all_appeals(site) if begins else []
    return Found(
        cases=tuple(seen.values()),
        appeals=tuple(a.id for a in appeals if a.id.startswith(begins or ""))[::-1][:MOST],
        contacts=tuple(c.id for c in contacts if c.id.startswith(begins or ""))[::-1][:MOST],
        accounts=(text,) if is_known(site, text) else (),
        matters=(text,) if find_matter(site, text) else (),
    )
