"""An appeal is answered: by somebody who had no part in it before, in writing, and told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from evenhand.enforcement.ladder import known_kind
from evenhand.enforcement.measures import discover
from evenhand.model.case import Appeal, AppealOutcome, Case, FlagWhy, Party
from evenhand.model.entry import digest_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.people import Staff
from evenhand.model.site import Site
from evenhand.model.statement import Statement
from evenhand.pipeline.home import Home
from evenhand.pipeline.learning import Source, learn_from
from evenhand.pipeline.people.appealable import chain_of, deciders_in
from evenhand.pipeline.people.appeals import case_of, language_of
from evenhand.pipeline.people.choice import Choice, Chosen, Do, check_choice
from evenhand.pipeline.people.drafts import text_kept
from evenhand.pipeline.people.looked_at import LookedAt, look_at
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.ruling import Ruled, Ruling
from evenhand.pipeline.people.said import check_letter
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.appeals import NOT_ANSWERED, check_answer
from evenhand.review.claim import check_not_held, check_open, close
from evenhand.review.fit import Deciding, check_fit
from evenhand.review.queues import Queue
from evenhand.statements.letters import AnswerForm, appeal_answered
from evenhand.store.cases import keep_case, open_cases
from evenhand.store.flags import flags_about, get_appeal, get_flag, keep_appeal
from evenhand.store.measures import strikes_of
from evenhand.store.staff import all_interests

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to an appeal.

    Attributes:
        text: in writing; the appellant reads it word for word.
        asked: the answer to the asked-question; None is no answer, and is refused.
        contacts: in which somebody raised it; needed where the answer to `asked` is yes.
        measures: that hold from now on, where the outcome brings any.
        rule: that they rest on, where it is another one than before.
        why: what everybody else reads whom the measures concern; else the text.
        form: SHORT is for what was reported as spam.
    """

    outcome: AppealOutcome
    text: str
    asked: bool | None
    contacts: tuple[str, ...] = ()
    measures: Sequence[Chosen] = ()
    rule: str | None = None
    why: str = ""
    form: AnswerForm = AnswerForm.FULL


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered appeal, what came of it, and the letter that the appellant gets."""

    appeal: Appeal
    ruled: Ruled
    letter: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An appeal that was not answered with the others, and why."""

    appeal: str
    refused: EvenhandError


@dataclass(frozen=True, slots=True)
class AnsweredTogether:
    """What came of one answer to all open appeals of a matter."""

    answered: tuple[Answered, ...]
    skipped: tuple[Skipped, ...]


def answer(home: Home, appeal_id: str, name: str, given: Answer) -> Answered:
    """A person answers an appeal; where somebody else was first, their text is kept as a draft.

    Upheld: nothing changes. Overturned, for the writer: everything is lifted, strikes are void.
    Varied, for the writer: the measures named are all that holds from now on. For the harmed and
    for flaggers both words mean that the measures named are taken, as far as one person may.

    Raises EvenhandError: EH410, EH413, EH620 to EH626, EH577, EH603 to EH611, EH640 to EH648,
        EH658 to EH660, EH684, EH685, EH687.
    """
    case = case_of(get_appeal(appeal_id))
    with text_kept(home, case.id, name, given.text), turn(home) as now:
        return answer_in(now, get_appeal(appeal_id), name, given)


def answer_matter(home: Home, site: str, matter: str, name: str, given: Answer) -> AnsweredTogether:
    """Answer all open appeals of a matter with one text; each gets its own decision and letter.

    Those that this person may not answer, or that the answer does not fit, are left open and told.

    Raises EvenhandError: EH686 where none is open; where none could be answered, why the first
        one could not.
    """
    cases = sorted(open_cases(site, Queue.APPEALS, matter), key=lambda case: (case.due_at, case.id))
    if not cases:
        raise EvenhandError(
            "EH686", "no appeal in this matter is open", not_done="nothing was answered",
            help="`evenhand appeal list --open` shows those there are",
        )  # fmt: skip
    grouped = given if given.form is AnswerForm.SHORT else replace(given, form=AnswerForm.GROUPED)
    answered: list[Answered] = []
    skipped: list[Skipped] = []
    for case in cases:
        try:
            answered.append(answer(home, case.about or "", name, grouped))
        except EvenhandError as refused:
            skipped.append(Skipped(case.about or "", refused))
    if not answered:
        raise skipped[0].refused
    return AnsweredTogether(tuple(answered), tuple(skipped))


