"""A finding says how grave, what, where and on which record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalade.templates.checks.checking import CHECKS, findings_of
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paper

from .conftest import Told

Spoilt = Callable[..., Told]


def test_every_check_has_a_name_and_a_sentence_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(check.sentence.endswith(".") for check in CHECKS)
    assert [check.severity for check in CHECKS] == sorted(
        (check.severity for check in CHECKS), key=lambda one: one != "error"
    )


def test_a_finding_carries_severity_place_sentence_and_record(notes: dict[str, Paper]) -> None:
    only = replace(notes["en"], signature=(TracedFact({"de": "Land"}, ("body#1",), "Land", other="de"),))
    found = list(findings_of({"en": only}))
    assert found == [
        PaperFinding(
            Severity.WARNING,
            "texts-are-translated",
            "en",
            "signature, line 1",
            "“Land” is not translated; it is printed in its own language (de). "
            "“escalade check --languages” says what supplies it.",
            "body#1",
        )
    ]
