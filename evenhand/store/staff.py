"""Who works for a site, which interests they declared, and which matters there are."""

from datetime import datetime

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.people import Interest, Matter, Role, Staff
from evenhand.store import models
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


def all_staff(site: str) -> list[Staff]:
    """Everybody who works or worked for a site, in the order they came."""
    rows = models.Staff.objects.filter(site=site).order_by("since", "id")
    return [Staff(row.site, row.name, Role(row.role), row.since, row.until) for row in rows]


def get_staff(site: str, name: str) -> Staff:
    """Somebody of a site's staff. Raises EH413 where there is nobody of that name."""
    staff = {one.name: one for one in all_staff(site)}
    if name not in staff:
        raise EvenhandError(
            "EH413",
            f"nobody of this name works for the site `{site}`",
            not_done="nothing was changed",
            help=nearest(name, staff) or f"`evenhand site staff {site}` lists who does",
        )
    return staff[name]


def keep_staff(staff: Staff) -> None:
    """Keep somebody as they are now."""
    models.Staff.objects.update_or_create(
        site=staff.site,
        name=staff.name,
        defaults={"role": staff.role.value, "since": staff.since, "until": staff.until},
    )


def all_interests(site: str) -> list[Interest]:
    """Every interest ever declared at a site, oldest first."""
    rows = models.Interest.objects.filter(site=site).order_by("declared_at", "id")
    return [from_json(row.record, Interest) for row in rows]


def get_interest(interest: str) -> Interest:
    """The interest of this id. Raises EH410."""
    row = models.Interest.objects.filter(id=interest).first()
    if row is None:
        raise not_recorded("interest", "evenhand interest list")
    return from_json(row.record, Interest)


def keep_interest(interest: Interest, at: datetime) -> None:
    """Keep an interest as it is now; `at` is when it was declared, of a new one."""
    models.Interest.objects.update_or_create(
        id=interest.id,
        defaults={"record": to_json(interest)},
        create_defaults={"site": interest.site, "declared_at": at, "record": to_json(interest)},
    )


def all_matters(site: str) -> list[Matter]:
    """The matters of a site, oldest first."""
    return [_matter(row) for row in models.Matter.objects.filter(site=site).order_by("id")]


def find_matter(site: str, matter: str) -> Matter | None:
    """The matter of this name, if it was opened."""
    row = models.Matter.objects.filter(site=site, matter=matter).first()
    return _matter(row) if row else None


def keep_matter(matter: Matter) -> None:
    """Keep a matter as it is now."""
    models.Matter.objects.update_or_create(
        site=matter.site,
        matter=matter.id,
        defaults={"title": matter.title, "parties": to_json(matter.parties)},
        create_defaults={
            "title": matter.title,
            "parties": to_json(matter.parties),
            "opened_at": matter.opened_at,
        },
    )


def _matter(row: models.Matter) -> Matter:
    parties: tuple[str, ...] = from_json(row.parties, tuple[str, ...])
    return Matter(row.site, row.matter, row.title, row.opened_at, parties)
