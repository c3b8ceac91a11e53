"""Acts on earlier records, as the tests try them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import (
    RulesBrokenError,
)
from tests.lives import (
    TOPIC,
    Life,
    at,
)


def details(life: Life, act: str, *references: str, **fields: Any) -> list[tuple[str, str]]:
    """The causes against an act: the rule, and the act or kind of its remedy."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, *references, **fields))
    return [(cause.rule, cause.remedy.act or cause.remedy.kind) for cause in refusal.value.causes]


def told(life: Life, reference: str) -> Record:
    """A record as later ones leave it."""
    return life.standing.record(reference)


def decided(**evidence: Any) -> Life:
    """A life in which the Assembly approved a topic, on a document that was not final unless given."""
    life = at(Life(), "referred")
    first = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document="H31/DL/7", provisional=True)
    life.does("approve", TOPIC, words="not at hand", evidence=msgspec.structs.replace(first, **evidence))
    return life


def final(symbol: str, **more: Any) -> dict[str, Any]:
    """A document that confirms."""
    return {"evidence": Evidence(document=symbol, **more)}
