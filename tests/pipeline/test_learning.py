"""Only people teach a site's model of spam, once a text; the model follows from the steps."""

from dataclasses import replace

import pytest

from evenhand import Item
from evenhand.model.case import AppealOutcome
from evenhand.model.people import Role
from evenhand.pipeline import learning
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import Gatherer
from evenhand.pipeline.learning import Source, learn, model_of, rebuild, stamp, teach
from evenhand.pipeline.people.answering import Answer, answer
from evenhand.pipeline.people.appeals import appeal
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.turn import turn
from evenhand.signals.spam.model import Model
from evenhand.store.learned import steps_of

SPAM = [
    f"Earn {n}00 dollars from home, click https://cash.shop.example now!!!" for n in range(1, 8)
]
HAM = [f"I read part {n} twice, and the mayor was right about the bridge." for n in range(1, 8)]
NEW = "Earn dollars from home now, click https://cash.shop.example"


def comment(text, name="c-1", **fields):
    return Item(id=name, text=text, kind="comment", **fields)


def taught(home):
    with turn(home) as now:
        for number, (spam, ham) in enumerate(zip(SPAM, HAM, strict=True)):
            teach(now, comment(spam, f"s-{number}"), spam=True, source=Source.FEEDBACK)
            teach(now, comment(ham, f"h-{number}"), spam=False, source=Source.FEEDBACK)


def screener(home):
    """The site's screener with its model and the pack; records through the corridor."""
    made = Screener(["private-information", "spam"])
    made.gatherer = Gatherer({**made.gatherer.banks, "spam": model_of(home, "main")})
    way = Corridor(home, made)
    return lambda *items: way.record(made.gatherer.gather(items))


def words(home, site="main"):
    return [(step.spam, step.source, step.contrary) for step in steps_of(site)]


def test_nothing_learnt_is_no_model(home):
    assert model_of(home, "main") is None
    assert stamp("main") == 0


def test_a_text_is_learnt_once(home):
    assert learn(home, comment(NEW), spam=True, source=Source.FEEDBACK)
    assert not learn(home, comment(NEW, "c-2"), spam=True, source=Source.MODERATOR)
    assert words(home) == [(True, "feedback", False)]
    assert model_of(home, "main").spam == 1


def test_a_contrary_word_takes_the_earlier_back(home):
    taught(home)
    before = model_of(home, "main")
    learn(home, comment(NEW), spam=True, source=Source.FEEDBACK)
    wrong = model_of(home, "main")
    learn(home, comment(NEW), spam=False, source=Source.MODERATOR)
    right = model_of(home, "main")
    assert [(m.spam, m.ham) for m in (before, wrong, right)] == [(7, 7), (8, 7), (7, 8)]
    assert words(home)[-2:] == [(True, "feedback", False), (False, "moderator", True)]
    assert learn(home, comment(NEW), spam=True, source=Source.APPEAL)
    assert (model_of(home, "main").spam, stamp("main") > 0) == (8, True)


def test_only_comments_teach(home):
    post = replace(comment(NEW), kind="post")
    assert not learn(home, post, spam=True, source=Source.FEEDBACK)
    assert words(home) == []


def test_each_site_has_its_own(home, clock):
    from evenhand.pipeline.home import add_site

    add_site("blog", "https://blog.example", clock)
    learn(home, comment(NEW, site="blog"), spam=True, source=Source.FEEDBACK)
    assert model_of(home, "main") is None
    assert model_of(home, "blog").spam == 1


def test_the_file_follows_from_the_steps(home, monkeypatch):
    monkeypatch.setattr("evenhand.store.learned.PAGE", 3)
    taught(home)
    learn(home, comment(SPAM[0]), spam=False, source=Source.APPEAL)
    model = model_of(home, "main")
    file = home.path / "models" / "main.spam"
    assert Model.from_bytes(file.read_bytes()).digest == model.digest
    assert [each.name for each in file.parent.iterdir()] == ["main.spam"]
    assert rebuild(home, "main").to_bytes() == model.to_bytes() == file.read_bytes()


