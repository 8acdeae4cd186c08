"""A home: the folder that holds a database, a log, and their keys."""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from os import environ
from pathlib import Path
from threading import RLock

from evenhand.log.key import Signer, load_signer, save_signer
from evenhand.model.clock import Clock, Entropy, SystemClock, SystemEntropy
from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.pipeline.evaluate import STARTER_PACKS
from evenhand.pipeline.lock import HomeLock
from evenhand.pipeline.publish import Publisher
from evenhand.store import database, sites
from evenhand.store.archive import open_archive
from evenhand.store.keys import Key, keep_key
from evenhand.text.addresses import Address, parse_address

DATABASE_FILE = "evenhand.sqlite3"
LOG_FOLDER = "log"
KEY_FILE = "keys/log.key"
DEFAULT_ORIGIN = "localhost/log"
_SITE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
AKISMET_KEY_BYTES = 6
"""Twelve hexadecimal digits: what Akismet's clients expect of a key."""


@dataclass(frozen=True, slots=True)
class SiteKeys:
    """A site's secrets, shown once."""

    site: str
    api_key: str
    akismet_key: str


class Home:
    """An open home. One program at a time records for it on SQLite; several on PostgreSQL.

    Attributes:
        turns: held while a turn is taken and published; threads of one program take them in turn.
    """

    def __init__(self, path: Path, clock: Clock, entropy: Entropy, *, write: bool) -> None:
        """Open the home at `path`, for writing or only to read.

        Raises:
            EvenhandError: EH401 where there is none, EH403 where another program writes, EH404
                and EH405 for its database, EH3xx where database and log do not agree.
        """
        if not (path / KEY_FILE).is_file():
            raise EvenhandError(
                "EH401", f"no home in `{path}`", not_done="nothing was read or written",
                help="`evenhand init` makes one; EVENHAND_HOME names its folder",
            )  # fmt: skip
        self.path = path
        self.clock = clock
        self.entropy = entropy
        self.turns = RLock()
        self._lock = None
        database.open_database(database_address(path))
        open_archive(path)
        if write and not database.is_postgres():
            self._lock = HomeLock(path / "lock")
        _check_schema(write)
        origin = sites.get_setting("origin") or DEFAULT_ORIGIN
        self.log_url = None if origin == DEFAULT_ORIGIN else f"https://{origin}"
        self.publisher = Publisher(path, load_signer(path / KEY_FILE)) if write else None

    @property
    def log_folder(self) -> Path:
        """The served files of the log."""
        return self.path / LOG_FOLDER

    def publish(self) -> None:
        """Bring the log's files up to the journal: after this an answer may go out."""
        if self.publisher is None:
            raise RuntimeError("the home was opened only to be read")
        self.publisher.publish()

    def close(self) -> None:
        """Make the log's files durable, and let the next program write."""
        if self.publisher:
            self.publisher.close()
        database.close_database()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Home":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check_schema(write: bool) -> None:
    """Bring an older version's database up to date, where it may be written."""
    if not database.is_behind():
        return
    if not write:
        raise EvenhandError(
            "EH412", "an older version wrote this home's database", not_done="nothing was read",
            help="any command that writes brings it up to date, such as `evenhand expire`",
        )  # fmt: skip
    database.create_schema()


def create_home(
    path: Path,
    url: str,
    clock: Clock,
    entropy: Entropy,
    packs: tuple[str, ...] = STARTER_PACKS,
) -> SiteKeys:
    """Make a home with the site `main` and an empty, signed log.

    Args:
        url: of the site; the log's origin follows from it, once and for all.

    Raises:
        EvenhandError: EH402 where a home is there already.
    """
    if (path / KEY_FILE).exists():
        raise EvenhandError(
            "EH402", f"`{path}` holds a home already", not_done="nothing was changed",
            help="choose another folder with EVENHAND_HOME",
        )  # fmt: skip
    origin = origin_of(url)
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)  # it holds private text and keys: for its owner alone
    lock = HomeLock(path / "lock")
    database.open_database(database_address(path), new=True)
    database.create_schema()
    if (path / DATABASE_FILE).exists():
        (path / DATABASE_FILE).chmod(0o600)
    (path / "keys").mkdir(exist_ok=True, mode=0o700)
    signer = Signer.generate(origin, entropy)
    Publisher.create(path, signer)
    sites.set_setting("origin", origin)
    keys = add_site("main", url, clock, packs)
    save_signer(path / KEY_FILE, signer)  # last: a home whose making was cut short is no home
    database.close_database()
    lock.release()
    return keys


def add_site(name: str, url: str, clock: Clock, packs: tuple[str, ...] = STARTER_PACKS) -> SiteKeys:
    """Add a site to the open home; its keys are shown once, only their digests are kept.

    Raises:
        EvenhandError: EH407 where the name is taken, EH910 and EH911 where name or address are
            none.
    """
    if not _SITE_NAME.fullmatch(name):
        raise EvenhandError(
            "EH910", "this is not a site's name", not_done="no site was added",
            help="lower-case letters, digits, dots, hyphens and underscores, at most 64",
        )  # fmt: skip
    if url:
        check_url(url)
    now = clock.now()
    sites.add_site(Site(name=name, url=url, created_at=now, packs=packs))
    # Keys are secrets of the real machine, never of a replayable source.
    keys = SiteKeys(name, f"eh_{secrets.token_urlsafe(32)}", secrets.token_hex(AKISMET_KEY_BYTES))
    for kind, key in (("api", keys.api_key), ("akismet", keys.akismet_key)):
        keep_key(Key(name, kind, sha256(key.encode()).hexdigest(), now))
    return keys


def home_path() -> Path:
    """The folder that EVENHAND_HOME names, else ./evenhand-data."""
    return Path(environ.get("EVENHAND_HOME") or "evenhand-data")


def open_home(*, write: bool) -> Home:
    """The home of this program's surroundings, with the machine's clock and randomness."""
    return Home(home_path(), SystemClock(), SystemEntropy(), write=write)


def database_address(path: Path) -> str:
    """DATABASE_URL, else the SQLite file of the home. Raises EH405 where it is no address."""
    address = environ.get("DATABASE_URL")
    if address and not address.startswith(("postgresql://", "postgres://")):
        raise EvenhandError(
            "EH405", "DATABASE_URL is no postgresql:// address", not_done="nothing was opened",
            help="write it like postgresql://user@127.0.0.1:5432/name, or leave it out",
        )  # fmt: skip
    return address or str(path / DATABASE_FILE)


def origin_of(url: str) -> str:
    """The log's origin: the site's address without scheme and final slash, then `/log`.

    Raises:
        EvenhandError: EH911 where the address is none.
    """
    if not url:
        return DEFAULT_ORIGIN
    address = check_url(url)
    bare = address.href.split("://", 1)[1].rstrip("/")
    return f"{bare}/log"


def check_url(url: str) -> Address:
    """A site's address, normalised as browsers do. Raises EH911."""
    address = parse_address(url)
    if address is None or "://" not in url or set("@?#") & set(url):
        raise EvenhandError(
            "EH911", "this is not a site's address", not_done="nothing was made",
            help="write it like https://platform.example/",
        )  # fmt: skip
    return address
