# ruff: noqa: RUF001 - Chinese has signs of its own
"""The note of the shipped round holds what its source document holds."""

from __future__ import annotations

import re

import pytest

from escalade.templates.languages.typography import set_text
from escalade.templates.values.fact import SaidSentence, facts_in
from tests.templates.render import loosen

from .conftest import Acts, Register

FACTS_FR = (
    "GTC-Internet",
    "huitième et neuvième réunions",
    "13 et 14 octobre 2016",
    "6 et 7 février 2017",
    "Genève (Suisse)",
    "Résolutions 102 (Rév. Busan, 2014) et 140 (Rév. Busan, 2014)",
    "Conférence de plénipotentiaires",
    "Résolutions 1305 (2009), 1336 (Mod. 2015) et 1344 (Mod. 2015)",
    "« Créer un environnement propice pour l’accès à l’Internet »",
    "de février à septembre 2016",
    "le 11 octobre 2016",
    "« Aspects de l’Internet liés au développement »",
    "d’octobre 2016 à janvier 2017",
    "le 3 février 2017",
    "résumé succinct de chaque réunion de consultation approuvé par les participants",
    "le site web du Groupe",
    "l’ensemble des membres de l’UIT",
    "§ 5.4 du rapport de la neuvième réunion",
    "« Réduire la fracture numérique entre les hommes et les femmes » (Annexe 1)",
    "« Considérations relatives aux politiques publiques pour les OTT » (Annexe 2)",
    "Preetam Maloor",
    "Despoina Sareidaki",
    "Président : Majed M. Al-Mazyed",
    "Royaume d’Arabie saoudite",
    "aux seuls États Membres",
)

MASTHEAD_FR = ["Conseil 2017", "Genève, 15-25 mai 2017", "PL 1.3", "C17/51-F", "31 mars 2017", "anglais"]


def plain(text: str) -> str:
    """A text with ordinary spaces, without links, and without what Markdown escapes."""
    return re.sub(r"\\([\[\]])", r"\1", re.sub("</?a(?: [^>]*)?>", "", text.replace("\u00a0", " ")))


def questions_in(acts: Acts, topic: str, language: str) -> list[str]:
    """The questions with which a topic was proposed."""
    (version,) = (act["version"] for act in acts if act["act"] == "propose" and act["of"] == [topic])
    return [question[language] for question in version["questions"]]


@pytest.mark.parametrize("fact", FACTS_FR)
def test_the_french_note_holds_every_fact_of_the_source(round_of_2017: Register, fact: str) -> None:
    assert fact in plain(round_of_2017.text("note", "2017", "fr"))
    assert fact in re.sub("</?sup>", "", plain(round_of_2017.text("note", "2017", "fr", "html")))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_the_note_holds_all_ten_questions_letter_for_letter(
    round_of_2017: Register, acts_of_2017: Acts, language: str, form: str
) -> None:
    text = round_of_2017.text("note", "2017", language, form)
    asked = [
        loosen(set_text(question, language))
        for topic in ("2017/gender", "2017/ott")
        for question in questions_in(acts_of_2017, topic, language)
    ]
    assert len(asked) == 10
    assert [question for question in asked if question not in text] == []


def test_the_masthead_stands_in_its_order(round_of_2017: Register) -> None:
    rows = round_of_2017.paper("note", "2017", "fr").masthead
    assert [loosen(str(row.value)) for row in rows] == ["UIT", *MASTHEAD_FR]
    assert [row.key for row in rows] == [
        "organisation",
        "session",
        "place",
        "agenda-item",
        "symbol",
        "date",
        "original",
    ]


