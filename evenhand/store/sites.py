"""Sites, their terms, and facts about the whole home."""

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.site import Site
from evenhand.store import models
from evenhand.store.wire import from_json, to_json


def add_site(site: Site) -> None:
    """Keep a new site. Raises EH407 where the name is taken."""
    if models.Site.objects.filter(name=site.name).exists():
        raise EvenhandError(
            "EH407",
            f"a site named `{site.name}` exists",
            not_done="no site was added",
            help="choose another name, or `evenhand site list`",
        )
    models.Site.objects.create(
        name=site.name, url=site.url, created_at=site.created_at, terms=to_json(site)
    )


def all_sites() -> dict[str, Site]:
    """Every site of the home, by name."""
    return {row.name: from_json(row.terms, Site) for row in models.Site.objects.order_by("name")}


def get_site(name: str) -> Site:
    """The site of this name. Raises EH406."""
    sites = all_sites()
    if name not in sites:
        raise EvenhandError(
            "EH406",
            "this site is not known here",
            not_done="nothing was recorded or shown for it",
            help=nearest(name, sites) or f"known sites: {', '.join(sites) or 'none'}",
        )
    return sites[name]


def keep_site(site: Site) -> None:
    """Keep a site's terms as they are from now on."""
    models.Site.objects.filter(name=site.name).update(url=site.url, terms=to_json(site))


def get_setting(key: str) -> str | None:
    """A fact about the whole home."""
    row = models.Setting.objects.filter(key=key).first()
    return row.value if row else None


def set_setting(key: str, value: str) -> None:
    """Keep a fact about the whole home."""
    models.Setting.objects.update_or_create(key=key, defaults={"value": value})
