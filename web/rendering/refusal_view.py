"""Show the causes in the way of an act on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from escalade.web.rendering.address import act_address
from escalade.workflow.motions import MOTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.services.acts.fields import Field
    from escalade.workflow.values.remedy import Cause

COMMON_KEYS = frozenset({"on", "entered_for", "name", "symbol", "records", "key", "receiver"})
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


def describe_causes(causes: Iterable[Cause], fields: Sequence[Field]) -> list[Hurdle]:
    """Causes as a page says them: beside fields, or with a way to clear them."""
    return [_hurdle(cause, fields) for cause in causes]


def _hurdle(cause: Cause, fields: Sequence[Field]) -> Hurdle:
    remedy, labels = cause.remedy, {field.option: field.label for field in fields}
    known = {field.key for field in fields} | COMMON_KEYS
    said = Hurdle(cause.sentence, cause.subject, cause.severity, labels=tuple(labels.items()))
    if remedy.kind == "act" and remedy.act and remedy.act in MOTIONS:
        where = act_address(remedy.subject or cause.subject, remedy.act)
        query = f"?{urlencode(remedy.given)}" if remedy.given else ""
        return replace(said, act=remedy.act, address=f"{where}{query}")
    keys = tuple(name for name in remedy.given if name in known) if remedy.kind in {"input", "date"} else ()
    return replace(said, keys=keys, missing=bool(keys) and cause.rule.startswith("given:"))
