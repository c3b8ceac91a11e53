"""Show the causes in the way of an act on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from escalade.services.acts.fields import ARGUMENTS, Field
from escalade.web.i18n.term import asked
from escalade.web.rendering.address import act_address
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.errors import Messages
from escalade.workflow.values.remedy import Cause

COMMON_KEYS = ARGUMENTS | {"on", "entered_for"}
"""The fields that stand on the page of an act beside those of its motion."""


class Hurdle(msgspec.Struct, frozen=True):
    """One cause as a page says it, and where it is cleared."""

    sentence: str
    subject: str
    severity: str
    keys: tuple[str, ...] = ()
    """The fields of this act that clear it."""
    act: str = ""
    address: str = ""
    missing: bool = False
    """Whether it only says that a field is still to be given."""
    labels: tuple[tuple[str, str], ...] = ()
    """What options are called on this page."""
    together: str = ""
    """What is in the way, without the rule and what clears it, where one rule is broken several times."""

    @property
    def at(self) -> str:
        """The field at which it is said: the first of those that clear it."""
        return self.keys[0] if self.keys else ""


def describe_causes(causes: Iterable[Cause], fields: Sequence[Field]) -> list[Hurdle]:
    """Causes as a page says them: beside fields, or with a way to clear them."""
    every = [(cause, _hurdle(cause, fields)) for cause in causes]
    beside = {_tell_apart(*one): one[1].at for one in reversed(every) if one[1].at}
    alike: dict[tuple[str, ...], list[tuple[Cause, Hurdle]]] = {}
    for one in every:
        which = _tell_apart(*one)
        alike.setdefault((*which, one[1].at or beside.get(which, "")), []).append(one)
    return [_join(some) if len(some) > 1 else some[0][1] for some in alike.values()]


def _tell_apart(cause: Cause, hurdle: Hurdle) -> tuple[str, ...]:
    """What causes have in common that are said together."""
    return cause.rule, cause.subject, cause.severity, cause.remedy.note, hurdle.address


def _join(some: Sequence[tuple[Cause, Hurdle]]) -> Hurdle:
    """Say a rule that is broken several times once, with all that breaks it."""
    causes = [cause for cause, _ in some]
    keys = tuple(dict.fromkeys(key for _, hurdle in some for key in hurdle.keys))
    first, note = causes[0].sentence, causes[0].remedy.note
    if not isinstance(first, Messages) or len({cause.sentence for cause in causes}) == 1:
        return replace(some[0][1], keys=keys)
    problems = [item for cause in causes for item in _problems(cause)]
    told = Messages(*dict.fromkeys(problems))
    return replace(some[0][1], sentence=Messages(str(first.items[0]), told, note), keys=keys, together=told)


def _problems(cause: Cause) -> Iterable[str]:
    """What a cause says beside its rule and what clears it."""
    said = cause.sentence.items[1:] if isinstance(cause.sentence, Messages) else ()
    return map(str, said[:-1] if cause.remedy.note else said)


def _hurdle(cause: Cause, fields: Sequence[Field]) -> Hurdle:
    remedy, labels = cause.remedy, {field.option: asked(field) for field in fields}
    known = {field.key for field in fields} | COMMON_KEYS
    said = Hurdle(cause.sentence, cause.subject, cause.severity, labels=tuple(labels.items()))
    if remedy.kind == "act" and remedy.act and remedy.act in MOTIONS:
        where = act_address(remedy.subject or cause.subject, remedy.act)
        query = f"?{urlencode(remedy.given)}" if remedy.given else ""
        return replace(said, act=remedy.act, address=f"{where}{query}")
    keys = tuple(name for name in remedy.given if name in known) if remedy.kind in {"input", "date"} else ()
    return replace(said, keys=keys, missing=bool(keys) and cause.rule.startswith("given:"))
