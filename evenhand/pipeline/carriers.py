"""Yesterday's posts: which earlier items carry an address that an entry of a block list covers."""

from collections.abc import Iterator

from evenhand.signals.blocked_link.bank import LinkBank, parse_entry
from evenhand.signals.blocked_link.bank_entries import MIRROR_LABELS, Entry
from evenhand.store.carried import Carried, carried_between
from evenhand.text.addresses import parse_address
from evenhand.text.addresses.order import stretches_of


def carriers(site: str, written: str) -> Iterator[Carried]:
    """What the newest revisions of a site's items hold that an entry covers, by address.

    In the text, in their link fields, in attachments or inside another address, as the signal saw
    it when they were screened; items of which that is erased are not found any more.

    Args:
        written: the entry as a block list has it.

    Raises EvenhandError: EH560.
    """
    entry = parse_entry(written, "-", 1)
    if entry is None:
        return
    bank = LinkBank.from_lines([entry.written], "-")
    for key in _keys(entry):
        for first, before in stretches_of(key):
            for carried in carried_between(site, first, before):
                address = parse_address(f"http://{carried.address}")
                if address is not None and bank.find(address) is not None:
                    yield carried


def _keys(entry: Entry) -> Iterator[str]:
    """What the addresses begin with that an entry covers."""
    yield entry.key
    if entry.mirrors:
        yield from (f"{label}.{entry.key}" for label in sorted(MIRROR_LABELS))
