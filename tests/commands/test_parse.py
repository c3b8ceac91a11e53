"""What was typed, read as the fields of an act."""

from __future__ import annotations

import pytest

from tests.commands.motions import last, motion

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, DESK, Shell


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


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ("--by-state Isle --by-state Land", {"by_state": ["Isle", "Land"]}),
        ("--by-group 'The Isles'", {"by_group": "The Isles"}),
        ("--chairs-compromise", {"chairs_compromise": True}),
        ("--unattributed", {"unattributed": True}),
    ],
)
def test_a_topic_has_a_sponsor_of_one_kind(group: Shell, options: str, fields: dict[str, object]) -> None:
    made = motion(group, f"propose 2020/fog --title en=Fog {options} --on 2020-02-10 {DESK}")
    assert fields.items() <= made.items()


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            f"approve lamps horns --in-order --words not-at-hand {AT_SITTING}",
            {"sequence": "in order", "words": "not at hand"},
        ),
        (
            f"approve lamps horns --together --words en=Yes {AT_SITTING}",
            {"sequence": "together", "words": {"en": "Yes"}},
        ),
        (
            f"decline lamps --words en=No --how vote --votes 12,30,4 {AT_SITTING}",
            {"how": "vote", "votes": {"votes_for": 12, "against": 30, "abstaining": 4}},
        ),
        (
            f"decline lamps --words en=No --condition en=One --condition en=Two {AT_SITTING}",
            {"conditions": [{"en": "One"}, {"en": "Two"}]},
        ),
        (f"decline lamps --words en=No --how correspondence --on 2020-06-02 {ASSEMBLY}", {"how": "correspondence"}),
        (f"take-note 2020 --words en=Noted {AT_SITTING}", {"words": {"en": "Noted"}}),
        (f"defer 2020 --to-sitting 2 {AT_SITTING}", {"to_sitting": 2}),
        (f"defer 2020 --to-session 'session/Assembly 2021' {AT_SITTING}", {"to_session": "Assembly 2021"}),
        (
            f"take-position lamps --holder Isle --stance support --source X --on 2020-06-02 {ASSEMBLY}",
            {"holders": ["Isle"], "stance": "support"},
        ),
    ],
)
def test_a_decision_is_typed_in_the_words_of_the_interface(
    referred: Shell, line: str, fields: dict[str, object]
) -> None:
    assert fields.items() <= motion(referred, line).items()


def test_evidence_and_readers_are_options_of_every_act(debated: Shell) -> None:
    debated.does(
        "record-statement lamps --holder Isle --text en=No. --nature dissociation --audience members "
        f"--meeting meeting/1 --document MWG-1/9 --paragraph 4 --provisional --on 2020-03-02 {DESK}"
    )
    record = last(debated, "2020/lamps")
    assert record["evidence"] == {"meeting": "1", "document": "MWG-1/9", "paragraph": "4", "provisional": True}
    assert record["audience"] == "members"


@pytest.mark.parametrize("day", ["2020-02-10", "2020-02", "..2020-02-29", "unknown"])
def test_a_day_may_be_known_as_far_as_it_is(group: Shell, day: str) -> None:
    group.does(f"propose 2020/fog --title en=Fog --unattributed --on {day} {DESK}")
    assert last(group, "2020/fog")["on"] == day


def test_counts_are_given_by_category(debated: Shell) -> None:
    debated.does(
        f"record-consensus lamps --set-aside-others {AT_MEETING}",
        f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --on 2020-05-01 {DESK}",
        "record-responses lamps --count 9 --by-category Keepers=5 --by-category Others=4 --where not-at-hand "
        f"--on 2020-06-02 {DESK}",
    )
    made = last(debated, "2020/lamps")["motion"]
    assert (made["count"], made["by_category"], made["where"]) == (9, {"Keepers": 5, "Others": 4}, "not at hand")


@pytest.mark.parametrize("typed", ["not-at-hand", "'not at hand'"])
def test_a_count_that_is_not_at_hand_is_typed_with_spaces_as_with_hyphens(debated: Shell, typed: str) -> None:
    debated.does(
        f"record-consensus lamps --set-aside-others {AT_MEETING}",
        f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --on 2020-05-01 {DESK}",
        f"record-responses lamps --count {typed} --where en=Here. --on 2020-06-02 {DESK}",
    )
    assert last(debated, "2020/lamps")["motion"]["count"] == "not at hand"
