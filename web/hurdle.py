"""What is in the way of an act, as a page says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from escalade.web.address import act_address
from escalade.workflow.motion import MOTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.web.question import Question
    from escalade.workflow.remedy import Cause

COMMON_KEYS = frozenset({"on", "entered_for", "name", "symbol", "records"})
"""The fields that stand on the page of an act beside those of its motion."""

_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")


class Hurdle(msgspec.Struct, frozen=True):
    """One cause as a page says it, and where it is cleared."""

    sentence: str
    subject: str
    severity: str
    keys: tuple[str, ...] = ()
    """The fields of this act that clear it."""
    act: str = ""
    address: str = ""


def told(causes: Iterable[Cause], questions: Sequence[Question]) -> list[Hurdle]:
    """Causes as a page says them: beside fields, or with a way to clear them."""
    return [_hurdle(cause, questions) for cause in causes]


def _hurdle(cause: Cause, questions: Sequence[Question]) -> Hurdle:
    remedy, sentence = cause.remedy, in_labels(cause.sentence, questions)
    known = {question.key for question in questions} | COMMON_KEYS
    if remedy.kind == "act" and remedy.act and remedy.act in MOTIONS:
        where = act_address(remedy.subject or cause.subject, remedy.act)
        query = f"?{urlencode(remedy.given)}" if remedy.given else ""
        return Hurdle(sentence, cause.subject, cause.severity, act=remedy.act, address=f"{where}{query}")
    keys = tuple(name for name in remedy.given if name in known) if remedy.kind in {"input", "date"} else ()
    return Hurdle(sentence, cause.subject, cause.severity, keys)


def in_labels(sentence: str, questions: Sequence[Question]) -> str:
    """A sentence with the labels of a page where it names options."""
    labels = {question.field.option: question.label for question in questions}
    return _OPTION.sub(lambda found: f"“{labels.get(found[1], found[1].replace('-', ' ').capitalize())}”", sentence)
