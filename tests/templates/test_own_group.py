# ruff: noqa: RUF001  # Russian is written in Cyrillic
"""A body that calls itself a commission, a committee or a panel: no paper of it says “the Group”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from escalade.templates.languages.arabic import li
from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.fact import TracedFact

from .conftest import Acts, Register, acts_in
from .render import loosen

CASE = Path(__file__).with_name("made_up_commission.toml")
OURS = {
    "en": re.compile(r"\bgroups?\b", re.IGNORECASE),
    "fr": re.compile(r"\bgroupes?\b", re.IGNORECASE),
    "es": re.compile(r"\bgrupos?\b(?! de delegaciones)", re.IGNORECASE),
    "ru": re.compile(r"\bгрупп", re.IGNORECASE),
    "zh": re.compile("本组|工作组"),
    "ar": re.compile("فريق"),
}
"""Our words for the body; a made-up body of another kind has none of them anywhere."""
OTHER_GENDER: dict[str, dict[str, str]] = {
    "en": {"one": "Panel"},
    "fr": {"one": "Comité"},
    "es": {"one": "Comisión"},
    "ru": {"one": "Бюро"},
    "zh": {"one": "小组"},
    "ar": {"one": "مجلس"},
}
FOREIGN = {"de": {"one": "Ausschuss"}}
"""The body's noun in no language of a paper."""
PACK = (
    "agenda.jinja", "call.jinja", "circular.jinja", "common.jinja", "consultation.jinja", "decision.jinja",
    "hearing.jinja", "note.jinja", "notice.jinja", "report.jinja",
)  # fmt: skip
_CODE = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
"""What of a sentence is no text of it."""
DESK: dict[str, Any] = {"by": "Made-up Desk"}
PAPERS = (
    ("note", "2031"), ("report", "1"), ("report", "2"), ("report", "3"), ("agenda", "3"),
    ("notice", "2031/glass"), ("notice", "2031/wick"), ("notice", "2031/oil"), ("notice", "2031/tin"),
    ("notice", "2031/horn"), ("call", "2031/glass"), ("circular", "2031/glass"),
)  # fmt: skip
DAYS = (
    "2031-02-15",
    "2031-03-04",
    "2031-03-10",
    "2031-05-01",
    "2031-06-10",
    "2031-09-30",
    "2031-10-15",
    "2031-10-25",
    "2032-03-01",
)
"""Days on which its papers are drawn, each behind what happened by then."""


def made_up(word: str) -> dict[str, str]:
    """Words of somebody in all languages, which are quoted."""
    return {language: f"{word} {language}." for language in AVAILABLE}


def at_meeting(number: int, day: str) -> dict[str, Any]:
    """Who acts at a meeting, and when."""
    return {"by": "Made-up Chair", "on": day, "evidence": {"meeting": str(number)}}


def at_assembly() -> dict[str, Any]:
    """Who writes down what the level above decided, and when."""
    sitting = {"session": "Assembly 2031", "sitting": 1, "document": "LA31/80"}
    return {"by": "Made-up Assembly Desk", "on": "2031-06-02", "evidence": sitting}


def acts_of(nouns: dict[str, Any] | None) -> Acts:
    """The acts of the case, where the body calls itself so."""
    acts = acts_in(CASE)
    if nouns is not None:
        acts[0] = {**acts[0], "nouns": {"group": nouns}}
    return acts


