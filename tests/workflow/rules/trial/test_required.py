"""What a row asks for, and how it is described."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import (
    MOTIONS,
    Appoint,
)
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.trial import describe_field, find_rule
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.step import Step
from tests.lives import (
    PREPARED,
    Life,
    at,
    named_as,
    nothing,
)


def test_an_option_is_described_once() -> None:
    assert describe_field("escalate", "to_session") == ("--to-session", "The session of the superior body.")
    assert describe_field("constitute", "texts")[0] == "--legal-text"
    assert describe_field("appoint", "name") == (
        "NAME",
        Appoint.__struct_fields__ and "The name of the person or desk.",
    )
    with pytest.raises(LookupError, match="launch has no field weather"):
        describe_field("launch", "weather")
    with pytest.raises(LookupError, match="names a rule that does not exist: nonsense"):
        find_rule("nonsense")


GIVEN = [
    (step, rule.removeprefix("given:"))
    for step in PROCEDURE.steps.values()
    for rule in step.rules
    if rule.startswith("given:") and rule != "given:records"
]


def missing(step: Step, field: str) -> Any:
    """The empty value of a field."""
    info = next(one for one in msgspec.structs.fields(MOTIONS[step.act]) if one.name == field)
    return info.default if info.default is not msgspec.NODEFAULT else info.default_factory()


@pytest.mark.parametrize(("step", "field"), GIVEN, ids=lambda value: getattr(value, "act", value))
def test_what_a_row_asks_for_must_be_given(step: Step, field: str) -> None:
    life = at(Life(), step.origin, step.of)
    PREPARED.get(step.act, nothing)(life)
    name = named_as(life, step)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(step.act, name, **{field: missing(step, field)}))
    cause = next(cause for cause in refusal.value.causes if cause.rule == f"given:{field}")
    assert (cause.remedy.kind, dict(cause.remedy.given), cause.severity) == ("input", {field: ""}, "error")
    called = {"by": "officer", "holders": "holder", "texts": "text"}.get(field, field.replace("_", " "))
    assert cause.sentence.startswith(f"“{called}” is missing: ")
