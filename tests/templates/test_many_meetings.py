# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""A report on more than thirty meetings or consultations tells them by their number and days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper
from tests.templates.conftest import Register
from tests.templates.render import loosen

DESK = {"by": "Made-up Desk"}
HALL = dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), "Made-up Hall")
FIRST = date(2026, 2, 2)


def convene(register: Register, place: dict[str, str], hidden: int = 0) -> None:
    """Convene 39 more meetings of a group that held one; one may be for its members."""
    for number in range(2, 41):
        day = FIRST + timedelta(30 * number)
        days = {"opens": day.isoformat(), "closes": (day + timedelta(1)).isoformat()}
        readers = "members" if number == hidden else "public"
        said_: dict[str, Any] = {"on": "2026-01-10", "place": place, "audience": readers}
        register.act("convene", f"meeting/{number}", **DESK, **said_, **days)


@pytest.fixture
def many(unsettled: Register) -> Register:
    """A made-up group that held 40 meetings, and had the reports of 35 approved."""
    convene(unsettled, HALL)
    for number in range(1, 36):
        unsettled.act("approve report", f"meeting/{number}", **DESK, on="2031-03-05", sent_to=[HALL])
    return unsettled


def said(paper: Paper) -> str:
    """All that a note says in its box and in its account."""
    parts = [paragraph for part in paper.box for paragraph in part.paragraphs]
    parts += [paragraph for section in paper.sections for paragraph in section.paragraphs]
    return loosen(" ".join(str(said) for one in parts for said in (one.said, *(item.said for item in one.items))))


SAID = {
    "ar": (
        "أعمال الاجتماعات من الاجتماع الأول إلى الاجتماع الأربعين (وعددها 40) للفريق",
        "عقد الفريق اجتماعاته من الاجتماع الأول إلى الاجتماع الأربعين (وعددها 40)، من 3 أبريل 2026 إلى 5 مارس 2031.",
        "وافق الفريق على تقارير الاجتماعات من الاجتماع الأول إلى الاجتماع الخامس والثلاثين (وعددها 35).",
    ),
    "en": (
        "an account of the 40 meetings (first to 40th) of MCL, held from 3 April 2026 to 5 March 2031, in",
        "The Group held 40 meetings (first to 40th), from 3 April 2026 to 5 March 2031.",
        "The reports of the 35 meetings (first to 35th) were approved by the Group.",
    ),
    "es": (
        "las 40 reuniones (de la primera a la 40.ª) del MCL, celebradas del 3 de abril de 2026 al 5 de marzo de 2031,",
        "El Grupo celebró 40 reuniones (de la primera a la 40.ª), del 3 de abril de 2026 al 5 de marzo de 2031.",
        "Los informes de las 35 reuniones (de la primera a la 35.ª) fueron aprobados por el Grupo.",
    ),
    "fr": (
        "rend compte des 40 réunions (de la première à la 40e) du CIL, tenues du 3 avril 2026 au 5 mars 2031, conf",
        "Le Groupe a tenu 40 réunions (de la première à la 40e), du 3 avril 2026 au 5 mars 2031.",
        "Les rapports des 35 réunions (de la première à la 35e) ont été approuvés par le Groupe.",
    ),
    "ru": (
        "итоги собраний с первого по 40-е (всего 40) MCL, состоявшихся с 3 апреля 2026 года по 5 марта 2031 года.",
        "Группа провела собрания с первого по 40-е (всего 40), с 3 апреля 2026 года по 5 марта 2031 года.",
        "Отчеты о собраниях с первого по 35-е (всего 35) утверждены Группой.",
    ),
    "zh": (
        "本报告介绍MCL第一次至第40次共40次会议（2026年4月3日至2031年3月5日）的情况。",
        "本组举行了第一次至第40次共40次会议（2026年4月3日至2031年3月5日）。",
        "本组已通过第一次至第35次共35次会议的报告。",
    ),
}  # fmt: skip
"""The summary, the account and the reports, in each language."""


@pytest.mark.parametrize("language", SAID)
def test_many_meetings_are_told_by_number_and_days(many: Register, language: str) -> None:
    told = said(many.paper("note", "2031", language))
    assert [part for part in SAID[language] if loosen(part) not in told] == []


def cited(paper: Paper) -> set[str]:
    """The records on which the sentence on many meetings rests."""
    (counted,) = (
        one
        for section in paper.sections
        for one in section.printables()
        if isinstance(one, SaidSentence) and one.key == "note.meetings_counted"
    )
    return set(counted.records)


def test_what_is_said_of_many_meetings_rests_on_the_first_and_the_last(many: Register) -> None:
    paper = many.paper("note", "2031")
    assert cited(paper) == {"meeting/1#1", "meeting/2#1", "meeting/40#1"}  # the second was held before the first


def test_what_is_said_of_many_meetings_rests_on_each_that_not_everybody_may_read_of(unsettled: Register) -> None:
    convene(unsettled, HALL, hidden=7)
    assert cited(unsettled.paper("note", "2031")) == {"meeting/1#1", "meeting/2#1", "meeting/7#1", "meeting/40#1"}


HELD = {
    "ar": "وأجرى الفريق كذلك 31 مشاورة مفتوحة، انتهت من 1 إلى 31 مارس 2030.",
    "en": "The Group also carried out 31 open consultations, ended from 1 to 31 March 2030.",
    "es": "Asimismo, el Grupo llevó a cabo 31 consultas abiertas, concluidas del 1 al 31 de marzo de 2030.",
    "fr": "Le Groupe a en outre mené 31 consultations ouvertes, achevées du 1er au 31 mars 2030.",
    "ru": "Группа провела 31 открытую консультацию (завершены с 1 по 31 марта 2030 года).",
    "zh": "此外，本组还开展了31次公开磋商（2030年3月1日至31日结束）。",
}


@pytest.mark.parametrize("language", HELD)
def test_many_consultations_are_told_by_number_and_days(unsettled: Register, language: str) -> None:
    where = {"responses": {"en": "On a made-up page."}, "summary": {"en": "On another."}}
    for number in range(1, 32):
        days = {"online_from": "2030-01-01", "online_to": f"2030-03-{number:02}"}
        title = {"en": f"Made-up matter {number}"}
        unsettled.act("record consultation", by="Made-up Desk", on="2030-12-01", title=title, **days, **where)
    told = said(unsettled.paper("note", "2031", language))
    assert loosen(HELD[language]) in told
