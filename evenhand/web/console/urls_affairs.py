"""Addresses of the console's pages about affairs, and of what a site is set up with."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from evenhand.web.console import (
    accounts,
    affairs,
    contacts,
    links,
    log,
    matters,
    offers,
    policies,
    programs,
    staff,
)
from evenhand.web.console.lists import CSV, JSON

AT = "console/<str:site>"


def listed(where: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """A list as a page, as CSV and as JSON."""
    written = (path(f"{AT}/{where}.{kind}", view, {"written": kind}, f"{name}_{kind}")
               for kind in (CSV, JSON))  # fmt: skip
    return [path(f"{AT}/{where}", view, name=name), *written]


urlpatterns = [
    *listed("matters", matters.matters_list, "matters"),
    path(f"{AT}/matters/<path:matter_id>", matters.matter, name="matter"),
    *listed("contacts", contacts.register, "contacts"),
    path(f"{AT}/contacts/new", contacts.new_contact, name="contact_new"),
    path(f"{AT}/contacts/<str:contact_id>", contacts.contact, name="contact"),
    *listed("links", links.links_list, "links"),
    *listed("links/list", links.bank, "bank"),
    path(f"{AT}/measures/<str:measure_id>", links.measure, name="measure"),
    *listed("log", log.log, "log"),
    path(f"{AT}/log/entries/<str:index>/proof", log.proof, name="log_proof"),
    *listed("accounts", accounts.accounts_list, "accounts"),
    path(f"{AT}/accounts/<path:account_id>", accounts.account, name="account"),
    *listed("interests", affairs.interests_list, "interests"),
    *listed("facts", affairs.facts_list, "facts"),
    path(f"{AT}/facts/<int:fact_id>", affairs.fact, name="fact"),
    *listed("flags", affairs.flags_list, "flags"),
    *listed("offers", offers.offers_list, "offers"),
    path(f"{AT}/offers/<str:offer_id>", offers.offer, name="offer"),
    *listed("staff", staff.staff, "staff"),
    path(f"{AT}/staff/terms", staff.terms, name="terms"),
    path(f"{AT}/staff/keys", programs.programs, name="programs"),
    *listed("policies", policies.policies, "console_policies"),
]