def course(nouns: dict[str, Any] | None = None) -> Iterator[tuple[str, Register]]:
    """A round that goes through everything, at several days of it."""
    register = Register()
    register.play(acts_of(nouns))
    counted: dict[str, Any] = {"span": 14, "unit": "calendar days", "direction": "before", "anchor": "session opening"}
    deadline: dict[str, Any] = {"stage": "note", "basis": "mandate", "title": made_up("Notes")}
    register.act("set deadline", on="2031-01-10", since="2031-01-10", name="notes", **counted, **deadline, **DESK)
    yield DAYS[0], register
    register.act(
        "open debate",
        *(f"2031/{one}" for one in ("glass", "wick", "oil", "tin", "horn")),
        **at_meeting(1, "2031-03-03"),
    )
    yield DAYS[1], register
    told: dict[str, Any] = {"tried": made_up("Talks"), "words": made_up("To ask"), "refer": True}
    register.act("record no consensus", "2031/glass", "2031/wick", **told, **at_meeting(1, "2031-03-04"))
    register.act(
        "merge", "2031/tin", into="2031/horn", version={"title": made_up("Both")}, **at_meeting(1, "2031-03-04")
    )
    register.act("record no consensus", "2031/horn", tried=made_up("Talks"), **at_meeting(1, "2031-03-05"))
    register.act("defer", "2031/oil", to_meeting="2", **at_meeting(1, "2031-03-05"))
    yield DAYS[2], register
    left: dict[str, Any] = {"leaving": ["2031/oil", "2031/horn"], "left": made_up("Later")}
    register.act(
        "escalate",
        "2031/glass",
        "2031/wick",
        on="2031-04-01",
        to_session="Assembly 2031",
        evidence={"document": "LA31/9"},
        **left,
        **DESK,
    )
    yield DAYS[3], register
    register.act("refer back", "2031/glass", guidance=made_up("Narrow it"), how="consensus", **at_assembly())
    register.act("approve", "2031/wick", words=made_up("Approved"), report_by="2031-12-31", **at_assembly())
    yield DAYS[4], register
    register.act("reopen debate", "2031/horn", **at_meeting(2, "2031-09-30"))
    yield DAYS[5], register
    register.act("record consensus", "2031/glass", words=made_up("Settled"), **at_meeting(2, "2031-09-30"))
    register.act("set aside", "2031/oil", words=made_up("Not now"), **at_meeting(2, "2031-10-01"))
    yield DAYS[6], register
    phases = {"on": "2031-10-20", "opens": "2031-10-20", "closes": "2031-11-20"}
    register.act("launch", "2031/glass", answer_to=made_up("Write"), **phases, **DESK)
    yield DAYS[7], register
    register.act(
        "record responses",
        "2031/glass",
        on="2031-11-22",
        count=3,
        by_category={"Industry": 3},
        where="not at hand",
        **DESK,
    )
    register.act("close", "2031/glass", on="2031-12-01", reason="not at hand", **DESK)
    register.act(
        "record consideration",
        "2031/glass",
        words=made_up("Considered"),
        on="2032-02-02",
        evidence={"meeting": "3"},
        **DESK,
    )
    register.act("record no consensus", "2031/horn", **told, **at_meeting(3, "2032-02-02"))
    for number, day in ((1, "2031-09-30"), (2, "2032-02-02")):
        register.act(
            "approve report",
            f"meeting/{number}",
            on=day,
            evidence={"meeting": str(number + 1), "document": f"MCL/{number}"},
            sent_to="not at hand",
            **DESK,
        )
    yield DAYS[8], register


def papers(language: str, nouns: dict[str, Any] | None = None) -> dict[str, str]:
    """Every paper that there is on one of the days, as text with its masthead."""
    drawn = {}
    for day, register in course(nouns):
        for kind, of in PAPERS:
            try:
                paper = build(kind, of, register.standing, tongue(language), day=date.fromisoformat(day))
            except NothingToSayError:
                continue
            said = "\n".join(str(one) for one in paper.printables())
            drawn[f"{day} {kind} {of}"] = loosen(said).translate({0x2066: None, 0x2069: None})
    return drawn


