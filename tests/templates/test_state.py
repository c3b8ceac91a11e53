# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""The state of a round, in plain words."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import SaidSentence
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, need
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


def test_the_state_of_a_round_is_told_in_plain_words(round_of_2017: Register) -> None:
    told = paragraphs(round_of_2017, "state", "2017", "fr")
    assert told[0].startswith(
        "Au cours de ce cycle, le Groupe de travail du Conseil de l’UIT sur les questions de politiques publiques "
        "internationales relatives à l’Internet (GTC-Internet, ci-après « le Groupe ») devait choisir le thème de sa "
        "prochaine consultation ouverte."
    )
    assert "La phase en ligne s’est déroulée du 26 mai au 20 août 2017." in told
    assert any(one.startswith("La réunion en présence des participants devait se tenir le 18 sept") for one in told)
    assert round_of_2017.text("state", "2017").count("\n## ") == 3


@pytest.fixture(scope="module")
def states(round_of_2017: Register, tmp_path_factory: pytest.TempPathFactory, office_profile: Path) -> Path:
    """A folder with the state of the round in every language, as Word files that LibreOffice made PDFs of."""
    office, folder = need(LIBREOFFICE), tmp_path_factory.mktemp("states")
    files = [folder / f"{language}.docx" for language in AVAILABLE]
    for file in files:
        file.write_bytes(file_of(round_of_2017.paper("state", "2017", file.stem), "docx"))
    profile = f"-env:UserInstallation={office_profile.as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, env=with_our_fonts(office_profile), capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_state_of_a_round_takes_two_pages_at_most(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("state", "2017", language)
    assert len(PdfReader(BytesIO(file_of(paper, "pdf"))).pages) <= 2


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_state_of_a_round_takes_two_pages_at_most_in_libreoffice(states: Path, language: str) -> None:
    assert len(PdfReader(states / f"{language}.pdf").pages) <= 2


def test_no_key_of_the_register_stands_in_what_others_read(round_of_2017: Register) -> None:
    for language in AVAILABLE:
        for kind, of in (("state", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("agenda", "meeting/9")):
            told = round_of_2017.text(kind, of, language)
            assert ("2017/" in told, "#" in re.sub(r"^#+ |&#\d+;|\\#", "", told, flags=re.MULTILINE)) == (False, False)


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_order_of_topics_is_said_once_and_kept(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("state", "2017", language)
    _, first, second = paper.sections
    assert (first.key, second.key) == ("2017/ott", "2017/gender")
    told = [one.said for section in paper.sections for one in section.paragraphs]
    orders = [one for one in told if isinstance(one, SaidSentence) and one.key == "decision.order"]
    assert len(orders) == 1
    assert sum(str(second.title) in one.text for one in told) == 2  # in the order, and where it was approved


def test_topics_that_are_in_no_order_stand_as_they_were_put_forward(lanterns: Register) -> None:
    paper = lanterns.paper("state", "2031")
    said = [one.said for section in paper.sections for one in section.paragraphs]
    assert "decision.order" not in {one.key for one in said if isinstance(one, SaidSentence)}


STATUS = {
    "ar": "انتهت المرحلة الإلكترونية ولم تُختتم المشاورة بعد.",
    "en": "Online phase over; consultation not yet closed.",
    "es": "Fase en línea terminada; consulta sin concluir.",
    "fr": "Phase en ligne terminée ; consultation non close à ce jour.",
    "ru": "Онлайновый этап завершен; консультация пока не завершена.",
    "zh": "网上磋商阶段已结束；磋商尚未结束。",
}
UNRECORDED = {
    "ar": "ولا يرد في السجل ما يفيد بعقده.",
    "en": "was to be held on 18 September 2017; its holding is not on record.",
    "es": "debía celebrarse el 18 de septiembre de 2017; no consta su celebración.",
    "fr": "devait se tenir le 18 septembre 2017 ; sa tenue n’est pas consignée.",
    "ru": "было назначено на 18 сентября 2017 года; сведений о его проведении нет.",
    "zh": "面对面磋商会议原定于2017年9月18日举行；尚无记录表明其已举行。",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_state_long_after_tells_what_is_not_known_of_days_that_passed(round_of_2017: Register, language: str) -> None:
    told = [loosen(one) for one in paragraphs(round_of_2017, "state", "2017", language)]
    assert told.count(STATUS[language]) == 2
    assert any(UNRECORDED[language] in one for one in told)


UNSETTLED = {
    "ar": ("الموضوع قيد المناقشة.", "الموضوع لم يُبَتّ فيه."),
    "es": ("Tema en debate.", "Tema sin consenso."),
    "fr": ("Thème en débat.", "Thème sans accord."),
    "ru": ("Тема обсуждается.", "По теме консенсус не достигнут."),
}


@pytest.mark.parametrize("language", UNSETTLED)
def test_where_a_topic_stands_is_said_of_the_topic_and_not_of_its_title(lanterns: Register, language: str) -> None:
    debated, unresolved = UNSETTLED[language]
    assert debated in [loosen(one) for one in paragraphs(lanterns, "state", "2031", language)]
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("record no consensus", "2031/wick", tried={"en": "Talks."}, **at)
    assert unresolved in [loosen(one) for one in paragraphs(lanterns, "state", "2031", language)]
