"""The motions of a body: what a constitution may say."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import (
    LegalText,
    Officer,
)
from escalade.workflow.values.errors import FieldError
from tests.lives import Life, constitution, en


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"by": " "}, "by"),
        ({"name": en("\u200b")}, "name.en"),
        ({"officers": (Officer(name="", office="chair"),)}, "officers.name"),
        ({"officers": (Officer(name="\u2003", office="chair"),)}, "officers.name"),
        ({"symbol_series": ("\u3164",)}, "symbol_series"),
        ({"names": {" ": en("Atlantis")}}, "names"),
        ({"names": {"Atlantis": {}}}, "names.Atlantis"),
        ({"office_titles": {"chair": {}}}, "office_titles.chair"),
        ({"texts": {"mandate": LegalText(citation={})}}, "texts.mandate.citation"),
    ],
)
def test_a_constitution_names_nothing_by_nothing(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldError) as refusal:
        Life().tries(constitution(**fields))
    assert str(refusal.value) == f"The field “{field}” is empty."
