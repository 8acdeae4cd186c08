"""Who signs in: links that let somebody of the staff in once, and where they then work."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role, Staff
from evenhand.model.user import Invitation, Preferences
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.staff import check_name
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.fit import is_active
from evenhand.store import users
from evenhand.store.sites import get_site
from evenhand.store.staff import get_staff, keep_staff

VALID = timedelta(days=7)
"""How long an invitation waits for whoever was invited."""

LOCAL = "http://127.0.0.1:8000"
"""Where a server listens unless it is told otherwise."""


def invite(home: Home, site: str, name: str, by: str | None, *, lost: bool = False) -> str:
    """Make a link for somebody of a site's staff to set a password by; it works once.

    Args:
        by: the administrator who invites; None is whoever has the home's files in hand.
        lost: they have lost their authenticator and set up another.

    Returns the link's token, shown once; only its digest is kept.

    Raises EvenhandError: EH406, EH413, EH881 where they have left, EH885 where `by` does not
        administer every site that they work for: a password opens all of them.
    """
    with turn(home) as now:
        get_site(site)
        if not is_active(get_staff(site, name), now.now):
            raise EvenhandError(
                "EH881", "they work for this site no more", not_done="nobody was invited",
                help=f"`evenhand site staff {site} --add NAME --role ROLE` takes them on again",
            )  # fmt: skip
        if by is not None:
            _check_administers(now, by, name)
        if lost:
            users.forget_second_factor(name)
        return _new_link(now, site, name)


def invite_first(home: Home, site: str) -> str:
    """Make the link by which a site's first administrator says who they are. Raises EH406."""
    with turn(home) as now:
        get_site(site)
        return _new_link(now, site, "")


def welcome(home: Home, token: str) -> Invitation:
    """Whom a link is for. Raises EH882 where it was used, is too old, or never was."""
    found = users.find_invitation(_digest(token))
    now = home.clock.now()
    if found is not None and found.used_at is None and now < found.until:
        # Whoever has left since is not let in by an older link.
        here = {staff.site for staff in sites_of(home, found.name)}
        if not found.name or found.site in here:
            return found
    raise EvenhandError(
        "EH882", "this link does not let anybody in any more", not_done="nothing was changed",
        help="a link works once, within 7 days; an administrator makes a new one, or "
        "`evenhand site invite NAME`",
    )  # fmt: skip


def accept(home: Home, token: str, password: str, name: str = "") -> str:
    """Use a link up: whom it is for signs in by this password from now on.

    Args:
        name: who a first administrator is.

    Returns the name they sign in by.

    Raises EvenhandError: EH882, EH883 where the name is somebody's already, EH914.
    """
    password_hash = users.hash_password(password)
    with turn(home) as now:
        invitation = welcome(home, token)
        who = invitation.name or name
        if not invitation.name:
            _take_on_first(now, invitation.site, who)
        users.use_invitation(invitation.digest, now.now)
        users.keep_user(who, password_hash)
    return who


def sites_of(home: Home, name: str) -> list[Staff]:
    """Where somebody works now, by the site's name."""
    now = home.clock.now()
    return [staff for staff in users.staff_of(name) if is_active(staff, now)]


def prefer(home: Home, name: str, preferences: Preferences) -> None:
    """Somebody wants pages to be like this from now on."""
    with turn(home):
        users.keep_preferences(name, preferences)


def welcome_url(site: str, token: str) -> str:
    """The address of a link: below the site's own, or where a server listens by itself."""
    base = get_site(site).url or LOCAL
    return f"{base.rstrip('/')}/console/welcome/{token}"


def _new_link(now: Turn, site: str, name: str) -> str:
    token = token_urlsafe(32)  # a secret of the real machine, never of a replayable source
    users.add_invitation(Invitation(_digest(token), site, name, now.now, now.now + VALID))
    return token


def _take_on_first(now: Turn, site: str, name: str) -> None:
    """The first administrator of a site begins; a name that is somebody's is never taken over."""
    check_name(name)
    if users.has_user(name) or users.staff_of(name):
        raise EvenhandError(
            "EH883", "this name is somebody's already", not_done="nobody was let in",
            help="choose another name; whoever has signed in before is added with "
            f"`evenhand site staff {site} --add NAME --role administrator`",
        )  # fmt: skip
    keep_staff(Staff(site, name, Role.ADMINISTRATOR, now.now))


def _check_administers(now: Turn, by: str, name: str) -> None:
    administered = {s.site for s in sites_of(now.home, by) if s.role is Role.ADMINISTRATOR}
    if not {staff.site for staff in sites_of(now.home, name)} <= administered:
        raise EvenhandError(
            "EH885", "only an administrator of every site that they work for may do this",
            not_done="nobody was invited", help="`evenhand site invite` on the server can, too",
        )  # fmt: skip


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
