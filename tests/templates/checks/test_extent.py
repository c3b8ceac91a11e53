"""What a check could not look at is told, and how much of it."""

from __future__ import annotations

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import document_in

from .conftest import told

RULE = "everything-is-compared"


def page(language: str, *sentences: str) -> Document:
    """A small file in a language."""
    head = {"en": "Introduction", "fr": "Introduction"}[language]
    paragraphs = "".join(f"<p>1.{place} {one}</p>" for place, one in enumerate(sentences, 1))
    whole = f'<html lang="{language}"><h2>1 {head}</h2>{paragraphs}</html>'
    return document_in(whole.encode(), f"page-{language}.html")


def found(*documents: Document) -> list[str]:
    """What is said of the extent of a check."""
    return [what for name, _, what in told(findings_in([*documents]), "remark") if name == RULE]


def test_a_file_alone_is_compared_with_nothing() -> None:
    [said] = found(page("en", "The group met in the town."))
    assert said.startswith("Neither a record nor another version was at hand")
    assert "--against REF" in said


def test_of_versions_alone_the_places_are_told_that_only_one_of_them_has() -> None:
    english = ("The group met in the town.", "It met on 6 February 2017.")
    french = ("Le groupe s’est réuni dans la ville.", "Il s’est réuni le 6 février 2017.")
    even = found(page("en", *english), page("fr", *french))
    odd = found(page("en", *english, "It closed."), page("fr", *french))
    assert [one.split(":")[0] for one in even] == ["No record was at hand"]
    assert odd == [*even, "The outcome of one place was not looked at: paragraph 1.3."]
