# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""What a corrigendum says of texts that came, went or became others."""

from __future__ import annotations

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.corrigendum import CorrectedPaper, tell_corrections
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.dates import when

from .conftest import Register

SAID = {
    "en": (
        "Under the heading “Made-up”, add “It is new.”",
        "Under the heading “Made-up”, delete “It was old.”",
        "Under the heading “Made-up”, for “It was old.” read “It is new.”",
    ),
    "fr": (
        "Sous le titre « Made-up », ajouter « It is new. »",
        "Sous le titre « Made-up », supprimer « It was old. »",
        "Sous le titre « Made-up », au lieu de « It was old. », lire « It is new. »",
    ),
    "es": (
        "Bajo el epígrafe «Made-up», añádase «It is new».",
        "Bajo el epígrafe «Made-up», suprímase «It was old».",
        "Bajo el epígrafe «Made-up», donde dice «It was old», debe decir «It is new».",
    ),
    "ru": (
        "Под заголовком «Made-up» следует добавить «It is new».",
        "Под заголовком «Made-up» следует исключить «It was old».",
        "Под заголовком «Made-up» вместо «It was old» следует читать «It is new».",
    ),
    "zh": (
        "“Made-up”标题下的案文中，增加“It is new.”",
        "“Made-up”标题下的案文中，删除“It was old.”",
        "“Made-up”标题下的案文中，“It was old.”应为“It is new.”",
    ),
    "ar": (
        "تحت عنوان «Made-up»، يُضاف ما يلي: «It is new».",
        "تحت عنوان «Made-up»، يُحذف ما يلي: «It was old».",
        "تحت عنوان «Made-up»، يُستعاض عن «It was old» بما يلي: «It is new».",
    ),
}
STAYS, OLD, NEW = "It stays.", "It was old.", "It is new."


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


def paper(language: str, *texts: str) -> Paper:
    """A paper of one section, or of none where it has no texts."""
    paragraphs = tuple(Paragraph(fact(text)) for text in texts)
    sections = (Section("made-up", SaidSentence("title", "Made-up"), paragraphs),) if texts else ()
    return Paper("notice", tongue(language), fact("Made-up title"), sections=sections)


def corrected(lanterns: Register, language: str, before: Paper, after: Paper) -> str:
    """What a corrigendum says of a change."""
    view = View(lanterns.standing, tongue(language), when(lanterns.standing.today.isoformat()))
    told = tell_corrections(view, after, CorrectedPaper("2031#1", before))
    text = " ".join(str(one) for one in told).replace("\N{NO-BREAK SPACE}", " ")
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


@pytest.mark.parametrize("language", SAID)
def test_a_corrigendum_says_what_came_and_went_in_every_language(lanterns: Register, language: str) -> None:
    both = (
        ((STAYS,), (STAYS, NEW)),
        ((STAYS, OLD), (STAYS,)),
        ((STAYS, OLD), (STAYS, NEW)),
    )
    told = tuple(corrected(lanterns, language, paper(language, *old), paper(language, *new)) for old, new in both)
    assert told == SAID[language]


def test_a_corrigendum_quotes_the_sentences_that_differ_and_breaks_no_quotation(lanterns: Register) -> None:
    before, after = (paper("en", f"It stays. It was {what}. So it is.") for what in ("old", "new"))
    assert (
        corrected(lanterns, "en", before, after) == "Under the heading “Made-up”, for “It was old.” read “It was new.”"
    )
    before, after = (paper("en", f"It reads: “It stays. It was {what}.”") for what in ("old", "new"))
    said = "for “It reads: ‘It stays. It was old.’” read “It reads: ‘It stays. It was new.’”"
    assert said in corrected(lanterns, "en", before, after)
