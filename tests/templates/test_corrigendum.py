# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""What a corrigendum says of texts that came, went or became others."""

from __future__ import annotations

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.corrigendum import ReplacedPaper, tell_corrections
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.dates import when

from .conftest import Register

SAID = {
    "en": (
        "In the section “Made-up”, add “It is new.”",
        "In the section “Made-up”, delete “It was old.”",
        "In the section “Made-up”, the wording has been changed.",
        "The following section has been added: “Made-up”.",
        "The following section has been deleted: “Made-up”.",
    ),
    "fr": (
        "Dans la section « Made-up », ajouter « It is new. »",
        "Dans la section « Made-up », supprimer « It was old. »",
        "Dans la section « Made-up », la rédaction a été modifiée.",
        "La section suivante a été ajoutée : « Made-up ».",
        "La section suivante a été supprimée : « Made-up ».",
    ),
    "es": (
        "En la sección «Made-up», añádase «It is new».",
        "En la sección «Made-up», suprímase «It was old».",
        "En la sección «Made-up» se ha modificado la redacción.",
        "Se ha añadido la sección siguiente: «Made-up».",
        "Se ha suprimido la sección siguiente: «Made-up».",
    ),
    "ru": (
        "В разделе «Made-up» следует добавить «It is new».",
        "В разделе «Made-up» следует исключить «It was old».",
        "В разделе «Made-up» изменена формулировка.",
        "Добавлен следующий раздел: «Made-up».",
        "Исключен следующий раздел: «Made-up».",
    ),
    "zh": (
        "“Made-up”一节中，增加“It is new.”",
        "“Made-up”一节中，删除“It was old.”",
        "“Made-up”一节的文字已作修改。",
        "增加以下一节：“Made-up”。",
        "删除以下一节：“Made-up”。",
    ),
    "ar": (
        "في القسم «Made-up»، يُضاف ما يلي: «It is new».",
        "في القسم «Made-up»، يُحذف ما يلي: «It was old».",
        "في القسم «Made-up»، عُدّلت الصياغة.",
        "أُضيف القسم التالي: «Made-up».",
        "جرى حذف القسم التالي: «Made-up».",
    ),
}
STAYS, OLD, NEW, OTHER = "It stays.", "It was old.", "It is new.", "It is another."


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


def paper(language: str, *texts: str) -> Paper:
    """A paper of one section, or of none where it has no texts."""
    paragraphs = tuple(Paragraph(fact(text)) for text in texts)
    sections = (Section("made-up", SaidSentence("title", "Made-up"), paragraphs),) if texts else ()
    return Paper("notice", tongue(language), fact("Made-up title"), sections=sections)


def corrected(lanterns: Register, language: str, before: Paper, after: Paper) -> str:
    """What a corrigendum says of a change, but for what it replaces."""
    view = View(lanterns.standing, tongue(language), when(lanterns.standing.today.isoformat()))
    replaced = ReplacedPaper("ML31/1", "2031#1", paper=before)
    _, *told = tell_corrections(view, after, replaced)
    text = " ".join(str(one) for one in told).replace("\N{NO-BREAK SPACE}", " ")
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


@pytest.mark.parametrize("language", SAID)
def test_a_corrigendum_says_what_came_and_went_in_every_language(lanterns: Register, language: str) -> None:
    both = (
        ((STAYS,), (STAYS, NEW)),
        ((STAYS, OLD), (STAYS,)),
        ((STAYS, OLD), (STAYS, NEW, OTHER)),
        ((), (STAYS,)),
        ((STAYS,), ()),
    )
    told = tuple(corrected(lanterns, language, paper(language, *old), paper(language, *new)) for old, new in both)
    assert told == SAID[language]


def test_a_corrigendum_quotes_the_sentences_that_differ_and_breaks_no_quotation(lanterns: Register) -> None:
    before, after = (paper("en", f"It stays. It was {what}. So it is.") for what in ("old", "new"))
    assert corrected(lanterns, "en", before, after) == "In the section “Made-up”, for “It was old.” read “It was new.”"
    before, after = (paper("en", f"It reads: “It stays. It was {what}.”") for what in ("old", "new"))
    said = "for “It reads: ‘It stays. It was old.’” read “It reads: ‘It stays. It was new.’”"
    assert said in corrected(lanterns, "en", before, after)
