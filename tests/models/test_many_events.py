"""A note on many meetings and consultations says what it would say had it read every one there is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.models.backends import Place
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts import account, activity
from escalade.templates.values.paper import Paper
from escalade.workflow.subjects.meeting import closing_from, opening_from
from escalade.workflow.subjects.standing import Standing
from tests.back_end import BackEnd
from tests.models.test_events import walk_over
from tests.models.test_random_histories import registers
from tests.rounds import generate_rounds

DESK = "Made-up Desk"
READABLE = (None, "members", "public")
ROUNDS = ("2021-000008", "2022-000005", "2024-000007", "2024-000003")
"""Rounds of which a topic was referred: a year of many rounds lies before some of them."""
TOPIC = "2026/fog"
HALL = {"en": "a made-up hall"}
PAGE = {"en": "On a made-up page."}


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are many already."""
    for part in (account, activity):
        monkeypatch.setattr(part, "MANY", 1)


@pytest.fixture
def place(back: BackEnd) -> Place:
    """A register of made-up rounds, each with a meeting of its own; some refer topics, and consult on one."""
    (place,) = registers(back, 1)
    with open_register(place) as register:
        register.load(act.motion for act in generate_rounds(110))
    return place


def do(register_at: Place, act: str, *of: str, **fields: Any) -> None:
    """Record an act."""
    with open_register(register_at) as register:
        register.act(convert_fields(act, {"of": list(of), "by": DESK, **fields}))


def draw(standing: Standing) -> dict[str, Paper]:
    """The note of each round."""
    drafted = [TOPIC] if standing.topic(TOPIC) else []
    return {name: build("note", name, standing, tongue("en")) for name in (*ROUNDS, *drafted)}


def hold_alike(place: Place) -> dict[str, Paper]:
    """Hold the notes found by days against those of a walk over every subject; give the whole ones."""
    with open_reader(place) as reader:
        for audience in reversed(READABLE):
            whole = reader.standing(reader=audience)
            drawn = draw(whole)
            assert drawn == draw(walk_over(whole))
    return drawn


def told(paper: Paper) -> str:
    """The account of a note."""
    said = " ".join(str(one) for section in paper.sections for one in section.printables())
    return said.replace("\N{NO-BREAK SPACE}", " ").partition(" Conclusion ")[0]


def test_a_note_on_many_says_what_it_would_say_had_it_read_each(place: Place) -> None:
    hold_alike(place)


@pytest.fixture
def drafted(place: Place) -> Place:
    """The same, with a round of today, whose note would tell of all that was done since the last of them."""
    do(place, "open round", "2026", on="2026-01-10")
    do(
        place,
        "propose",
        TOPIC,
        on="2026-01-12",
        by_state=["Isle"],
        version={"title": {"en": "Fog"}, "questions": [PAGE]},
    )
    return place


def test_what_more_is_told_of_one_is_read(drafted: Place) -> None:
    first, second, third = "2024-000003/4", "2024-000007/3", "2024-000011/1"
    assert "five open consultations, ended on 1 September 2024." in told(hold_alike(drafted)[TOPIC])
    do(drafted, "extend", first, on="2024-08-01", closes="2024-09-20")
    do(drafted, "record responses", second, on="2024-10-10", count=3, where=PAGE)
    do(drafted, "close", third, on="2024-10-11", reason=PAGE)
    do(drafted, "convene", "meeting/21", on="2026-01-11", place=HALL, opens="2026-01-20", closes="2026-01-21")
    do(drafted, "convene", "meeting/22", on="2026-02-11", place=HALL, opens="2026-02-20", closes="2026-02-21")
    do(
        drafted,
        "convene",
        "meeting/23",
        on="2026-02-11",
        place=HALL,
        opens="2026-03-20",
        closes="2026-03-21",
        audience="members",
    )
    do(drafted, "convene", "meeting/22", on="2026-02-12", closes="2026-02-22")
    do(drafted, "approve report", "meeting/21", on="2026-02-21", sent_to=[PAGE])
    said = told(hold_alike(drafted)[TOPIC])
    assert "five open consultations, ended from 1 to 20 September 2024." in said
    assert (
        "the Group has held three meetings (21st to 23rd) in a made-up hall, from 20 January to 21 March 2026." in said
    )
    assert "2.5 Responses received: 3 (“Channel watches”). 2.6 “Channel watches”: On a made-up page. 2.7" in said
    assert said.endswith("2.7 To be completed by the Secretariat: where the responses are published.")


def sorted_for(audience: str | None, place: Place, *, kept: bool = True) -> list[list[str]]:
    """Meetings and sessions as a reader finds them in order, by an index or by a walk over every one."""
    with open_reader(place) as reader:
        standing = reader.standing(reader=audience)
        standing = standing if kept else walk_over(standing)
        found = [
            list(listed(kind, day, standing))
            for kind in ("meeting", "session")
            for listed in (opening_from, closing_from)
            for day in (date(2024, 3, 1), date(2026, 2, 20))
        ]
    return [[one.reference for one in every] for every in found]


@pytest.mark.parametrize("audience", READABLE)
def test_the_meetings_of_a_reader_are_in_the_order_of_their_days(audience: str | None, drafted: Place) -> None:
    made = {"on": "2026-01-11", "place": HALL}
    do(drafted, "convene", "meeting/21", **made, opens="2026-03-02", closes="2026-03-03", audience="members")
    do(drafted, "convene", "meeting/22", **made, opens="2026-04-02", closes="2026-04-03")
    do(drafted, "convene", "meeting/21", on="2026-01-12", opens="2026-05-02", closes="2026-05-03")
    found = sorted_for(audience, drafted)
    assert found == sorted_for(audience, drafted, kept=False)
    assert found[3] == ["meeting/22", *(["meeting/21"] if audience != "public" else [])]
