"""A noun of a body as sentences use it, and what stands for a form that is missing."""

from __future__ import annotations

import pytest

from escalade.templates.languages import russian, spanish
from escalade.templates.languages.arabic import al
from escalade.templates.languages.grammar import FILTERS, a, de, du, le, order_french, the, un
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.motions import Noun, Nouns

RECORD = "body#1"


def fact(text: str, gender: str = "", article: str | None = None) -> TracedFact:
    """A noun, with what its body says of it."""
    return TracedFact(text, (RECORD,), text, gender=gender, article=article)


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_language_has_a_word_for_each_noun_and_a_general_one(language: str) -> None:
    kinds = {*Nouns.__struct_fields__, "open"}
    assert set(tongue(language).pack.nouns) == kinds
    assert all("{}" in noun.general for kind, noun in tongue(language).pack.nouns.items() if kind != "open")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "process “Aufruf”", "processes “Aufruf”"),
        ("fr", "procédure «\u00a0Aufruf\u00a0»", "procédures «\u00a0Aufruf\u00a0»"),
        ("es", "proceso «Aufruf»", "procesos «Aufruf»"),
        ("ru", "процедура «Aufruf»", "процедуры «Aufruf»"),
        ("ar", "عملية «Aufruf»", "عمليات «Aufruf»"),
        ("zh", "“Aufruf”活动", "“Aufruf”活动"),
    ],
)
def test_a_noun_without_a_form_is_quoted_behind_a_general_word(language: str, one: str, many: str) -> None:
    speaking = tongue(language)
    given = {"consultation": GivenForms({"de": Noun(one="Aufruf")}, RECORD)}
    found = replace_nouns(speaking.nouns, speaking.pack, language, given)
    assert (str(found["consultation"].one), str(found["consultation"].many)) == (one, many)
    assert found["open"] == found["consultation"]
    assert found["consultation"].one.others == ("de",)
    assert found["hearing"] is speaking.nouns["hearing"]


def test_a_noun_whose_plural_is_not_given_is_quoted_where_it_is_asked_for() -> None:
    speaking = tongue("en")
    given = {"consultation": GivenForms({"en": Noun(one="call for comments")}, RECORD)}
    found = replace_nouns(speaking.nouns, speaking.pack, "en", given)["consultation"]
    assert (str(found.one), str(found.many)) == ("call for comments", "processes “call for comments”")


def test_english_articles() -> None:
    assert [str(a(fact(one))) for one in ("ballot", "appeal", "hour", "unit")] == [
        "a ballot", "an appeal", "an hour", "a unit",
    ]  # fmt: skip
    assert str(the(fact("Ballot", article=""))) == "Ballot"


def test_french_articles_follow_the_gender_that_a_body_gives() -> None:
    assert str(du(fact("période d’observations", gender="feminine"))) == "de la période d’observations"
    assert str(le(fact("hameau", article="l’"))) == "l’hameau"
    assert [str(un(fact(one))) for one in ("appel", "session")] == ["un appel", "une session"]
    assert [str(de(fact(one))) for one in ("appels", "réunions")] == ["d’appels", "de réunions"]
    first = TracedFact(1, (RECORD,), "première", kind="number")
    assert [str(order_french(first, fact(one))) for one in ("tour", "session")] == ["premier", "première"]


def test_spanish_articles_and_ordinals_follow_the_gender() -> None:
    assert str(spanish.el(fact("votación"))) == "la votación"
    assert str(spanish.el(fact("mapa", gender="masculine"))) == "el mapa"
    assert str(spanish.el(fact("aula", article="el"))) == "el aula"
    first, eighth = (TracedFact(1, (RECORD,), word, kind="number") for word in ("primera", "octava"))
    assert [str(spanish.order(one, fact("turno"))) for one in (first, eighth)] == ["primer", "octavo"]
    assert str(spanish.order(eighth, fact("votación"))) == "octava"


def test_russian_endings_and_the_accusative_follow_the_gender() -> None:
    names = ("цикл", "открытая процедура", "голосование")
    ending = FILTERS["ru"]["ending"]
    assert [str(ending(fact(one), "", "\u0430", "\u043e")) for one in names] == ["", "\u0430", "\u043e"]
    assert str(ending(fact("запись", gender="feminine"), "", "\u0430", "\u043e")) == "\u0430"
    assert [str(russian.accusative(fact(one))) for one in names] == [
        "цикл", "открытую процедуру", "голосование",
    ]  # fmt: skip
    acronym = TracedFact("РГ", (RECORD,), "РГ", noun="рабочая группа")
    assert russian.accusative(acronym) is acronym
    assert str(russian.in_case("genitive", fact("свод"), "процедуры")) == "процедуры «свод»"


def test_an_arabic_noun_of_several_words_is_definite_by_the_article_given() -> None:
    assert str(al(fact("دعوة إلى إبداء التعليقات", article="ال"))) == "الدعوة إلى إبداء التعليقات"
    ending = FILTERS["ar"]["ending"]
    nouns = (fact("نداء"), fact("دعوة"), fact("سوق", "feminine"))
    assert [str(ending(one, "أُطلق", "أُطلقت")) for one in nouns] == ["أُطلق", "أُطلقت", "أُطلقت"]


@pytest.mark.parametrize("language", AVAILABLE)
def test_what_a_body_calls_otherwise_is_in_no_name_of_ours(language: str) -> None:
    speaking = tongue(language)
    given = {"consultation": GivenForms({language: Noun(one="Aufruf", many="Aufrufe")}, RECORD)}
    purpose = replace_nouns(speaking.nouns, speaking.pack, language, given)["purpose"]
    assert (str(purpose.one), purpose.own) == (speaking.pack.nouns["purpose"].plain, True)
    assert str(purpose.one)
    both = given | {"purpose": GivenForms({language: Noun(one="Frage")}, RECORD)}
    assert str(replace_nouns(speaking.nouns, speaking.pack, language, both)["purpose"].one) == "Frage"
