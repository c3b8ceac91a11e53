"""A refusal: every cause, what clears it, and the command to type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from escalade.commands.terminal.settings import CommandSettings
from escalade.models.backends.location import safe
from escalade.services.acts.field_file import HOLDS, holding
from escalade.services.acts.quote import quote_word
from escalade.services.acts.references import find_officer
from escalade.services.acts.remedies import offer_what_would_pass
from escalade.services.acts.suggestions import UNDECIDED, WITHOUT_DECISION, Typist
from escalade.services.views.nouns import causes_in_nouns, in_nouns
from escalade.services.views.outlook import CauseData, causes_of, describe_cause
from escalade.workflow.motions import Constitute
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import RefusalError, RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.message import Message
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
        typed_in(setting),
        setting.act,
        register=setting.register and safe(setting.register),
        speaker=find_officer(setting.acting(), known) or None,
    )
    causes = causes_of(refusal)
    causes = offer_what_would_pass(causes, standing) if standing else causes
    commands = typist.commands(causes)
    if isinstance(refusal, StepNotAllowedError) and refusal.state:
        commands = [f"{typist.program} why {quote_word(refusal.reference)} {refusal.act.replace(' ', '-')}"]
    return Explanation([describe_cause(cause, typist.constitution, typist) for cause in causes], commands)


def typed_in(setting: CommandSettings) -> tuple[tuple[str, str], ...]:
    """The words behind the command, but for the register."""
    words = tuple((option, safe(value)) for option, value in setting.typed if option != "--register")
    unsaid = setting.officer and "--as" not in dict(words)
    return (*words, ("--as", setting.officer)) if unsaid and setting.officer else words


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
        lines.append(in_nouns(Message(WITHOUT_DECISION), constitution))
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
