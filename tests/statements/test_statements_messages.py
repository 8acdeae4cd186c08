"""The catalogues: complete, neutral, and one file a language."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from evenhand.model.account import ROLES
from evenhand.model.contact import Asked, Channel, ContactRole, ContactStanding
from evenhand.model.errors import EvenhandError
from evenhand.model.people import FactStanding, Holder, InterestKind, Role
from evenhand.statements import messages
from evenhand.statements.messages import languages, load
from evenhand.statements.texts import write_text
from tests.statements import builders as make
from tests.statements.builders import KINDS

NOT_USED = re.compile(
    r"\b(actions?|verdicts?|jobs?|bans?|banned|takedowns?|take ?downs?|censor\w*|punish\w*"
    r"|whitelist\w*|blacklist\w*)\b",
    re.IGNORECASE,
)
WORDS: dict[str, Iterable[str]] = {
    "role": Role,
    "holder": [Holder.OWNER, Holder.OFFICER],
    "interest_kind": InterestKind,
    "contact_role": ContactRole,
    "contact_standing": ContactStanding,
    "wants": Asked,
    "channel": Channel,
    "fact_standing": FactStanding,
    "account_role": ROLES,
    "teller": ["caller", "somebody"],
}
"""Table of the catalogue -> the words of the records that it names."""

ENGLISH = messages.FOLDER / "en.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues of its own, with English in it."""
    (tmp_path / "en.toml").write_text(ENGLISH.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    return tmp_path


def refused(code: str, says: str, language: str) -> None:
    with pytest.raises(EvenhandError, match=re.escape(says)) as caught:
        load(language)
    assert caught.value.code == code


@pytest.mark.parametrize("language", languages())
def test_no_message_has_a_word_that_we_do_not_use(language: str) -> None:
    for key, message in load(language).messages.items():
        assert not NOT_USED.search(message), key


def test_english_says_temporary_only_where_there_is_an_end_date() -> None:
    keys = [key for key, text in load("en").messages.items() if "temporar" in text.lower()]
    assert keys == ["done.until", "press.until"]
    assert all("{until}" in load("en").messages[key] for key in keys)


def test_every_message_is_used() -> None:
    """By its key, by a key whose end is worked out, or as the name of one of our own words."""
    sources = "".join(path.read_text() for path in messages.FOLDER.parent.glob("*.py"))
    begun = tuple(re.findall(r'f"([a-z_]+\.[a-z_]*)\{', sources))
    named = {f"{table}.{word}" for table, words in WORDS.items() for word in words}
    for key in set(load("en").messages) - named:
        open_still = key.startswith((*messages.OPEN_TABLES, *begun))
        assert f'"{key}"' in sources or open_still, key


def test_every_word_of_ours_has_a_name() -> None:
    for table, words in WORDS.items():
        for word in words:
            assert f"{table}.{word}" in load("en").messages


def test_a_new_language_is_one_file(folder: Path) -> None:
    text = ENGLISH.read_text(encoding="utf-8").replace("What we did", "Was wir getan haben")
    text = text.replace("[measure.remove]", '[measure.remove]\nname = "Entfernung"')
    (folder / "de.toml").write_text(text, encoding="utf-8")
    assert languages() == ("de", "en")
    notice = write_text(make.removal(), "de")
    assert "Was wir getan haben\n  - Your post “p-1”: Entfernung. Nobody but" in notice
    assert load("de").measure(KINDS["remove"], "lift") == KINDS["remove"].text["en"]["lift"]


def test_a_language_that_is_not_there_is_refused_with_the_nearest() -> None:
    refused("EH701", "did you mean `en`?", "eng")
    refused("EH701", "Known: ar, de, en, es, fr, pt.", "xx")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('done = "What we did"\n', "", "lacks the message `head.done`"),
        ('done = "What we did"\n', 'dune = "x"\ndone = "y"\n', "has not, the message `head.dune`"),
        ('since = "Since {since}."', 'since = "Since {when}."', "other blanks"),
        ('since = "Since {since}."', "since = 3", "something other than a text"),
        ('since = "Since {since}."', "since = ", "is not TOML"),
    ],
)
def test_a_catalogue_with_a_hole_is_refused(folder: Path, old: str, new: str, says: str) -> None:
    english = ENGLISH.read_text(encoding="utf-8")
    assert old in english
    (folder / "pt.toml").write_text(english.replace(old, new), encoding="utf-8")
    refused("EH702", says, "pt")


def test_a_kind_that_no_catalogue_knows_reads_by_its_name() -> None:
    assert load("en").kind("new_signal", "odd_thing") == "odd thing"
    assert load("en").name("signal", "new_signal") == "new signal"
