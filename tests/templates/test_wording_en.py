"""English sentences as the editor of a document service would pass them."""

from __future__ import annotations

import pytest

from escalade.templates.languages.tongue import tongue
from tests.templates.facts import fact

LISTED = [
    (["Rule 1", "Rule 2"], "Rule 1 and Rule 2"),
    (["Rules, part 1", "Rule 2"], "Rules, part 1, and Rule 2"),
    (["Rules, part 1", "Rules, part 2", "Rule 3"], "Rules, part 1; Rules, part 2; and Rule 3"),
    (["Rule 1 (Rev. Town, 2014)", "“Fog, frost”", "Rule 2"], "Rule 1 (Rev. Town, 2014), “Fog, frost” and Rule 2"),
]


@pytest.mark.parametrize(("things", "told"), LISTED)
def test_things_that_hold_commas_are_parted_by_more_than_commas(things: list[str], told: str) -> None:
    assert str(tongue("en").join_parts(map(fact, things))) == told
