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
        "report.take_position",
        {"stance": "object", "many": False, "maintained": False},
        "Se formuló una objeción al tema «Faros» (autor: Islandia).",
    ),
    (
        "es",
        "report.take_position",
        {"stance": "reserve", "many": True, "holder": fact("Islandia y Perú")},
        "Se formuló una reserva sobre el tema «Faros» (autores: Islandia y Perú).",
    ),
    (
        "es",
        "report.take_position",
        {"stance": "support", "many": False},
        "Se expresó apoyo al tema «Faros» (Islandia).",
    ),
    (
        "es",
        "report.lift_objection",
        {"how": "withdrawn", "day": None, "holders": [fact("Islandia"), fact("Perú")]},
        "Islandia y Perú retiraron su objeción al tema «Faros».",
    ),
    (
        "es",
        "report.lift_objection",
        {"how": "resolved", "day": fact("el 3 de mayo"), "holders": [fact("Islandia")]},
        "Quedó resuelta el 3 de mayo la objeción formulada por Islandia al tema «Faros».",
    ),
    (
        "es",
        "decision.lift_objection",
        {"how": "withdrawn", "when": fact("el 3 de mayo,"), "title": fact("Faros"), "holders": [fact("Grupo Andino")]},
        "El 3 de mayo, el Grupo Andino retiró su objeción al tema «Faros».",
    ),
    (
        "es",
        "decision.presided",
        {"name": fact("Made-up Chair"), "acting": True, "title": fact("Vicepresidente"), "chair": fact("Presidencia")},
        "Presidencia: Made-up Chair, Vicepresidente, en sustitución de la Presidencia.",
    ),
    (
        "ar",
        "report.take_position",
        {"stance": "object", "maintained": False},
        "ورد اعتراض من آيسلندا على الموضوع «منارات».",
    ),
    (
        "ar",
        "report.lift_objection",
        {"how": "withdrawn", "day": None, "holders": [fact("كندا"), fact("آيسلندا")]},
        "جرى سحب الاعتراض الوارد من كندا وآيسلندا على الموضوع «منارات».",
    ),
    ("ar", "report.take_position", {"stance": "reserve"}, "ورد تحفظ من آيسلندا على الموضوع «منارات»."),
    (
        "es",
        "decision.silence",
        {"began": None, "until": fact("10 de abril de 2031"), "kept": True, "apart": False},
        "con arreglo a dicho procedimiento, con plazo hasta el 10 de abril de 2031; el silencio no se rompió",
    ),
    (
        "es",
        "decision.silence",
        {
            "began": fact("1 de abril de 2031"),
            "until": fact("10 de abril de 2031"),
            "kept": False,
            "broken": False,
            "apart": False,
        },
        "con arreglo a dicho procedimiento el 1 de abril de 2031, con plazo hasta el 10 de abril de 2031.",
    ),
    (
        "es",
        "decision.when",
        {"occasion": None, "day": fact("el 10 de abril de 2031")},
        "el 10 de abril de 2031,",
    ),
    (
        "es",
        "agenda.topic",
        {"title": fact("Faros"), "sponsors": [fact("Perú"), fact("Islandia")], "round": None},
        "«Faros» (proponentes: Perú e Islandia).",
    ),
    (
        "es",
        "agenda.topic",
        {"title": fact("Faros"), "sponsors": [fact("Perú")], "round": None},
        "«Faros» (proponente: Perú).",
    ),
    (
        "ar",
        "agenda.topic",
        {"title": fact("منارات"), "sponsors": [fact("كندا"), fact("آيسلندا")], "round": None},
        "«منارات» (مقدَّم من كندا وآيسلندا).",
    ),
    ("es", "decision.when", {"occasion": None, "day": fact("el 1 de septiembre")}, "el 1 de septiembre"),
    ("es", "decision.when", {"occasion": fact("en la reunión"), "day": fact("ayer")}, "en la reunión, ayer,"),
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
        "es",
        "decision.withdraw",
        {"when": fact("ayer"), "title": fact("Faros"), "asked_by": [fact("Perú")]},
        "fue retirado a petición de su proponente, Perú.",
    ),
    (
        "ar",
        "decision.withdraw",
        {"when": fact("أمس"), "title": fact("منارات"), "asked_by": [fact("كندا")]},
        "بناءً على طلب الجهة التي قدمته (كندا) أمس.",
    ),
    (
        "ar",
        "decision.when",
        {"occasion": fact("في الاجتماع الثامن"), "day": fact("في 13 أكتوبر 2016"), "meeting": True},
        "في الاجتماع الثامن المعقود في 13 أكتوبر 2016",
    ),
    (
        "ar",
        "hearing.held",
        {"anew": True, "day": None, "place": None, "chair": fact("كندا")},
        "ومع ذلك، انعقد الاجتماع الحضوري، برئاسة كندا.",
    ),
    (
        "ar",
        "decision.decline",
        {"how": fact("بالتصويت"), "votes": (), "title": fact("منارات"), "when": fact("أمس")},
        "قرر المجلس، أمس، بالتصويت عدم الموافقة على موضوع «منارات».",
    ),
    (
        "ar",
        "decision.record_no_consensus",
        {"title": fact("منارات"), "when": fact("أمس")},
        "لاحظ الفريق، أمس، عدم وجود توافق في الآراء بشأن موضوع «منارات».",
    ),
    (
        "ar",
        "decision.escalate",
        {"when": fact("أمس"), "title": fact("منارات"), "session": fact("الدورة الأولى")},
        "أُحيل موضوع «منارات» إلى المجلس (الدورة الأولى) للنظر فيه أمس.",
    ),
    (
        "ar",
        "decision.withdraw",
        {"when": fact("أمس"), "title": fact("منارات"), "asked_by": [fact("كندا"), fact("آيسلندا")]},
        "بناءً على طلب الجهتين اللتين قدمتاه (كندا وآيسلندا) أمس.",
    ),
    (
        "ar",
        "decision.lapse",
        {"noted": True, "replaced_by": None, "noted_on": None, "title": fact("منارات"), "when": fact("أمس")},
        "لم يأخذ المجلس، أمس، بموضوع «منارات» واختار غيره، بعد أن كان قد أحاط علماً به.",
    ),
    (
        "ar",
        "agenda.responses",
        {"count": fact("12"), "foreign": False, "categories": [fact("دول (5)"), fact("جهات أخرى (7)")]},
        "عدد الردود الواردة: 12، وتوزيعها بحسب الفئة: دول (5) وجهات أخرى (7).",
    ),
    (
        "ar",
        "circular.launched",
        {"one": True, "introduced": False, "title": fact("منارات"), "group": fact("الفريق")},
        "بشأن موضوع «منارات»، الذي يرد نصه في الملحق.",
    ),
    (
        "ar",
        "circular.about",
        {"one": False, "group": fact("الفريق")},
        "المشاورات المفتوحة للفريق",
    ),
    (
        "ar",
        "note.topics_referred",
        {"one": False, "draft": False, "count": TracedFact(3, ("2017#1",), "ثلاثة"), "topics": TWO_AR},
        "المواضيع الثلاثة المحالة هي منارات وموانئ.",
    ),
    (
        "es",
        "call.meeting",
        {"day": day("2015-09-28"), "place": fact("Ginebra"), "before": None},
        "El 28 de septiembre de 2015 se celebrará una reunión presencial de consulta (Ginebra).",
    ),
    (
        "ar",
        "common.view",
        {
            "about": fact("منارات"),
            "stance": tongue("ar").word("stance", "object"),
            "ended": (),
            "source": None,
            "text": fact("لا."),
            "holder": fact("آيسلندا"),
        },
        "اعتراض من آيسلندا على موضوع «منارات»: «لا».",
    ),
    (
        "ar",
        "common.view",
        {
            "about": fact("منارات"),
            "stance": tongue("ar").word("stance", "support"),
            "ended": (),
            "source": None,
            "text": None,
            "holder": fact("آيسلندا"),
        },
        "تأييد من آيسلندا لموضوع «منارات».",
    ),
    (
        "ar",
        "common.view",
        {
            "about": None,
            "stance": None,
            "ended": (),
            "source": None,
            "text": None,
            "holder": fact("آيسلندا"),
        },
        "آيسلندا، بشأن اختيار الموضوع عموماً.",
    ),
    (
        "es",
        "consultation.online",
        {"online": day("2015-06-30"), "over": True},
        "La fase en línea se desarrolló el 30 de junio de 2015.",
    ),
    (
        "es",
        "common.statement",
        {"nature": None, "day": None, "text": fact("Consta.")},
        "Islandia: «Consta».",
    ),
    (
        "es",
        "common.statement",
        {"nature": fact("reserva"), "day": None, "text": fact("Consta.")},
        "Islandia (reserva): «Consta».",
    ),
    (
        "es",
        "note.left",
        {"one": False, "topics": [fact("Faros"), fact("Islas")], "words": None},
        "Los temas «Faros» e «Islas» no se remiten y siguen sometidos al examen del Grupo.",
    ),
]
"""A language, a sentence, what it is given, and words that it says."""


@pytest.mark.parametrize(("language", "key", "given", "said"), SAID)
def test_a_sentence_reads_as_an_editor_would_have_it(language: str, key: str, given: dict[str, Any], said: str) -> None:
    text = str(tongue(language).say(key, **({"es": ES, "ar": AR}[language] | given)))
    assert (said if "\u00a0" in said else loosen(said)) in (text if "\u00a0" in said else loosen(text))


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_words_of_a_view_stand_in_quotation_marks(language: str) -> None:
    given = {"holder": fact("A"), "about": None, "stance": None, "ended": None, "source": None}
    text = "B." if language == "es" else "موافق."
    assert str(tongue(language).say("common.view", **given, text=fact(text))).endswith(f" «{text[:-1]}».")


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
