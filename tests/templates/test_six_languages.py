"""The shipped case is whole in six languages: its papers hold no text of another."""

from __future__ import annotations

import re
from itertools import product

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.call import tell_decisions
from escalade.templates.papers.notice import view_of
from tests.templates.render import render

from .conftest import Register

PAPERS = {
    "note": "2017", "notice": "2017/ott", "call": "2017/gender", "circular": "2017/ott",
    "report": "meeting/9",
}  # fmt: skip
IN_LATIN_LETTERS = {
    "OTT", "over-the-top", "over", "the", "top", "ICT", "CWG-Internet", "PL", "Rev", "DL", "DT",  # acronyms and symbols
    "Majed", "Al-Mazyed", "Preetam", "Maloor", "Despoina", "Sareidaki",  # names of persons
    "ott", "gender",  # the references of topics
}  # fmt: skip
"""All that stands in Latin letters in a paper in Arabic, Chinese or Russian."""


def printed(kind: str, language: str, round_of_2017: Register) -> str:
    """A paper as Markdown, without its seal."""
    drawn = render(kind, PAPERS[kind], round_of_2017.standing, language=language, form="md")
    return re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)


@pytest.mark.parametrize(("kind", "language"), list(product(PAPERS, ("ar", "ru", "zh"))))
def test_no_english_stands_in_a_paper_of_another_script(kind: str, language: str, round_of_2017: Register) -> None:
    words = set(re.findall(r"[A-Za-z][A-Za-z-]*", printed(kind, language, round_of_2017)))
    letters = {name for name in words if len(name) == 1}  # of a list, of a language in a symbol
    assert words - letters - IN_LATIN_LETTERS == set()


@pytest.mark.parametrize(("kind", "language"), list(product(PAPERS, AVAILABLE)))
def test_no_text_is_said_to_be_untranslated(kind: str, language: str, round_of_2017: Register) -> None:
    assert round_of_2017.paper(kind, PAPERS[kind], language).version == ()


@pytest.mark.parametrize(("kind", "language"), list(product(PAPERS, AVAILABLE)))
def test_no_number_of_a_record_is_printed(kind: str, language: str, round_of_2017: Register) -> None:
    assert re.search(r"\w#\d", printed(kind, language, round_of_2017)) is None


THANKED = {
    "en": "On behalf of the Group, the Chairman expresses his personal gratitude to all the ITU Member",
    "fr": "Au nom du Groupe, le Président exprime sa gratitude personnelle à tous les États Membres",
    "es": "En nombre del Grupo, el Presidente expresa su agradecimiento personal a todos los Estados",
    "ru": "От имени Группы и от себя лично Председатель выражает признательность всем",
    "zh": "主席谨代表本组并以个人名义\uff0c向",
    "ar": "يعرب الرئيس، باسم الفريق وبالأصالة عن نفسه، عن امتنانه لجميع الدول الأعضاء",
}
"""How the chair thanks; where thanks for a group cannot be personal ones, they are given in his name too."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_chair_thanks_for_the_group_and_for_himself(language: str, round_of_2017: Register) -> None:
    assert THANKED[language] in printed("note", language, round_of_2017).replace("\u00a0", " ")


APPROVED = {
    "en": "approved the topics “Public policy considerations for OTTs” (as amended) and “Bridging",
    "fr": "aux politiques publiques pour les OTT » (tel que modifié) et « Réduire",
    "es": "los temas «Consideraciones de política pública sobre los OTT» (en su forma enmendada) y «Reducción",
    "ru": "темы «Вопросы государственной политики в отношении OTT» (\u0441 внесенными изменениями) и «Преодоление",
    "zh": "议题“有关OTT的公共政策考虑因素”\uff08经修正\uff09和“弥合数字性别鸿沟”",
    "ar": "(بصيغته المعدَّلة) و«سد الفجوة الرقمية بين الجنسين»",
}
"""What was decided together, one topic of it as amended."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_invitation_tells_a_decision_on_two_topics_once(round_of_2017: Register, language: str) -> None:
    view = view_of(round_of_2017.standing, tongue(language))
    topics = [topic for name in ("2017/ott", "2017/gender") if (topic := view.topic(name))]
    told = [str(one.said).replace("\u00a0", " ") for one in tell_decisions(view, topics)]
    assert [APPROVED[language] in one for one in told].count(True) == 1
    assert sum("C17/130" in one for one in told) == 1


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_box_and_the_body_call_what_is_asked_alike(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    titles = {str(part.title) for part in paper.box if part.key == "action"}
    headings = {str(one.heading) for section in paper.sections for one in section.paragraphs if one.heading}
    assert titles & headings == titles
