# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""The mark of what is not translated stands at it, and as often as a reader needs it."""

from __future__ import annotations

import pytest

from escalade.templates.checks.reading.block import Block, tidy
from escalade.templates.languages.marking import Marking
from escalade.templates.languages.spoken import strip_tags
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from tests.templates.render import loosen

MARK = {
    "en": "(untranslated, text in German)",
    "fr": "(non traduit, texte en allemand)",
    "es": "(texto sin traducir: alemán)",
    "ru": "(текст без перевода: немецкий)",
    "zh": "（德语原文，未翻译）",
    "ar": "(نص غير مترجم، باللغة الألمانية)",
}
HELD = {
    "en": "The physical meeting was held (“Halle”; untranslated, text in German).",
    "fr": "La réunion en présentiel s’est tenue (« Halle » ; non traduit, texte en allemand).",
    "es": "La reunión presencial se celebró («Halle»; texto sin traducir: alemán).",
    "ru": "Очное собрание состоялось («Halle»; текст без перевода: немецкий).",
    "ar": "انعقد الاجتماع الحضوري («Halle»؛ نص غير مترجم، باللغة الألمانية).",
}


def foreign(text: str, kind: str = "text", noun: str = "") -> TracedFact:
    """A made-up text in German."""
    return TracedFact({"de": text}, ("2031#1",), text, other="de", kind=kind, noun=noun)  # type: ignore[arg-type]  # a kind of fact


def marked(marking: Marking, printed: Printable) -> str:
    """Something printed with its marks, plain spaces and no isolates."""
    return loosen(strip_tags(str(marking(printed)))).replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("language", HELD)
def test_the_mark_of_a_place_stands_in_the_brackets_of_the_place(language: str) -> None:
    facts = {"day": None, "chair": None, "anew": False, "place": foreign("Halle")}
    said = tongue(language).say("hearing.held", **facts)
    assert marked(Marking(tongue(language)), said) == HELD[language]


@pytest.mark.parametrize("language", MARK)
def test_the_mark_of_a_title_stands_behind_its_quotation_marks(language: str) -> None:
    said = tongue(language).say("notice.title", title=foreign("Licht"))
    told = marked(Marking(tongue(language)), said)
    close = {"en": "”", "zh": "”", "fr": " »"}.get(language, "»")
    gap = "" if language == "zh" else " "
    assert f"Licht{close}{gap}{MARK[language]}" in told
    assert told.count("Licht") == 1


@pytest.mark.parametrize("language", MARK)
def test_names_that_follow_each_other_share_a_mark_and_bear_it_once(language: str) -> None:
    speaking = tongue(language)
    names = speaking.join_parts([foreign("Halle", "name"), foreign("Jena", "name"), foreign("Ulm", "name")])
    marking = Marking(speaking)
    first, second = (marked(marking, speaking.say("circular.addressed", names=[names])) for _ in range(2))
    gap = "" if language == "zh" else " "
    assert f"Ulm{gap}{MARK[language]}" in first
    assert (first.count(MARK[language]), second.count(MARK[language])) == (1, 0)


@pytest.mark.parametrize("language", MARK)
def test_a_text_bears_its_mark_each_time(language: str) -> None:
    speaking = tongue(language)
    marking = Marking(speaking)
    facts = {"planned": None, "reason": foreign("Es regnet.")}
    told = [marked(marking, speaking.say("hearing.called_off", **facts)) for _ in range(2)]
    assert [one.count(MARK[language]) for one in told] == [1, 1]
    assert told[0].index("Es regnet") < told[0].index(MARK[language])


def test_an_arabic_mark_is_not_isolated_with_the_words_before_it() -> None:
    said = tongue("ar").say("agenda.where", is_sentence=False, where=foreign("Am Brett"))
    told = strip_tags(str(Marking(tongue("ar"))(said)))
    assert told == f"مكان نشر الردود: «\u2066Am Brett\u2069» {MARK['ar']}."


def test_words_that_a_sentence_does_not_show_as_they_are_bear_their_mark_at_its_end() -> None:
    fact = foreign("Halle").reword("Hallesche")
    said = SaidSentence("text", "Das Haus.", (fact,))
    assert marked(Marking(tongue("en")), said) == "Das Haus. (untranslated, text in German)"


