"""What the frame around every page shows: whose pages, where one is, who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.http import HttpRequest

from evenhand.log.checkpoint import CHECKPOINT
from evenhand.model.user import Preferences
from evenhand.pipeline.people.sign_in import sites_of
from evenhand.policy.versions import in_force
from evenhand.store.journal import journal_size
from evenhand.store.sites import all_sites
from evenhand.store.users import preferences_of
from evenhand.web.pages.bindings import Binding, by_place, keys_for
from evenhand.web.service import service


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the rail or of the public header.

    Attributes:
        here: whether this is where one is.
        key: name of its key.
    """

    title: str
    url: str
    icon: str = ""
    here: bool = False
    key: str = ""


_CONSOLE = (
    ("Today", "", "today"),
    ("Queue", "queue", "queue"),
    ("Appeals", "appeals", "appeal"),
    ("Matters", "matters", "matter"),
    ("Contacts", "contacts", "contact"),
    ("Links", "links", "link"),
    ("Log", "log", "log"),
    ("Staff", "staff", "people"),
)
_PUBLIC = (
    ("Home", "/"),
    ("Decisions", "/d"),
    ("Contacts", "/contacts"),
    ("Policies", "/policies"),
    ("Log", "/log"),
    ("Data", "/data"),
    ("Report", "/flag"),
)


class Shell:
    """The frame of one answer; what a template does not ask for is not looked up."""

    def __init__(self, request: HttpRequest) -> None:
        """The frame of the answer to a request."""
        self._request = request
        self._path = request.path

    @property
    def now(self) -> datetime:
        """The home's time."""
        return service().clock.now()

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The sites that whoever is signed in works for."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ()
        return tuple(one.site for one in sites_of(service().home, user.get_username()))

    @cached_property
    def site(self) -> str:
        """The site whose pages these are; else the first that one works for."""
        staff = getattr(self._request, "staff", None)
        return staff.site if staff else next(iter(self.sites), "")

    @cached_property
    def role(self) -> str:
        """The role of whoever is signed in at this site, in words."""
        user = self._request.user
        mine = {one.site: one.role for one in sites_of(service().home, user.get_username())}
        return str(mine[self.site]).replace("_", " ") if self.site in mine else ""

    @property
    def today(self) -> str:
        """The console's first page."""
        return f"/console/{self.site}/" if self.site else "/console/"

    @property
    def places(self) -> Sequence[Place]:
        """The rail."""
        rail = [self._console_place(*each) for each in _CONSOLE] if self.site else []
        here = self._path.startswith("/console/settings")
        return [*rail, Place("Settings", "/console/settings", "settings", here, "go-settings")]

    @property
    def public_places(self) -> Sequence[Place]:
        """The links of the public header."""
        return [Place(title, url, here=self._is_below(url)) for title, url in _PUBLIC]

    @cached_property
    def public_name(self) -> str:
        """Whose transparency these pages are: the log's host, else the oldest site's."""
        oldest_first = sorted(all_sites().values(), key=lambda site: site.created_at)
        known = (service().home.log_url or "", *(site.url for site in oldest_first))
        hosts = (urlsplit(url).hostname for url in known)
        return f"{next(filter(None, hosts), 'Evenhand')} transparency"

    @cached_property
    def preferences(self) -> Preferences:
        """How whoever is signed in wants pages to be."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return Preferences()
        return preferences_of(user.get_username())

    @property
    def keys(self) -> dict[str, str]:
        """Name -> key, for the script; none where keys are off."""
        return keys_for(self.preferences.keys) if self.preferences.keys_on else {}

    @property
    def key_sheet(self) -> dict[str, list[tuple[Binding, str]]]:
        """The help sheet."""
        return by_place(self.preferences.keys)

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """Packs in force at this site: `private-information 3`."""
        if not self.site:
            return ()
        packs = in_force(service().screeners.of(self.site).policies, self.now)
        return tuple(f"{pack.ref.pack} {pack.ref.version}" for pack in packs)

    @property
    def log_size(self) -> int:
        """Entries in the log."""
        return journal_size()

    @property
    def checkpoint_at(self) -> datetime | None:
        """When the log's checkpoint was last published."""
        file = service().home.log_folder / CHECKPOINT
        return datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None

    def _console_place(self, title: str, name: str, icon: str) -> Place:
        url = f"/console/{self.site}/{name}"
        here = self._path == url or (bool(name) and self._path.startswith(url + "/"))
        return Place(title, url, icon, here, f"go-{title.lower()}")

    def _is_below(self, url: str) -> bool:
        below = url != "/" and self._path.startswith((f"{url}/", f"{url}."))
        return self._path == url or below


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Templates have the frame as `shell`."""
    return {"shell": Shell(request)}
