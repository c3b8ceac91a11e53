"""The causes against an act that is refused."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import (
    Life,
)


def refused(life: Life, act: str, *references: str, **fields: Any) -> list[tuple[str, str, str]]:
    """The causes against an act: the rule, the kind of its remedy, what it gives."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, *references, **fields))
    return [(cause.rule, cause.remedy.kind, ", ".join(cause.remedy.given.values())) for cause in refusal.value.causes]
