"""What is recorded about the affairs of a batch: told facts, interests, contacts, the harmed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from evenhand.model.item import FactValue, Item
from evenhand.model.people import Interest
from evenhand.pipeline.notices import Concern
from evenhand.pipeline.people.parties import told_parties
from evenhand.review.fit import touching
from evenhand.review.second import is_solo
from evenhand.store.contacts import contacts_of
from evenhand.store.facts import told_facts
from evenhand.store.flags import flags_of_items
from evenhand.store.staff import all_interests, all_staff


class Affairs:
    """Read once for a batch; most items belong to no matter and cost nothing here."""

    def __init__(self, items: Iterable[Item], at: datetime) -> None:
        """Read what concerns these items at a time."""
        held = list(items)
        names = [(item.site, item.id) for item in held]
        self._at = at
        self._facts = told_facts(names)
        self._flags = flags_of_items(names)
        self._interests = {site: all_interests(site) for site in {site for site, _ in names}}
        self._solo = {site: is_solo(all_staff(site), at) for site in self._interests}
        self._contacts: dict[tuple[str, str], tuple[str, ...]] = {}

    def facts(self, item: Item) -> Mapping[str, FactValue]:
        """Facts that people told of an item and that stand."""
        return self._facts.get((item.site, item.id), {})

    def concern(self, item: Item) -> Concern:
        """Who has to be told of a decision on an item, and of what beside it."""
        harmed = self._flags.get((item.site, item.id), ())
        return Concern(self._touching(item), harmed, self._solo[item.site])

    def contacts(self, item: Item) -> tuple[str, ...]:
        """Ids of the contacts about the item's matter that may be told of."""
        if item.matter is None:
            return ()
        matter = (item.site, item.matter)
        if matter not in self._contacts:
            told = contacts_of(*matter, disclosed=True)
            self._contacts[matter] = tuple(contact.id for contact in told)
        return self._contacts[matter]

    def _touching(self, item: Item) -> tuple[Interest, ...]:
        """Declared interests of owners and officers that touch the item."""
        declared = self._interests.get(item.site, [])
        if not declared:
            return ()
        return touching(declared, told_parties(item.site, item.matter, item.author), self._at)
