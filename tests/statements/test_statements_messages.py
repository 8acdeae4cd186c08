"""The catalogues: complete, neutral, and one file a language."""

import re
from pathlib import Path

import pytest

from evenhand.model.errors import EvenhandError
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


def test_every_message_is_used_or_open() -> None:
    sources = "".join(path.read_text() for path in messages.FOLDER.parent.glob("*.py"))
    for key in load("en").messages:
        table, _, rest = key.partition(".")
        if not key.startswith(messages.OPEN_TABLES) and table not in ("no_end", "subject"):
            assert f'"{key}"' in sources or f'"{table}.{{' in sources or f'f"{table}.' in sources, (
                key,
                rest,
            )


def test_a_new_language_is_one_file(folder: Path) -> None:
    text = ENGLISH.read_text(encoding="utf-8").replace("What we did", "Was wir getan haben")
    text += '\n[measure.remove]\nname = "Entfernung"\nwhat = "Niemand sonst sieht es."\n'
    (folder / "de.toml").write_text(text, encoding="utf-8")
    assert languages() == ("de", "en")
    notice = write_text(make.removal(), "de")
    assert "Was wir getan haben\n  - Your post “p-1”: Entfernung. Niemand sonst" in notice
    assert load("de").measure(KINDS["remove"], "lift") == KINDS["remove"].text["en"]["lift"]


def test_a_language_that_is_not_there_is_refused_with_the_nearest() -> None:
    refused("EH701", "did you mean `en`?", "eng")
    refused("EH701", "Known: en", "xx")


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
    assert load("en").signal("new_signal") == "new signal"