def answer_in(now: Turn, appeal: Appeal, name: str, given: Answer) -> Answered:
    """The same inside a turn that is open already. Raises EvenhandError: as `answer`."""
    case, staff = case_of(appeal), now.staff(appeal.site, name)
    about = look_at(case.site, case.subject, appeal.decision, now.now)
    blocks = _blocks_relied_on(appeal, about)
    about = replace(about, open=about.open + blocks)
    concerned = {appeal.decision, *about.also, *(m.decision or "" for m in blocks)}
    deciders = frozenset().union(*(deciders_in(chain_of(each)) for each in concerned))
    _check_may(now, case, staff, deciders)
    choice = _checked(appeal, about, given, name, deciders)
    # The notices of what changes are written next: by then the appeal is no longer open.
    appeal = replace(appeal, outcome=given.outcome, answer=given.text.strip(), answered_at=now.now)
    keep_appeal(appeal)
    struck = bool(strikes_of(about.at_stake))
    ruled = _ruled(Ruling(now, staff, about, choice), appeal)
    _check_not_longer(appeal, about, ruled)
    learn_from(now, about, ruled.decision, Source.APPEAL)
    now.recording.flush()
    void = struck and not strikes_of((*about.at_stake, ruled.decision.id or ""))
    appeal = replace(appeal, result=ruled.decision.id)
    letter = _keep(now, appeal, about.site, given.form, void)
    keep_case(close(case, staff.name, now.now))
    return Answered(appeal, ruled, letter)


def _blocks_relied_on(appeal: Appeal, about: LookedAt) -> tuple[Measure, ...]:
    """Links that were blocked already, for somebody else's post, when the decision was taken.

    What holds on an account for another deed is not among them: it is appealed in its own case.
    """
    target = next(each for each in chain_of(appeal.decision) if each.id == appeal.decision)
    return tuple(
        measure
        for measure in target.standing
        if measure.subject.type is SubjectType.LINK
        and _is_on(measure)
        and measure not in about.open
    )


def _check_may(now: Turn, case: Case, staff: Staff, deciders: frozenset[str]) -> None:
    """Refuse whoever is too late, or may not decide this. Raises EH640, EH641, EH643 to EH648."""
    check_open(case, "your answer was not sent; another one was")
    check_not_held(case, staff.name, now.now, NOT_ANSWERED)
    check_fit(
        staff,
        case,
        parties=parties_of_case(case),
        interests=all_interests(case.site),
        deciders=deciders,
        at=now.now,
        for_=Deciding.APPEAL,
    )


def _checked(
    appeal: Appeal, about: LookedAt, given: Answer, name: str, deciders: frozenset[str]
) -> Choice:
    """The answer as a choice. Raises EH620 to EH624, EH577, EH647, EH658 to EH660, EH684, EH687."""
    _check_measures(appeal, given)
    short = given.form is AnswerForm.SHORT
    before = max((_severity(m.measure) for m in about.open if _is_on(m)), default=0)
    after = before if given.outcome is AppealOutcome.UPHELD else 0
    after = max((_severity(chosen.measure) for chosen in given.measures), default=after)
    check_answer(
        appeal, given.outcome, given.text, by=name, deciders=deciders, before=before, after=after,
        short_form=short,
    )  # fmt: skip
    if short and not _is_spam(appeal, about):
        raise EvenhandError(
            "EH687", "the short form is for what was reported as spam", not_done=NOT_ANSWERED,
            help="write a sentence that says what you looked at",
        )  # fmt: skip
    check_letter("the answer", given.text, NOT_ANSWERED)
    refuse_private(given.text, "the answer")
    do = Do.KEEP if given.outcome is AppealOutcome.UPHELD else Do.RELEASE
    why = (given.why or given.text) if given.measures else ""
    choice = Choice(
        Do.MEASURE if given.measures else do, given.asked, given.contacts, why, given.measures,
        given.rule,
    )  # fmt: skip
    check_choice(choice, appeal.site)
    return choice


