"""Addresses of the web: found in text, parsed as browsers do, unwrapped, compared."""

from evenhand.text.addresses.find import Found, find_addresses
from evenhand.text.addresses.key import normalising_steps, page_key, prefix_keys, site_keys
from evenhand.text.addresses.own import own_wrappers, read_rules
from evenhand.text.addresses.parse import Address, parse_address
from evenhand.text.addresses.shown import shown_elsewhere
from evenhand.text.addresses.unwrap import Lead, destination_unknown, leads
from evenhand.text.addresses.wrappers import Alias, Rules, package_rules

__all__ = [
    "Address",
    "Alias",
    "Found",
    "Lead",
    "Rules",
    "destination_unknown",
    "find_addresses",
    "leads",
    "normalising_steps",
    "own_wrappers",
    "package_rules",
    "page_key",
    "parse_address",
    "prefix_keys",
    "read_rules",
    "shown_elsewhere",
    "site_keys",
]
