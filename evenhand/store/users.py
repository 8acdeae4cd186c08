"""Who signs in: users, their preferences, and the links that let them in the first time."""

from datetime import datetime

from django.apps import apps
from django.contrib.auth.hashers import make_password

from evenhand.model.people import Role, Staff
from evenhand.model.user import Invitation, Preferences
from evenhand.store import models
from evenhand.store.wire import from_json, to_json


def has_user(name: str) -> bool:
    """Whether somebody of this name can sign in."""
    return models.User.objects.filter(username=name).exists()


def hash_password(password: str) -> str:
    """What is kept of a password. Slow on purpose: never inside a turn, which others wait for."""
    return make_password(password)


def keep_user(name: str, password_hash: str) -> None:
    """Somebody signs in by this password from now on; sessions begun by an older one end."""
    models.User.objects.update_or_create(
        username=name, defaults={"password": password_hash, "is_active": True}
    )


def forget_second_factor(name: str) -> None:
    """Somebody has lost their authenticator: they set up a new one when they sign in."""
    authenticators = apps.get_model("mfa", "Authenticator")
    authenticators.objects.filter(user__username=name).delete()


def preferences_of(name: str) -> Preferences:
    """How somebody wants pages to be; as they come where nothing was said."""
    row = models.User.objects.filter(username=name).values_list("preferences", flat=True).first()
    return from_json(row or "{}", Preferences)


def keep_preferences(name: str, preferences: Preferences) -> None:
    """Keep how somebody wants pages to be."""
    models.User.objects.filter(username=name).update(preferences=to_json(preferences))


def staff_of(name: str) -> list[Staff]:
    """Somebody's records at every site that they work or worked for, by the site's name."""
    rows = models.Staff.objects.filter(name=name).order_by("site")
    return [Staff(row.site, row.name, Role(row.role), row.since, row.until) for row in rows]


def add_invitation(invitation: Invitation) -> None:
    """Keep a new invitation; an older one of the same person to the same site is void by it."""
    older = models.Invitation.objects.filter(
        site=invitation.site, name=invitation.name, used_at=None
    )
    older.delete()
    models.Invitation.objects.create(
        digest=invitation.digest, site=invitation.site, name=invitation.name,
        created_at=invitation.created_at, until=invitation.until,
    )  # fmt: skip


def find_invitation(digest: str) -> Invitation | None:
    """The invitation whose token has this digest."""
    row = models.Invitation.objects.filter(digest=digest).first()
    if row is None:
        return None
    return Invitation(row.digest, row.site, row.name, row.created_at, row.until, row.used_at)


def use_invitation(digest: str, at: datetime) -> None:
    """Use an invitation up."""
    models.Invitation.objects.filter(digest=digest).update(used_at=at)
