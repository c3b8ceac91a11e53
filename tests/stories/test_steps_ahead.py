# ruff: noqa: RUF001 - Russian and Chinese are written in their own scripts
"""What papers say is still to be done while one may respond, and before a meeting is held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"
STEPS = {
    "en": (
        (
            "The online phase is under way. It will then be for the Secretariat to gather the responses, to place"
            " on record that the virtual meeting was held, and to close the consultation."
        ),
        (
            "It is now for the Secretariat to gather the responses and, once the virtual meeting has been held, "
            "to place it on record and to close the consultation."
        ),
        (
            "Once the virtual meeting has been held, it will be for the Secretariat to place it on record and to "
            "close the consultation."
        ),
        "It is now for the Secretariat to place the virtual meeting on record and to close the consultation.",
    ),
    "fr": (
        (
            "La phase en ligne est en cours. Il appartiendra ensuite au Secrétariat de rassembler les réponses "
            "reçues, de consigner la tenue de la réunion virtuelle et de clore la consultation."
        ),
        (
            "Il appartient désormais au Secrétariat de rassembler les réponses reçues et, après la réunion "
            "virtuelle, d’en consigner la tenue et de clore la consultation."
        ),
        (
            "Après la réunion virtuelle, il appartiendra au Secrétariat d’en consigner la tenue et de clore la "
            "consultation."
        ),
        (
            "Il appartient désormais au Secrétariat de consigner la tenue de la réunion virtuelle et de clore la "
            "consultation."
        ),
    ),
    "es": (
        (
            "La fase en línea está en curso. A su término corresponderá a la Secretaría recopilar las respuestas,"
            " dejar constancia de la reunión virtual y declarar concluida la consulta."
        ),
        (
            "Corresponde ahora a la Secretaría recopilar las respuestas y, tras la reunión virtual, dejar "
            "constancia de su celebración y declarar concluida la consulta."
        ),
        (
            "Tras la reunión virtual, corresponderá a la Secretaría dejar constancia de su celebración y declarar"
            " concluida la consulta."
        ),
        ("Corresponde ahora a la Secretaría dejar constancia de la reunión virtual y declarar concluida la consulta."),
    ),
    "ru": (
        (
            "Онлайновый этап продолжается. Затем Секретариату предстоит зарегистрировать ответы, внести сведения "
            "о проведении виртуального собрания и завершить консультацию."
        ),
        (
            "Секретариату предстоит зарегистрировать ответы, а после проведения виртуального собрания — внести "
            "соответствующие сведения и завершить консультацию."
        ),
        (
            "После проведения виртуального собрания Секретариату предстоит внести соответствующие сведения и "
            "завершить консультацию."
        ),
        "Секретариату предстоит внести сведения о проведении виртуального собрания и завершить консультацию.",
    ),
    "zh": (
        "网上磋商阶段正在进行；结束后，由秘书处汇总答复、记录虚拟会议的情况并结束磋商。",
        "下一步由秘书处汇总答复，并在虚拟会议举行后记录其情况并结束磋商。",
        "虚拟会议举行后，由秘书处记录其情况并结束磋商。",
        "下一步由秘书处记录虚拟会议的情况并结束磋商。",
    ),
    "ar": (
        (
            "لا تزال المرحلة الإلكترونية جارية، وتتولى الأمانة بعد انتهائها جمع الردود وإثبات عقد الاجتماع "
            "الافتراضي في السجل واختتام المشاورة."
        ),
        "يبقى على الأمانة جمع الردود، ثم، بعد عقد الاجتماع الافتراضي، إثبات ذلك في السجل واختتام المشاورة.",
        "بعد عقد الاجتماع الافتراضي، تتولى الأمانة إثبات ذلك في السجل واختتام المشاورة.",
        "يبقى على الأمانة إثبات عقد الاجتماع الافتراضي في السجل واختتام المشاورة.",
    ),
}
"""What is still to do while one may respond, before the meeting, with the responses on record, and after it."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_nothing_is_to_be_done_now_that_only_the_end_of_a_phase_or_a_meeting_to_come_lets_do(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --form virtual --on 2020-04-01 {DESK}",
        f"record-responses lamps --count 40 --where not-at-hand --on 2020-07-05 {DESK}",
    )
    for day, said in zip(("2020-04-02", "2020-07-02", "2020-07-06", "2020-08-02"), STEPS[language], strict=True):
        paper = "notice lamps"
        told = " ".join(teller.draws(f"{paper} --as-of {day}", language).split())
        assert said in told.replace("Secretariat (non traduit, texte en anglais)", "Secrétariat"), told
