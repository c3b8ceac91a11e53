"""Rules of a topic's text: title, questions, brackets, versions."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import TextVersion
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, desk_of, do, give, rule, rule_of
from escalade.workflow.subjects.amendment import find_said, languages
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Remedy

_BRACKETS = "[]\uff3b\uff3d"


def wording(text: TextVersion) -> tuple[object, ...]:
    """What a text says, apart from where it comes from and its standing."""
    questions = [dict(question) for question in text.questions]
    return (dict(text.title), dict(text.invitation), questions, text.questions_not_at_hand)


def differing(first: TextVersion, second: TextVersion) -> bool:
    """Whether two texts say different things in some language both have."""
    shared = set(languages(first)).intersection(languages(second))
    return any(find_said(first, language) != find_said(second, language) for language in shared)


def square_brackets(passage: str) -> int:
    """How many square brackets a passage has."""
    return sum(map(passage.count, _BRACKETS))


def text_after(trial: Trial) -> TextVersion:
    """The text that the topic has once the act is done."""
    amended = (trial.field("amended") or {}).get(trial.subject.reference)
    launched = trial.field("text") if isinstance(trial.field("text"), TextVersion) else None
    text: TextVersion = amended or launched or trial.topic.version
    return text


def _reword(trial: Trial, note: str) -> Remedy:
    if (trial.field("amended") or {}).get(trial.subject.reference):
        return give("amended", "Put it right in the text given with --amended.")
    if isinstance(trial.field("text"), TextVersion):
        return give("text", "Put it right in the text given with --text-file.")
    return do("revise", desk_of(trial), trial.subject.reference, note, questions=None)


@rule
def title_is_given(trial: Trial) -> Iterator[RuleProblem]:
    """A text has a title, in at least one language."""
    if not trial.field("version").title:
        yield RuleProblem("", give("title", "Give --title."))


@rule
def taken_text_has_a_title(trial: Trial) -> Iterator[RuleProblem]:
    """A text that is approved or launched has a title, in at least one language."""
    if not text_after(trial).title:
        said = Message("{subject} has none.", subject=trial.subject.reference)
        yield RuleProblem(said, _reword(trial, Message("Give it a title (revise).")))


@rule
def text_has_a_question_or_none_is_at_hand(trial: Trial) -> Iterator[RuleProblem]:
    """A text that is agreed, referred, approved or launched has a question, or says that they are not at hand."""
    if not text_after(trial).questions and not text_after(trial).questions_not_at_hand:
        said = Message("{subject} has none.", subject=trial.subject.reference)
        yield RuleProblem(said, _reword(trial, Message("Give it its questions (revise).")))


@rule
def no_square_bracket_stands(trial: Trial) -> Iterator[RuleProblem]:
    """Square brackets mark what is not agreed; none stands in a text that is taken."""
    text = text_after(trial)
    passages = (passage for part in (text.title, text.invitation, *text.questions) for passage in part.values())
    passage = next(filter(square_brackets, passages), None)
    if passage is not None:
        note = Message("Settle it in a new text version (revise).")
        if trial.motion.act_name() == "approve":  # a decision may word the text itself
            note = Message("Settle it in a new text version (revise), or give the text as it was decided (--amended).")
        yield RuleProblem(Message("Still in brackets: “{passage}”.", passage=passage), _reword(trial, note))


@rule_of("own")
def text_differs_from_the_last(trial: Trial) -> Iterator[RuleProblem]:
    """A new text version says something that the last one does not."""
    new, last = trial.field("version"), trial.topic.own_version
    if new.title and wording(new) == wording(last) and new.standing == last.standing:
        yield RuleProblem("This one is the same.", give("title", "Give what changes."))


@rule
def amended_text_differs(trial: Trial) -> Iterator[RuleProblem]:
    """An amended text differs from the one that was referred."""
    amended = trial.field("amended").get(trial.subject.reference)
    if amended is not None and wording(amended) == wording(trial.topic.own_version):
        name, note = trial.subject.reference, "Leave --amended out, or give the text as decided."
        said = Message("The text given for {subject} is the same.", subject=name)
        yield RuleProblem(said, give("amended", note, instead=name))


@rule
def launched_text_is_the_decided_one(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is launched on the text that was decided, or says why not."""
    text = trial.field("text")
    if text is not None and differing(text, trial.topic.version) and not trial.field("reason"):
        yield RuleProblem("The text given differs.", give("reason", "Give --reason, or leave --text-file out."))
