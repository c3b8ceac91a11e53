"""Rules of translations: what they are of, and what they may not touch."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.records.texts import HeldText, sources_in, texts_of
from escalade.workflow.rules.text import square_brackets
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, give, leave_out, rule_of
from escalade.workflow.values.constraints import LINE
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.step import OF_RECORDS


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
