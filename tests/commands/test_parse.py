"""What was typed, read as the fields of an act."""

from __future__ import annotations

import pytest

from tests.commands.motions import last, motion

from .conftest import DESK, Shell


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("--title en=Fog", "title", {"en": "Fog"}),
        ("--title en=Fog --title de=Nebel", "title", {"en": "Fog", "de": "Nebel"}),
        ("--title en='a=b'", "title", {"en": "a=b"}),
        ("--title en=F --invitation en=Write!", "invitation", {"en": "Write!"}),
        ("--title en=F --question en=A --question en=B", "questions", [{"en": "A"}, {"en": "B"}]),
        (
            "--title en=F --question en=A --question de=C --question en=B --question de=D",
            "questions",
            [{"en": "A", "de": "C"}, {"en": "B", "de": "D"}],
        ),
        ("--title en=F --numbering bulleted", "numbering", "bulleted"),
        (
            "--title en=F --standing en=official --standing de=unofficial-translation",
            "standing",
            {"en": "official", "de": "unofficial translation"},
        ),
        ("--title en=F --source MWG-1/3", "source", "MWG-1/3"),
    ],
)
def test_a_text_is_given_in_its_parts_and_languages(group: Shell, options: str, field: str, value: object) -> None:
    made = motion(group, f"propose 2020/fog {options} --unattributed --on 2020-02-10 {DESK}")
    assert made["version"][field] == value


def test_evidence_and_readers_are_options_of_every_act(debated: Shell) -> None:
    debated.does(
        "record-statement lamps --holder Isle --text en=No. --nature dissociation --audience members "
        f"--meeting meeting/1 --document MWG-1/9 --paragraph 4 --provisional --on 2020-03-02 {DESK}"
    )
    record = last(debated, "2020/lamps")
    assert record["evidence"] == {"meeting": "1", "document": "MWG-1/9", "paragraph": "4", "provisional": True}
    assert record["audience"] == "members"