def test_the_author_line_is_the_title(round_of_2017: Register) -> None:
    assert str(round_of_2017.paper("note", "2017").title).startswith(
        "Report by the Chairman of the Council Working Group"
    )
    assert str(round_of_2017.paper("note", "2017", "fr").title).startswith("Rapport du Président du Groupe de travail")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_asks_of_the_box_are_those_of_the_conclusion(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    action = next(part for part in paper.box if part.key == "action").paragraphs[0]
    asked = next(one for one in paper.sections[2].paragraphs if one.said == action.said)
    assert asked.items[1:] == action.items[1:]
    for items in (asked.items, action.items):
        assert [item.said.key for item in items if isinstance(item.said, SaidSentence)] == [
            "note.ask_note",
            "note.ask_opinion",
            "note.ask_launch",
        ]


@pytest.mark.parametrize(("language", "word"), [("fr", "Annexe"), ("en", "Annex")])
def test_every_reference_to_an_annex_resolves(round_of_2017: Register, language: str, word: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    named = {loosen(str(one.name)) for one in paper.wordings}
    text = round_of_2017.text("note", "2017", language).replace("Annexes 1", f"{word} 1 {word}")
    cited = set(re.findall(rf"{word} \d+", plain(text).replace(f"{word} et", word).replace(f"{word} and", word)))
    assert cited == named == {f"{word} 1", f"{word} 2"}


@pytest.mark.parametrize(("language", "wrong"), [("fr", ("GCT", "CWG")), ("en", ("GTC", "GCT"))])
def test_the_acronym_is_spelt_in_one_way(round_of_2017: Register, language: str, wrong: tuple[str, ...]) -> None:
    text = round_of_2017.text("note", "2017", language)
    assert [acronym for acronym in wrong if acronym in text] == []


def test_the_references_are_the_texts_cited(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    body = facts_in(one for section in paper.sections for one in section.printables())
    listed = facts_in(one.said for part in paper.box[2:] for one in part.paragraphs)
    cited = {str(fact) for fact in body if fact.kind == "citation"}
    assert {str(fact) for fact in listed if fact.kind == "citation"} == cited
    assert len(cited) == 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_rule_is_printed_that_only_may_apply(round_of_2017: Register, language: str) -> None:
    assert "12.5" not in round_of_2017.text("note", "2017", language)


def test_views_recorded_after_the_referral_are_not_in_its_note(round_of_2017: Register) -> None:
    text = round_of_2017.text("note", "2017")
    assert "Views expressed" not in text
    assert [word for word in ("India", "China", "United States", "C17/88", "C17/90", "C17/91") if word in text] == []


def test_the_note_stays_as_it_was_when_the_round_goes_on(round_of_2017: Register, acts_of_2017: Acts) -> None:
    at_the_referral = Register()
    at_the_referral.play(acts_of_2017, until="receive")
    assert at_the_referral.text("note", "2017", "fr") == round_of_2017.text("note", "2017", "fr")


@pytest.mark.parametrize("word", ["some ", "several ", "certains ", "plusieurs "])
def test_views_are_never_counted_in_vague_words(round_of_2017: Register, word: str) -> None:
    paper = round_of_2017.paper("note", "2017", "fr" if word.startswith(("c", "p")) else "en")
    conclusion = " ".join(str(one) for one in paper.sections[2].printables())
    assert word not in conclusion.lower()


def test_the_english_annexes_say_that_they_are_unofficial(round_of_2017: Register) -> None:
    remarks = [str(remark) for one in round_of_2017.paper("note", "2017").wordings for remark in one.remarks]
    assert remarks == ["English text: unofficial translation from French."] * 2
    assert [one.remarks for one in round_of_2017.paper("note", "2017", "fr").wordings] == [(), ()]


FROM_FRENCH = {
    "ar": "النص العربي: ترجمة غير رسمية عن الفرنسية.",
    "en": "English text: unofficial translation from French.",
    "es": "Versión en español: traducción no oficial del francés.",
    "ru": "Версия на русском языке: неофициальный перевод с французского.",
    "zh": "中文文本：非正式译文（译自法文）。",
}


@pytest.mark.parametrize("language", FROM_FRENCH)
def test_an_annex_says_from_what_language_it_was_translated(round_of_2017: Register, language: str) -> None:
    told = [str(remark) for one in round_of_2017.paper("note", "2017", language).wordings for remark in one.remarks]
    assert [*map(loosen, told)] == [FROM_FRENCH[language]] * 2


def test_a_french_annex_says_from_what_language_it_was_translated(lanterns: Register) -> None:
    standing = {"en": "official", "fr": "unofficial translation"}
    text = {"title": {"en": "Glass", "fr": "Verre"}, "questions": [{"en": "Which?", "fr": "Lequel?"}]}
    version = {**text, "standing": standing, "source": "LA31/4"}
    lanterns.act("revise", "2031/glass", by="Made-up Desk", on="2031-03-04", version=version)
    lanterns.act("record consensus", "2031/glass", by="Made-up Chair", on="2031-03-04", evidence={"meeting": "1"})
    (text_shown,) = lanterns.paper("notice", "2031/glass", "fr").wordings
    assert "Version française : traduction non officielle de l’anglais." in [
        loosen(str(remark)) for remark in text_shown.remarks
    ]


def test_questions_are_numbered_or_bulleted_as_in_the_version(round_of_2017: Register) -> None:
    assert [one.numbered for one in round_of_2017.paper("note", "2017").wordings] == [True, False]
