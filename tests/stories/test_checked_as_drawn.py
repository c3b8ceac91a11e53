"""A check of a paper's file, as it was drawn: its own dates are no slips."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"


@pytest.fixture
def told_late(with_topics: Callable[..., Teller]) -> Teller:
    """A consultation from 2020 on that an objection, entered by now, contradicts in every paper."""
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --words en=Yes. --meeting 1 --on 2020-03-03 {CHAIR}",
        "launch fog --opens 2020-04-01 --closes 2099-07-01 --physical 2099-08-01 --answer-to en='By mail.' "
        f"--on 2020-04-01 {DESK}",
        "take-position fog --holder 'Made-up Shore' --stance object --text en=No. --source not-at-hand "
        f"--on 2020-03-02 --audience public {DESK}",
    )
    return teller


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("paper", ["call fog", "call 2020 --letter", "notice fog", "report 1", "agenda 2"])
def test_the_year_in_which_it_was_told_or_looked_at_is_taken_for_no_slip(
    told_late: Teller, tmp_path: Path, paper: str, language: str
) -> None:
    file = tmp_path / f"x.{language}.md"
    told_late.does(f"{paper} --language {language} --to {file}")
    _, out, err = told_late.types(f"check {file} --format json")
    assert "years-agree" not in {one["check"] for one in json.loads(out)["findings"]}, out + err
