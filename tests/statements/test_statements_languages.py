"""The languages: each complete, each as truthful as English, and readable in its direction."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import signals
from evenhand.model.case import Party
from evenhand.model.measure import Measure, MeasureState
from evenhand.statements import letters, messages
from evenhand.statements.context import StatementContext
from evenhand.statements.letters import AnswerForm
from evenhand.statements.messages import Said, languages, load
from evenhand.statements.press import press_line
from evenhand.statements.reasons import TEMPORARY
from evenhand.statements.texts import write_text
from tests.statements import builders as make
from tests.statements.builders import KINDS, NOW
from tests.statements.test_statements_letters import APPEAL, SITE

Golden = Callable[[str, str], None]
OTHERS = [name for name in languages() if name != messages.BASE]
NOTICES = {
    "everything": make.everything(),
    "removal": make.removal(tries_left=4),
    "proposed": make.proposed_suspension(),
    "harmed": replace(make.everything(), party=Party.HARMED),
}
ISOLATES = ("\u2068", "\u2069")
SIGNS_AND_DIGITS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|https?://\S+|[\w.]+@[\w.]+")


def test_there_are_six_languages() -> None:
    assert languages() == ("ar", "de", "en", "es", "fr", "pt")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_in_another_language(language: str, name: str, golden: Golden) -> None:
    golden(f"statements/{language}/{name}.txt", write_text(NOTICES[name], language))


@pytest.mark.parametrize("language", OTHERS)
def test_press_line_and_letter_in_another_language(language: str, golden: Golden) -> None:
    golden(f"statements/{language}/press.txt", press_line(make.everything(), language))
    letter = letters.appeal_answered(APPEAL, SITE, language=language, form=AnswerForm.GROUPED)
    golden(f"statements/{language}/letter.txt", letter)


@pytest.mark.parametrize("language", OTHERS)
def test_every_measure_kind_and_signal_has_its_texts(language: str) -> None:
    found, english = load(language).messages, load("en").messages
    for kind in KINDS.values():
        for part in ("name", "what", "lift"):
            text = found[f"measure.{kind.name}.{part}"]
            assert text not in kind.text["en"].values()
    assert set(english) <= set(found), "kinds, signals and facts too"
    for name, signal in signals.discover().items():
        assert f"signal.{name}" in found
        assert {f"kind.{name}.{kind}" for kind in signal.kinds} <= set(found)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_was_left_in_english(language: str) -> None:
    """Only what is a blank, a sign, or a word that both languages have may be the same."""
    found, english = load(language).messages, load("en").messages
    same = {key for key in english if found[key] == english[key]}
    worded = {key for key in same if re.search(r"[a-z]", re.sub(r"\{\w+\}", "", english[key]))}
    assert worded <= BOTH_HAVE.get(language, set())


BOTH_HAVE = {
    "de": {"press.link"},
    "fr": {"dsa.attachment", "dsa.ground"},
}


@pytest.mark.parametrize("language", languages())
def test_only_what_ends_is_called_temporary(language: str) -> None:
    say = load(language)
    keys = {key for key, text in say.messages.items() if TEMPORARY.search(text)}
    assert keys == {"done.until", "press.until"}
    for kind in KINDS.values():
        for part in ("name", "what", "lift"):
            assert not TEMPORARY.search(say.measure(kind, part))


@given(
    asked=st.lists(st.sampled_from(sorted(KINDS)), max_size=4, unique=True),
    hours=st.none() | st.integers(1, 900),
    roles=st.sampled_from([None, ("journalist",), ("news_org",)]),
    later=st.integers(0, 2000),
    decided_by=st.sampled_from(["rule", "moderator"]),
    party=st.sampled_from([Party.WRITER, Party.HARMED]),
    language=st.sampled_from(languages()),
)
@settings(deadline=None, max_examples=150)
def test_a_notice_calls_temporary_each_measure_that_ends_and_no_other(
    asked: list[str], hours: int | None, roles: tuple[str, ...] | None, later: int,
    decided_by: str, party: Party, language: str,
) -> None:  # fmt: skip
    context = make.decided(
        make.PRIVATE, "PI-2", *asked, hours=hours, roles=roles, decided_by=decided_by,
        now=NOW + timedelta(hours=later), party=party, language=language,
    )  # fmt: skip
    ending = [m for m in _on(context) if m.until is not None]
    text, press = write_text(context), press_line(context)
    assert len(TEMPORARY.findall(text)) == len(ending)
    assert bool(TEMPORARY.search(press)) is bool(ending)
    for measure in ending:
        assert f"{measure.until:%Y-%m-%d %H:%M} UTC" in text
        assert f"{measure.until:%Y-%m-%d}" in press


def _on(context: StatementContext) -> list[Measure]:
    return [
        m for m in context.measures
        if m.state is MeasureState.IN_FORCE and (m.until is None or m.until > context.now)
    ]  # fmt: skip


@pytest.mark.parametrize("name", NOTICES)
def test_arabic_isolates_what_is_written_from_left_to_right(name: str) -> None:
    text = write_text(NOTICES[name], "ar") + press_line(NOTICES[name], "ar")
    assert text.count(ISOLATES[0]) == text.count(ISOLATES[1]) > 10
    outside = re.sub(f"{ISOLATES[0]}[^{ISOLATES[1]}]*{ISOLATES[1]}", "", text)
    assert not SIGNS_AND_DIGITS.search(outside)


@pytest.mark.parametrize("language", [name for name in languages() if name != "ar"])
def test_no_other_language_has_signs_of_direction(language: str) -> None:
    text = write_text(make.everything(), language)
    assert not set(text) & set("\u2066\u2067\u2068\u2069\u200e\u200f")


def test_arabic_words_are_not_isolated_so_that_a_line_begins_in_its_direction() -> None:
    say = load("ar")
    assert say.say("subject.post", id="p-1") == "منشوركم «\u2068p-1\u2069»"
    line = say.say("done.named", subject=say.say("subject.account"), name=Said("إزالة"))
    assert line == "حسابكم: إزالة."
    assert say.say("done.since", since="2026-09-26") == "منذ \u20682026-09-26\u2069."
    assert say.name("fact", "odd_thing") == "\u2068odd thing\u2069"


@pytest.mark.parametrize("language", languages())
def test_a_name_from_outside_cannot_turn_the_text_around(language: str) -> None:
    odd = "Ex\u202eam\u2069ple\u200f"
    context = make.by_people(
        make.removal(contacts=(make.contact(organisation=odd),)), contacts=("ct-1",)
    )
    text = write_text(context, language)
    assert "Example" in text
    assert not set(text) & set("\u202e\u200f")
    assert text.count("\u2068") == text.count("\u2069")