@pytest.mark.parametrize("nouns", [None, OTHER_GENDER, FOREIGN], ids=["commission", "other gender", "foreign"])
@pytest.mark.parametrize("language", AVAILABLE)
def test_no_paper_says_our_word_for_the_body(language: str, nouns: dict[str, Any] | None) -> None:
    drawn = papers(language, nouns)
    assert {name.split()[1] for name in drawn} == {kind for kind, _ in PAPERS}
    found = {name: OURS[language].search(text) for name, text in drawn.items()}
    assert {name: drawn[name][one.start() - 60 : one.end() + 60] for name, one in found.items() if one} == {}


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_sentence_has_our_word_for_the_body_in_it(language: str) -> None:
    """What no made-up round comes to is looked at where it is written."""
    for file in PACK:
        _, _, source = read_file(f"{language}/{file}").partition("\n")
        assert OURS[language].search(_CODE.sub("", source)) is None, file


SAID = {
    "en": (
        "The Made-up Commission on Lanterns (MCL, hereinafter “the Commission”) was established",
        "Activities of the Commission",
        "the Commission agreed by consensus on the topic “Glass”",
    ),
    "fr": (
        "(CIL, ci-après « la Commission ») a été créée en tant qu’organe distinct",
        "À ce titre, elle est chargée de la tâche suivante",
        "la Commission n’est pas parvenue à un consensus",
        "La Commission est convenue par consensus",
        "de renvoyer le thème « Verre » à la Commission",
    ),
    "es": (
        "(CIF, en adelante «el Comité»)",
        "Actividades del Comité",
        "devolvió, por consenso, el tema «Vidrio» al Comité",
    ),
    "ru": (
        "(ВКФ, далее — «Комитет»)",
        "Комитету поручена следующая задача",
        "В работе Комитета могут принимать участие вымышленные члены; в его открытых консультациях",
        "Комитет перенес рассмотрение темы",
    ),
    "zh": ("（MCL，以下简称“本委员会”）", "本委员会的活动", "退回本委员会"),
    "ar": (
        "ويشار إليها فيما يلي باسم «اللجنة»",
        "اتخذت اللجنة القرار التالي",
        "تظل أمانة اللجنة MCL تحت تصرفكم",
        "منذ صدور تقريرها الأخير، عقدت اللجنة اجتماعيها الثاني والثالث",
    ),
}
"""How the sentences go with a noun of the body."""
SAID_OTHERWISE = {
    "en": ("hereinafter “the Panel”",),
    "fr": (
        "le Comité n’est pas parvenu à",
        "À ce titre, il est chargé de",
        "à la première réunion du Comité",
        "au Comité",
    ),
    "es": ("en adelante «la Comisión»", "de la Comisión"),
    "ru": ("Бюро провело", "в его открытых консультациях"),
    "zh": ("以下简称“本小组”",),
    "ar": ("اتخذ المجلس القرار التالي", "أمانة المجلس MCL", "عقد المجلس اجتماعيه الثاني والثالث"),
}
"""How they go with one of another gender."""
SAID_ABROAD = {
    "en": "The body “Ausschuss” held",
    "fr": "L’organe « Ausschuss » a tenu",
    "es": "El órgano «Ausschuss» celebró",
    "ru": "На первом собрании органа «Ausschuss»",
    "zh": "本机构“Ausschuss”在",
    "ar": "عقدت هيئة «Ausschuss»",
}
"""What stands for a noun that has no form in the language."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_sentence_goes_with_the_noun_of_the_body(language: str) -> None:
    told = "\n".join(papers(language).values())
    assert [one for one in SAID[language] if one not in told] == []
    told = "\n".join(papers(language, OTHER_GENDER).values())
    assert [one for one in SAID_OTHERWISE[language] if one not in told] == []
    assert SAID_ABROAD[language] in "\n".join(papers(language, FOREIGN).values())


INTRODUCED = {
    "en": "hereinafter “", "fr": "ci-après « ", "es": "en adelante «", "ru": "далее — «", "zh": "以下简称“",
    "ar": "فيما يلي باسم «",
}  # fmt: skip


def test_three_letters_lam_never_stand_side_by_side() -> None:
    names = ("لجنة", "مجلس", "فريق")
    assert [str(li(TracedFact(one, ("body#1",), one))) for one in names] == ["للجنة", "للمجلس", "للفريق"]
