"""Pages in the nouns of a body, and the tables that say how they stand in each language."""

from __future__ import annotations

from operator import attrgetter

import pytest
from msgspec.structs import replace

from escalade.models.cases import find_shipped_case, parse_case
from escalade.web.i18n.compiler import compile_catalogue
from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.nouns import key_of, sentences_in
from escalade.web.i18n.placeholder import ALONE, CONTEXT, NounTable, fill
from escalade.workflow.motions import Constitute, Noun, Nouns
from tests.web.catalogue import LOCALE, OTHERS, path_of, translated
from tests.web.test_catalogue import read

KEYS = "chair, vice-chair, secretariat or council-secretariat."
"""What says what is typed."""


@pytest.fixture(scope="module")
def constitution() -> Constitute:
    """The constitution of the shipped case, whose Council sits in plenary meetings."""
    found = (act.motion for act in parse_case(find_shipped_case("cwg_internet_2017")))
    return next(motion for motion in found if isinstance(motion, Constitute))


def test_a_sitting_has_its_own_name_in_chinese_and_a_meeting_of_the_body_keeps_hers(constitution: Constitute) -> None:
    say = sentences_in("zh", key_of(constitution)).gettext
    assert say("sitting %(number)s") == "第%(number)s次全体会议"
    assert say("Sitting {number} of {session} is not on record.") == "{session}的第{number}次全体会议未见记录。"
    assert say("meeting %(number)s") == "第%(number)s次会议"


def test_the_nouns_of_a_body_stand_in_chinese_sentences_of_any_shape(constitution: Constitute) -> None:
    own = Nouns(consultation={"en": Noun(one="call for comments")}, round={"zh": Noun(one="项目")})
    say = sentences_in("zh", key_of(replace(constitution, nouns=own))).gettext
    assert say("Open consultations") == "开放的“call for comments”活动"
    assert say("Round %(name)s") == "%(name)s项目"


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_what_is_typed_stays_in_every_language(constitution: Constitute, language: str) -> None:
    assert "council-secretariat" in sentences_in(language, key_of(constitution)).gettext(KEYS)


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_is_found_in_its_own_table(language: str) -> None:
    table = NounTable(LOCALE / language / "nouns.toml")
    assert table.words
    for form in table.words:
        found = table.pattern.search(form.removeprefix(ALONE))
        assert found is not None, form
        assert found["alone"] or found["ours"] or found["kept"], form
        if form.startswith(ALONE) and not found["kept"]:
            assert found["alone"] == form.removeprefix(ALONE)
        assert CONTEXT not in form


@pytest.mark.parametrize("language", OTHERS)
def test_the_context_of_a_form_is_its_beginning(language: str) -> None:
    words = NounTable(LOCALE / language / "nouns.toml").words
    assert [form for form, (_, _, context) in words.items() if not form.startswith(context)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_our_nouns_in_the_placeholders_of_a_catalogue_give_its_sentences_again(language: str) -> None:
    compiled = read(compile_catalogue(path_of(language)))
    assert {one: fill(said, attrgetter("ours")) for one, said in compiled.items()} == translated(language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_noun_is_several_where_its_placeholder_says_so(language: str) -> None:
    table = NounTable(LOCALE / language / "nouns.toml")
    for form, (_, noun, _) in table.words.items():
        marked = table.mark(form.removeprefix(ALONE) if form.startswith(ALONE) else f"— {form}")
        assert fill(marked, lambda place: str(place.is_plural)).removeprefix("— ") == str("{many" in noun), form
