"""Rules of the round, of contributions to it, and of issuing papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from escalade.workflow.motions import Issue
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.conclusion import ask_endorsement_or_paragraph
from escalade.workflow.rules.trial import RuleProblem, Trial, cite, do, give, leave_out, rule, rule_of
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, Word
from escalade.workflow.values.reference import record_parts, round_of
from escalade.workflow.values.remedy import REQUEST, Held, Remedy
from escalade.workflow.values.symbols import Symbol, SymbolError


@rule
def sender_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution says who submitted it: States, or a group of them."""
    if not trial.field("by_state") and not trial.field("by_group"):
        yield RuleProblem("", give("by_state", "Give --by-state or --by-group."))


@rule_of(reads_round=True)
def it_concerns_this_round(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution concerns the round it is received in, or topics of it."""
    mine = {trial.subject.reference, *(topic.reference for topic in trial.standing.topics_of(trial.subject.reference))}
    for name in (one for one in trial.field("concerns") if one not in mine):
        problem = Message("{topic} is not of this round.", topic=name)
        if round_of(name) == trial.subject.reference:
            problem = Message("{topic} does not exist.", topic=name)
        note = "Give --concerns a topic of this round, or the round."
        yield RuleProblem(problem, give("concerns", note, instead=name))


@rule
def contribution_is_new(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution is received once."""
    symbol = trial.field("symbol")
    for record, earlier in trial.standing.round(trial.subject.reference).contributions:
        if symbol and earlier.symbol == symbol:
            said = Message("{symbol} was received before ({record}).", symbol=symbol, record=record.reference)
            note = "Give the symbol of another one; or correct that record, if it is wrong."
            yield RuleProblem(said, give("symbol", note, instead=symbol))


@rule_of(reads_round=True)
def round_is_open(trial: Trial) -> Iterator[RuleProblem]:
    """A topic belongs to a round that is open."""
    name = round_of(trial.subject.reference)
    state = trial.standing.round(name).state
    if state != "open":
        ended = Remedy(kind="none", note="It was annulled; open another round.")
        remedy = ended if state else do("open round", SECRETARIAT, name, "Open it first.")
        yield RuleProblem(Message("The round {round} is not open.", round=name), remedy)


@rule
def symbol_can_be_read(trial: Trial) -> Iterator[RuleProblem]:
    """A paper bears a document symbol of one of the body's series."""
    constitution = trial.standing.body.constitution()
    series = constitution.symbol_series if constitution else ()
    if not trial.field("symbol"):
        return
    try:
        symbol = Symbol.parse(trial.field("symbol"), series=series)
    except SymbolError as error:
        yield RuleProblem(str(error), give("symbol", "Give --symbol."))
        return
    if symbol.marks or symbol.language:
        said = Message("{symbol} has a revision or a language, which the program adds.", symbol=trial.field("symbol"))
        yield RuleProblem(said, give("symbol", "Give --symbol without them."))


@rule_of(reads_round=True)
def paper_is_of_the_round(trial: Trial) -> Iterator[RuleProblem]:
    """A paper is about its round, one of its topics, or a meeting."""
    subject = trial.field("subject")
    if subject is None or trial.standing.gathering(subject) is not None:
        return
    if trial.standing.topic(subject) is None or round_of(subject) != trial.subject.reference:
        remedy = give("subject", "Name a topic of the round, or a meeting.")
        yield RuleProblem(Message("{topic} is not.", topic=subject), remedy)


@rule
def bytes_are_fixed(trial: Trial) -> Iterator[RuleProblem]:
    """A paper is issued with the SHA-256 of its file and the seal of the record."""
    if not (is_digest(trial.field("paper")) and is_digest(trial.field("seal_root"))):
        yield RuleProblem("")


@rule_of(reads_round=True)
def nothing_of_the_round_waits_for_the_chair_or_a_report(trial: Trial) -> Iterator[RuleProblem]:
    """Only a draft report is issued on an act that waits for the chair and that no approved report bears out."""
    if trial.field("kind") == "report":  # drafts that a meeting approves; their banner says what waits
        return
    for topic in trial.standing.topics_of(trial.subject.reference):
        still = (record for record in topic.waiting if waits_still(record, trial.standing))
        yield from (ask_endorsement_or_paragraph(record, trial) for record in still)


@rule
def number_follows_the_last(trial: Trial) -> Iterator[RuleProblem]:
    """A paper is issued once in a language and form; later ones are numbered revisions or corrigenda."""
    mark, number, language, form = map(trial.field, ("mark", "number", "language", "form"))
    facts, papers = {"symbol": trial.field("symbol")}, trial.standing.round(trial.subject.reference).papers
    before = [paper for _, paper in papers if paper.symbol == trial.field("symbol")]
    same = [one for one in before if (one.language, one.form) == (language, form)]
    last = max((one.number for one in before if one.mark == mark), default=0)
    due = last + 1 if not last or any((one.mark, one.number) == (mark, last) for one in same) else last
    if mark is None:
        if same:
            said = Message("{symbol} was issued in {language} as {form} before.", language=language, form=form, **facts)
            yield RuleProblem(said, give("mark", "Issue a revision or a corrigendum (--mark)."))
    elif not before:
        yield RuleProblem(Message("{symbol} was never issued.", **facts), leave_out("mark", "Leave --mark out."))
    elif number != due:
        remedy = give("number", "")
        if last == due < number:  # it lacks the last number, in the form or in the language
            remedy = give(
                "language", "Issue it in this language by itself (--language).", Held(language, REQUEST), instead=""
            )
            if any((one.mark, one.number, one.language) == (mark, last, language) for one in before):
                remedy = give("form", "Issue it in this form by itself (--form).", Held(form, REQUEST), instead="")
        said = Message("{mark}.{due} is due, not {mark}.{number}.", mark=mark, due=due, number=number)
        yield RuleProblem(said, remedy)


@rule
def issued_paper_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """What is sent is a paper that was issued."""
    record = trial.target
    if record is not None and (record.act != "issue" or record.annulled_by):
        remedy = give("records", "Name the record of its issue.", instead=record.reference)
        yield RuleProblem(Message("{record} is not one.", record=cite(record)), remedy)


@rule
def symbol_is_of_one_paper(trial: Trial) -> Iterator[RuleProblem]:
    """One symbol is one paper in the whole register, in its languages and forms."""
    about = (trial.subject.reference, trial.field("kind"), trial.field("subject"))
    for name in trial.standing.naming.get(f"symbol:{trial.field('symbol')}", ()):
        record = trial.standing.subject(record_parts(name)[0]).record(name)
        other = cast("Issue", record.motion if record else None)
        if record is None or record.annulled_by or (record.subject, other.kind, other.subject) == about:
            continue
        facts = {"symbol": other.symbol, "kind": Word(other.kind or ""), "subject": other.subject or record.subject}
        said = Message("{symbol} is the {kind} of {subject}.", **facts)
        yield RuleProblem(said, give("symbol", "Give it a symbol of its own (--symbol).", instead=other.symbol))
        return


@rule_of(reads_round=True)
def call_is_of_what_was_launched(trial: Trial) -> Iterator[RuleProblem]:
    """A call is issued on a consultation that was launched."""
    topic = trial.standing.topic(trial.field("subject") or "") if trial.field("kind") == "call" else None
    if topic and not topic.launched:
        yield RuleProblem(Message("{topic} was not.", topic=topic.reference))


@rule_of(severity="warning", reads_round=True)
def symbol_is_that_of_the_referral(trial: Trial) -> Iterator[RuleProblem]:
    """A note is issued under the symbol with which its round was referred."""
    if trial.field("kind") != "note":
        return
    topics = trial.standing.topics_of(trial.subject.reference)
    made = sorted((record for topic in topics for record, _ in topic.escalations), key=lambda record: record.at)
    until = [record for record in made if when(record.on).may_precede(trial.day)]
    latest = next(iter(until[-1:] or made), None)
    try:
        symbol = Symbol.parse(latest.evidence.document or "") if latest else None
    except SymbolError:
        return
    own, given = str(Symbol(symbol.series, symbol.path)) if symbol else "", trial.field("symbol")
    if latest and own != given:
        said = Message("{record} names {own}, and not {symbol}.", record=cite(latest), own=own, symbol=given)
        yield RuleProblem(said, give("symbol", "Issue it under that symbol (--symbol).", instead=given))
