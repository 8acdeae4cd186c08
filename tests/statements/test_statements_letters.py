"""Letters: what somebody who flagged, appealed, sent a notice or asked is answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.model.case import Appeal, AppealOutcome, Flag, FlagWhy, Party
from evenhand.model.contact import ContactKind, Notice
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Subject, SubjectType
from evenhand.statements import letters
from evenhand.statements.letters import AnswerForm, FlagOutcome
from evenhand.statements.messages import languages
from tests.statements import builders as make
from tests.statements.builders import CASE, NOW

Golden = Callable[[str, str], None]
LATER = NOW + timedelta(minutes=12)
SITE = replace(make.SITE, out_of_court="Example Settlement Body")
FLAG = Flag(
    "fl-1", "main", Subject(SubjectType.ITEM, "item-name-1"), 1, FlagWhy.PRIVATE_INFORMATION,
    "sealed-words-1", NOW, "digest-1", who="person-name-1", reach="reach-1", harmed=True,
)  # fmt: skip
APPEAL = Appeal(
    "ap-1", "main", CASE, Party.WRITER, "sealed-words-1", NOW, NOW + timedelta(days=14),
    outcome=AppealOutcome.VARIED,
    answer="The page has changed since.\nA warning is enough now.",
    answered_at=NOW + timedelta(days=3),
)  # fmt: skip
NOTICE = make.contact(
    "ct-3",
    kind=ContactKind.NOTICE_16,
    notice=Notice(
        ("https://platform.example/p/item-name-1",), "sealed-words-1", "person-name-1", "reach-1",
        True, decided="We removed it, by clause PI-2 of our rules.",
    ),
)  # fmt: skip


def written(language: str) -> dict[str, str]:
    """Every letter in a language."""
    return {
        "flag_received": letters.flag_received(
            FLAG, SITE, receipt="https://platform.example/flag/x1", language=language
        ),
        "flag_answered": letters.flag_answered(
            FLAG, SITE, outcome=FlagOutcome.MEASURE, at=LATER, language=language,
            why="The clause on private information applies.",
        ),
        "appeal_received": letters.appeal_received(APPEAL, SITE, language=language),
        "appeal_answered": letters.appeal_answered(APPEAL, SITE, language=language),
        "appeal_short": letters.appeal_answered(
            APPEAL, SITE, language=language, form=AnswerForm.SHORT
        ),
        "appeal_grouped": letters.appeal_answered(
            APPEAL, SITE, language=language, form=AnswerForm.GROUPED
        ),
        "notice_confirmed": letters.notice_confirmed(NOTICE, SITE, at=LATER, language=language),
        "notice_decided": letters.notice_decided(
            NOTICE, SITE, automated=True, at=LATER, language=language
        ),
        "contact_reply_invited": letters.contact_reply_invited(
            make.contact(on_behalf_of="Example Party"), SITE, at=LATER, language=language
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(written("en")))
def test_a_letter_reads_as_we_mean_it(name: str, golden: Golden) -> None:
    golden(f"statements/letters/{name}.txt", written("en")[name])


@pytest.mark.parametrize("language", languages())
def test_no_letter_repeats_what_is_sealed(language: str) -> None:
    for name, letter in written(language).items():
        for sealed in (
            "sealed-words", "person-name", "verbatim-words", "reach-1", "item-name", "staff-name",
            "object-1", "ground-1", "digest-1", "{", "None",
        ):  # fmt: skip
            assert sealed not in letter, name


@pytest.mark.parametrize("outcome", FlagOutcome)
@pytest.mark.parametrize("language", languages())
def test_a_flag_is_answered_whatever_came_of_it(outcome: FlagOutcome, language: str) -> None:
    until = NOW + timedelta(days=30)
    letter = letters.flag_answered(
        FLAG, make.SITE, outcome=outcome, at=LATER, language=language, appeal_until=until
    )
    assert "2026-10-26" in letter
    assert "fl-1" in letter
    assert SITE.out_of_court not in letter
    for other in set(FlagOutcome) - {outcome}:
        assert letters.flag_answered(
            FLAG, make.SITE, outcome=other, at=LATER, language=language, appeal_until=until
        ) != letter  # fmt: skip


@pytest.mark.parametrize("outcome", AppealOutcome)
@pytest.mark.parametrize("form", AnswerForm)
@pytest.mark.parametrize("language", languages())
def test_every_answer_to_an_appeal_gives_outcome_answer_and_where_else_to_go(
    outcome: AppealOutcome, form: AnswerForm, language: str
) -> None:
    appeal = replace(APPEAL, outcome=outcome)
    letter = letters.appeal_answered(appeal, SITE, language=language, form=form)
    assert "  The page has changed since.\n  A warning is enough now.\n" in letter
    assert SITE.out_of_court in letter
    assert letter != letters.appeal_answered(
        replace(APPEAL, outcome=AppealOutcome.UPHELD if outcome != "upheld" else "varied"),
        SITE, language=language, form=form,
    )  # fmt: skip


@pytest.mark.parametrize(
    "missing",
    [{"outcome": None}, {"answer": None}, {"answer": ""}, {"answered_at": None}],
)
def test_an_appeal_without_an_answer_has_no_letter(missing: dict[str, None]) -> None:
    with pytest.raises(EvenhandError) as caught:
        letters.appeal_answered(replace(APPEAL, **missing), SITE, language="en")
    assert caught.value.code == "EH705"


def test_a_notice_that_is_not_decided_has_no_letter() -> None:
    assert NOTICE.notice is not None
    open_still = replace(NOTICE, notice=replace(NOTICE.notice, decided=""))
    for contact in (open_still, make.contact()):
        with pytest.raises(EvenhandError) as caught:
            letters.notice_decided(contact, SITE, automated=False, at=LATER, language="en")
        assert caught.value.code == "EH705"


def test_whether_a_machine_took_part_is_told() -> None:
    told = letters.notice_decided(NOTICE, SITE, automated=False, at=LATER, language="en")
    assert "No automatic means took part in the decision." in told
