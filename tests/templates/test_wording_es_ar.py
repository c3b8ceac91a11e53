"""Spanish and Arabic sentences as an editor of the language's section would pass them."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.facts import fact

from .render import loosen


def day(on: str) -> TracedFact:
    return TracedFact(when(on), ("2017#1",), on, kind="date")


ES: dict[str, Any] = {
    "topics": fact("«Faros»"), "titles": [fact("Faros")], "holder": fact("Islandia"), "group": fact("Grupo"),
    "superior": fact("Consejo"), "text": None,
}  # fmt: skip
AR: dict[str, Any] = {
    "topics": fact("«منارات»"), "titles": [fact("منارات")], "holder": fact("آيسلندا"), "superior": fact("المجلس"),
    "secretariat": fact("الأمانة"), "text": None,
}  # fmt: skip
TWO_AR = [fact("منارات"), fact("موانئ")]
SAID: list[tuple[str, str, dict[str, Any], str]] = [
    (
        "es",
        "decision.escalate",
        {"when": fact("ayer"), "title": fact("Faros"), "session": fact("Consejo 2017")},
        "Ayer el tema «Faros» fue remitido al Consejo 2017.",
    ),
    (
        "es",
        "decision.escalate",
        {"when": fact("ayer"), "title": fact("Faros"), "session": fact("Foro 2017")},
        "Ayer el tema «Faros» fue remitido al Consejo (Foro 2017).",
    ),
    (
        "ar",
        "decision.escalate",
        {"when": fact("أمس"), "title": fact("منارات"), "session": fact("المجلس 2017")},
        "أُحيل موضوع «منارات» إلى المجلس 2017 للنظر فيه أمس.",
    ),
    (
        "ar",
        "decision.escalate",
        {"when": fact("أمس"), "title": fact("منارات"), "session": fact("الدورة الأولى")},
        "أُحيل موضوع «منارات» إلى المجلس (الدورة الأولى) للنظر فيه أمس.",
    ),
]
"""A language, a sentence, what it is given, and words that it says."""


@pytest.mark.parametrize(("language", "key", "given", "said"), SAID)
def test_a_sentence_reads_as_an_editor_would_have_it(language: str, key: str, given: dict[str, Any], said: str) -> None:
    text = str(tongue(language).say(key, **({"es": ES, "ar": AR}[language] | given)))
    assert (said if "\u00a0" in said else loosen(said)) in (text if "\u00a0" in said else loosen(text))


@pytest.mark.parametrize(
    ("day_", "spanish", "arabic"),
    [
        ("2015-09-10", "hasta el 10 de septiembre de 2015", "حتى 10 سبتمبر 2015"),
        ("2015-09", "hasta septiembre de 2015", "حتى سبتمبر 2015"),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_a_day_ends_a_period_however_well_it_is_known(day_: str, spanish: str, arabic: str) -> None:
    assert [loosen(str(tongue(one).until(day(day_)))) for one in ("es", "ar")] == [spanish, arabic]


WITHOUT_VOWELS = (
    "لم يُتوصل", "لم يُحَل", "لم تُحَل", "أُبدي", "سُحب ", "عُقد ", "عُقدت", "شُطب ", "نُحّي", "دُوِّن في", "تُتناول", "سُوّي",
    "عُرض ", "حُذف ", "لم يُوافَق", "لم تُصَغ", "يُتمسَّك",
)  # fmt: skip
"""Passives that, printed without their vowels as in a PDF, are read as a noun or as something done."""


def test_an_arabic_sentence_is_not_misread_without_its_vowels() -> None:
    folder = files("escalade.templates").joinpath("ar")
    text = "\n".join(one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith((".jinja", ".toml")))
    assert [one for one in WITHOUT_VOWELS if one in text] == []


@pytest.mark.parametrize(
    ("single", "said"), [(True, "así como de la consulta abierta realizada"), (False, "de las consultas abiertas")]
)
@pytest.mark.parametrize("meetings", [fact("primera reunión"), None])
def test_the_spanish_summary_tells_of_one_consultation_as_of_one(*, single: bool, said: str, meetings: object) -> None:
    given = {
        "meetings": meetings, "one": True, "dates": None, "group": fact("GTI"), "consultations": True,
        "single": single, "first": False, "basis": [], "titles": [], "agreed": [], "superior": fact("Consejo"),
    }  # fmt: skip
    told = loosen(str(tongue("es").say("note.summary", **given)))
    assert (said if meetings else said.removeprefix("así como ")) in told


def test_an_editor_strikes_what_is_no_spanish_of_documents() -> None:
    folder = files("escalade.templates").joinpath("es")
    text = "\n".join(one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".jinja"))
    assert (
        re.findall(r"rezan? así|previst\S* \{\{ day|apertura de \{% if one|Curso que|Carácter provisional", text) == []
    )
