"""Rules of a topic's text, and of the translations of any."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import TextVersion
from escalade.workflow.records.texts import HeldText, sources_in, texts_of
from escalade.workflow.rules.trial import RuleProblem, Trial, cite, desk_of, do, give, leave_out, rule, rule_of
from escalade.workflow.subjects.language_versions import find_said, languages
from escalade.workflow.values.constraints import LINE
from escalade.workflow.values.errors import Message, Series
from escalade.workflow.values.remedy import Remedy
from escalade.workflow.values.step import OF_RECORDS

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
    passages = (passage for part in text.parts for passage in part.values())
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


def pair_texts(trial: Trial) -> Iterator[tuple[str, HeldText]]:
    """Each translation that was not erased, with the text that the record holds."""
    named = trial.target
    own = next((one for one in trial.subject.own if named and one.reference == named.reference), None)
    held = texts_of(own.motion) if own else {}
    for path, text in trial.field("texts").items():
        if path in held:
            yield text, held[path]


@rule_of("entry")
def record_holds_the_texts(trial: Trial) -> Iterator[RuleProblem]:
    """A translation is of texts that a record in force holds."""
    record = trial.target
    if record is None or "texts" in trial.motion.erased:
        return
    there = texts_of(record.motion)
    problem = None if there else Message("{record} holds no text.", record=cite(record))
    if there and record.annulled_by:
        problem = Message("{record} was annulled.", record=cite(record))
    elif there and record.act in OF_RECORDS:
        problem = Message("{record} is about another record.", record=cite(record))
    if problem:
        yield RuleProblem(problem, give("records", "Name a record that holds texts.", instead=record.reference))
        return
    for path in (one for one in trial.field("texts") if one not in there):
        facts = {"record": cite(record), "field": path, "fields": Series(there)}
        said = Message("{record} has no text “{field}”; its texts are: {fields}.", **facts)
        yield RuleProblem(said, give("texts", "Give --text FIELD=TEXT.", instead=path))


@rule_of("entry")
def text_in_the_language_is_not_its_own(trial: Trial) -> Iterator[RuleProblem]:
    """A translation takes the place of no text that the record itself has in that language."""
    language = trial.field("language")
    for _, held in pair_texts(trial):
        if held.is_own(language):
            facts = {"field": held.field, "language": language}
            said = Message("“{field}” is worded in {language} by the record itself.", **facts)
            yield RuleProblem(said, leave_out("texts", "Leave it out.", held.field))


@rule_of("entry")
def translated_text_has_not_changed(trial: Trial) -> Iterator[RuleProblem]:
    """A translation is of the text as the record has it."""
    for _, held in pair_texts(trial):
        if _source(trial, held) is None:
            said = Message("“{field}” no longer says what was translated, or that is not said.", field=held.field)
            yield RuleProblem(said, give("sources", "Translate what the record says now."))


@rule_of("entry")
def brackets_are_as_many(trial: Trial) -> Iterator[RuleProblem]:
    """A translation has as many square brackets as the text that it translates."""
    for text, held in pair_texts(trial):
        source = _source(trial, held)
        if source is not None and square_brackets(text) != square_brackets(source):
            facts = {"field": held.field, "count": square_brackets(source), "other": square_brackets(text)}
            said = Message("“{field}” has {count}, its translation {other}.", **facts)
            yield RuleProblem(said, give("texts", "Give it its brackets.", instead=held.field))


@rule_of("entry")
def line_stays_a_line(trial: Trial) -> Iterator[RuleProblem]:
    """The translation of a line is a line."""
    for text, held in pair_texts(trial):
        if held.is_line and ("\n" in text or len(text) > LINE):
            facts = {"field": held.field, "most": LINE}
            said = Message("That of “{field}” has several lines, or more than {most} characters.", **facts)
            yield RuleProblem(said, give("texts", "Give one line.", instead=held.field))


def _source(trial: Trial, held: HeldText) -> str | None:
    digest = trial.field("sources").get(held.field, "")
    language = sources_in(held.texts, trial.field("language")).get(digest)
    return held.texts[language] if language else None
