"""A refusal: every cause, what clears it, and the command to type."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.commands.retyped import quoted
from escalade.commands.typed import Typist
from escalade.workflow.errors import EscaladeError, RulesBrokenError, StepNotAllowedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.commands.setting import Setting
    from escalade.workflow.errors import RefusalError
    from escalade.workflow.remedy import Cause


class Explanation(NamedTuple):
    """The causes of a refusal as data, and the commands that clear them."""

    causes: list[dict[str, Any]]
    commands: list[str]


def explanation(refusal: RefusalError, setting: Setting) -> Explanation:
    """The causes with their remedies, and what to type."""
    from escalade.workflow.act import as_cause

    causes = (as_cause(refusal),) if isinstance(refusal, StepNotAllowedError) else refusal.causes
    with ExitStack() as stack:
        try:
            standing = stack.enter_context(setting.reading()).standing()
        except EscaladeError:
            standing = None
        typist = Typist(standing, setting.arguments, setting.act, register=setting.register)
        commands = typist.commands(causes)
        if isinstance(refusal, StepNotAllowedError) and refusal.state:
            commands = [f"{typist.program} why {quoted(refusal.reference)} {refusal.act.replace(' ', '-')}"]
        return Explanation([as_data(cause, typist) for cause in causes], commands)


def as_data(cause: Cause, typist: Typist) -> dict[str, Any]:
    """One cause with all its fields, and the command that clears it."""
    remedy = {**msgspec.to_builtins(cause.remedy), "command": typist.command(cause)}
    return {
        "rule": cause.rule,
        "subject": cause.subject,
        "sentence": cause.sentence,
        "severity": cause.severity,
        "remedy": remedy,
    }


def told(refusal: RefusalError, commands: list[str]) -> str:
    """A refusal as a person reads it: causes, then what to type."""
    lines = [str(refusal)]
    if isinstance(refusal, RulesBrokenError):
        reasons = merged(refusal.causes)
        count = "one reason" if len(reasons) == 1 else f"{len(reasons)} reasons"
        where = f"{refusal.where}: " if refusal.where else ""
        lines = [f"{where}“{refusal.act}” is refused for {count}:", *(f"- {reason}" for reason in reasons)]
    return "\n".join((*lines, *(("To type:", *(f"  {command}" for command in commands)) if commands else ())))


def merged(causes: Iterable[Cause]) -> list[str]:
    """Each sentence once, with its subjects where there are several."""
    subjects: dict[str, list[str]] = {}
    for cause in causes:
        subjects.setdefault(cause.sentence, []).append(cause.subject)
    several = len({name for names in subjects.values() for name in names}) > 1
    return [
        f"{', '.join(dict.fromkeys(names))}: {sentence}" if several else sentence
        for sentence, names in subjects.items()
    ]
