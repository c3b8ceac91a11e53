"""Commands to type: what they name, and what they leave out."""

from __future__ import annotations

from .conftest import Shell


def test_a_command_to_type_has_no_option_that_the_program_fills_in(debated: Shell) -> None:
    assert debated("why 2020 issue --format json").data["commands"] == [
        'escalade issue 2020 --as "Made-up Desk" --kind KIND --symbol SYMBOL --language LANGUAGE --form FORM --on DAY'
    ]
