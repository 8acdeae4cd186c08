"""Every measure is one file, is found by looking, and says what it does and how it ends."""

import re
from pathlib import Path

import pytest

from evenhand.enforcement import measures
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureKind, SubjectType

KINDS = measures.discover()
NOT_USED = re.compile(
    r"\b(actions?|verdicts?|jobs?|bans?|banned|takedowns?|censor\w*|punish\w*|whitelist\w*"
    r"|blacklist\w*)\b",
    re.IGNORECASE,
)
CARD = Path(measures.__file__).with_name("hold.py")


def test_the_measures_of_the_house_are_all_there() -> None:
    by_weight = sorted(KINDS.values(), key=lambda kind: kind.severity)
    assert [kind.name for kind in by_weight] == [
        "label", "warn", "mask", "hold", "block_link", "remove", "suspend_until", "suspend",
    ]  # fmt: skip


def test_each_falls_on_its_subject() -> None:
    assert {name for name, kind in KINDS.items() if kind.subject is SubjectType.ACCOUNT} == {
        "suspend", "suspend_until",
    }  # fmt: skip
    assert {name for name, kind in KINDS.items() if kind.subject is SubjectType.LINK} == {
        "block_link"
    }


def test_only_what_falls_on_accounts_and_links_or_removes_gives_strikes() -> None:
    assert {name for name, kind in KINDS.items() if kind.strike_weight} == {
        "block_link", "remove", "suspend", "suspend_until",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_measure_ends_or_says_why_not(kind: MeasureKind) -> None:
    assert (kind.default_hours is None) == bool(kind.no_end_because)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_measure_reads_neutrally(kind: MeasureKind) -> None:
    for text in kind.text["en"].values():
        assert not NOT_USED.search(text)
        assert text[0].isupper()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_measure_sets_a_field_of_the_public_database(kind: MeasureKind) -> None:
    assert {"decision_visibility", "decision_account"} & set(kind.dsa)
    assert kind.dsa_end.startswith("end_date_")


def test_a_new_measure_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = CARD.read_text().replace('name="hold"', 'name="pin"')
    (tmp_path / "pin.py").write_text(card)
    monkeypatch.setattr(measures, "__path__", [*measures.__path__, str(tmp_path)])
    found = measures.discover()
    assert found["pin"].default_hours == 24
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("misnamed", ('name="hold"', 'name="held"'), "not of `misnamed`"),
        ("noend", ("default_hours=24", "default_hours=None"), "neither default hours"),
        ("mute", ('"lift": "The hold', '"": "The hold'), "English texts"),
        ("never", ("alone_hours=None", "alone_hours=0"), "names no measure"),
        ("lost", ("strike_weight=0", 'strike_weight=0, instead="nowhere"'), "which is unknown"),
        ("up", ("strike_weight=0", 'strike_weight=0, instead="remove"'), "not a lighter measure"),
        ("both", ("strike_weight=0", "strike_weight=0, endless=True"), "endless and has default"),
        ("empty", ("MEASURE =", "CARD ="), "holds no"),
    ],
)
def test_a_card_that_contradicts_itself_is_refused(
    name: str,
    change: tuple[str, str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = CARD.read_text()
    assert change[0] in card
    if name != "misnamed":
        card = card.replace('name="hold"', f'name="{name}"')
    (tmp_path / f"{name}.py").write_text(card.replace(*change))
    monkeypatch.setattr(measures, "__path__", [*measures.__path__, str(tmp_path)])
    with pytest.raises(EvenhandError, match=says) as caught:
        measures.discover()
    assert caught.value.code == "EH601"
