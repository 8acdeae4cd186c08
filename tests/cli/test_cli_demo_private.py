"""The example matter: no planted value is in anything that a stranger can get."""

import json
import re
import tomllib
from base64 import b64encode
from pathlib import Path

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

MATTER = Path(__file__).parents[2] / "examples" / "dossier"
PLANTED = tomllib.loads((MATTER / "planted.toml").read_text())
MASKED = [value for values in PLANTED["masked"].values() for value in values]
PRIVATE = [value for values in PLANTED["private"].values() for value in values]
NAMES = [value for values in PLANTED["names"].values() for value in values]


def spellings(value):
    """The value as it may stand somewhere: as it is, folded, bare, in base64 at each alignment."""
    plain = value.encode()
    folded = value.casefold().encode()
    bare = re.sub(r"[\W_]+", "", value.casefold()).encode()
    yield from {plain, folded, bare, plain.hex().encode(), json.dumps(value)[1:-1].encode()}
    for data in {plain, folded}:
        for before in range(3):
            # Of a value inside a longer text these letters do not depend on what is around it.
            coded = b64encode(b"\0" * before + data)
            start, end = -(-before * 4 // 3), len(before * b"\0" + data) * 4 // 3
            yield coded[start:end]


def holds(data, value):
    """Whether some spelling of a value stands in the bytes, as they are, folded or bare."""
    folded = data.lower()
    forms = (data, folded, re.sub(rb"[^a-z0-9\x80-\xff]+", b"", folded))
    return any(spelled and spelled in form for spelled in spellings(value) for form in forms)


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
            secrets = [made.secret for made in player.stage.made.values() if made.secret]
        found |= dict(listed(place, sites))
    yield found, [*secrets, keys.api_key, keys.akismet_key, (place / "keys/log.key").read_text()]


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
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
    told = {n: data.decode() for n, data in public[0].items() if n.startswith(("press", "entry",
                                                                               "register"))}
    assert len(told) > 200
    assert [n for n, text in told.items() if word.search(text)] == []


def test_no_secret_is_public(public):
    found, secrets = public
    assert len(secrets) > 5
    for secret in secrets:
        tail = secret.strip().rpartition("/")[2]
        assert len(tail) >= 12
        assert where(found, tail) == []


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


@pytest.fixture(scope="module", params=[(), ("--json",)], ids=["text", "json"])
def printed(request, tmp_path_factory):
    """What the demo prints, for the staff."""
    folder = tmp_path_factory.mktemp("printed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", "")
        result = CliRunner().invoke(
            cli, ["demo", str(MATTER), "--home", str(folder / "home"), *request.param],
            standalone_mode=False,
        )  # fmt: skip
    assert result.return_value == 0
    return result.stdout


@pytest.mark.parametrize("value", MASKED)
def test_what_is_masked_or_sealed_is_not_even_printed(printed, value):
    assert not holds(printed.encode(), value)


def test_the_answers_are_fit_for_a_journalist(printed):
    """From the first question on nothing private is printed, nor any account or item."""
    if printed.startswith("{"):
        told = json.dumps(json.loads(printed)["answers"], ensure_ascii=False)
    else:
        told = printed.partition("Who asked?")[2].partition("The home stays")[0]
    assert len(told) > 3000
    assert [value for value in [*MASKED, *PRIVATE] if holds(told.encode(), value)] == []
    words = [rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in NAMES]
    assert [word for word in words if re.search(word, told, re.IGNORECASE)] == []
