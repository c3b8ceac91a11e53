"""Texts that mean harm, or only look like it, and a paper made of them."""

from __future__ import annotations

from dataclasses import replace

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section, TopicText

TEXTS = {
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# gone #} {%p endfor %} {{r title }}",
    "xml": "<w:t>&amp;</w:t> ]]> <!-- no --> <?xml?> &#x41; \"quoted\" 'twice'",
    "typst": '#set page(fill: red) *bold* $x$ @ref // gone \\ `raw` #include "secret"',
    "control": "bell\x07 zero\x00 escape\x1b next\x85 mark\ufffe",
    "marks": "private \ue000\ue001 isolate \u2066x\u2069 override \u202e",
    "lines": "one\ntwo\n\nthree",
    "long": "word " * 9999 + "end",
    "digits": "1" * 500 + " م",
    "right to left": "signed by أحمد (بن محمد) in 2016-2017, and back",
}


def fact(text: str) -> TracedFact:
    """A fact with a text and a record."""
    return TracedFact(text, ("2031#1",), text)


def paper_of(text: str, language: str = "en") -> Paper:
    """A paper that says one text in every place."""
    said = fact(text)
    paragraph = Paragraph(said, (Item(said, SaidSentence("letter", "a)")),))
    full = replace(paragraph, heading=SaidSentence("heading", text), label=SaidSentence("number", "1.1"))
    return Paper(
        kind="note",
        tongue=tongue(language),
        title=said,
        subtitle=said,
        draft=(SaidSentence("draft", text),),
        masthead=tuple(
            MastheadRow(key, said, SaidSentence("label", text)) for key in ("session", "place", "agenda-item", "symbol")
        ),
        remarks=(SaidSentence("remark", text),),
        box=tuple(Section(key, SaidSentence("box", text), (paragraph,)) for key in ("summary", "action", "references")),
        sections=(Section("one", said, (full, Paragraph(said)), SaidSentence("number", "1")),),
        signature=(said,),
        wordings=(
            TopicText(said, (SaidSentence("note", text),), said, (said, said)),
            TopicText(said, numbered=False, questions=(said,)),
        ),
    )