@pytest.mark.parametrize("language", MARK)
def test_marks_are_taken_off_where_a_file_is_read(language: str) -> None:
    speaking = tongue(language)
    held = speaking.say("hearing.held", day=None, chair=None, anew=False, place=foreign("Halle"))
    titled = speaking.say("notice.title", title=foreign("Licht"))
    for said in (held, titled):
        (read,) = tidy([Block(strip_tags(str(Marking(speaking)(said))))])
        (plain,) = tidy([Block(str(said))])
        assert (read.text, read.is_untranslated, plain.is_untranslated) == (plain.text, True, False)


SENDER = {
    "ar": "من Jena (نص غير مترجم، باللغة الألمانية): «Wahl» (نص غير مترجم، باللغة الألمانية)",
    "en": "from Jena (untranslated, text in German): “Wahl” (untranslated, text in German)",
    "es": "(Jena; texto sin traducir: alemán): «Wahl» (texto sin traducir: alemán)",
    "fr": "(Jena ; non traduit, texte en allemand) : « Wahl » (non traduit, texte en allemand)",
    "ru": "(Jena; текст без перевода: немецкий): «Wahl» (текст без перевода: немецкий)",
    "zh": "提交方为Jena（德语原文，未翻译）",
}


@pytest.mark.parametrize("language", MARK)
def test_whose_a_text_is_bears_a_mark_of_its_own(language: str) -> None:
    sender, title = foreign("Jena", "name"), foreign("Wahl")
    facts = {"symbol": SaidSentence("symbol", "W/2"), "about": [], "last": True}
    said = tongue(language).say("note.contribution", senders=[sender], title=title, **facts)
    assert SENDER[language] in marked(Marking(tongue(language)), said)


def test_a_name_in_a_longer_one_is_not_marked_there_and_a_list_bears_its_mark_behind_the_last() -> None:
    speaking = tongue("es")
    marking = Marking(speaking)
    body, organ = foreign("Rat für Licht", "name"), foreign("Rat", "name")
    marked(marking, body)
    assert "Rat (texto" not in marked(marking, speaking.say("notice.body", name=body, acronym=None, introduced=False))
    listed = speaking.join_parts([foreign("Ida", "name"), organ])
    assert "Ida y Rat (texto sin traducir: alemán)" in marked(
        marking, speaking.say("circular.addressed", names=[listed])
    )
    assert "Ida" in str(listed)


PRESIDED = {
    "en": "Ida Obmann, Obmann (untranslated, text in German), acting for the Chair, presided.",
    "fr": "Présidence : Ida Obmann, Obmann (non traduit, texte en allemand), en remplacement du Président.",
    "es": "Presidencia: Ida Obmann, Obmann (texto sin traducir: alemán), en sustitución de la Presidencia.",
    "ru": "Председательствующий (вместо Председателя): Ida Obmann (Obmann; текст без перевода: немецкий).",
    "zh": "会议主持人：Ida Obmann，Obmann（德语原文，未翻译），代行主席职务。",
    "ar": "الرئاسة: Ida Obmann، Obmann (نص غير مترجم، باللغة الألمانية)، نيابةً عن الرئيس.",
}


@pytest.mark.parametrize("language", MARK)
def test_an_office_is_marked_and_not_the_person_called_as_it_is(language: str) -> None:
    speaking = tongue(language)
    name = TracedFact("Ida Obmann", ("2031#1",), "Ida Obmann", kind="name")
    facts = {
        "name": name,
        "acting": True,
        "title": foreign("Obmann", "name"),
        "chair": speaking.word("office", "chair"),
    }
    assert marked(Marking(speaking), speaking.say("decision.presided", **facts)) == PRESIDED[language]


def test_a_word_is_not_sought_inside_of_another_word() -> None:
    said = SaidSentence("text", "Lichter burn by Licht, and Nachtlicht by day.", (foreign("Licht", "name"),))
    told = marked(Marking(tongue("en")), said)
    assert told == "Lichter burn by Licht (untranslated, text in German), and Nachtlicht by day."


@pytest.mark.parametrize("language", MARK)
def test_two_texts_that_a_semicolon_parts_bear_a_mark_each_and_two_names_share_one(language: str) -> None:
    speaking = tongue(language)
    semicolon = {"zh": "；", "ar": "؛ "}.get(language, "; ")
    counts = []
    for kind in ("text", "name"):
        facts = foreign("Alle Häfen", kind), foreign("nur Lotsen", kind)
        said = SaidSentence("text", semicolon.join(fact.text for fact in facts), facts)
        counts.append(marked(Marking(speaking), said).count(MARK[language]))
    assert counts == [2, 1]
