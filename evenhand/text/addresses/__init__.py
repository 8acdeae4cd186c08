"""Addresses of the web: found in text, parsed as browsers do, unwrapped, compared."""

from evenhand.text.addresses.find import Found, find_addresses
from evenhand.text.addresses.key import normalising_steps, page_key, prefix_keys, site_keys
from evenhand.text.addresses.parse import Address, parse_address
from evenhand.text.addresses.unwrap import Lead, leads

__all__ = [
    "Address",
    "Found",
    "Lead",
    "find_addresses",
    "leads",
    "normalising_steps",
    "page_key",
    "parse_address",
    "prefix_keys",
    "site_keys",
]
