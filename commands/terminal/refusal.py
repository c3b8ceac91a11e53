"""A refusal: every cause, what clears it, and the command to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.models.backends.location import safe
from escalade.services.acts.field_file import HOLDS, holding
from escalade.services.acts.references import find_officer
from escalade.services.acts.retype import quote_word
from escalade.services.acts.suggestions import UNDECIDED, WITHOUT_DECISION, Typist
from escalade.services.views.nouns import causes_in_nouns, text_in_nouns
from escalade.services.views.outlook import CauseData, causes_of, describe_refusal
from escalade.workflow.procedure import STATES, table
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.commands.terminal.settings import CommandSettings
    from escalade.workflow.motions import Constitute
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.errors import RefusalError
    from escalade.workflow.values.remedy import Cause


class Explanation(NamedTuple):
    """The causes of a refusal as data, and the commands that clear them."""

    causes: list[CauseData]
    commands: list[str]


def explanation(refusal: RefusalError, setting: CommandSettings, standing: Standing | None) -> Explanation:
    """The causes with their remedies, and what to type."""
    known = [term.officer.name for term in standing.body.terms] if standing else []
    typist = Typist(
        standing,
        tuple(map(safe, setting.arguments)),
        setting.act,
        register=setting.register and safe(setting.register),
        speaker=find_officer(setting.acting(), known) or None,
    )
    causes = causes_of(refusal)
    commands = (standing and find_way_back(causes, typist, standing)) or typist.commands(causes)
    if isinstance(refusal, StepNotAllowedError) and refusal.state:
        commands = [f"{typist.program} why {quote_word(refusal.reference)} {refusal.act.replace(' ', '-')}"]
    return Explanation(describe_refusal(refusal, typist), commands)


def find_way_back(causes: Iterable[Cause], typist: Typist, standing: Standing) -> list[str]:
    """Find the lines of the whole way back to an act.

    There are some where what is to be done first leads away from where it starts;
    none to what is done to a record, which stands where it stood.
    """
    for cause in causes:
        subject, remedy = standing.subject(cause.subject), cause.remedy
        asked = table().get((subject.kind, subject.state, typist.act or ""))
        first = table().get((subject.kind, subject.state, remedy.act or ""))
        moves = first is not None and first.to in STATES[subject.kind] and remedy.subject == cause.subject
        acts = asked is not None and first is not None and OF_RECORDS.isdisjoint({asked.act, first.act})
        if acts and asked and first and moves and first.to not in {subject.state, asked.to}:
            from escalade.services.acts.ways import find_way

            return typist.commands_of(find_way(subject, asked.act, standing))
    return []


def format_refusal(
    refusal: RefusalError, message: str, commands: list[str], constitution: Constitute | None = None
) -> str:
    """A refusal as a person reads it: causes, then what to type."""
    lines = [message]
    if isinstance(refusal, RulesBrokenError):
        reasons = merge_causes(causes_in_nouns(refusal.causes, constitution))
        count = "one reason" if len(reasons) == 1 else f"{len(reasons)} reasons"
        where = f"{refusal.where}: " if refusal.where else ""
        lines = [f"{where}“{refusal.act}” is refused for {count}:", *(f"- {reason}" for reason in reasons)]
    if isinstance(refusal, StepNotAllowedError) and refusal.act == "launch" and refusal.state in UNDECIDED:
        lines.append(text_in_nouns(WITHOUT_DECISION, constitution))
    asked = [option for option in HOLDS if any(f" --{option} FILE" in command for command in commands)]
    lines += ["To type:", *(f"  {command}" for command in commands)] if commands else []
    return "\n".join((*lines, *(f"For --{option}, {holding(option)}" for option in asked)))


def merge_causes(causes: Iterable[Cause]) -> list[str]:
    """Each sentence once, with its subjects where there are several."""
    subjects: dict[str, list[str]] = {}
    for cause in causes:
        subjects.setdefault(cause.sentence, []).append(cause.subject)
    several = len({name for names in subjects.values() for name in names}) > 1
    return [
        f"{', '.join(dict.fromkeys(names))}: {sentence}" if several else sentence
        for sentence, names in subjects.items()
    ]
