"""The example matter: no planted value is in anything that a stranger can get."""

import json
import re
from base64 import b64encode

import pytest
from click.testing import CliRunner

from evenhand.cli import cli
from evenhand.cli.demo import read_sites, read_timeline
from evenhand.log.entry import decode
from evenhand.log.prover import Prover
from evenhand.log.source import DirectorySource
from evenhand.model.clock import SetClock, SystemEntropy
from evenhand.pipeline.home import Home, create_home
from evenhand.pipeline.notices import press
from evenhand.pipeline.play import Player
from evenhand.store.journal import journal_size, read_journal
from tests.cli.planted import MASKED, MATTER, NAMES, PRIVATE, as_word, holds


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("private") / "home"


@pytest.fixture(scope="module")
def public(place):
    """Everything that a stranger can get, by its name; and the secrets made on the way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        steps, sites = read_timeline(MATTER), read_sites(MATTER)
        clock, entropy = SetClock(steps[0].at), SystemEntropy()
        keys = create_home(place, sites["main"].url, clock, entropy)
        lines = {}
        with Home(place, clock, entropy, write=True) as home:
            player = Player(MATTER, sites, home, clock)
            for number, step in enumerate(steps, 1):
                played = player.play(step)
                lines |= {f"press {number} {i}": t.encode() for i, t in played.press.items()}
            found = lines | dict(files(place / "log")) | dict(proofs(place)) | dict(words(clock))
            receipts = [made.secret for made in player.stage.made.values() if made.secret]
        found |= dict(listed(place, sites))
    _, _, signing_key = (place / "keys/log.key").read_text().strip().rpartition("/log+")
    secrets = [receipt.rpartition("/")[2] for receipt in receipts]
    return found, [*secrets, keys.api_key, keys.akismet_key, signing_key.partition("+")[2]]


def files(log):
    """Every file that the log serves."""
    for file in log.rglob("*"):
        if file.is_file():
            yield str(file.relative_to(log)), file.read_bytes()


def proofs(place):
    """The receipt of every entry, as `evenhand log prove` gives it."""
    prover = Prover(DirectorySource(place / "log"))
    for index in range(journal_size()):
        yield f"receipt {index}", prover.prove(index).text.encode()


def words(clock):
    """The entries without their digests, and what may be said about each decision at the end."""
    for index, leaf in enumerate(read_journal(0, journal_size())):
        fields = decode(leaf)
        if fields["type"] in ("decision", "measure"):
            yield f"press at the end {index}", press(fields["case"], clock.at).encode()
        del fields["commit"]
        yield f"entry {index}", json.dumps(fields, ensure_ascii=False).encode()


def listed(place, sites):
    """The public register of each site, as a stranger is given it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENHAND_HOME", str(place))
        for site in sites:
            for form in ("--json", "--csv"):
                given = CliRunner().invoke(cli, ["contact", "list", "--site", site, form])
                assert given.exit_code == 0, given.output
                yield f"register {site} {form}", given.stdout_bytes


def where(public, value):
    return [name for name, data in public.items() if holds(data, value)]


@pytest.mark.parametrize("value", [*MASKED, *PRIVATE])
def test_nothing_planted_is_public(public, value):
    assert where(public[0], value) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_name_stands_among_public_words(public, name):
    """Three letters turn up in any digest: so names are looked for as words, where words stand."""
    told = {
        n: data.decode()
        for n, data in public[0].items()
        if n.startswith(("press", "entry", "register"))
    }
    assert len(told) > 200
    assert [n for n, text in told.items() if as_word(name, text)] == []


def test_no_secret_is_public(public):
    found, secrets = public
    assert len(secrets) > 5
    for secret in secrets:
        assert len(secret) >= 12
        assert where(found, secret) == []


def test_what_is_public_is_really_there(public):
    """The search would find what it looks for: these values are public, and are found."""
    for value in ("Brandt committee", "Dorne and Pell", "where somebody lives", "hacked-material"):
        assert where(public[0], value)
    assert where(public[0], "BRANDT COMMITTEE")


@pytest.mark.parametrize(
    "hidden",
    ["417 Lantern Quay Lane", "at 417 LANTERN QUAY LANE, see", "417-lantern-quay-lane",
     "417lanternquaylane"],
)  # fmt: skip
def test_the_search_finds_each_spelling(hidden):
    value = "417 Lantern Quay Lane"
    assert holds(b"x" + hidden.encode() + b"y", value)
    for before in range(3):
        assert holds(b64encode(b"z" * before + value.encode() + b"zz"), value)


def test_planted_values_are_in_the_matter():
    """A list of values that nobody planted would prove nothing."""
    known = b"".join(file.read_bytes() for file in MATTER.rglob("*")
                     if file.is_file() and file.name != "planted.toml")  # fmt: skip
    known = re.sub(rb"\s+", b" ", known.replace(b"\\n", b" "))
    for value in [*MASKED, *PRIVATE, *NAMES]:
        assert value.encode() in known, value