@pytest.mark.parametrize("harm", ["cut", "other", "gone", "old"])
def test_a_file_that_is_no_good_is_made_again(home, harm):
    taught(home)
    model = model_of(home, "main")
    file = home.path / "models" / "main.spam"
    data = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {"cut": data[:-1], "other": b"{}", "old": data[:20] + b"\xff" + data[21:]}[harm]
        )
    assert model_of(home, "main").digest == model.digest
    assert file.read_bytes() == data


def test_steps_of_an_older_version_are_counted_and_not_read(home, monkeypatch):
    monkeypatch.setattr("evenhand.signals.spam.features.VERSION", 0)
    learn(home, comment(SPAM[0]), spam=True, source=Source.FEEDBACK)
    monkeypatch.undo()
    learn(home, comment(SPAM[1]), spam=True, source=Source.FEEDBACK)
    model = model_of(home, "main")
    assert (model.steps, model.spam) == (2, 1)
    assert rebuild(home, "main").digest == model.digest


def test_a_crash_between_step_and_file_loses_nothing(home, monkeypatch):
    taught(home)
    model_of(home, "main")
    learn(home, comment(NEW), spam=True, source=Source.FEEDBACK)  # the file is not written here

    def crash(*_):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(learning, "_save", crash)
        with pytest.raises(OSError, match="no space"):
            model_of(home, "main")
    assert model_of(home, "main").spam == 8


@pytest.fixture
def held(home):
    """A comment that the model holds for a person."""
    taught(home)
    for name, role in (("ada", Role.MODERATOR), ("bo", Role.MODERATOR)):
        join(home, "main", name, role)
    (result,) = screener(home)(comment(NEW, author="a-1"))
    assert (result.outcome, [m.measure for m in result.decision.measures]) == ("review", ["hold"])
    return result.decision.id


def test_what_a_person_releases_is_none(home, held):
    decide_case(home, held, "ada", Choice(Do.RELEASE, False))
    assert words(home)[-1] == (False, "moderator", False)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(Do.KEEP, False),
        Choice(Do.MEASURE, False, why="It only advertises.", measures=[Chosen("remove")]),
    ],
)
def test_what_a_person_holds_or_removes_for_spam_is(home, held, choice):
    decide_case(home, held, "ada", choice)
    assert words(home)[-1] == (True, "moderator", False)


def test_what_a_person_covers_for_something_else_says_nothing(home, held):
    before = words(home)
    choice = Choice(
        Do.MEASURE, False, why="A home address.", measures=[Chosen("mask")], rule="PI-3"
    )
    decide_case(home, held, "ada", choice)
    assert words(home) == before


def appealed(home, held, outcome):
    """The comment removed by one person; its writer's appeal answered by another."""
    removed = Choice(Do.MEASURE, False, why="It advertises.", measures=[Chosen("remove")])
    decide_case(home, held, "ada", removed)
    given = appeal(home, held, "I only meant to help.").appeal
    answer(home, given.id, "bo", Answer(outcome, "We read it again, with your letter.", False))


def test_an_appeal_that_is_won_takes_the_lesson_back(home, held):
    appealed(home, held, AppealOutcome.OVERTURNED)
    assert words(home)[-2:] == [(True, "moderator", False), (False, "appeal", True)]


def test_an_appeal_that_is_lost_changes_nothing(home, held):
    appealed(home, held, AppealOutcome.UPHELD)
    assert words(home)[-1] == (True, "moderator", False)


def test_a_post_teaches_nothing(home, held):
    (result,) = screener(home)(
        Item(id="p-1", text="She lives at 12 Orchard Lane, Springfield, IL 62704.", author="a-2")
    )
    before = words(home)
    assert result.outcome == "measures"
    assert words(home) == before
