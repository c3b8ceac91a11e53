"""The acts that wait or may follow, the causes in their way, the remedies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from escalade.services.acts.suggestions import Typist, office_of
from escalade.services.views.nouns import in_nouns
from escalade.services.views.shape import RemedyKind, Severity, Shape, extend_shape, fields_in, schema_name
from escalade.workflow.inbox.outlook import Outlook, Prospect, find_late_steps
from escalade.workflow.inbox.pages import InboxItem
from escalade.workflow.motions import Constitute
from escalade.workflow.perform import as_cause
from escalade.workflow.rules import find_rule
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import RefusalError, StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import Step


@schema_name("Remedy")
class RemedyData(Shape, omit_defaults=True):
    """The one thing to do about a cause."""

    kind: RemedyKind
    command: str | UnsetType | None = UNSET
    """What is typed, where somebody types."""
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: dict[str, str] = msgspec.field(default_factory=dict)
    sources: dict[str, str] = msgspec.field(default_factory=dict)
    without: dict[str, str] = msgspec.field(default_factory=dict)
    awaits: str = ""
    note: str = ""


@schema_name("Cause")
class CauseData(Shape):
    """One broken rule of one row, for one subject."""

    rule: str
    subject: str
    sentence: str
    severity: Severity
    remedy: RemedyData


@schema_name("Prospect")
class ProspectData(Shape):
    """A step that may follow, and what stands in its way."""

    act: str
    to: str
    offices: list[str]
    open: bool
    causes: list[CauseData]
    command: str | UnsetType = UNSET


class Way(Shape, rename={"origin": "from"}):
    """A step of the way to an act."""

    origin: str | None
    act: str
    to: str
    offices: list[str]


class Prospects(Shape):
    """Every step that starts from where a subject stands.

    `late` are those from states passed since, which may still be entered with a day of then.
    """

    subject: str
    state: str | None
    steps: list[ProspectData]
    late: list[Way]


class Answer(Shape):
    """The way to one act, or why there is none.

    The causes are those in the way of the act that comes next on it.
    """

    subject: str
    state: str | None
    act: str
    causes: list[CauseData]
    way: list[Way]
    commands: list[str] | UnsetType = UNSET
    reason: str = ""


@schema_name("Rule")
class RuleData(Shape):
    """A rule of a step, and its sentence."""

    rule: str
    sentence: str


@schema_name("Step")
class StepData(Shape, rename={"origin": "from"}):
    """A step of the procedure's table."""

    of: str
    origin: str | None
    act: str
    to: str
    offices: list[str]
    basis: str
    rules: list[RuleData]


def describe_cause(cause: Cause, constitution: Constitute | None, typist: Typist | None = None) -> CauseData:
    """One cause, and the command that clears it where there is a typist."""
    remedy = RemedyData(**fields_in(RemedyData, cause.remedy), command=typist.command(cause) if typist else UNSET)
    remedy.note = in_nouns(remedy.note, constitution)
    sentence = in_nouns(cause.sentence, constitution)
    return CauseData(**{**fields_in(CauseData, cause), "remedy": remedy, "sentence": sentence})


def causes_of(refusal: RefusalError) -> tuple[Cause, ...]:
    """The causes of a refusal; a step that the table lacks is one."""
    return (as_cause(refusal),) if isinstance(refusal, StepNotAllowedError) else refusal.causes


def describe_prospects(
    subject: Subject, found: Iterable[Prospect], constitution: Constitute | None, typist: Typist | None = None
) -> Prospects:
    """Every step that starts from where a subject stands."""
    steps = [describe_prospect(prospect, subject, constitution, typist) for prospect in found]
    late = describe_steps(find_late_steps(subject))
    return Prospects(subject=subject.reference, state=subject.state, steps=steps, late=late)


def describe_steps(steps: Iterable[Step]) -> list[Way]:
    """Steps of the table, each with where it starts and leads."""
    return [Way(origin=one.origin, act=one.act, to=one.to, offices=list(one.offices)) for one in steps]


def describe_prospect(
    prospect: Prospect, subject: Subject, constitution: Constitute | None, typist: Typist | None
) -> ProspectData:
    """A step that may follow, and what stands in its way."""
    step = prospect.step
    return ProspectData(
        act=step.act,
        to=step.to,
        offices=list(step.offices),
        open=prospect.is_open,
        causes=[describe_cause(cause, constitution, typist) for cause in prospect.causes],
        command=typist.act_command(step.act, subject.reference, office_of(step)) if typist else UNSET,
    )


def describe_answer(answer: Outlook, constitution: Constitute | None, typist: Typist | None = None) -> Answer:
    """Describe the way to an act, and what stands in that of the next."""
    return Answer(
        subject=answer.subject,
        state=answer.state,
        act=answer.act,
        causes=[describe_cause(cause, constitution, typist) for cause in answer.causes],
        way=describe_steps(answer.way),
        commands=typist.commands_toward(answer) if typist else UNSET,
        reason=in_nouns(answer.reason, constitution),
    )


def describe_step(step: Step) -> StepData:
    """A step of the table."""
    rules = [RuleData(rule=name, sentence=find_rule(name).sentence) for name in step.rules]
    return StepData(**{**fields_in(StepData, step), "offices": list(step.offices), "rules": rules})


Waiting = extend_shape("Waiting", InboxItem, ("commands", list[str]), ("title", dict[str, str]))
"""What waits for an office."""


def describe_item(item: InboxItem, typist: Typist) -> Any:
    """Describe an item, and the commands with which it may be done."""
    topic = typist.standing.topic(item.subject) if typist.standing else None
    told = {
        "title": dict(topic.version.title) if topic else {},
        "sentence": in_nouns(item.sentence, typist.constitution),
        "commands": typist.commands_for(item),
    }
    return Waiting(**{**fields_in(Waiting, item), **told})
