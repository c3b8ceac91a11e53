"""The command `why`: acts that may follow, and the causes in an act's way."""

from __future__ import annotations

import click
from msgspec.structs import replace

from escalade.commands.terminal.command import ReadCommand, references
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump, wrap_text
from escalade.models.reader import Reader
from escalade.services.acts.references import find_officer, quote_word
from escalade.services.acts.suggestions import MET, UNDECIDED, WITHOUT_DECISION, Typist
from escalade.services.views.nouns import causes_in_nouns, in_nouns
from escalade.workflow.inbox.outlook import Outlook, Prospect, find_late_steps, prospects
from escalade.workflow.inbox.outlook import why as asked
from escalade.workflow.motions import MOTIONS, Constitute
from escalade.workflow.procedure import way
from escalade.workflow.records.validation import NEW
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import Message, RequestError, UnknownReferenceError
from escalade.workflow.values.reference import MalformedReferenceError, find_similar, kind_of
from escalade.workflow.values.remedy import Cause

PROSPECT = ("act", "leads to", "office", "what stands in the way")
ANSWER = ("kind", "subject", "what stands in the way", "to type")


def acts(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete an act, by the name of its command."""
    known = (act.replace(" ", "-") for act in MOTIONS)
    return [name for name in known if name.startswith(incomplete)]


@click.command("why", cls=ReadCommand, example="escalade why 2017/ott\nescalade why 2017/ott launch")
@click.argument("reference", metavar="REF", shell_complete=references)
@click.argument("act", required=False, nargs=-1, shell_complete=acts)
def why(reference: str, act: tuple[str, ...]) -> None:
    """What may follow, and what stands in the way of an act.

    Without an act, every step that starts from here; with one, the way to it,
    each thing in the way of the act that comes next, and the commands to type.
    """
    setting = current()
    with setting.reading() as reader:
        standing = reader.standing()
        name = " ".join(act).replace("-", " ")
        is_new = may_be_new(reference, name, reader)
        subject = standing.subject(reference if is_new else reader.resolve(reference))
        officer = find_officer(setting.acting(), reader.officers()) or None
        if not act:
            show_prospects(subject, standing, officer)
            return
        asked_of = [subject]
        if subject.kind == "round" and not way("round", None, name):  # of a round, its topics that can come to it
            topics = standing.topics_of(subject.reference)
            asked_of = [topic for topic in topics if way("topic", topic.state, name)] or asked_of
        for one in asked_of:
            answer_why(one, name, standing, officer)


def may_be_new(reference: str, act: str, reader: Reader) -> bool:
    """Whether a subject still to come is meant, without an act a topic."""
    try:
        kind = kind_of(reference)
    except MalformedReferenceError:
        return False
    if reader.has(reference) or not (way(kind, None, act) if act else kind == "topic"):
        return False
    if act in NEW:
        return True
    try:
        reader.resolve(reference)
    except UnknownReferenceError:
        near = (name for name in reader.nearest(reference) if kind_of(name) == kind)
        return not find_similar(reference.rpartition("/")[2], (name.rpartition("/")[2] for name in near))
    except RequestError:  # several are called so; whoever asks is told which
        return False
    return False


def show_prospects(subject: Subject, standing: Standing, officer: str | None) -> None:
    """Print every step that starts from where a subject stands."""
    setting = current()
    # A column says whose each step is: a row says what stands in its way for them, not that it is another's.
    found = prospects(subject, standing, officer if setting.format == "json" else None)
    if setting.format == "json":
        from escalade.services.views.outlook import describe_prospects

        typist = Typist(standing, register=setting.register, speaker=officer)
        dump(describe_prospects(subject, found, typist.constitution, typist))
        return
    if setting.format == "table":
        stands = f"is {subject.state}" if subject.state else "does not exist yet"
        click.echo(f"{subject.reference} {stands}." + ("" if found else " Nothing follows from here."))
    late = f"only late, with a day (--on) on which {subject.reference} was "
    rows = [(one.step, stands_in_way(one, standing.body.constitution())) for one in found]
    rows += [(step, f"{late}{step.origin}") for step in find_late_steps(subject)]
    draw(setting, PROSPECT, [(step.act, step.to, " or ".join(step.offices), in_way) for step, in_way in rows])
    setting.say(f"“escalade why {quote_word(subject.reference)} ACT” says what to type for one of them.")
    topic = next(iter(standing.topics_of(subject.reference)), None) if subject.kind == "round" else None
    if topic:
        setting.say(f"Its topics are asked about one by one: “escalade why {topic.reference}”.")
    if subject.kind in {"body", "round"}:
        from escalade.commands.reads.inbox import tell_first_steps

        tell_first_steps(standing)


def stands_in_way(prospect: Prospect, constitution: Constitute | None) -> str:
    """What stands in the way of a step, or else what is to be given."""
    serious = [
        in_nouns(cause.sentence, constitution)
        for cause in unmet(prospect.causes)
        if cause.remedy.kind not in {"input", "date"} and cause.severity == "error"
    ]
    asked = (cause.remedy.given for cause in unmet(prospect.causes) if cause.remedy.kind == "input")
    inputs = dict.fromkeys(name.replace("_", " ") for given in asked for name in given)
    return " ".join(serious) or (f"to give: {', '.join(inputs)}" if inputs else "nothing")


def unmet(causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """The causes that are left to whoever types the act."""
    return tuple(cause for cause in causes if cause.rule not in MET)


def answer_why(subject: Subject, act: str, standing: Standing, officer: str | None) -> None:
    """Print the way to one act, and what stands in that of the next."""
    from escalade.services.acts.suggestions import offer_what_would_pass

    setting, answer = current(), asked(subject, act, standing, officer)
    answer = replace(answer, causes=offer_what_would_pass(unmet(answer.causes), standing))
    typist = Typist(standing, register=setting.register, speaker=officer)
    if setting.format == "json":
        from escalade.services.views.outlook import describe_answer

        dump(describe_answer(answer, typist.constitution, typist))
        return
    commands = typist.commands_toward(answer)
    if setting.format != "table":
        causes = causes_in_nouns(answer.causes, typist.constitution)
        rows = [(one.severity, one.subject, one.sentence, "") for one in causes]
        draw(setting, ANSWER, [*rows, *(("to type", subject.reference, "", command) for command in commands)])
        return
    click.echo(wrap_text("\n".join((heading(answer, typist.constitution), *reasons(answer, typist.constitution)))))
    if commands:
        click.echo("\n".join(("To type:", *(f"  {command}" for command in commands))))
    if subject.kind == "topic" and act == "launch" and subject.state in UNDECIDED:
        setting.say(in_nouns(Message(WITHOUT_DECISION), typist.constitution))
    if subject.kind == "topic" and subject.state is None and act not in {"propose", "introduce"}:
        setting.say(f"“escalade list {subject.reference.partition('/')[0]}” lists the topics that are on record.")


def reasons(answer: Outlook, constitution: Constitute | None) -> list[str]:
    """List the causes, each on its line, then what is only warned of."""
    from escalade.commands.terminal.outcome import merge_causes

    causes = () if answer.reason else causes_in_nouns(answer.causes, constitution)
    errors = merge_causes(cause for cause in causes if cause.severity == "error")
    warnings = merge_causes(cause for cause in causes if cause.severity == "warning")
    return [*(f"- {sentence}" for sentence in errors), *(f"- (a warning) {sentence}" for sentence in warnings)]


def heading(answer: Outlook, constitution: Constitute | None) -> str:
    """Say whether the act can be done from here, and what comes first."""
    stands = f"{answer.subject} is {answer.state}" if answer.state else f"{answer.subject} does not exist yet"
    if answer.late or (answer.causes and not answer.way):
        return f"{stands}, and “{answer.act}” does not start from there. {in_nouns(answer.reason, constitution)}"
    if not answer.way:
        there = f"{stands}, and no way through the procedure leads from there to “{answer.act}”."
        return f"{there} {in_nouns(answer.reason, constitution)}"
    errors = any(cause.severity == "error" for cause in answer.causes)
    if len(answer.way) == 1:
        found = "In its way:" if errors else "Nothing is in its way."
        return f"{stands}, and “{answer.act}” starts from there. {found}"
    acts = ", ".join(f"{step.act} ({' or '.join(step.offices)})" for step in answer.way)
    found = f"In the way of “{answer.way[0].act}”:" if errors else f"Nothing is in the way of “{answer.way[0].act}”."
    return f"{stands}, and “{answer.act}” does not start from there. The way: {acts}. {found}"
