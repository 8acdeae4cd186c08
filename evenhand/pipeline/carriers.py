"""Yesterday's posts: which earlier items carry an address that an entry of a block list covers."""

from collections.abc import Iterable, Iterator
from itertools import chain

from evenhand.signals.blocked_link.bank import LinkBank, parse_entry
from evenhand.signals.blocked_link.bank_entries import MIRROR_LABELS, Entry
from evenhand.store.carried import Carried, carried_between
from evenhand.text.addresses import (
    Rules,
    destination_unknown,
    leads,
    own_wrappers,
    page_key,
    parse_address,
)
from evenhand.text.addresses.order import stretches_of
from evenhand.text.addresses.unwrap import MAX_LAYERS


def carriers(
    site: str, written: str, rules: Rules | None = None, *, newest: bool = True
) -> Iterator[Carried]:
    """What the newest revisions of a site's items hold that an entry covers, by address.

    In the text, in their link fields, in attachments or inside another address, as the signal saw
    it when they were screened; items of which that is erased are not found any more.

    Args:
        written: the entry as a block list has it.
        rules: by which addresses are unwrapped today; what they see and the rules of the day of
            screening did not is found too.
        newest: what older revisions held is left out.

    Raises EvenhandError: EH560.
    """
    entry = parse_entry(written, "-", 1)
    if entry is None:
        return
    bank = LinkBank.from_lines([entry.written], "-")
    for key in _keys(entry):
        for carried in _beginning_with(site, key, newest):
            address = parse_address(f"http://{carried.address}")
            if address is not None and bank.find(address) is not None:
                yield carried
    if rules is not None:
        yield from _led_there(site, rules, bank, newest)


def unknown_carried(site: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """(page key, what it is) of each address that is carried and whose destination is not known."""
    hosts = {host for unknown in rules.unknown for host in unknown.hosts}
    seen: set[str] = set()
    for carried in _at_hosts(site, hosts):
        led_to = leads(f"http://{carried.address}", rules)
        if not led_to or len(led_to) > MAX_LAYERS:
            continue  # what it leads on to would not be unwrapped any more
        inner = led_to[-1].address
        key, what = page_key(inner), destination_unknown(inner, rules)
        if what and key not in seen:
            seen.add(key)
            yield key, what


def _led_there(site: str, rules: Rules, bank: LinkBank, newest: bool) -> Iterator[Carried]:
    """What does not stand where a bank has an entry, and leads there by the operator's rules."""
    hosts = {host for wrapper in own_wrappers(rules) for host in wrapper.hosts} | set(rules.moved)
    aliases = (key for key in rules.aliases if _leads_there(key, rules, bank))
    exactly = (
        one for key in aliases for one in _beginning_with(site, key, newest) if one.address == key
    )
    seen: set[tuple[str, str]] = set()
    for carried in chain(exactly, _at_hosts(site, hosts, newest)):
        row = carried.decision, carried.address
        if row not in seen and _leads_there(carried.address, rules, bank):
            seen.add(row)
            yield carried


def _leads_there(key: str, rules: Rules, bank: LinkBank) -> bool:
    found = [bank.find(lead.address) is not None for lead in leads(f"http://{key}", rules)]
    return not any(found[:1]) and any(found)


def _at_hosts(site: str, hosts: Iterable[str], newest: bool = True) -> Iterator[Carried]:
    """What stands at hosts as rules name them; a name in any country (`name.*`) is left out."""
    for host in sorted({host.removeprefix("*.") for host in hosts if not host.endswith(".*")}):
        yield from _beginning_with(site, host, newest)


def _beginning_with(site: str, key: str, newest: bool = True) -> Iterator[Carried]:
    """What stands at a key and below it."""
    for first, before in stretches_of(key):
        yield from carried_between(site, first, before, newest=newest)


def _keys(entry: Entry) -> Iterator[str]:
    """What the addresses begin with that an entry covers."""
    yield entry.key
    if entry.mirrors:
        yield from (f"{label}.{entry.key}" for label in sorted(MIRROR_LABELS))
