"""Sites, their keys and the policy versions that they have published."""

from datetime import datetime

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.policy import Policy
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


def publish_policy(site: str, policy: Policy, at: datetime, log_index: int) -> None:
    """A site uses a pack version from now on; the version is kept whole."""
    models.PolicyVersion.objects.get_or_create(
        digest=policy.ref.digest,
        defaults={
            "pack": policy.ref.pack,
            "version": policy.ref.version,
            "in_force_from": policy.in_force_from,
            "source": to_json(policy.source),
            "log_index": log_index,
        },
    )
    models.SitePolicy.objects.create(site=site, digest=policy.ref.digest, published_at=at)


def policy_source(digest: str) -> dict[str, str]:
    """The files of a kept pack version."""
    row = models.PolicyVersion.objects.get(digest=digest)
    return from_json(row.source, dict[str, str])


def site_policies(site: str) -> list[str]:
    """Digests of the versions that a site has published, oldest first."""
    rows = models.SitePolicy.objects.filter(site=site).order_by("published_at", "id")
    return [row.digest for row in rows]


def get_setting(key: str) -> str | None:
    """A fact about the whole home."""
    row = models.Setting.objects.filter(key=key).first()
    return row.value if row else None


def set_setting(key: str, value: str) -> None:
    """Keep a fact about the whole home."""
    models.Setting.objects.update_or_create(key=key, defaults={"value": value})
