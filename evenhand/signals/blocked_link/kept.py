"""Reading again without the words: addresses that were kept of an item are looked up anew."""

from collections.abc import Iterable

from evenhand.model.reading import Reading
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.addresses import Rules, leads, package_rules


def read_addresses(bank: LinkBank, rules: Rules | None, addresses: Iterable[str]) -> list[Reading]:
    """A reading of score 1 for each entry that one of an item's addresses stands under.

    Where each stood in the text is not known any more: no reading has a span, and an entry counts
    once.

    Args:
        rules: by which they are unwrapped; the package's own unless given.
        addresses: page keys of all that the item held and led to.
    """
    found: dict[str, Reading] = {}
    for key in addresses:
        for lead in leads(f"http://{key}", rules or package_rules()):
            hit = bank.find(lead.address)
            if hit is None:
                continue
            kind, entry, reason = hit
            detail = {"entry": entry, "address": key, "steps": list(lead.steps)}
            detail |= {"reason": reason} if reason else {}
            found.setdefault(entry, Reading("blocked_link", kind, 1.0, (), detail))
            break
    return list(found.values())