def _check_measures(appeal: Appeal, given: Answer) -> None:
    """Measures go with an outcome that brings some, and only with that. Raises EH684."""
    brings = given.outcome is AppealOutcome.VARIED or (
        given.outcome is AppealOutcome.OVERTURNED and appeal.party is not Party.WRITER
    )
    if brings is bool(given.measures):
        return
    raise EvenhandError(
        "EH684",
        f"an appeal that is {given.outcome} takes measures here, and none is named"
        if brings
        else f"an appeal that is {given.outcome} takes no measures here",
        not_done=NOT_ANSWERED,
        help="name what holds from now on with --measure" if brings
        else "`varied` takes other measures; leave them out otherwise",
    )  # fmt: skip


def _check_not_longer(appeal: Appeal, about: LookedAt, ruled: Ruled) -> None:
    """A writer who appeals does not end up with as heavy a measure for longer. Raises EH685."""
    now_on = (*ruled.decision.measures, *ruled.decision.standing)
    before = max((_weight(m) for m in about.open if _is_on(m)), default=(0, NEVER))
    if appeal.party is Party.WRITER and any(_weight(m) > before for m in now_on):
        raise EvenhandError(
            "EH685", "the measure would last longer than the one that was appealed",
            not_done=NOT_ANSWERED, help="choose an end that is no later, or a lighter measure",
        )  # fmt: skip


def _ruled(ruling: Ruling, appeal: Appeal) -> Ruled:
    if appeal.outcome is AppealOutcome.UPHELD:
        return ruling.uphold()
    if ruling.choice.do is Do.MEASURE:
        return ruling.measure(only=appeal.party is Party.WRITER)
    return ruling.release("appeal")


def _keep(now: Turn, appeal: Appeal, site: Site, form: AnswerForm, void: bool) -> str:
    """The answered appeal, its letter and its entry; returns the letter.

    Args:
        void: the strike for it counts no more, which only the writer is told.
    """
    language, result = language_of(appeal, now), appeal.result or ""
    void = void and appeal.party is Party.WRITER
    letter = appeal_answered(appeal, site, language=language, form=form, strike_void=void)
    now.recording.statement(
        Statement(
            now.new_id(), result, language, letter, now.now, party=appeal.party, flag=appeal.flag
        )
    )
    fields = {
        "change": "answered",
        "party": str(appeal.party),
        "outcome": str(appeal.outcome),
        "result": result,
        "late": now.now > appeal.deadline,
    }
    sealed = {"appeal": appeal.id, "statement": digest_text(letter)}
    now.enter("appeal", appeal.site, appeal.decision, fields, sealed)
    keep_appeal(appeal)
    return letter


def _is_spam(appeal: Appeal, about: LookedAt) -> bool:
    """Whether what the appeal is about was reported as spam, and as nothing else."""
    flags = [get_flag(appeal.flag)] if appeal.flag else flags_about(about.site.name, about.subject)
    return bool(flags) and all(flag.why is FlagWhy.SPAM for flag in flags)


def _is_on(measure: Measure) -> bool:
    return measure.state is MeasureState.IN_FORCE


def _severity(measure: str) -> int:
    return known_kind(measure, discover()).severity


def _weight(measure: Measure) -> tuple[int, datetime]:
    """How heavy a measure is, and of those as heavy how long it lasts."""
    return _severity(measure.measure), measure.until or NEVER
