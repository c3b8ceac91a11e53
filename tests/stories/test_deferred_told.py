# ruff: noqa: RUF001 - Russian and Chinese are written in their own scripts
"""What papers say of a topic whose debate was put off to a meeting to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR = "--as 'Made-up Chair'"
PUT_OFF = f"defer fog --to-meeting 2 --meeting 1 --on 2020-03-03 {CHAIR}"
TOLD = {
    "en": (
        "Deferred to the second meeting.",
        (
            "The topic remains before the Group; it will be for the Chair, at that meeting, to record consensus, the "
            "absence of consensus or a further deferral."
        ),
        ("Under debate", "is debating"),
    ),
    "fr": (
        "Examen reporté à la deuxième réunion.",
        (
            "Le thème reste à l’examen du Groupe : il appartiendra au Président, lors de cette réunion, de constater le "
            "consensus ou l’absence de consensus, ou de prendre acte d’un nouveau report."
        ),
        ("Thème en débat", "débat de ce thème"),
    ),
    "es": (
        "Examen aplazado a la segunda reunión.",
        (
            "El Grupo sigue teniendo ante sí este tema: corresponderá a la Presidencia, en esa reunión, constatar el consenso, "
            "la falta de consenso o un nuevo aplazamiento del examen."
        ),
        ("Tema en debate", "está debatiendo"),
    ),
    "ru": (
        "Рассмотрение перенесено на второе собрание.",
        (
            "Тема остается на рассмотрении Группы; Председателю предстоит на этом собрании констатировать наличие или "
            "отсутствие консенсуса либо объявить о новом переносе рассмотрения."
        ),
        ("Тема обсуждается", "обсуждает эту тему"),
    ),
    "zh": (
        "推迟至第二次会议审议。",
        "该议题仍待本组审议，由主席在该次会议上宣布达成协商一致、未达成协商一致或再次推迟审议。",
        ("正在讨论",),
    ),
    "ar": (
        "أُرجئ النظر في الموضوع إلى الاجتماع الثاني.",
        (
            "لا يزال الموضوع معروضاً على الفريق، ويتولى الرئيس، في ذلك الاجتماع، إثبات التوافق في الآراء أو عدمه، أو إثبات إرجاء "
            "النظر في الموضوع مجدداً."
        ),
        ("قيد المناقشة", "يناقش الفريق"),
    ),
}
"""Where the topic stands, what follows, and what is said of a debate that goes on."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_topic_that_was_put_off_is_said_to_wait_for_the_meeting_and_not_to_be_debated(
    with_topics: Callable[..., Teller], language: str
) -> None:
    """Until that meeting opens; from then on the group debates it again."""
    teller, (stands, follows, debated) = with_topics("fog"), TOLD[language]
    teller.does(PUT_OFF)
    papers = ("state 2020 --as-of 2020-09-06", "notice fog --as-of 2020-09-06", "state 2020 --as-of 2020-09-07")
    waits, notice, debates = (
        " ".join(teller.draws(paper, language).split()).replace("Chair (non traduit, texte en anglais)", "Président")
        for paper in papers
    )
    assert (stands in waits, follows in waits, follows in notice) == (True, True, True), waits
    assert not [one for one in debated if one in waits or one in notice]
    assert (stands in debates, [one for one in debated if one in debates]) == (False, [*debated])


def test_what_brings_a_topic_up_again_ends_its_waiting(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    teller.does(PUT_OFF, f"circulate fog --until '2020-04-01T12:00+00:00' --on 2020-03-10 {CHAIR}")
    told = teller.draws("state 2020 --as-of 2020-03-11")
    assert ("Deferred to" in told, "Under debate." in told) == (False, True)
    assert teller.holds()
