"""What tests of comments share: a page, texts, and a recorder that decides for real."""

from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import STARTER_PACKS, Screener
from evenhand.store.sites import get_site

PAGE = "https://platform.example/news/harbor"
FINE = "The minutes of the harbor office say the same."
SSN = "Her SSN is 536-22-8145, go and see her."
ADDRESS = "She lives at 1420 Elm Street, Springfield, IL 62704, with the green door."


def recorder(home, links=None):
    """Decides items with the packs that the site has when they come."""
    screeners = {}

    def record(items, keys=()):
        packs = get_site(items[0].site).packs or STARTER_PACKS
        if packs not in screeners:
            screeners[packs] = Screener(packs, links, clock=home.clock)
        screener = screeners[packs]
        checked = [screener.checked(item) for item in items]
        return Corridor(home, screener).record(screener.gatherer.gather(checked), keys)

    return record


def published(home):
    """Every byte of the log that anybody can fetch."""
    return b"".join(p.read_bytes() for p in home.log_folder.rglob("*") if p.is_file())
