# ruff: noqa: RUF001  # Russian and Arabic are what is tested
"""Every sentence of the pages, in each language, with the nouns of a body of another kind in it."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path

import pytest
from msgspec.structs import replace

from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case, parse_case
from escalade.services.views.nouns import KEPT
from escalade.web.i18n.compiler import compile_catalogue
from escalade.web.i18n.language import LANGUAGES, LISTED, SOURCE, key_of, sentences_in
from escalade.web.i18n.placeholder import ALONE, CONTEXT, NounTable, fill
from escalade.workflow.motions import Constitute, Noun, Nouns
from tests.stories.other_kind import OF_BODY, SAID_OF_OURS
from tests.web.acts import put_forward, record, steps
from tests.web.catalogue import LOCALE, OTHERS, path_of, translated
from tests.web.conftest import Visitors
from tests.web.test_catalogue import read

STORIES = Path(__file__).parents[1] / "stories"
BODIES = {"council": "made_up_objections_council.toml", "committee": "made_up_standards_committee.toml"}
"""One has nouns in English, French and Russian, the other in English, Spanish, Arabic and Chinese."""
SAID = [
    ("council", "ru", "A consultation is closed when its online phase has ended.",
     "Процедура пересмотра завершается, когда закончился период представления замечаний."),
    ("council", "ru", "The round {round} is not open.", "Дело {round} не открыто."),
    ("council", "ru", "Give --to-session a later session.", "Укажите в --to-session более позднюю коллегию."),
    ("council", "ru", "event report", "отчет о слушании сторон"),
    ("council", "ru", "Before the Council", "На рассмотрении Вымышленного совета по возражениям"),
    ("council", "ru", "Leave a topic to a later meeting, sitting or session.",
     "Перенести рассмотрение темы на более позднее собрание, совещание или коллегию."),
    ("council", "ru", "Open consultations", "Открытые процедуры пересмотра"),
    ("committee", "ru", "Consultation launched", "Процедура «call for comments» начата"),
    ("committee", "ru", "Rounds", "Циклы «projects»"),
    ("committee", "ru", "Decided by the Council", "Решение вышестоящего органа «Made-up Voting Assembly»"),
    ("committee", "es", "Consultation launched", "Llamamiento a presentar observaciones iniciado"),
    ("committee", "es", "What that consultation was about.",
     "Sobre qué versó ese llamamiento a presentar observaciones."),
    ("committee", "es", "The session to which it is deferred, if known.",
     "La votación a la que se aplaza, si se conoce."),
    ("council", "fr", "Decided by the Group", "Décision de l’Équipe"),
    ("council", "fr", "The Group did not agree on it.", "L’Équipe ne s’est pas accordée sur ce thème."),
    ("council", "ru", "The Group did not agree on it.", "Комиссия не достигла согласия по этой теме."),
    ("council", "es", "Before the Group", "Ante el órgano «Team»"),
    ("committee", "en", "The Group's decision, in its words.", "The Committee's decision, in its words."),
    ("committee", "es", "Referred back to the Group", "Devuelto al Comité"),
    ("committee", "ar", "The Group is debating it.", "تناقش اللجنة الموضوع."),
    ("committee", "zh", "Before the Group", "提交本委员会审议的议题"),
    ("committee", "ru", "Before the Group", "На рассмотрении Органа «Committee»"),
    ("council", "es", "Consultation launched", "Proceso «review procedure» iniciado"),
    ("committee", "ar", "Round opened", "افتُتح المشروع"),
    ("committee", "ar", "The day of the physical meeting.", "يوم اجتماع التوفيق."),
    ("committee", "ar", "A topic belongs to a round that is open.", "ينتمي الموضوع إلى مشروع مفتوح."),
    ("council", "fr", "The consultation is launched", "Lancement de la procédure de réexamen"),
    ("council", "fr", "This is a working copy of round %(round)s, and not the register itself: it proves nothing.",
     "Ceci est une copie de travail de l’affaire %(round)s, et non le registre lui-même\u00a0: elle ne prouve rien."),
]  # fmt: skip
"""By body and language, sentences with what they become."""
OF_OURS = {
    ("council", "fr"): r"consultation|(?<!mise )en ligne|physique|\bcycles?\b|\bsessions?\b|séances?"
    r"|(?<!ou )\b(?:le|du|au) groupe\b(?! d[e’])",
    ("council", "ru"): r"консультаци|онлайн|\bочн|сесси|цикл|заседан|(?-i:\bГрупп(?!а государств))",
    ("committee", "es"): r"(?<!se )\bconsultas?\b|(?<!publicación )en línea|presencial|\bciclos?|períodos? de sesiones"
    r"|(?-i:\bGrupo\b)",
    ("committee", "ar"): r"مشاور|الإلكترونية|حضوري|جول|دورة|دورات|دورت|الفريق|للفريق",
}
"""Our words where the body has its own for every one of them."""
TYPED = re.compile(rf"{KEPT}|[«“„][^»”]*[»”]|\((?:council|body|session)[^)]*\)|\b(?:the register|body), .*session\b")
"""What is typed, or quoted, and the session of whoever is signed in."""


def read_constitution(body: str) -> Constitute:
    """The first record of one of the bodies."""
    motions = (act.motion for act in parse_case(STORIES / BODIES[body]))
    return next(motion for motion in motions if isinstance(motion, Constitute))


@pytest.mark.parametrize(("body", "language", "sentence", "said"), SAID)
def test_a_sentence_takes_the_noun_of_the_body_in_its_form(body: str, language: str, sentence: str, said: str) -> None:
    assert sentences_in(language, key_of(read_constitution(body))).gettext(sentence) == said


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_keeps_our_nouns(body: str, language: str) -> None:
    usual = SAID_OF_OURS[language]
    ours = re.compile(OF_OURS.get((body, language), usual.pattern), usual.flags)
    own, listed = sentences_in(language, key_of(read_constitution(body))), LISTED if language == SOURCE else language
    said = {sentence: OF_BODY.sub("", TYPED.sub("", own.gettext(sentence))) for sentence in translated(listed)}
    assert {sentence: one for sentence, one in said.items() if ours.search(one)} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_of_a_table_stands_in_a_sentence(language: str) -> None:
    table, seen = NounTable(LOCALE / language / "nouns.toml"), set[str]()
    for said in translated(language).values():
        for found in table.pattern.finditer(said):
            seen |= {f"={found['alone']}".lower(), (found["ours"] or "").lower(), found["ours"] or ""}
    assert table.words.keys() - seen == set()


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


def test_a_name_that_a_body_lacks_in_a_language_stands_there_in_its_own(place: Location, visitors: Visitors) -> None:
    record(place, put_forward(), *steps("debated", "unresolved", "referred"))
    page = visitors().get("/es/topics/2020/fog").text
    assert '<span lang="en">Made-up Assembly</span>' in page


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
