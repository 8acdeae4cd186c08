"""Who asked for what: the register of contacts of all sites, as everybody may read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.contacts.table import UNLISTED, Cell, Register
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.contact_views import register
from evenhand.store.sites import all_sites, get_site

SITE = "site"


@dataclass(frozen=True, slots=True)
class Requests:
    """The disclosed contacts, newest first, and how many people asked about their own data.

    Attributes:
        rows: the register's columns, with the site before them.
        own_data: site -> 0, `1-4`, or exact from 5 up.
        note: what is not listed.
    """

    rows: tuple[Mapping[str, Cell], ...]
    own_data: Mapping[str, int | str]
    note: str = UNLISTED


def requests(home: Home, site: str = "") -> Requests:
    """The register of a site, or of all of them. Raises EvenhandError: EH406."""
    names = [get_site(site).name] if site else list(all_sites())
    registers: dict[str, Register] = {name: register(home, name) for name in names}
    rows = [{SITE: name, **row} for name, found in registers.items() for row in found.rows]
    rows.sort(key=lambda row: int(row["entry"] or 0), reverse=True)
    return Requests(tuple(rows), {name: found.own_data for name, found in registers.items()})
